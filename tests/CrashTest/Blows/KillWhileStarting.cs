namespace Integration.CrashTest.Blows;

/// <summary>kill -9, and again before the next process of it is ready.</summary>
internal sealed record KillWhileStarting(TimeSpan After, int Target, TimeSpan Age) : Blow(After)
{
    public override int Kills => 2;

    public override async Task<string> StrikeAsync(Cluster cluster)
    {
        var member = cluster.Members[Target];
        await member.TakeAsync();
        await member.KillAsync();
        member.Launch();
        await Task.Delay(Age);
        await member.KillAsync();
        cluster.Repair(member, member.StartAsync);
        return $"kill -9 of {member.Name}, and again while it started";
    }
}
