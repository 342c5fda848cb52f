using System.Globalization;

namespace Integration.CrashTest.Blows;

/// <summary>kill -9 of RabbitMQ, or an immediate stop of PostgreSQL: nothing is written that was not, and connections are cut.</summary>
internal sealed record KillServer(TimeSpan After, bool Broker, TimeSpan Away) : Blow(After)
{
    public override async Task<string> StrikeAsync(Cluster cluster)
    {
        var server = Broker ? cluster.Broker : cluster.Database;
        await server.TakeAsync();
        await server.StopAsync();
        cluster.Repair(server, async () =>
        {
            await Task.Delay(Away);
            await server.StartAsync();
        });
        return string.Create(CultureInfo.InvariantCulture, $"{(Broker ? "kill -9" : "immediate stop")} of {server.Name}, away for {Away.TotalSeconds:0.0} s and its start");
    }
}
