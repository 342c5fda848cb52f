using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Integration.Persistence;

/// <summary>Runs <see cref="Prune"/> at start and from time to time. A round that fails is reported and tried again at the next.</summary>
internal sealed partial class PruneService(
    NpgsqlDataSource source, PersistenceOptions options, IEnumerable<PruneRule> rules, TimeProvider time, ILogger<PruneService> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.PruneIntervalSeconds), time);
        do
        {
            try
            {
                await Prune.RunAsync(source, options, rules, time.GetUtcNow(), stoppingToken);
            }
            catch (NpgsqlException failure)
            {
                LogFailed(log, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    [LoggerMessage(4, LogLevel.Warning, "Old rows were not pruned this time")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
