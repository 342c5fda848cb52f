using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Integration.Persistence;

/// <summary>Forgets inbox entries past their retention, a bounded number per statement.</summary>
internal sealed partial class PruneService(NpgsqlDataSource source, PersistenceOptions options, TimeProvider time, ILogger<PruneService> log) : BackgroundService
{
    private const string Sql =
        "delete from messaging.inbox where (message_id, consumer_id) in " +
        "(select message_id, consumer_id from messaging.inbox where received_at < $1 order by received_at limit $2)";

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.PruneIntervalSeconds), time);
        do
        {
            try
            {
                while (await PruneAsync(source, options, time, stoppingToken) == options.PruneLimit)
                {
                    // More is waiting.
                }
            }
            catch (NpgsqlException failure)
            {
                LogFailed(log, failure);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    internal static async Task<int> PruneAsync(NpgsqlDataSource source, PersistenceOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = time.GetUtcNow().UtcDateTime.AddDays(-options.InboxRetentionDays) });
        command.Parameters.Add(new() { Value = options.PruneLimit });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(4, LogLevel.Warning, "Old inbox rows were not pruned this time")]
    private static partial void LogFailed(ILogger logger, Exception failure);
}
