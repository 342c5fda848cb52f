using System.Globalization;

namespace Integration.CrashTest.Blows;

/// <summary>The network between one process and one server stands still; then it goes on, or what was under way is lost.</summary>
internal sealed record Stall(TimeSpan After, int Target, int Way, TimeSpan Lasts, bool Cut) : Blow(After)
{
    public override int Kills => 0;

    public override async Task<string> StrikeAsync(Cluster cluster)
    {
        var link = cluster.Members[Target].Links.All[Way];
        await link.TakeAsync();
        link.Stall();
        cluster.Repair(link, async () =>
        {
            await Task.Delay(Lasts);
            if (Cut)
            {
                link.Cut();
            }
            else
            {
                link.Resume();
            }
        });
        return string.Create(CultureInfo.InvariantCulture, $"{link.Name} stands still for {Lasts.TotalSeconds:0.0} s{(Cut ? ", then breaks" : "")}");
    }
}
