using System.Text.Json;
using Integration.CrmSync.Forgetting;
using Integration.CrmSync.Mapping;
using Integration.CrmSync.Sync;
using Integration.Persistence.Sql;
using Integration.Persistence.UnitOfWork;
using Npgsql;
using NpgsqlTypes;

namespace Integration.CrmSync.Inbound;

/// <summary>A record that the CRM rang about.</summary>
/// <param name="RecordId">The CRM's id.</param>
/// <param name="Rings">How often it rang until now.</param>
/// <param name="Erased">It rang that the person wants to be forgotten.</param>
/// <param name="Gone">It was not there when we last looked.</param>
/// <param name="ToldModifiedAt">The change that we last saw.</param>
/// <param name="Told">The fields as they were then.</param>
internal sealed record Rung(string RecordId, long Rings, bool Erased, bool Gone, DateTimeOffset? ToldModifiedAt, IReadOnlyDictionary<string, string?>? Told)
{
    /// <summary>When we last looked.</summary>
    public DateTimeOffset? LookedAt { get; init; }

    /// <summary>Since when it has not been looked at to the end.</summary>
    public DateTimeOffset? WaitingSince { get; init; }

    /// <summary>It was told that the person wants to be forgotten.</summary>
    public bool ErasureTold { get; init; }
}

/// <summary>A record of ours that stands in the CRM.</summary>
/// <param name="Key">Our id of it.</param>
/// <param name="CrmId">The CRM's; null while we know none.</param>
/// <param name="Sent">What we wrote last, or perhaps did.</param>
/// <param name="SyncedAt">When we did.</param>
/// <param name="Status">What is to be done with it.</param>
internal sealed record Linked(string Key, string? CrmId, IReadOnlyDictionary<string, string?>? Sent, DateTimeOffset? SyncedAt, string Status)
{
    /// <summary>We wrote it, perhaps, and know no end of the call: the CRM may show what we do not know to have written.</summary>
    public bool InFlight { get; init; }

    /// <summary>It is not sent again before.</summary>
    public DateTimeOffset? NotBefore { get; init; }

    /// <summary>Somebody asked here that the customer be forgotten, and the CRM has not done it yet.</summary>
    public bool AskedHere { get; init; }

    /// <summary>The CRM refused the last that was asked of it.</summary>
    public bool Refused { get; init; }

    /// <summary>True of what stands in the CRM with this id, or with our own id of it where we do not know the CRM's yet.</summary>
    public bool Is(string crmId, string? key) => CrmId == crmId || (Key == key && Status is ("waiting" or "synced" or "failed"));
}

/// <summary>What the CRM rang about, and which records of ours that concerns.</summary>
internal sealed class ChangeStore(NpgsqlDataSource source, ConnectionStore connection, TimeProvider time)
{
    private const string DueSql =
        "select record_id, rings, erased, gone, told_modified_at, told_fields, looked_at, erasure_told, waiting_since from crm.changes where kind = $1 and due_at <= $2 order by rung_at desc limit $3";

    /// <summary>Who was set aside because another one's wish erased the contact has nothing to do with it any more. One that was refused for the moment may be written in part.</summary>
    private const string LinkedSql =
        $"""
        select key, crm_id, sent, greatest(synced_at, case when unanswered then sent_at end), status, status = 'waiting' and (sending_epoch is not null or unanswered or tries > 0), not_before, status = 'forgetting' and (reason is null or code is not null), code is not null
        from crm.records where kind = $1 and (crm_id = any($2) or (key = any($3) and status in ('waiting', 'synced', 'failed'))) and not (status = 'deleted' and code is not distinct from '{ForgetStore.SharedCode}')
        order by status = 'merged', key
        """;

    private static readonly string SeenSql =
        $"""
        update crm.changes c set told_rings = $3, looked_at = $4, gone = $8, erasure_told = c.erasure_told or ($8 and $11), reason = $12,
            told_fields = case when $8 then null else coalesce($9, c.told_fields) end, told_modified_at = coalesce($10, c.told_modified_at),
            due_at = case when c.rings > $3 then c.due_at end, waiting_since = case when c.rings > $3 then c.rung_at end
        where c.kind = $1 and c.record_id = $2 and {ConnectionStore.Holds("$5", "$6", "$7", "$4")}
        """;

    private static readonly string AwaitedSql =
        $"""
        update crm.changes c set reason = $9, due_at = case when c.rings > $3 then c.due_at else $8 end
        where c.kind = $1 and c.record_id = $2 and {ConnectionStore.Holds("$5", "$6", "$7", "$4")}
        """;

    /// <summary>It stands in the CRM no more: nothing is sent for it by itself, and what changes here is listed.</summary>
    private const string DeletedSql =
        """
        update crm.records set status = 'deleted', code = $3, reason = $4, due_at = null, waiting_since = null, changed_at = $5
        where kind = $1 and key = any($2) and status not in ('deleted', 'forgetting', 'forgotten')
        """;

    private const string BackSql =
        """
        update crm.records set version = version + 1, status = 'waiting', code = null, reason = null, due_at = $3, waiting_since = $3, changed_at = $3
        where kind = $1 and key = any($2) and status = 'deleted' and code is distinct from 'ERASED'
        """;

    private const string MovedSql =
        """
        update crm.records set crm_id = $3, changed_at = $5, status = case when key = $4 or status = 'forgetting' then status else 'merged' end,
            due_at = case when key = $4 or status = 'forgetting' then due_at end, waiting_since = case when key = $4 or status = 'forgetting' then waiting_since end
        where kind = $1 and key = any($2)
        """;

