using System.Globalization;

namespace Integration.CrashTest.Blows;

/// <summary>SIGSTOP for longer than leases, claims and time-outs last: the process goes on where it stood, when others have taken up its work.</summary>
internal sealed record StandStill(TimeSpan After, int Target, TimeSpan Lasts) : Blow(After)
{
    public override int Kills => 0;

    public override async Task<string> StrikeAsync(Cluster cluster)
    {
        var member = cluster.Members[Target];
        await member.TakeAsync();
        await member.FreezeAsync();
        cluster.Repair(member, async () =>
        {
            await Task.Delay(Lasts);
            await member.ThawAsync();
        });
        return string.Create(CultureInfo.InvariantCulture, $"{member.Name} stands still for {Lasts.TotalSeconds:0.0} s");
    }
}
