using System.Data.Common;
using System.Text.Json;
using Integration.CrmSync.Events;
using Integration.CrmSync.Mapping;
using Integration.CrmSync.Providers;
using Integration.CrmSync.Sync;
using Integration.Persistence.Database;
using Integration.Persistence.Sql;
using Integration.Persistence.UnitOfWork;
using Npgsql;
using NpgsqlTypes;

namespace Integration.CrmSync.Records;

/// <summary>Which records go to the CRM next, and what became of them. Everything is bound to the present holder of the connection: what an older one still writes
/// down changes no row.</summary>
internal sealed class RecordStore(IDatabase database, ConnectionStore connection, TimeProvider time)
{
    private const string CustomerHasHadItsTry =
        "and (r.customer_id is null or not exists (select from crm.records c where c.kind = 'customer' and c.key = r.customer_id and c.status = 'waiting' and c.crm_id is null))";

    private const string PaymentIsThere =
        "and exists (select from crm.records p where p.kind = 'payment' and p.key = r.payment_id::text and p.crm_id is not null and p.status <> 'deleted')";

    /// <summary>The CRM told that it erased the contact, and we have not looked: a write would make it again.</summary>
    private const string ContactIsNotErased =
        "and (r.crm_id is null or not exists (select from crm.changes e where e.kind = 'contact' and e.record_id = r.crm_id and e.erased and e.due_at is not null))";

    private static readonly string HoldsSql = ConnectionStore.Holds("$5", "$6", "$7", "$2");

    private const string FactsSql = "select payment_id, kind, reference, body from crm.facts where payment_id = any($1)";

    private static readonly string WrittenSql =
        $"""
        update crm.records r set synced_version = greatest(r.synced_version, d.version), crm_id = d.id, sent = d.sent, synced_at = $2, tries = 0, code = null, reason = null,
            sending_version = null, sending_epoch = null, not_before = null, unanswered = false,
            status = case when r.status <> 'waiting' then r.status when r.version > d.version then 'waiting' else 'synced' end,
            waiting_since = case when r.status = 'forgetting' then r.waiting_since when r.status = 'waiting' and r.version > d.version then r.sent_at end,
            due_at = case when r.status = 'forgetting' or (r.status = 'waiting' and r.version > d.version) then r.due_at end
        from unnest($3, $4, $8, $9) as d(key, version, id, sent)
        where r.kind = $1 and r.key = d.key and r.sending_epoch = $7 and {HoldsSql}
        returning r.key
        """;

    private const string MayBeThere = $"d.code in ('{CrmWriteAnswer.NoAnswer}', '{nameof(CrmFailureKind.Unanswered)}', '{nameof(CrmFailureKind.Unavailable)}')";

    /// <summary>One of which the answer said nothing, or whose own call had no answer, may be there all the same: who is forgotten then is looked for. What stands in the CRM by us is kept with the refusal, and what perhaps
    /// does: else it would be told as somebody else's change.</summary>
    private static readonly string RefusedSql =
        $"""
        update crm.records r set sending_version = null, sending_epoch = null, changed_at = $2,
            unanswered = r.unanswered or {MayBeThere}, crm_id = coalesce(d.id, r.crm_id), synced_at = case when d.id is not null then $2 else r.synced_at end,
            sent = case when d.id is not null or {MayBeThere} then coalesce(d.sent, r.sent) else r.sent end,
            tries = case when r.status = 'forgetting' then r.tries else r.tries + 1 end, code = case when r.status = 'forgetting' then r.code else d.code end,
            reason = case when r.status = 'forgetting' then r.reason else d.reason end,
            status = case when r.status <> 'waiting' then r.status when r.version > d.version or d.due is not null then 'waiting' else 'failed' end,
            waiting_since = case when r.status = 'forgetting' or (r.status = 'waiting' and (r.version > d.version or d.due is not null)) then r.waiting_since end,
            due_at = case when r.status = 'forgetting' or (r.status = 'waiting' and (r.version > d.version or d.due is not null)) then r.due_at end,
            not_before = case when r.status <> 'forgetting' then d.due end
        from unnest($3, $4, $8, $9, $10, $11, $12) as d(key, version, code, reason, due, id, sent)
        where r.kind = $1 and r.key = d.key and r.sending_epoch = $7 and {HoldsSql}
        returning r.key, r.status = 'failed'
        """;

