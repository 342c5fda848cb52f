using Integration.Persistence.Sql;
using Npgsql;

namespace Integration.CrmSync.Sync;

/// <summary>Measures the backlog, at most every few seconds, in every process: who held the connection before would go on telling what it last saw. What waits for something that may never
/// come (a payment from before this service, one that the CRM refuses) is counted and has no age: it is no fault of the connection.</summary>
internal sealed partial class SyncSampler(NpgsqlDataSource source, SyncTelemetry telemetry, TimeProvider time, ILogger<SyncSampler> log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private const string CountSql =
        "select (select count(*) from crm.records where status in ('waiting', 'forgetting')), (select min(r.waiting_since) from crm.records r where r.status in ('waiting', 'forgetting') and r.complete and (r.kind <> 'entry' or exists (select from crm.records p where p.kind = 'payment' and p.key = r.payment_id::text and p.crm_id is not null and p.status <> 'deleted'))), " +
        "(select count(*) from crm.records where status in ('failed', 'deleted') or (status = 'forgetting' and code is not null))";

    private DateTimeOffset _at = DateTimeOffset.MinValue;

    /// <summary>Looks, when it is time. Nothing waits for a measurement: one that fails or takes too long is left out.</summary>
    public async Task SampleAsync(string crm, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (now - _at < Interval)
        {
            return;
        }

        _at = now;
        try
        {
            foreach (var (waiting, since, failed) in await source.RowsAsync(CountSql, row => (row.GetInt64(0), row.Time(1), row.GetInt64(2)), cancellationToken))
            {
                telemetry.Sampled(crm, waiting, since is { } oldest ? now - oldest : TimeSpan.Zero, failed);
            }
        }
        catch (NpgsqlException failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotMeasured(log, failure);
        }
    }

    [LoggerMessage(66, LogLevel.Warning, "The CRM's backlog was not measured; the next look follows")]
    private static partial void LogNotMeasured(ILogger logger, Exception failure);
}
