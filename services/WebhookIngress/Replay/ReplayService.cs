using MassTransit;

namespace Integration.WebhookIngress.Replay;

/// <summary>Works through the replays that were asked for, a second's worth at a time. Every process may: a lease keeps a replay to one of them.</summary>
internal sealed partial class ReplayService(IServiceScopeFactory scopes, IBusControl bus, TimeProvider time, ILogger<ReplayService> log) : BackgroundService
{
    private readonly Guid _holder = Guid.NewGuid();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<ReplayBatch>().RunAsync(_holder, stoppingToken);
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Nothing of the step was done; a replay that stands still is seen in ops.webhook_replays. The ingress must not end for it.
                LogFailed(log, failure);
            }
        }
    }

    [LoggerMessage(42, LogLevel.Warning, "A step of a replay failed; it is made again")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
