using Integration.Persistence;
using Integration.Persistence.Telemetry;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Integration.Hosting.Health;

/// <summary>Measures the outbox and counts open dead letters every 15 seconds, so that a chart shows a lag before the readiness check does.</summary>
internal sealed partial class OutboxSampler(NpgsqlDataSource source, PersistenceOptions options, TimeProvider time, ILogger<OutboxSampler> log) : BackgroundService
{
    /// <summary>Along the index on status; the count stops where only the size of the trouble would change.</summary>
    private const string DeadLettersSql = "select count(*) from (select from messaging.dead_letters where status = 'open' limit $1) open";

    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        do
        {
            try
            {
                var backlog = await OutboxBacklog.ReadAsync(source, options, time, stoppingToken);
                IntegrationTelemetry.OutboxSampled(backlog.Pending, backlog.Lag, backlog.OverdueTimers);
                IntegrationTelemetry.DeadLettersSampled(await CountDeadLettersAsync(stoppingToken));
            }
            catch (Exception failure) when (Unreachable.Is(failure, stoppingToken))
            {
                LogFailed(log, Unreachable.InWords(failure));
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task<long> CountDeadLettersAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(DeadLettersSql);
        command.Parameters.Add(new() { Value = OutboxBacklog.CountLimit });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    [LoggerMessage(21, LogLevel.Warning, "The outbox was not measured this time: {Reason}")]
    private static partial void LogFailed(ILogger logger, string reason);
}
