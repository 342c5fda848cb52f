using Integration.CrmSync.Mapping;
using Integration.CrmSync.Records;
using Integration.Persistence.Sql;
using Npgsql;

namespace Integration.CrmSync.Forgetting;

/// <summary>The statements by which a customer is forgotten here.</summary>
internal sealed class ForgetWrites(MappingPlan plan)
{
    /// <summary>When the last call was answered, nothing of it is waited for: the record was refused for the moment.</summary>
    private const string AskSql =
        """
        with asked as (
            insert into crm.records as r (kind, key, customer_id, complete, status, reason, due_at, waiting_since, created_at, changed_at) values ('customer', $1, $1, true, 'forgetting', $5, $2, $2, $2, $2)
            on conflict (kind, key) do update set status = 'forgetting', due_at = $2, waiting_since = case when r.status = 'forgetting' then r.waiting_since else $2 end,
                changed_at = $2, tries = 0, code = null, reason = excluded.reason, not_before = case when r.code is null or r.unanswered or r.sending_epoch is not null or r.status = 'forgetting' then r.not_before end
            returning 1)
        insert into crm.operator_actions (action, what, asked_by, why, records, at) select 'forget', 'customer ' || $1, $3, $4, count(*), $2 from asked
        """;

    private const string FactsSql =
        "update crm.facts set body = body - 'customerId' where payment_id in (select payment_id from crm.records where kind = 'payment' and customer_id = $1)";

    /// <summary>A payment whose record names the customer is sent once more, without. One that was refused is tried anew in any case: it may have been for the customer's contact.</summary>
    private const string PaymentsSql =
        """
        update crm.records r set customer_id = null, changed_at = $2, version = r.version + case when $3 or r.status = 'failed' then 1 else 0 end,
            status = case when r.status = 'failed' or ($3 and r.status = 'synced') then 'waiting' else r.status end,
            due_at = case when r.status = 'failed' or ($3 and r.status = 'synced') then $2 else r.due_at end,
            waiting_since = case when r.status = 'failed' or ($3 and r.status = 'synced') then $2 else r.waiting_since end,
            tries = case when r.status = 'failed' then 0 else r.tries end, code = case when r.status = 'failed' then null else r.code end,
            reason = case when r.status = 'failed' then null else r.reason end,
            sent = (select jsonb_object_agg(field.key, field.value) from jsonb_each(r.sent) field where field.value <> to_jsonb($1::text))
        from (select kind, key from crm.records where kind = 'payment' and customer_id = $1 order by kind, key for update) c
        where r.kind = c.kind and r.key = c.key
        """;

    /// <summary>The customer is to be forgotten, and who wants it is kept. A repeat asks again.</summary>
    /// <param name="customer">The customer.</param>
    /// <param name="by">Who asks.</param>
    /// <param name="why">Why.</param>
    /// <param name="now">The time.</param>
    /// <param name="reason">What is said of it beside the record, also when it is done; absent when it is asked for here.</param>
    public IEnumerable<NpgsqlBatchCommand> Ask(string customer, string by, string why, DateTimeOffset now, string? reason = null) =>
    [
        CustomerLock.Alone(customer),
        new(AskSql) { Parameters = { Nullables.Parameter(customer), Nullables.Parameter(now), Nullables.Parameter(by), Nullables.Parameter(why), Nullables.Parameter(reason) } },
        .. Strip(customer, now),
    ];

    /// <summary>Takes the customer out of what is known of its payments.</summary>
    public IEnumerable<NpgsqlBatchCommand> Strip(string customer, DateTimeOffset now) =>
    [
        new(FactsSql) { Parameters = { Nullables.Parameter(customer) } },
        new(PaymentsSql) { Parameters = { Nullables.Parameter(customer), Nullables.Parameter(now), new() { Value = plan.NamesCustomers } } },
    ];
}
