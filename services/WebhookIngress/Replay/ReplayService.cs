using MassTransit;
using Npgsql;

namespace Integration.WebhookIngress.Replay;

/// <summary>Works through the replays that were asked for, a second's worth at a time. Every process may: a lease keeps a replay to one of them.</summary>
internal sealed partial class ReplayService(IServiceScopeFactory scopes, Replays replays, IBusControl bus, TimeProvider time, ILogger<ReplayService> log) : BackgroundService
{
    private readonly Guid _holder = Guid.NewGuid();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await bus.WaitForHealthStatus(BusHealthStatus.Healthy, stoppingToken);
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Guid? claimed = null;
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                var batch = scope.ServiceProvider.GetRequiredService<ReplayBatch>();
                try
                {
                    await batch.RunAsync(_holder, stoppingToken);
                }
                finally
                {
                    claimed = batch.Claimed;
                }
            }
            catch (Exception failure) when (!stoppingToken.IsCancellationRequested)
            {
                // Nothing of the step was done, and its transaction is over. The ingress must not end for it, and the other replays must not wait for it.
                LogFailed(log, failure);
                await PostponeAsync(claimed, failure, stoppingToken);
            }
        }
    }

    private async Task PostponeAsync(Guid? replay, Exception failure, CancellationToken cancellationToken)
    {
        if (replay is not { } id)
        {
            return;
        }

        try
        {
            await replays.PostponeAsync(id, $"{failure.GetType().Name}: {failure.Message}", cancellationToken);
        }
        catch (NpgsqlException away)
        {
            LogNotPostponed(log, away, id);
        }
    }

    [LoggerMessage(42, LogLevel.Warning, "A step of a replay failed; it is made again")]
    private static partial void LogFailed(ILogger logger, Exception failure);

    [LoggerMessage(53, LogLevel.Warning, "That a step of replay {Replay} failed could not be kept")]
    private static partial void LogNotPostponed(ILogger logger, Exception failure, Guid replay);
}
