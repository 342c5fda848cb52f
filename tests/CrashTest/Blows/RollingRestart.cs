namespace Integration.CrashTest.Blows;

/// <summary>SIGTERM and a new process, one after the other, while the load goes on.</summary>
internal sealed record RollingRestart(TimeSpan After) : Blow(After)
{
    public override int Kills => 0;

    public override Task<string> StrikeAsync(Cluster cluster)
    {
        cluster.Repair(null, async () =>
        {
            foreach (var member in cluster.Members)
            {
                await member.TakeAsync();
                try
                {
                    await member.EndAsync();
                    await member.StartAsync();
                }
                finally
                {
                    member.GiveBack();
                }
            }
        });
        return Task.FromResult("rolling restart begins");
    }
}
