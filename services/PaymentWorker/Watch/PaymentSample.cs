using Npgsql;

namespace Integration.PaymentWorker.Watch;

/// <summary>How the payments stand at one moment. Cheap however many payments there ever were: open ones are counted along their index, up to a limit; settled ones only of
/// <see cref="Window"/>, along the index on acceptance; times in a state are looked up in the journal for the longest accepted payments of each state alone.</summary>
internal sealed record PaymentSample
{
    /// <summary>Beyond it only the size of the trouble would change.</summary>
    public const int CountLimit = 10_000;

    /// <summary>The payments that are judged: those accepted in this time, which ended <see cref="Patience"/> ago.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    /// <summary>By then a payment has its end, or its caller was told what it waits for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Payments of each state whose time in it is looked up: those that were accepted first.</summary>
    private const int OldestLimit = 100;

    // The order holds the planner to the index of open payments.
    private const string WaitingSql =
        "select current_state, gateway, count(*) from (select current_state, gateway from payments.payments where settled_at is null order by due_at limit $1) open group by current_state, gateway";

    private const string AgeSql =
        "select w.state, min(coalesce(j.since, p.changed_at)) from unnest($1::text[]) w(state) " +
        "cross join lateral (select correlation_id, accepted_at, changed_at from payments.payments where current_state = w.state order by accepted_at, correlation_id limit $2) p " +
        "left join lateral (select max(occurred_at) as since from messaging.journal where correlation_id = p.correlation_id and occurred_at >= p.accepted_at " +
        "and to_state = w.state and from_state is distinct from to_state) j on true group by w.state";

    private const string RecentSql =
        "select gateway, current_state, count(*), count(*) filter (where (settled_at is null or settled_at > accepted_at + $3) and not exists (" +
        "select from messaging.journal where correlation_id = p.correlation_id and occurred_at between p.accepted_at and p.accepted_at + $3 and to_state = any($4))) " +
        "from payments.payments p where accepted_at >= $1 and accepted_at < $2 group by gateway, current_state";

    private const string UnknownSql = "select count(*), min(since) from (select since from ops.unknown_outcomes limit $1) unknown";

    /// <summary>Open payments by state and gateway.</summary>
    public required IReadOnlyDictionary<(string State, string Gateway), long> Waiting { get; init; }

    /// <summary>For how long the one that has been in the state longest has been in it.</summary>
    public required IReadOnlyDictionary<string, TimeSpan> Ages { get; init; }

    /// <summary>The payments that are judged, by gateway and state; those of them that were late.</summary>
    public required IReadOnlyDictionary<(string Gateway, string State), (long All, long Late)> Recent { get; init; }

    /// <summary>Calls that may have been executed, of which nobody knows yet whether they were.</summary>
    public required long Unknown { get; init; }

    /// <summary>How long ago the first of them was made.</summary>
    public required TimeSpan UnknownAge { get; init; }

    /// <summary>Takes it, in one round trip.</summary>
    public static async Task<PaymentSample> TakeAsync(NpgsqlDataSource source, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var batch = source.CreateBatch();
        foreach (var command in Commands(now))
        {
            batch.BatchCommands.Add(command);
        }

        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        var waiting = await ReadAsync(rows, r => (r.GetString(0), r.GetString(1)), r => r.GetInt64(2), cancellationToken);
        var ages = await ReadAsync(rows, r => r.GetString(0), r => now - r.GetFieldValue<DateTimeOffset>(1), cancellationToken);
        var recent = await ReadAsync(rows, r => (r.GetString(0), r.GetString(1)), r => (r.GetInt64(2), r.GetInt64(3)), cancellationToken);
        await rows.ReadAsync(cancellationToken);
        return new()
        {
            Waiting = waiting, Ages = ages, Recent = recent, Unknown = rows.GetInt64(0),
            UnknownAge = await rows.IsDBNullAsync(1, cancellationToken) ? TimeSpan.Zero : now - await rows.GetFieldValueAsync<DateTimeOffset>(1, cancellationToken),
        };
    }

    /// <summary>What is asked, in the order in which it is read.</summary>
    internal static IEnumerable<NpgsqlBatchCommand> Commands(DateTimeOffset now)
    {
        var until = (now - Patience).UtcDateTime;
        yield return Command(WaitingSql, CountLimit);
        yield return Command(AgeSql, PaymentStates.Waiting, OldestLimit);
        yield return Command(RecentSql, until - Window, until, Patience, PaymentStates.Explained);
        yield return Command(UnknownSql, CountLimit);
    }

    private static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }

    private static async Task<Dictionary<TKey, TValue>> ReadAsync<TKey, TValue>(NpgsqlDataReader rows, Func<NpgsqlDataReader, TKey> key, Func<NpgsqlDataReader, TValue> value, CancellationToken cancellationToken)
        where TKey : notnull
    {
        var read = new Dictionary<TKey, TValue>();
        while (await rows.ReadAsync(cancellationToken))
        {
            read.Add(key(rows), value(rows));
        }

        await rows.NextResultAsync(cancellationToken);
        return read;
    }
}