    /// <summary>What went out while the record it belongs to was another one, or none, is sent once more, to be linked; what was refused meanwhile is tried anew.</summary>
    private const string RelinkSql =
        """
        update crm.records r set version = version + 1, status = 'waiting', due_at = $3, waiting_since = $3, tries = 0, code = null, reason = null, changed_at = $3
        from (select kind, key from crm.records where status in ('synced', 'failed') and ((kind = 'payment' and $2 = 'customer' and customer_id = any($1)) or (kind = 'entry' and $2 = 'payment' and payment_id::text = any($1)))
            order by kind, key for update) c
        where r.kind = c.kind and r.key = c.key
        """;

    private const string UnsentSql =
        """
        update crm.records set sending_version = null, sending_epoch = null, not_before = greatest(not_before, $4), unanswered = unanswered or $4 is not null,
            tries = tries + case when status = 'forgetting' then 0 else $5 end
        where kind = $1 and key = any($2) and sending_epoch = $3
        returning key
        """;

    private const string OverwrittenSql =
        """
        update crm.records set version = version + 1, status = case when status in ('forgetting', 'forgotten') then 'forgetting' else 'waiting' end, waiting_since = coalesce(waiting_since, $3), changed_at = $3,
            due_at = $3, not_before = greatest(not_before, $4), unanswered = true
        where kind = $1 and key = any($2) and status in ('waiting', 'synced', 'failed', 'forgetting', 'forgotten')
        """;

    /// <summary>The next batch of a kind: all that is due when it fills the batch or the oldest of it has waited for <paramref name="linger"/>, else none.</summary>
    public Task<IReadOnlyList<Claimed>> ClaimAsync(string crm, Hold hold, RecordKind kind, int size, TimeSpan linger, bool freshestFirst, CancellationToken cancellationToken) =>
        database.RowsAsync(
            ClaimSql(kind, freshestFirst), row => new Claimed
            {
                Key = row.GetString(0), PaymentId = row.IsDBNull(1) ? null : row.GetGuid(1), Version = row.GetInt64(2), Tries = row.GetInt32(3),
                Parent = row.Text(5) is { } id ? (row.Text(4), id) : null, CrmId = row.Text(6),
            },
            cancellationToken,
            Nullables.Parameter(kind.Word()), Now(), new() { Value = size }, new() { Value = linger }, Nullables.Parameter(crm), Holder(), Nullables.Parameter(hold.Epoch));

    /// <summary>All that is known of the payments.</summary>
    public async Task<IReadOnlyDictionary<Guid, PaymentFacts>> FactsAsync(IEnumerable<Guid> payments, CancellationToken cancellationToken)
    {
        var facts = await database.RowsAsync(
            FactsSql,
            row => new StoredFact(row.GetGuid(0), FactKinds.Read(row.GetString(1)), row.GetString(2), JsonSerializer.Deserialize<FactBody>(row.GetString(3), FactBody.Json)!),
            cancellationToken, new NpgsqlParameter { Value = payments.Distinct().ToArray() });
        return facts.GroupBy(f => f.PaymentId).ToDictionary(g => g.Key, g => new PaymentFacts(g.Key, [.. g]));
    }

    /// <summary>The CRM has them. The keys that this was still ours to say of.</summary>
    public Task<IReadOnlySet<string>> WrittenAsync(
        IUnitOfWork unitOfWork, string crm, Hold hold, RecordKind kind, IReadOnlyList<(Claimed Record, string Id, string Sent)> written, CancellationToken cancellationToken) =>
        unitOfWork.QueryAsync(
            Command(
                WrittenSql, kind, crm, hold, [.. written.Select(w => w.Record)],
                new() { Value = written.Select(w => w.Id).ToArray() }, new() { Value = written.Select(w => w.Sent).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb }),
            KeysAsync, cancellationToken);

    /// <summary>What belongs to these records, and was sent while they were others, is to be sent once more. In a transaction before that in which the new ids are kept: when a
    /// process dies in between, it happens again.</summary>
    public Task RelinkAsync(RecordKind kind, IEnumerable<string> keys, CancellationToken cancellationToken) =>
        database.ExecuteAsync(RelinkSql, cancellationToken, new() { Value = keys.ToArray() }, Nullables.Parameter(kind.Word()), Now());

    /// <summary>The CRM does not take them. The keys that this was still ours to say of, and whether each is set aside now.</summary>
    public Task<Dictionary<string, bool>> RefusedAsync(
        IUnitOfWork unitOfWork, string crm, Hold hold, RecordKind kind, IReadOnlyList<Refusal> refused, CancellationToken cancellationToken) =>
        unitOfWork.QueryAsync(
            Command(
                RefusedSql, kind, crm, hold, [.. refused.Select(r => r.Record)],
                new() { Value = refused.Select(r => r.Code).ToArray() }, new() { Value = refused.Select(r => r.Reason).ToArray() },
                new() { Value = refused.Select(r => r.TryAgainAt?.UtcDateTime).ToArray() }, new() { Value = refused.Select(r => r.Id).ToArray() },
                new() { Value = refused.Select(r => r.Sent).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Jsonb }),
            async (rows, token) =>
            {
                var said = new Dictionary<string, bool>();
                while (await rows.ReadAsync(token))
                {
                    said[rows.GetString(0)] = rows.GetBoolean(1);
                }

                return said;
            },
            cancellationToken);

