using Integration.Persistence.Sql;
using Npgsql;

namespace Integration.CrmSync.Sync;

/// <summary>Measures the backlog, at most every few seconds.</summary>
internal sealed class SyncSampler(NpgsqlDataSource source, SyncTelemetry telemetry, TimeProvider time)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private const string CountSql =
        "select (select count(*) from crm.records where status = 'waiting'), (select min(waiting_since) from crm.records where status = 'waiting' and complete), " +
        "(select count(*) from crm.records where status in ('failed', 'deleted'))";

    private DateTimeOffset _at = DateTimeOffset.MinValue;

    /// <summary>Looks, when it is time.</summary>
    public async Task SampleAsync(string crm, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - _at < Interval)
        {
            return;
        }

        _at = now;
        foreach (var (waiting, since, failed) in await source.RowsAsync(CountSql, row => (row.GetInt64(0), row.Time(1), row.GetInt64(2)), cancellationToken))
        {
            telemetry.Sampled(crm, waiting, since is { } oldest ? now - oldest : TimeSpan.Zero, failed);
        }
    }
}
