using System.Data.Common;
using Integration.CrmSync.Inbound;
using Integration.CrmSync.Records;
using Integration.CrmSync.Sync;
using Integration.Persistence.Sql;
using Integration.Persistence.UnitOfWork;
using Npgsql;

namespace Integration.CrmSync.Forgetting;

/// <summary>One who is to be forgotten.</summary>
/// <param name="Customer">The customer.</param>
/// <param name="MayBeThere">A call that nobody knows the end of was sent: the CRM may have a contact whose id we do not know.</param>
internal sealed record ToForget(Claimed Customer, bool MayBeThere);

/// <summary>Who is to be forgotten next, and what became of it; bound to the present holder of the connection, like all that is written down of the CRM.</summary>
internal sealed class ForgetStore(NpgsqlDataSource source, ConnectionStore connection, TimeProvider time)
{
    /// <summary>One whose call failed goes behind the others. A process of the release before marks a call without an answer by the time before which nothing is sent, and by nothing else.</summary>
    private static readonly string ClaimSql =
        $"""
        update crm.records r set sending_version = r.version, sending_epoch = $4, sent_at = $1, unanswered = r.unanswered or r.not_before is not null
        from (select key from crm.records where kind = 'customer' and status = 'forgetting' and sending_epoch is null and due_at <= $1 and (not_before is null or not_before <= $1)
            order by greatest(due_at, not_before) limit 1) next
        where r.kind = 'customer' and r.key = next.key and r.status = 'forgetting' and r.sending_epoch is null and {ConnectionStore.Holds("$2", "$3", "$4", "$1")}
        returning r.key, r.version, r.crm_id, r.tries, r.unanswered
        """;

    /// <summary>Once more when a call of another process may have made the contact meanwhile (<see cref="Strays"/>). A reason without a code tells whose wish it was, and stays.</summary>
    private static readonly string DoneSql =
        $"""
        update crm.records r set crm_id = null, sent = null, sent_at = null, sending_version = null, sending_epoch = null, tries = 0, code = null, reason = case when r.code is null then r.reason end, changed_at = $1,
            status = case when r.version > r.sending_version then 'forgetting' else 'forgotten' end, not_before = case when r.version > r.sending_version then r.not_before end,
            unanswered = r.version > r.sending_version, due_at = case when r.version > r.sending_version then r.due_at end, waiting_since = case when r.version > r.sending_version then r.waiting_since end
        where r.kind = 'customer' and r.key = $5 and r.status = 'forgetting' and r.sending_epoch = $4 and {ConnectionStore.Holds("$2", "$3", "$4", "$1")}
        returning r.key
        """;

    private static readonly string RefusedSql =
        $"""
        update crm.records r set sending_version = null, sending_epoch = null, tries = r.tries + 1, code = $6, reason = $7, due_at = $8, changed_at = $1
        where r.kind = 'customer' and r.key = $5 and r.status = 'forgetting' and r.sending_epoch = $4 and {ConnectionStore.Holds("$2", "$3", "$4", "$1")}
        returning r.key
        """;

    /// <summary>What becomes of those who had the same contact and did not ask.</summary>
    public const string SharedCode = "ERASED";

    /// <summary>The same, in words.</summary>
    public const string SharedReason = "its contact was erased at the wish of a customer who had the same; crm retry with its key makes one of its own";

    /// <summary>The link goes with the contact: what the CRM tells of that is none of theirs any more.</summary>
    private const string SharedSql =
        $"""
        update crm.records set status = 'deleted', code = '{SharedCode}', reason = '{SharedReason}', crm_id = null, sent = null, due_at = null, waiting_since = null, changed_at = $3
        where kind = 'customer' and crm_id = any($1) and key <> $2 and status not in ('forgetting', 'forgotten')
        returning key
        """;

    /// <summary>The CRM rings about what we erase ourselves, too: that is no news.</summary>
    private const string QuietSql =
        """
        insert into crm.changes as c (kind, record_id, rings, erased, erasure_told, gone, rung_at, looked_at) select $1, id, 0, true, true, true, $3, $3 from unnest($2) as id order by id
        on conflict (kind, record_id) do update set erased = true, erasure_told = true, gone = true, told_fields = null, looked_at = $3
        """;

    private const string ErasedThereSql = "select 1 from crm.changes where kind = $1 and record_id = $2 and erased";

    /// <summary>The next one; null when there is none.</summary>
    public Task<ToForget?> NextAsync(string crm, Hold hold, CancellationToken cancellationToken) => source.RowAsync(
        ClaimSql,
        row => new ToForget(new() { Key = row.GetString(0), Version = row.GetInt64(1), CrmId = row.Text(2), Tries = row.GetInt32(3) }, row.GetBoolean(4)),
        cancellationToken, Bound(crm, hold));

    /// <summary>The CRM told that it erased the contact.</summary>
    public async Task<bool> IsErasedThereAsync(string contact, CancellationToken cancellationToken) =>
        (await source.RowsAsync(ErasedThereSql, row => row.GetInt32(0), cancellationToken, Nullables.Parameter(InboundKind.Contact.Word()), Nullables.Parameter(contact))).Count > 0;

    /// <summary>The CRM has nothing of the customer any more. Who else had the same contact; null when it is not ours to say any more.</summary>
    /// <param name="erased">The ids that the contact had.</param>
    public async Task<IReadOnlyList<string>?> DoneAsync(IUnitOfWork unitOfWork, string crm, Hold hold, string customer, string[] erased, CancellationToken cancellationToken)
    {
        if ((await KeysAsync(unitOfWork, DoneSql, [.. Bound(crm, hold), Nullables.Parameter(customer)], cancellationToken)).Count == 0)
        {
            return null;
        }

        if (erased.Length == 0)
        {
            return [];
        }

        unitOfWork.Enqueue(new(QuietSql) { Parameters = { Nullables.Parameter(InboundKind.Contact.Word()), new() { Value = erased }, Now() } });
        return await KeysAsync(unitOfWork, SharedSql, [new() { Value = erased }, Nullables.Parameter(customer), Now()], cancellationToken);
    }

    /// <summary>The CRM does not erase it; it is asked again at <paramref name="again"/>. False when it is not ours to say any more.</summary>
    public async Task<bool> RefusedAsync(
        IUnitOfWork unitOfWork, string crm, Hold hold, string customer, string code, string reason, DateTimeOffset again, CancellationToken cancellationToken) =>
        (await KeysAsync(
            unitOfWork, RefusedSql, [.. Bound(crm, hold), Nullables.Parameter(customer), Nullables.Parameter(code), Nullables.Parameter(reason), Nullables.Parameter(again)], cancellationToken)).Count > 0;

    private static Task<List<string>> KeysAsync(IUnitOfWork unitOfWork, string sql, IEnumerable<NpgsqlParameter> parameters, CancellationToken cancellationToken)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var parameter in parameters)
        {
            command.Parameters.Add(parameter);
        }

        return unitOfWork.QueryAsync(command, ReadAsync, cancellationToken);
    }

    private static async Task<List<string>> ReadAsync(DbDataReader rows, CancellationToken cancellationToken)
    {
        var keys = new List<string>();
        while (await rows.ReadAsync(cancellationToken))
        {
            keys.Add(rows.GetString(0));
        }

        return keys;
    }

    private NpgsqlParameter[] Bound(string crm, Hold hold) => [Now(), Nullables.Parameter(crm), Nullables.Parameter(connection.Holder), Nullables.Parameter(hold.Epoch)];

    private NpgsqlParameter Now() => Nullables.Parameter(time.GetUtcNow());
}
