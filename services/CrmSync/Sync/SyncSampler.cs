using Integration.CrmSync.Inbound;
using Integration.CrmSync.Providers;
using Integration.Persistence.Sql;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.CrmSync.Sync;

/// <summary>Measures the backlog, and for how long the CRM should have been read and was not, at most every few seconds, in every process: who held the connection before would go on telling what it last saw. What waits for something that may never
/// come (a payment from before this service, one that the CRM refuses) is counted and has no age: it is no fault of the connection.</summary>
internal sealed partial class SyncSampler(NpgsqlDataSource source, SyncTelemetry telemetry, IOptions<InboundOptions> options, TimeProvider time, ILogger<SyncSampler> log)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(15);

    private const string CountSql =
        "select (select count(*) from crm.records where status in ('waiting', 'forgetting')), (select min(r.waiting_since) from crm.records r where r.status in ('waiting', 'forgetting') and r.complete and (r.kind <> 'entry' or exists (select from crm.records p where p.kind = 'payment' and p.key = r.payment_id::text and p.crm_id is not null and p.status <> 'deleted'))), " +
        "(select count(*) from crm.records where status in ('failed', 'deleted') or (status = 'forgetting' and code is not null))";

    /// <summary>What is looked at again later (a record over which the CRM breaks, one that we perhaps wrote ourselves) is due then. A poll counts from how far it was read: one that is refused was none.</summary>
    private const string ReadsSql =
        """
        select due.kind, max(due.overdue) from (
            select kind, $1 - min(due_at) as overdue from crm.changes where due_at is not null group by kind
            union all select kind, $1 - read_until - $2 from crm.polls where kind = any($3)) due
        where due.overdue > interval '0' group by due.kind
        """;

    private DateTimeOffset _at = DateTimeOffset.MinValue;

    /// <summary>Looks, when it is time. Nothing waits for a measurement: one that fails or takes too long is left out.</summary>
    public async Task SampleAsync(ICrmProvider crm, CancellationToken cancellationToken)
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
                telemetry.Sampled(crm.Name, waiting, since is { } oldest ? now - oldest : TimeSpan.Zero, failed);
            }

            await SampleReadsAsync(crm, now, cancellationToken);
        }
        catch (NpgsqlException failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogNotMeasured(log, failure);
        }
    }

    private async Task SampleReadsAsync(ICrmProvider crm, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var kinds = Enum.GetValues<InboundKind>();
        var asked = kinds.Where(kind => crm is ICrmChangeFeed && options.Value.Of(kind).RecordType.Length > 0).Select(kind => kind.Word()).ToArray();
        var overdue = (await source.RowsAsync(
            ReadsSql, row => (Kind: row.GetString(0), Time: row.GetFieldValue<TimeSpan>(1)), cancellationToken,
            Nullables.Parameter(now), new() { Value = TimeSpan.FromSeconds(options.Value.OverlapSeconds + options.Value.PollSeconds) }, new() { Value = asked })).ToDictionary(o => o.Kind, o => o.Time);
        foreach (var kind in kinds)
        {
            telemetry.ReadsSampled(crm.Name, kind, overdue.GetValueOrDefault(kind.Word()));
        }
    }

    [LoggerMessage(66, LogLevel.Warning, "The CRM's backlog was not measured; the next look follows")]
    private static partial void LogNotMeasured(ILogger logger, Exception failure);
}
