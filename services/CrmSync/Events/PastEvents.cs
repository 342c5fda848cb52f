using System.Data.Common;
using Integration.Contracts.Payments;
using Integration.Persistence.Sql;
using Npgsql;

namespace Integration.CrmSync.Events;

/// <summary>What the payments' published views tell of payments that ended: the facts that their events told, for a service that did not hear them.</summary>
internal sealed class PastEvents(NpgsqlDataSource source)
{
    private const string EndedSql =
        "select payment_id from ops.payments where settled_at >= $1 and settled_at < $2 and state in ('Confirmed', 'PartiallyRefunded', 'Refunded', 'Disputed', 'Failed', 'Canceled') order by settled_at";

    private const string PaymentsSql =
        "select payment_id, state, settled_at, amount_minor, currency, gateway, gateway_reference, customer_id, order_id, failure_code, decline_code, reason " +
        "from ops.payments where settled_at is not null and payment_id = any($1)";

    private const string RefundsSql =
        "select payment_id, refund_id, state, amount_minor, currency, gateway, refund_reference, failure_code, reason, accepted_at, changed_at, settled_at, reserved_at is not null " +
        "from ops.refunds where payment_id = any($1) and failure_code is distinct from 'unknown_payment'";

    private const string ElsewhereSql =
        "select r.payment_id, r.gateway, r.refund_reference, r.amount_minor, r.currency, r.state, p.changed_at from ops.refunds_made_elsewhere r join ops.payments p using (payment_id) where payment_id = any($1)";

    /// <summary>Of one whose line an older version wrote, the time is not known.</summary>
    private const string DisputesSql =
        "select d.payment_id, d.gateway, d.dispute_reference, d.standing, d.openings, coalesce(d.changed_at, p.changed_at), p.currency from ops.payment_disputes d join ops.payments p using (payment_id) " +
        "where payment_id = any($1) and d.told and p.settled_at is not null and p.state not in ('Failed', 'Canceled')";

    /// <summary>The payments that ended in the time, the oldest first. One that ended and is looked at by a person now has no end.</summary>
    /// <exception cref="PostgresException">The payments' views are not in this database, or not for this user.</exception>
    public async Task<IReadOnlyList<Guid>> EndedAsync(DateTimeOffset from, DateTimeOffset until, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(EndedSql);
        command.CommandTimeout = 0;     // all payments are read
        command.Parameters.AddRange(new[] { Nullables.Parameter(from), Nullables.Parameter(until) });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        var payments = new List<Guid>();
        while (await rows.ReadAsync(cancellationToken))
        {
            payments.Add(rows.GetGuid(0));
        }

        return payments;
    }

    /// <summary>What is told of the payments now. The views do not keep all that the events told: not the caller's reason of a cancel, not a dispute's amount, and
    /// of refunds made elsewhere no time but that of the payment's last change.</summary>
    public async Task<IReadOnlyList<Fact>> OfAsync(Guid[] payments, CancellationToken cancellationToken)
    {
        var facts = new List<Fact>();
        foreach (var (sql, read) in ((string, Func<NpgsqlDataReader, IEnumerable<Fact>>)[])[(PaymentsSql, OfPayment), (RefundsSql, OfRefund), (ElsewhereSql, OfElsewhere), (DisputesSql, OfDispute)])
        {
            facts.AddRange((await source.RowsAsync(sql, row => read(row).ToList(), cancellationToken, new NpgsqlParameter { Value = payments })).SelectMany(told => told));
        }

        return facts;
    }

