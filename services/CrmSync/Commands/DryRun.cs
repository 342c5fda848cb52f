using Integration.CrmSync.Mapping;
using Integration.CrmSync.Providers;
using Integration.CrmSync.Records;
using Integration.Persistence.Sql;
using Npgsql;

namespace Integration.CrmSync.Commands;

/// <summary>What would be sent for a payment now, as the mapping makes it. Nothing is sent or changed.</summary>
internal sealed class DryRun(NpgsqlDataSource source, RecordStore records, RecordMapper mapper, MappingPlan plan)
{
    private const string RecordsSql =
        """
        select r.kind, r.key, r.version, p.key, p.crm_id from crm.records r
            left join crm.records p on (r.kind = 'payment' and p.kind = 'customer' and p.key = r.customer_id) or (r.kind = 'entry' and p.kind = 'payment' and p.key = r.payment_id::text)
        where r.payment_id = $1 or (r.kind = 'customer' and r.key = (select customer_id from crm.records where kind = 'payment' and payment_id = $1))
        order by r.kind <> 'customer', r.kind <> 'payment', r.key
        """;

    /// <summary>Type and content of each record; empty when nothing is known of the payment.</summary>
    public async Task<IReadOnlyList<(CrmObject Type, CrmWrite Write)>> OfAsync(Guid payment, CancellationToken cancellationToken)
    {
        if (!(await records.FactsAsync([payment], cancellationToken)).TryGetValue(payment, out var facts))
        {
            return [];
        }

        var rows = await source.RowsAsync(
            RecordsSql, row => (Kind: RecordKinds.Read(row.GetString(0)), Key: row.GetString(1), Version: row.GetInt64(2), Parent: row.Text(4) is { } id ? (row.GetString(3), id) : ((string, string)?)null),
            cancellationToken, Nullables.Parameter(payment));
        return [.. rows.Select(r => (plan.Of(r.Kind).Object, mapper.Map(
            r.Kind, new(r.Key, r.Version, r.Kind == RecordKind.Customer ? null : facts, r.Kind == RecordKind.Entry ? facts.Entry(r.Key) : null), r.Parent)))];
    }
}
