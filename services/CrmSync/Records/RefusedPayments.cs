using Integration.Persistence.Sql;
using Npgsql;

namespace Integration.CrmSync.Records;

/// <summary>Payments that the CRM refused, perhaps because the contact they belong to was not there any more. When their customer's contact becomes another one, or none, they are tried anew.</summary>
internal static class RefusedPayments
{
    private const string AnewSql =
        """
        update crm.records r set version = r.version + 1, status = 'waiting', due_at = $2, waiting_since = $2, tries = 0, code = null, reason = null, changed_at = $2
        from (select kind, key from crm.records where kind = 'payment' and status = 'failed' and customer_id = any($1) order by kind, key for update) c
        where r.kind = c.kind and r.key = c.key
        """;

    /// <summary>Tries the refused payments of these customers anew. A repeat finds none.</summary>
    public static NpgsqlBatchCommand Anew(IEnumerable<string> customers, DateTimeOffset now) =>
        new(AnewSql) { Parameters = { new() { Value = customers.ToArray() }, Nullables.Parameter(now) } };
}