    /// <summary>The call had no answer for any of them; they are sent again, not before <paramref name="earliest"/>. The keys that this was still ours to say of.</summary>
    public async Task<IReadOnlySet<string>> UnsentAsync(
        Hold hold, RecordKind kind, IReadOnlyList<Claimed> records, DateTimeOffset? earliest, bool tried, CancellationToken cancellationToken) => (await database.RowsAsync(
            UnsentSql, row => row.GetString(0), cancellationToken,
            Nullables.Parameter(kind.Word()), Keys(records), Nullables.Parameter(hold.Epoch), Nullables.Parameter(earliest), new() { Value = tried ? 1 : 0 })).ToHashSet();

    /// <summary>Another process holds the connection, and what was sent here may have overwritten what it sent: the records are sent once more, by whoever holds it.</summary>
    public Task OverwrittenAsync(RecordKind kind, IReadOnlyList<Claimed> records, DateTimeOffset earliest, CancellationToken cancellationToken) =>
        database.ExecuteAsync(OverwrittenSql, cancellationToken, Nullables.Parameter(kind.Word()), Keys(records), Now(), Nullables.Parameter(earliest));

    private static string ClaimSql(RecordKind kind, bool freshestFirst) =>
        $"""
        with candidates as (
            select r.kind, r.key, r.waiting_since from crm.records r
            where r.kind = $1 and r.status = 'waiting' and r.complete and r.sending_epoch is null and r.due_at <= $2 and (r.not_before is null or r.not_before <= $2)
                {kind switch { RecordKind.Payment => CustomerHasHadItsTry, RecordKind.Entry => PaymentIsThere, _ => ContactIsNotErased }}
            order by r.changed_at {(freshestFirst ? "desc" : "")}, r.key limit $3),
        claimed as (
            update crm.records r set sending_version = r.version, sending_epoch = $7, sent_at = $2
            from candidates c
            where r.kind = c.kind and r.key = c.key and r.status = 'waiting' and r.sending_epoch is null and {HoldsSql}
                and (select count(*) >= $3 or min(waiting_since) <= $2 - $4 from candidates)
            returning r.key, r.payment_id, r.version, r.tries, r.crm_id, {(kind == RecordKind.Payment ? "r.customer_id" : "r.payment_id::text")} as parent)
        select c.key, c.payment_id, c.version, c.tries,
            -- A customer that was merged has the record of another one, which may be none of ours.
            case p.status when 'merged' then (select k.key from crm.records k where k.kind = p.kind and k.crm_id = p.crm_id and k.status <> 'merged' limit 1) else p.key end, p.crm_id, c.crm_id
        from claimed c left join crm.records p on p.kind = '{(kind == RecordKind.Payment ? "customer" : "payment")}' and p.key = c.parent and p.status not in ('deleted', 'forgetting', 'forgotten')
        """;

    private NpgsqlBatchCommand Command(string sql, RecordKind kind, string crm, Hold hold, IReadOnlyList<Claimed> records, params ReadOnlySpan<NpgsqlParameter> more)
    {
        var command = new NpgsqlBatchCommand(sql)
        {
            Parameters =
            {
                Nullables.Parameter(kind.Word()), Now(), Keys(records), new() { Value = records.Select(r => r.Version).ToArray() }, Nullables.Parameter(crm), Holder(), Nullables.Parameter(hold.Epoch),
            },
        };
        foreach (var parameter in more)
        {
            command.Parameters.Add(parameter);
        }

        return command;
    }

    private static async Task<IReadOnlySet<string>> KeysAsync(DbDataReader rows, CancellationToken cancellationToken)
    {
        var keys = new HashSet<string>();
        while (await rows.ReadAsync(cancellationToken))
        {
            keys.Add(rows.GetString(0));
        }

        return keys;
    }

    private static NpgsqlParameter Keys(IReadOnlyList<Claimed> records) => new() { Value = records.Select(r => r.Key).ToArray() };

    private NpgsqlParameter Now() => Nullables.Parameter(time.GetUtcNow());

    private NpgsqlParameter Holder() => Nullables.Parameter(connection.Holder);
}
