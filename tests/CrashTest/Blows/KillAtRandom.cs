namespace Integration.CrashTest.Blows;

/// <summary>kill -9, wherever the process is.</summary>
internal sealed record KillAtRandom(TimeSpan After, int Target) : Blow(After)
{
    public override async Task<string> StrikeAsync(Cluster cluster)
    {
        var member = cluster.Members[Target];
        await member.TakeAsync();
        await member.KillAsync();
        cluster.Repair(member, member.StartAsync);
        return $"kill -9 of {member.Name}";
    }
}
