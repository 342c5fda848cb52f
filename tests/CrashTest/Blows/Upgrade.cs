namespace Integration.CrashTest.Blows;

/// <summary>SIGTERM, and this build takes the place of the older one; the others go on as they are. Whoever is first brings the new schemas, under the feet of the old processes.
/// Whoever is killed from then on comes back as this build, as a roll-out would replace it: that an older one starts on newer schemas (docs/adr/0010) is not tried here.</summary>
internal sealed record Upgrade(TimeSpan After, int Target) : Blow(After)
{
    public override int Kills => 0;

    public override async Task<string> StrikeAsync(Cluster cluster)
    {
        var member = cluster.Members[Target];
        await member.TakeAsync();
        cluster.Repair(member, async () =>
        {
            await member.EndAsync();
            foreach (var each in cluster.Members)
            {
                each.Supersede();
            }

            await member.StartAsync();
        });
        return $"{member.Name} is upgraded";
    }
}
