using Integration.Persistence.Sql;
using Integration.WebhookIngress.Api.Payments;
using Integration.WebhookIngress.Api.Security;
using Integration.WebhookIngress.Api.Writes;
using Npgsql;

namespace Integration.WebhookIngress.Api.Refunds;

/// <summary>Refunds of a payment that the caller was found to see.</summary>
internal sealed class RefundReader(NpgsqlDataSource source)
{
    private const string Sql =
        "select coalesce(r.refund_id, w.refund_id), coalesce(r.payment_id, w.payment_id), coalesce(r.state, " + LetterSql.State + "), case when r.refund_id is null then " + LetterSql.Reason + " else r.reason end, r.due_at, " +
        "coalesce(r.amount_minor, r.requested_minor, w.amount_minor), r.currency, r.gateway, r.refund_reference, " +
        "r.failure_code, coalesce(w.accepted_at, r.accepted_at), coalesce(r.changed_at, " + LetterSql.ChangedAt + "), case when r.refund_id is null then " + LetterSql.RefusedAt + " else r.settled_at end " +
        "from (select * from ops.refunds v where v.payment_id = $1) r " +
        "full join (select * from requests.writes where payment_id = $1 and operation = 'create_refund') w on w.refund_id = r.refund_id " +
        "left join " + LetterSql.Joined + " on r.refund_id is null " +
        "where ($2::uuid is null or coalesce(r.refund_id, w.refund_id) = $2) and ($3 or w.client = $4) order by 11, 1";

    /// <summary>All, or the one of that id. Until it is certain whose the payment is, only those that this caller asked for.</summary>
    public Task<IReadOnlyList<Refund>> ListAsync(Payment payment, Guid? refundId, Caller caller, CancellationToken cancellationToken) => WorkerViews.ReadAsync<IReadOnlyList<Refund>>(Sql, async sql =>
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = payment.PaymentId });
        command.Parameters.Add(Nullables.Parameter(refundId));
        command.Parameters.Add(new() { Value = payment.IsCertain || caller.SeesAll });
        command.Parameters.Add(new() { Value = caller.Client });
        var found = new List<Refund>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            found.Add(Read(rows));
        }

        return found;
    });

    private static Refund Read(NpgsqlDataReader row) => new()
    {
        RefundId = row.GetGuid(0), PaymentId = row.GetGuid(1), State = row.GetString(2), Settled = !row.IsDBNull(12), Reason = row.Text(3), DueAt = row.Time(4),
        AmountMinor = row.Number(5), Currency = row.Text(6), Gateway = row.Text(7), GatewayReference = row.Text(8), FailureCode = row.Text(9),
        AcceptedAt = row.GetFieldValue<DateTimeOffset>(10), ChangedAt = row.Time(11), SettledAt = row.Time(12),
    };
}
