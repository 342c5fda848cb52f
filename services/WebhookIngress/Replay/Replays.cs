using Integration.Contracts.Rules;
using Integration.Persistence.Sql;
using Npgsql;

namespace Integration.WebhookIngress.Replay;

/// <summary>Asks for replays, looks at them and stops them. A running ingress does the work; see <see cref="ReplayService"/>.</summary>
internal sealed class Replays(NpgsqlDataSource source, TimeProvider time)
{
    private const int LongestText = 500;

    private const string Insert =
        $"""
        insert into webhooks.replays (id, asked_by, why, source, event_type, event_id, received_from, received_before, state, found, asked_at, changed_at, ended_at, at_received)
        select $1, $2, $3, $4, $5, $6, $7, $8, $9, (select count(*) from webhooks.received r
            where r.body is not null and r.received_at < $8 and ($7 is null or r.received_at >= $7)
            and ($4 is null or r.source = $4) and ($5 is null or r.event_type = $5) and ($6 is null or r.event_id = $6)), $10, $10, $11, coalesce($7, '-infinity')
        returning {Replay.Columns}
        """;

    private const string Cancel =
        $"""
        update webhooks.replays set state = 'canceled', canceled_by = $2, changed_at = $3, ended_at = $3
        where id = $1 and state in ('waiting', 'running') returning {Replay.Columns}
        """;

    private const int LongestPauseSeconds = 300;

    private const string Postpone =
        "update webhooks.replays set failures = failures + 1, failure = $2, changed_at = $3, not_before = $3 + least(power(2, least(failures, 20)), $4) * interval '1 second' where id = $1 and state in ('waiting', 'running')";

    /// <summary>A step of the replay failed: says why, and lets the others go first. It is tried again, later and later, every five minutes at last.</summary>
    public async Task PostponeAsync(Guid id, string reason, CancellationToken cancellationToken)
    {
        var words = CardNumber.Redact(reason);
        await using var command = source.CreateCommand(Postpone);
        command.Parameters.Add(Nullables.Parameter(id));
        command.Parameters.Add(new() { Value = StoredText.Of(words.Length > LongestText ? words[..LongestText] : words) });
        command.Parameters.Add(new() { Value = time.GetUtcNow().UtcDateTime });
        command.Parameters.Add(new() { Value = (double)LongestPauseSeconds });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Writes down what is asked for, with how many webhooks are meant now. Asking twice replays twice, which changes nothing downstream.</summary>
    /// <param name="by">Who asks.</param>
    /// <param name="why">For the audit.</param>
    /// <param name="dryRun">True: it is only counted.</param>
    /// <exception cref="ArgumentException">The filter is empty, or nobody or no reason is named.</exception>
    public async Task<Replay> StartAsync(ReplayFilter filter, string by, string why, bool dryRun, CancellationToken cancellationToken)
    {
        if (filter.IsEmpty)
        {
            throw new ArgumentException("Say which webhooks: a source, a type, an event or a time.", nameof(filter));
        }

        Require(by, nameof(by));
        Require(why, nameof(why));
        var now = time.GetUtcNow();
        return (await QueryAsync(
            Insert, cancellationToken, Nullables.Parameter(Guid.NewGuid()), Nullables.Parameter(by), Nullables.Parameter(why), Nullables.Parameter(filter.Source), Nullables.Parameter(filter.EventType), Nullables.Parameter(filter.EventId),
            Nullables.Parameter(filter.From), Nullables.Parameter(filter.To < now ? filter.To : now), Nullables.Parameter(dryRun ? "counted" : "waiting"), Nullables.Parameter(now), Nullables.Parameter(dryRun ? now : null)))!;
    }

    /// <summary>The replay; null when there is none of this id.</summary>
    public Task<Replay?> FindAsync(Guid id, CancellationToken cancellationToken) =>
        QueryAsync($"select {Replay.Columns} from webhooks.replays where id = $1", cancellationToken, Nullables.Parameter(id));

    /// <summary>Stops a replay after what it has sent; the answer is how it then stands, or null when there was nothing to stop.</summary>
    public Task<Replay?> CancelAsync(Guid id, string by, CancellationToken cancellationToken)
    {
        Require(by, nameof(by));
        return QueryAsync(Cancel, cancellationToken, Nullables.Parameter(id), Nullables.Parameter(by), Nullables.Parameter(time.GetUtcNow()));
    }

    private async Task<Replay?> QueryAsync(string sql, CancellationToken cancellationToken, params NpgsqlParameter[] parameters)
    {
        await using var command = source.CreateCommand(sql);
        command.Parameters.AddRange(parameters);
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? Replay.Read(rows) : null;
    }

    private static void Require(string text, string name)
    {
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestText)
        {
            throw new ArgumentException($"'{name}' has to be 1 to {LongestText} characters.", name);
        }
    }
}