    private static IEnumerable<Fact> OfPayment(DbDataReader row)
    {
        var (payment, settled, amount, currency, customer, order) =
            (row.GetGuid(0), row.Time(2)!.Value, row.GetInt64(3), row.GetString(4), row.Text(7), row.Text(8));
        switch (row.GetString(1))
        {
            case "Failed":
                yield return Fact.Of(new PaymentFailed
                {
                    PaymentId = payment, Code = row.GetString(9), DeclineCode = row.Text(10), Reason = row.GetString(11), FailedAt = settled,
                    AmountMinor = amount, Currency = currency, CustomerId = customer, OrderId = order,
                });
                yield break;
            case "Canceled":
                yield return Fact.Of(new PaymentCanceled { PaymentId = payment, CanceledAt = settled, AmountMinor = amount, Currency = currency, CustomerId = customer, OrderId = order });
                yield break;
        }

        var gateway = row.GetString(5);
        yield return Fact.Of(new PaymentConfirmed
        {
            PaymentId = payment, Gateway = gateway, GatewayReference = row.GetString(6), AmountMinor = amount, Currency = currency, ConfirmedAt = settled, CustomerId = customer, OrderId = order,
        });
    }

    /// <summary>Where it stands now, as it was told: what it was before is behind it.</summary>
    private static IEnumerable<Fact> OfDispute(DbDataReader row)
    {
        var (payment, gateway, dispute, standing, at) = (row.GetGuid(0), row.GetString(1), row.GetString(2), row.GetString(3), row.Time(5)!.Value);
        if (standing != "open")
        {
            yield return Fact.Of(new DisputeClosed { PaymentId = payment, Gateway = gateway, DisputeReference = dispute, Won = standing == "won", ClosedAt = at });
            yield break;
        }

        var reopened = !row.IsDBNull(4) && row.GetInt32(4) > 1;
        var open = Fact.Of(new PaymentDisputed { PaymentId = payment, Gateway = gateway, DisputeReference = dispute, AmountMinor = 0, Currency = row.GetString(6), DisputedAt = at, Reopened = reopened });
        yield return open with { Body = open.Body with { AmountMinor = null, Currency = null } };       // another amount than the payment's may be disputed
    }

    private static IEnumerable<Fact> OfRefund(DbDataReader row)
    {
        var (payment, refund, amount, currency, gateway) = (row.GetGuid(0), row.GetGuid(1), row.Number(3), row.Text(4), row.Text(5));
        if (row.GetBoolean(12))
        {
            yield return Fact.Of(new RefundPending { PaymentId = payment, RefundId = refund, Gateway = gateway!, AmountMinor = amount!.Value, Currency = currency!, AcceptedAt = row.Time(9)!.Value });
        }

        switch (row.GetString(2))
        {
            case "Succeeded":
                yield return Fact.Of(new RefundSucceeded
                {
                    PaymentId = payment, RefundId = refund, Gateway = gateway!, RefundReference = row.GetString(6), AmountMinor = amount!.Value, Currency = currency!, SucceededAt = row.Time(11)!.Value,
                });
                break;
            case "Failed" or "Refused":
                var failed = Fact.Of(new RefundFailed
                {
                    PaymentId = payment, RefundId = refund, Code = row.GetString(7), Reason = row.GetString(8), AmountMinor = amount, Currency = currency, FailedAt = row.Time(11)!.Value,
                });
                // Its success had told the reference before.
                yield return row.GetString(7) == "failed_late" ? failed with { Body = failed.Body with { GatewayReference = row.Text(6) } } : failed;
                break;
            case "NeedsReview":
                yield return Fact.Of(new RefundNeedsReview { PaymentId = payment, RefundId = refund, Reason = row.GetString(8), Since = row.Time(10)!.Value });
                break;
        }
    }

    private static IEnumerable<Fact> OfElsewhere(DbDataReader row)
    {
        yield return Fact.Of(new RefundMadeElsewhere
        {
            PaymentId = row.GetGuid(0), Gateway = row.GetString(1), RefundReference = row.GetString(2), AmountMinor = row.GetInt64(3), Currency = row.GetString(4), Failed = row.GetString(5) == "Failed",
            SeenAt = row.Time(6)!.Value,
        });
    }
}
