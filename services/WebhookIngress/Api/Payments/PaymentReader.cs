using Integration.Persistence.Sql;
using Integration.WebhookIngress.Api.Security;
using Npgsql;

namespace Integration.WebhookIngress.Api.Payments;

/// <summary>Payments as their callers may see them: a client its own, <c>ops</c> all.</summary>
internal sealed class PaymentReader(NpgsqlDataSource source)
{
    /// <summary>Requests of a client that one page of those not taken up looks through: nearly all are taken up, so that a page may end early, and say where it goes on.</summary>
    private const int LookedThrough = 10_000;

    /// <summary>The payment; null when there is none that this caller may see. What another made under an id that this caller claimed too is not shown: only its own request, and what became of that.</summary>
    public Task<Payment?> FindAsync(Guid paymentId, Caller caller, CancellationToken cancellationToken) => WorkerViews.ReadAsync(PaymentSql.One, async sql =>
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = paymentId });
        command.Parameters.Add(new() { Value = caller.Client });
        command.Parameters.Add(new() { Value = caller.SeesAll });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? Read(rows) : null;
    });

    /// <summary>True when the worker has a payment of this id, whoever asked for it.</summary>
    public Task<bool> ExistsAsync(Guid paymentId, CancellationToken cancellationToken) => WorkerViews.ReadAsync("select exists (select from ops.payments p where p.payment_id = $1)", async sql =>
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = paymentId });
        return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
    });

    /// <summary>One page, the latest first.</summary>
    public async Task<PaymentPage> ListAsync(PaymentFilter filter, Caller caller, CancellationToken cancellationToken)
    {
        // The list of all runs along the worker's time, a client's along its own requests'.
        var sql = (caller.SeesAll, filter.State) switch
        {
            (true, _) => PaymentSql.ListAll,
            (false, "Accepted") => PaymentSql.ListAccepted,
            (false, "Refused") => PaymentSql.ListRefused,
            _ => PaymentSql.ListOfClient,
        };
        // Before the list is read: what comes meanwhile stands above, and nothing falls between two pages.
        var reach = sql == PaymentSql.ListAccepted ? await ReachAsync(filter, caller, cancellationToken) : null;
        var found = await WorkerViews.ReadAsync(sql, query => FilteredList.ReadAsync(
            source, query,
            [
                new() { Value = caller.Client }, Nullables.Parameter(filter.After?.At), new() { Value = filter.After?.PaymentId ?? Guid.Empty }, new() { Value = filter.Limit + 1 }, Nullables.Parameter(filter.State),
                Nullables.Parameter(filter.OrderId), Nullables.Parameter(filter.CustomerId), Nullables.Parameter(filter.From), Nullables.Parameter(filter.Until),
                Nullables.Parameter(reach?.At), new() { Value = reach?.PaymentId ?? Guid.Empty },
            ],
            row => (Payment: Read(row), At: caller.SeesAll ? row.GetFieldValue<DateTimeOffset>(19) : row.GetFieldValue<DateTimeOffset>(14)),
            cancellationToken));
        return new()
        {
            Payments = [.. found.Take(filter.Limit).Select(f => f.Payment)],
            Next = (found.Count > filter.Limit ? new PageMark(found[filter.Limit - 1].At, found[filter.Limit - 1].Payment.PaymentId) : reach)?.ToString(),
        };
    }

    /// <summary>The last request that this page looks at; null when it looks at all that are left.</summary>
    private async Task<PageMark?> ReachAsync(PaymentFilter filter, Caller caller, CancellationToken cancellationToken) =>
        (await FilteredList.ReadAsync(
            source, PaymentSql.Reach,
            [
                new() { Value = caller.Client }, Nullables.Parameter(filter.After?.At), new() { Value = filter.After?.PaymentId ?? Guid.Empty },
                Nullables.Parameter(filter.OrderId), Nullables.Parameter(filter.CustomerId), Nullables.Parameter(filter.From), Nullables.Parameter(filter.Until), new() { Value = LookedThrough - 1 },
            ],
            row => new PageMark(row.GetFieldValue<DateTimeOffset>(0), row.GetGuid(1)),
            cancellationToken)).SingleOrDefault();

    private static Payment Read(NpgsqlDataReader row) => new()
    {
        PaymentId = row.GetGuid(0), State = row.GetString(1), Settled = !row.IsDBNull(16), Reason = row.Text(2), DueAt = row.Time(3), OrderId = row.Text(4), CustomerId = row.Text(5),
        AmountMinor = row.Number(6), Currency = row.Text(7), Gateway = row.Text(8), GatewayReference = row.Text(9), CapturedMinor = row.Number(10), RefundedMinor = row.Number(11),
        FailureCode = row.Text(12), DeclineCode = row.Text(13), AcceptedAt = row.GetFieldValue<DateTimeOffset>(14), ChangedAt = row.Time(15), SettledAt = row.Time(16),
        NextAction = row.Text(17) is { } address ? new() { RedirectUrl = address, Deadline = row.Time(18) } : null, IsSetAside = row.GetBoolean(20),
    };
}
