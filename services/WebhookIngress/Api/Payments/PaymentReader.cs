using Integration.Persistence.Sql;
using Integration.WebhookIngress.Api.Security;
using Npgsql;

namespace Integration.WebhookIngress.Api.Payments;

/// <summary>Payments as their callers may see them: a client its own, <c>ops</c> all.</summary>
internal sealed class PaymentReader(NpgsqlDataSource source)
{
    /// <summary>The payment; null when there is none that this caller may see.</summary>
    public async Task<Payment?> FindAsync(Guid paymentId, Caller caller, CancellationToken cancellationToken)
    {
        try
        {
            return await FindAsync(PaymentSql.One, paymentId, caller, cancellationToken);
        }
        catch (PostgresException missing) when (IsUnpublished(missing))
        {
            return await FindAsync(PaymentSql.OneRequest, paymentId, caller, cancellationToken);
        }
    }

    private async Task<Payment?> FindAsync(string sql, Guid paymentId, Caller caller, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.Add(new() { Value = paymentId });
        command.Parameters.Add(new() { Value = caller.Client });
        command.Parameters.Add(new() { Value = caller.SeesAll });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? Read(rows) : null;
    }

    /// <summary>True when the worker has a payment of this id, whoever asked for it.</summary>
    public async Task<bool> ExistsAsync(Guid paymentId, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select exists (select from ops.payments where payment_id = $1)");
        command.Parameters.Add(new() { Value = paymentId });
        try
        {
            return (bool)(await command.ExecuteScalarAsync(cancellationToken))!;
        }
        catch (PostgresException missing) when (IsUnpublished(missing))
        {
            return false;
        }
    }

    /// <summary>One page, the latest first.</summary>
    public async Task<PaymentPage> ListAsync(PaymentFilter filter, Caller caller, CancellationToken cancellationToken)
    {
        // The list of all runs along the worker's time, a client's along its own requests'.
        var found = await FilteredList.ReadAsync(
            source, caller.SeesAll ? PaymentSql.ListAll : PaymentSql.ListOfClient,
            [
                new() { Value = caller.Client }, Nullables.Parameter(filter.After?.At), new() { Value = filter.After?.PaymentId ?? Guid.Empty }, new() { Value = filter.Limit + 1 }, Nullables.Parameter(filter.State),
                Nullables.Parameter(filter.OrderId), Nullables.Parameter(filter.CustomerId), Nullables.Parameter(filter.From), Nullables.Parameter(filter.Until),
            ],
            row => (Payment: Read(row), At: caller.SeesAll ? row.GetFieldValue<DateTimeOffset>(19) : row.GetFieldValue<DateTimeOffset>(14)),
            cancellationToken);
        return new()
        {
            Payments = [.. found.Take(filter.Limit).Select(f => f.Payment)],
            Next = found.Count > filter.Limit ? new PageMark(found[filter.Limit - 1].At, found[filter.Limit - 1].Payment.PaymentId).ToString() : null,
        };
    }

    /// <summary>The worker has never run on this database, so it has no payments; what the ingress itself keeps is there.</summary>
    private static bool IsUnpublished(PostgresException failure) => failure.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName;

    private static Payment Read(NpgsqlDataReader row) => new()
    {
        PaymentId = row.GetGuid(0), State = row.GetString(1), Settled = !row.IsDBNull(16), Reason = row.Text(2), DueAt = row.Time(3), OrderId = row.Text(4), CustomerId = row.Text(5),
        AmountMinor = row.Number(6), Currency = row.Text(7), Gateway = row.Text(8), GatewayReference = row.Text(9), CapturedMinor = row.Number(10), RefundedMinor = row.Number(11),
        FailureCode = row.Text(12), DeclineCode = row.Text(13), AcceptedAt = row.GetFieldValue<DateTimeOffset>(14), ChangedAt = row.Time(15), SettledAt = row.Time(16),
        NextAction = row.Text(17) is { } address ? new() { RedirectUrl = address, Deadline = row.Time(18) } : null,
    };
}
