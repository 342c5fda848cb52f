using Integration.Persistence.Sql;
using Integration.Persistence.UnitOfWork;
using Npgsql;

namespace Integration.WebhookIngress.Api.Writes;

/// <summary>Accepted requests in PostgreSQL.</summary>
internal sealed class WriteStore(NpgsqlDataSource source)
{
    public const string IdConstraint = "writes_pkey";

    private const string InsertSql =
        "insert into requests.writes (write_id, client, idempotency_key, operation, payment_id, refund_id, request_hash, location, credential, remote_address, trace_id, " +
        "order_id, customer_id, amount_minor, currency, accepted_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";

    /// <summary>Joins the transaction. A twin in flight is waited for at the commit, which then fails on one of the table's unique indexes.</summary>
    public static void Add(IUnitOfWork unitOfWork, Write write) => unitOfWork.Enqueue(new NpgsqlBatchCommand(InsertSql)
    {
        Parameters =
        {
            new() { Value = write.Id },
            new() { Value = write.Client },
            Nullables.Parameter(write.Key),
            new() { Value = write.Operation },
            new() { Value = write.PaymentId },
            Nullables.Parameter(write.RefundId),
            new() { Value = write.Hash },
            new() { Value = write.Location },
            new() { Value = write.Credential },
            Nullables.Parameter(write.RemoteAddress),
            Nullables.Parameter(write.TraceId),
            Nullables.Parameter(write.OrderId),
            Nullables.Parameter(write.CustomerId),
            Nullables.Parameter(write.AmountMinor),
            Nullables.Parameter(write.Currency),
            new() { Value = write.At.UtcDateTime },
        },
    });

    /// <summary>The hash of what was accepted under this id; null when nothing was.</summary>
    public async Task<byte[]?> FindAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select request_hash from requests.writes where write_id = $1");
        command.Parameters.Add(new() { Value = id });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? await rows.GetFieldValueAsync<byte[]>(0, cancellationToken) : null;
    }

    /// <summary>The request that made the payment; null when it came over the bus.</summary>
    public async Task<Guid?> CreationOfAsync(Guid paymentId, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select write_id from requests.writes where payment_id = $1 and operation = 'create_payment'");
        command.Parameters.Add(new() { Value = paymentId });
        return (Guid?)await command.ExecuteScalarAsync(cancellationToken);
    }
}
