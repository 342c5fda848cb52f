using Integration.CrmSync.Providers;
using Integration.CrmSync.Sync;
using Integration.Persistence.Sql;
using Npgsql;

namespace Integration.CrmSync.Inbound;

/// <summary>How far a CRM that does not ring was asked, and what it told.</summary>
internal sealed class PollStore(NpgsqlDataSource source, ConnectionStore connection, TimeProvider time)
{
    private const string BeginSql =
        """
        insert into crm.polls as p (kind, began_at, read_until) values ($1, $2, $2) on conflict (kind) do update set kind = excluded.kind
        returning greatest(p.began_at, p.read_until - $3)
        """;

    /// <summary>What was rung with the same time is known. Both are kept together: a page that is read twice rings once.</summary>
    private static readonly string KeepSql =
        $"""
        with rung as (
            insert into crm.changes as c (kind, record_id, stamp, due_at, rung_at, waiting_since)
            select $1, t.id, t.stamp, $7, $5, $5 from unnest($8, $9) as t(id, stamp) where {ConnectionStore.Holds("$2", "$3", "$4", "$5")} order by t.id
            on conflict (kind, record_id) do update set stamp = excluded.stamp, rings = c.rings + 1, rung_at = excluded.rung_at, reason = null,
                waiting_since = coalesce(c.waiting_since, excluded.waiting_since), due_at = least(excluded.due_at, coalesce(c.waiting_since, excluded.waiting_since) + $10)
            where c.stamp is null or c.stamp < excluded.stamp)
        update crm.polls set polled_at = $5, read_until = greatest(read_until, $6, $11), reason = null where kind = $1 and {ConnectionStore.Holds("$2", "$3", "$4", "$5")}
        """;

    private const string FailedSql = "update crm.polls set reason = $2 where kind = $1";

    private const string RefusedSql = "update crm.polls set polled_at = $2, reason = $3 where kind = $1";

    /// <summary>From when on to ask.</summary>
    public async Task<DateTimeOffset> SinceAsync(InboundKind kind, TimeSpan overlap, CancellationToken cancellationToken) => (await source.RowsAsync(
        BeginSql, row => row.GetFieldValue<DateTimeOffset>(0), cancellationToken, Nullables.Parameter(kind.Word()), Now(), new() { Value = overlap }))[0];

    /// <summary>Writes down what changed and how far it was read.</summary>
    /// <param name="whole">Until when nothing is left to read, when that is known; else it is the last change that was read.</param>
    public Task KeepAsync(
        string crm, Hold hold, InboundKind kind, IReadOnlyList<CrmChange> changes, DateTimeOffset? whole, TimeSpan quiet, TimeSpan linger, CancellationToken cancellationToken) => source.ExecuteAsync(
        KeepSql, cancellationToken,
        Nullables.Parameter(kind.Word()), Nullables.Parameter(crm), Nullables.Parameter(connection.Holder), Nullables.Parameter(hold.Epoch), Now(),
        Nullables.Parameter(changes.Count > 0 ? changes[^1].At : null), Nullables.Parameter(time.GetUtcNow() + quiet), new() { Value = changes.Select(c => c.Id).ToArray() },
        new() { Value = changes.Select(c => c.At.UtcDateTime).ToArray() }, new() { Value = linger }, Nullables.Parameter(whole));

    /// <summary>The CRM did not answer: it counts as no look.</summary>
    public Task FailedAsync(InboundKind kind, string reason, CancellationToken cancellationToken) =>
        source.ExecuteAsync(FailedSql, cancellationToken, Nullables.Parameter(kind.Word()), Nullables.Parameter(reason));

    /// <summary>The CRM does not say.</summary>
    public Task RefusedAsync(InboundKind kind, string reason, CancellationToken cancellationToken) =>
        source.ExecuteAsync(RefusedSql, cancellationToken, Nullables.Parameter(kind.Word()), Now(), Nullables.Parameter(reason));

    private NpgsqlParameter Now() => Nullables.Parameter(time.GetUtcNow());
}
