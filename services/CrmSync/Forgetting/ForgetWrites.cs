using Integration.CrmSync.Mapping;
using Integration.Persistence.Sql;
using Npgsql;

namespace Integration.CrmSync.Forgetting;

/// <summary>The statements by which a customer is forgotten here.</summary>
internal sealed class ForgetWrites(MappingPlan plan)
{
    private const string AskSql =
        """
        with asked as (
            insert into crm.records as r (kind, key, customer_id, complete, status, due_at, waiting_since, created_at, changed_at) values ('customer', $1, $1, true, 'forgetting', $2, $2, $2, $2)
            on conflict (kind, key) do update set status = 'forgetting', due_at = $2, waiting_since = case when r.status = 'forgetting' then r.waiting_since else $2 end,
                changed_at = $2, tries = 0, code = null, reason = null
            returning 1)
        insert into crm.operator_actions (action, what, asked_by, why, records, at) select 'forget', 'customer ' || $1, $3, $4, count(*), $2 from asked
        """;

    private const string FactsSql =
        "update crm.facts set body = body - 'customerId' where payment_id in (select payment_id from crm.records where kind = 'payment' and customer_id = $1)";

    /// <summary>A payment whose record names the customer is sent once more, without.</summary>
    private const string PaymentsSql =
        """
        update crm.records r set customer_id = null, changed_at = $2, version = r.version + case when $3 then 1 else 0 end,
            status = case when $3 and r.status = 'synced' then 'waiting' else r.status end,
            due_at = case when $3 and r.status = 'synced' then $2 else r.due_at end,
            waiting_since = case when $3 and r.status = 'synced' then $2 else r.waiting_since end
        where r.kind = 'payment' and r.customer_id = $1
        """;

    /// <summary>The customer is to be forgotten, and who wants it is kept. A repeat asks again.</summary>
    public IEnumerable<NpgsqlBatchCommand> Ask(string customer, string by, string why, DateTimeOffset now) =>
    [
        new(AskSql) { Parameters = { Nullables.Parameter(customer), Nullables.Parameter(now), Nullables.Parameter(by), Nullables.Parameter(why) } },
        .. Strip(customer, now),
    ];

    /// <summary>Takes the customer out of what is known of its payments.</summary>
    public IEnumerable<NpgsqlBatchCommand> Strip(string customer, DateTimeOffset now) =>
    [
        new(FactsSql) { Parameters = { Nullables.Parameter(customer) } },
        new(PaymentsSql) { Parameters = { Nullables.Parameter(customer), Nullables.Parameter(now), new() { Value = plan.NamesCustomers } } },
    ];
}
