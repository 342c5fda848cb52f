using Integration.Persistence;
using Npgsql;

namespace Integration.Hosting.Health;

/// <summary>How many due messages wait in the outbox, how long the oldest has waited, and how many of them are timers that should long have gone.</summary>
internal sealed record OutboxBacklog(long Pending, TimeSpan Lag, long OverdueTimers)
{
    /// <summary>A timer is handed over by the next sweep, which is seconds away at most.</summary>
    private static readonly TimeSpan TimerGrace = TimeSpan.FromSeconds(30);

    /// <summary>Counting stops here: beyond it only the size of the trouble would change.</summary>
    public const int CountLimit = 10_000;

    // A row under lease has its available_at in the near future, so that a row which fails again and again would look young by it: the lag is
    // told by due_at. Timers due later lie beyond the lease and are not read (index on available_at).
    private const string Sql =
        "select count(*), min(due_at), count(*) filter (where is_timer and due_at < $4) from (select due_at, is_timer from messaging.outbox where available_at <= $2 and due_at <= $1 order by available_at limit $3) due";

    /// <summary>Reads it. A timer that is not due yet is no backlog.</summary>
    public static async Task<OutboxBacklog> ReadAsync(NpgsqlDataSource source, PersistenceOptions options, TimeProvider time, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var command = source.CreateCommand(Sql);
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        command.Parameters.Add(new() { Value = now.UtcDateTime.AddSeconds(options.DeliveryLeaseSeconds) });
        command.Parameters.Add(new() { Value = CountLimit });
        command.Parameters.Add(new() { Value = (now - TimerGrace).UtcDateTime });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        return new(
            rows.GetInt64(0),
            await rows.IsDBNullAsync(1, cancellationToken) ? TimeSpan.Zero : now - await rows.GetFieldValueAsync<DateTimeOffset>(1, cancellationToken),
            rows.GetInt64(2));
    }
}
