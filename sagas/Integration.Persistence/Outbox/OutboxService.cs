using MassTransit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Integration.Persistence.Outbox;

/// <summary>Runs the sweeper and the batched deletes for as long as the process lives. A database that is away is waited for.</summary>
internal sealed partial class OutboxService(OutboxDispatcher dispatcher, IBusControl bus, TimeProvider time, ILogger<OutboxService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, stoppingToken);
        await Task.WhenAll(
            KeepRunning(() => dispatcher.DeleteDeliveredAsync(stoppingToken), stoppingToken),
            KeepRunning(() => SweepAsync(stoppingToken), stoppingToken));
    }

    /// <summary>What was handed over is deleted before the process ends; the next one would only send it again.</summary>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        try
        {
            await dispatcher.FlushDeliveredAsync(cancellationToken);
        }
        catch (Exception failure) when (failure is NpgsqlException or OperationCanceledException)
        {
            LogPaused(log, failure);
        }
    }

    private async Task SweepAsync(CancellationToken stoppingToken)
    {
        await dispatcher.AdoptAsync(stoppingToken);
        while (true)
        {
            if (!await dispatcher.SweepAsync(stoppingToken))
            {
                await dispatcher.WaitForWorkAsync(stoppingToken);
            }
        }
    }

    private async Task KeepRunning(Func<Task> work, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await work();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failure)
            {
                // This loop must not die: without it nothing is recovered. What went wrong is said each time, and health shows the lag.
                LogPaused(log, failure);
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken);
            }
        }
    }

    [LoggerMessage(3, LogLevel.Warning, "The outbox pauses: the database or the bus did not answer")]
    private static partial void LogPaused(ILogger logger, Exception failure);
}
