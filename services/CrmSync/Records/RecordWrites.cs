using System.Text.Json;
using Integration.CrmSync.Events;
using Integration.CrmSync.Sync;
using Integration.Persistence.Sql;
using Integration.Persistence.UnitOfWork;
using Npgsql;
using NpgsqlTypes;

namespace Integration.CrmSync.Records;

/// <summary>The statements by which a fact is kept and its records are to be sent. They commit with the message that told it.</summary>
internal static class RecordWrites
{
    private const string Anew =
        "tries = case when r.status = 'failed' then 0 else r.tries end, code = case when r.status = 'failed' then null else r.code end, reason = case when r.status = 'failed' then null else r.reason end";

    /// <summary>A fact that tells nothing new touches no record. Of two stages the further one counts, with its own reason; what else only the other told is kept. A record that was
    /// refused is tried anew. Who is forgotten is named nowhere.</summary>
    private const string KeepSql =
        $"""
        with forgotten as (
            select key from crm.records where kind = 'customer' and key = $7 and status in ('forgetting', 'forgotten')),
        told as (
            insert into crm.facts as f (payment_id, kind, reference, stage, body, changed_at)
            values ($1, $2, $3, $4, case when exists (select from forgotten) then $5 - 'customerId' else $5 end, $6)
            on conflict (payment_id, kind, reference) do update set stage = greatest(f.stage, excluded.stage), changed_at = excluded.changed_at,
                body = case when excluded.stage > f.stage then (f.body - 'code' - 'reason') || excluded.body else (excluded.body - 'code' - 'reason') || f.body end
            where excluded.stage > f.stage or ((excluded.body - 'code' - 'reason') || f.body) <> f.body
            returning payment_id),
        customer as (
            insert into crm.records (kind, key, customer_id, complete, due_at, waiting_since, created_at, changed_at)
            select 'customer', $7, $7, true, $6, $6, $6, $6 from told where $7 is not null
            on conflict (kind, key) do nothing),
        payment as (
            insert into crm.records as r (kind, key, payment_id, customer_id, complete, due_at, waiting_since, created_at, changed_at)
            select 'payment', payment_id::text, payment_id, case when exists (select from forgotten) then null else $7 end, $2 = 'payment', $9, $6, $6, $6 from told
            on conflict (kind, key) do update set version = r.version + 1, complete = r.complete or excluded.complete, customer_id = coalesce(excluded.customer_id, r.customer_id), changed_at = $6, {Anew},
                status = case when r.status = 'deleted' then r.status else 'waiting' end, waiting_since = coalesce(r.waiting_since, $6),
                due_at = case when r.status = 'deleted' then null else least($9, coalesce(r.waiting_since, $6) + $10) end)
        insert into crm.records as r (kind, key, payment_id, complete, due_at, waiting_since, created_at, changed_at)
        select 'entry', $8, payment_id, true, $9, $6, $6, $6 from told where $8 is not null
        on conflict (kind, key) do update set version = r.version + 1, changed_at = $6, {Anew},
            status = case when r.status = 'deleted' then r.status else 'waiting' end, waiting_since = coalesce(r.waiting_since, $6),
            due_at = case when r.status = 'deleted' then null else least($9, coalesce(r.waiting_since, $6) + $10) end
        """;

    /// <summary>Adds to the transaction that the fact is kept.</summary>
    public static void Keep(IUnitOfWork unitOfWork, Fact fact, SyncOptions options, DateTimeOffset now)
    {
        if (fact.Body.CustomerId is { } customer)
        {
            unitOfWork.Enqueue(CustomerLock.Shared(customer));
        }

        unitOfWork.Enqueue(Keep(fact, now, TimeSpan.FromSeconds(options.QuietSeconds), TimeSpan.FromSeconds(options.LingerSeconds)));
    }

    /// <summary>Keeps the fact.</summary>
    /// <param name="fact">What was told.</param>
    /// <param name="now">The time.</param>
    /// <param name="quiet">How long a record has to be left alone before it is sent.</param>
    /// <param name="linger">How long it may be kept from being sent by further changes.</param>
    private static NpgsqlBatchCommand Keep(Fact fact, DateTimeOffset now, TimeSpan quiet, TimeSpan linger) => new(KeepSql)
    {
        Parameters =
        {
            new() { Value = fact.PaymentId },
            Nullables.Parameter(fact.Kind.Word()),
            Nullables.Parameter(fact.Reference),
            new() { Value = fact.Stage },
            new() { Value = JsonSerializer.Serialize(fact.Body, FactBody.Json), NpgsqlDbType = NpgsqlDbType.Jsonb },
            Nullables.Parameter(now),
            Nullables.Parameter(fact.Body.CustomerId),
            Nullables.Parameter(fact.Entry),
            Nullables.Parameter(now + quiet),
            new() { Value = linger },
        },
    };
}
