using Integration.Persistence;
using Integration.Persistence.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Integration.Hosting.Health;

/// <summary>Measures the outbox every 15 seconds, so that a chart shows a lag before the readiness check does.</summary>
internal sealed partial class OutboxSampler(NpgsqlDataSource source, PersistenceOptions options, TimeProvider time, ILogger<OutboxSampler> log) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                var backlog = await OutboxBacklog.ReadAsync(source, options, time, stoppingToken);
                IntegrationTelemetry.OutboxSampled(backlog.Pending, backlog.Lag);
            }
            catch (Exception failure) when (Unreachable.Is(failure, stoppingToken))
            {
                LogFailed(log, Unreachable.InWords(failure));
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(21, LogLevel.Warning, "The outbox was not measured this time: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