    private const string DeniedSql = "update crm.changes set reason = $2 where kind = $1 and due_at is not null and reason is distinct from $2";

    /// <summary>What is to be looked at now, at most so many.</summary>
    public Task<IReadOnlyList<Rung>> DueAsync(InboundKind kind, int size, CancellationToken cancellationToken) => source.RowsAsync(
        DueSql, row => new Rung(row.GetString(0), row.GetInt64(1), row.GetBoolean(2), row.GetBoolean(3), row.Time(4), Fields(row.Text(5))) { LookedAt = row.Time(6), ErasureTold = row.GetBoolean(7), WaitingSince = row.Time(8) },
        cancellationToken,
        Nullables.Parameter(kind.Word()), Now(), new() { Value = size });

    /// <summary>None of the kind can be looked at for now; they wait, with the reason.</summary>
    public Task DeniedAsync(InboundKind kind, string reason, CancellationToken cancellationToken) =>
        source.ExecuteAsync(DeniedSql, cancellationToken, Nullables.Parameter(kind.Word()), Nullables.Parameter(reason));

    /// <summary>Our records behind the CRM's ids, and those that are named by our own.</summary>
    public Task<IReadOnlyList<Linked>> LinkedAsync(RecordKind kind, IEnumerable<string> crmIds, IEnumerable<string> keys, CancellationToken cancellationToken) => source.RowsAsync(
        LinkedSql,
        row => new Linked(row.GetString(0), row.Text(1), Fields(row.Text(2)), row.Time(3), row.GetString(4))
        {
            InFlight = row.GetBoolean(5), NotBefore = row.Time(6), AskedHere = row.GetBoolean(7), Refused = row.GetBoolean(8),
        },
        cancellationToken, Nullables.Parameter(kind.Word()), new() { Value = crmIds.Distinct().ToArray() }, new() { Value = keys.Distinct().ToArray() });

    /// <summary>The record was looked at.</summary>
    public NpgsqlBatchCommand Seen(string crm, Hold hold, InboundKind kind, Rung rung, bool gone, IReadOnlyDictionary<string, string?>? fields, DateTimeOffset? modifiedAt, string? reason = null) => new(SeenSql)
    {
        Parameters =
        {
            Nullables.Parameter(kind.Word()), Nullables.Parameter(rung.RecordId), Nullables.Parameter(rung.Rings), Now(), Nullables.Parameter(crm), new() { Value = connection.Holder },
            Nullables.Parameter(hold.Epoch), new() { Value = gone },
            new() { Value = fields is null ? DBNull.Value : JsonSerializer.Serialize(fields), NpgsqlDbType = NpgsqlDbType.Jsonb }, Nullables.Parameter(modifiedAt),
            new() { Value = rung.Erased }, Nullables.Parameter(reason),
        },
    };

    /// <summary>It is looked at once more.</summary>
    public NpgsqlBatchCommand Awaited(string crm, Hold hold, InboundKind kind, Rung rung, DateTimeOffset again, string reason) => new(AwaitedSql)
    {
        Parameters =
        {
            Nullables.Parameter(kind.Word()), Nullables.Parameter(rung.RecordId), Nullables.Parameter(rung.Rings), Now(), Nullables.Parameter(crm), new() { Value = connection.Holder },
            Nullables.Parameter(hold.Epoch), Nullables.Parameter(again), Nullables.Parameter(reason),
        },
    };

    /// <summary>Our records that the CRM has no more.</summary>
    public NpgsqlBatchCommand Deleted(RecordKind kind, IEnumerable<string> keys, string code, string reason) => new(DeletedSql)
    {
        Parameters = { Nullables.Parameter(kind.Word()), new() { Value = keys.ToArray() }, Nullables.Parameter(code), Nullables.Parameter(reason), Now() },
    };

    /// <summary>Our records that somebody restored: they are sent as they stand now.</summary>
    public NpgsqlBatchCommand Back(RecordKind kind, IEnumerable<string> keys) =>
        new(BackSql) { Parameters = { Nullables.Parameter(kind.Word()), new() { Value = keys.ToArray() }, Now() } };

    /// <summary>Our records that became one in the CRM: the one whose id survived is sent as before, the others only lead there and are never made again.</summary>
    public NpgsqlBatchCommand Moved(RecordKind kind, IEnumerable<string> keys, string crmId, string? surviving) => new(MovedSql)
    {
        Parameters = { Nullables.Parameter(kind.Word()), new() { Value = keys.ToArray() }, Nullables.Parameter(crmId), Nullables.Parameter(surviving), Now() },
    };

    /// <summary>Still the one that talks to the CRM.</summary>
    public async Task<bool> HoldsAsync(IUnitOfWork unitOfWork, string crm, Hold hold, CancellationToken cancellationToken) => await unitOfWork.QueryAsync(
        new($"select {ConnectionStore.Holds("$1", "$2", "$3", "$4")}")
        {
            Parameters = { Nullables.Parameter(crm), new() { Value = connection.Holder }, Nullables.Parameter(hold.Epoch), Now() },
        },
        async (rows, token) => await rows.ReadAsync(token) && rows.GetBoolean(0), cancellationToken);

    private static Dictionary<string, string?>? Fields(string? json) => json is null ? null : JsonSerializer.Deserialize<Dictionary<string, string?>>(json);

    private NpgsqlParameter Now() => Nullables.Parameter(time.GetUtcNow());
}
