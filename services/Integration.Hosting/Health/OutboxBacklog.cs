using Integration.Persistence;
using Npgsql;

namespace Integration.Hosting.Health;

/// <summary>How many due messages wait in the outbox, and how long the oldest has waited.</summary>
internal sealed record OutboxBacklog(long Pending, TimeSpan Lag)
{
    /// <summary>Counting stops here: beyond it only the size of the trouble would change.</summary>
    public const int CountLimit = 10_000;

    // A row under lease has its available_at in the near future, so that a row which fails again and again would look young by it: the lag is
    // told by due_at. Timers due later lie beyond the lease and are not read (index on available_at).
    private const string Sql =
        "select count(*), min(due_at) from (select due_at from messaging.outbox where available_at <= $2 and due_at <= $1 order by available_at limit $3) due";

    /// <summary>Reads it. A timer that is not due yet is no backlog.</summary>
    public static async Task<OutboxBacklog> ReadAsync(NpgsqlDataSource source, PersistenceOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        command.Parameters.Add(new() { Value = now.UtcDateTime.AddSeconds(options.DeliveryLeaseSeconds) });
        command.Parameters.Add(new() { Value = CountLimit });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        return new(
            rows.GetInt64(0),
            await rows.IsDBNullAsync(1, cancellationToken) ? TimeSpan.Zero : now - await rows.GetFieldValueAsync<DateTimeOffset>(1, cancellationToken));
    }
}
