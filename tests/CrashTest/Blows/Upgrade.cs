namespace Integration.CrashTest.Blows;

/// <summary>SIGTERM, and this build takes the place of the older one; the others go on as they are. Whoever is first brings the new schemas, under the feet of the old processes.</summary>
internal sealed record Upgrade(TimeSpan After, int Target) : Blow(After)
{
    public override int Kills => 0;

    public override async Task<string> StrikeAsync(Cluster cluster)
    {
        var member = cluster.Members[Target];
        await member.TakeAsync();
        cluster.Repair(member, member.UpgradeAsync);
        return $"{member.Name} is upgraded";
    }
}
