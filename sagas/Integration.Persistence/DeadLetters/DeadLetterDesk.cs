using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Persistence.Outbox;
using Integration.Persistence.Sql;
using Integration.Persistence.UnitOfWork;
using MassTransit;
using Npgsql;

namespace Integration.Persistence.DeadLetters;

/// <summary>Where people look at dead letters and decide. Works on the database alone: no bus has to run. On a broker, an untouched copy of a refused message also lies in
/// <c>{endpoint}_error</c> or <c>{endpoint}_skipped</c>; nobody reads that copy, and nothing here needs or removes it.</summary>
public sealed class DeadLetterDesk(NpgsqlDataSource source, PersistenceOptions options, TimeProvider time, IEnumerable<RetryGuard>? guards = null)
{
    /// <summary>The longest page of a list.</summary>
    public const int LongestPage = 200;

    /// <summary>The longest name and reason, in characters.</summary>
    public const int LongestReason = 500;

    private const string Columns = "id, endpoint, message_id, message_type, fault, failures, status, first_failed_at, last_failed_at, is_final";

    private const string ListSql =
        $"select {Columns} from messaging.dead_letters where ($1 is null or id < $1) and ($2 is null or endpoint = $2) " +
        "and ($3 is null or message_type = $3 or right(split_part(message_type, ';', 1), length($3) + 1) = ':' || $3) and ($4 is null or status = $4) " +
        "and ($5 is null or last_failed_at >= $5) and ($6 is null or last_failed_at < $6) order by id desc limit $7";

    /// <summary>The newest first (by the first failure). The next page begins after the last id of this one; a page that is not full is the last.</summary>
    public async Task<IReadOnlyList<DeadLetterLine>> ListAsync(DeadLetterFilter filter, Guid? after, int limit, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LongestPage);
        return await FilteredList.ReadAsync(
            source, ListSql,
            [
                Nullables.Parameter(after), Nullables.Parameter(filter.Endpoint), Nullables.Parameter(filter.Contract), Nullables.Parameter(filter.Status), Nullables.Parameter(filter.From),
                Nullables.Parameter(filter.Until), new() { Value = limit },
            ],
            Line, cancellationToken);
    }

    /// <summary>All of one; nothing when there is none.</summary>
    public async Task<DeadLetterDetails?> ShowAsync(Guid id, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        var found = await ReadAsync(connection, id, "", cancellationToken);
        if (found is null)
        {
            return null;
        }

        var actions = new List<DeadLetterAction>();
        await using var command = new NpgsqlCommand("select action, by, why, at from messaging.dead_letter_actions where dead_letter_id = $1 order by at, id", connection);
        command.Parameters.Add(new() { Value = id });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            actions.Add(new(rows.GetString(0), rows.GetString(1), rows.GetString(2), await rows.GetFieldValueAsync<DateTimeOffset>(3, cancellationToken)));
        }

        return found with { Actions = actions };
    }

    /// <summary>Sends the message again, to the endpoint that refused it and under its own id, through the outbox: written in one transaction with the mark, handed over by the next
    /// sweep of a running service. The inbox lets it through to every consumer that has not handled it. A repeat, or a second person at the same time, changes nothing. What was refused for good, or
    /// called off by whoever asked, is not sent.</summary>
    /// <exception cref="ArgumentException"><paramref name="by"/> or <paramref name="why"/> is empty or too long.</exception>
    public Task<DeadLetterOutcome> RetryAsync(Guid id, string by, string why, CancellationToken cancellationToken) =>
        ActAsync(id, "retried", by, why, send: true, cancellationToken);

    /// <summary>Marks it as dealt with; the row stays until its retention ends. A repeat changes nothing. When its sender sends it again and it fails again, it is open again; where whoever asked is
    /// told that it came to nothing (<see cref="FinalRefusal"/>), a second delivery does nothing either.</summary>
    /// <exception cref="ArgumentException"><paramref name="by"/> or <paramref name="why"/> is empty or too long.</exception>
    public Task<DeadLetterOutcome> DiscardAsync(Guid id, string by, string why, CancellationToken cancellationToken) =>
        ActAsync(id, "discarded", by, why, send: false, cancellationToken);

    /// <summary>Joins a transaction of whoever asked for the message and does not want it any more: what was set aside of it is discarded for good. False: nothing of it lies here, so it may be on its way.</summary>
    public async Task<bool> WithdrawAsync(IUnitOfWork unitOfWork, Guid messageId, string by, string why, CancellationToken cancellationToken)
    {
        Require(by, nameof(by));
        Require(why, nameof(why));
        var now = time.GetUtcNow();
        return await unitOfWork.QueryAsync(
            Command(DeadLetterSql.MarkMessage, messageId, "discarded", now.UtcDateTime, Guid.CreateVersion7(now), by, why),
            async (rows, token) => await rows.ReadAsync(token) && rows.GetInt64(0) > 0,
            cancellationToken);
    }

    private async Task<DeadLetterOutcome> ActAsync(Guid id, string action, string by, string why, bool send, CancellationToken cancellationToken)
    {
        Require(by, nameof(by));
        Require(why, nameof(why));
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var found = await ReadAsync(connection, id, " for update", cancellationToken);     // the second of two waits here, and finds it done
        if (found?.Line.Status is not "open")
        {
            return found?.Line.Status switch
            {
                null => DeadLetterOutcome.NotFound,
                "retried" => DeadLetterOutcome.AlreadyRetried,
                _ => DeadLetterOutcome.AlreadyDiscarded,
            };
        }

        if (send && (found.Line.Final || await IsForbiddenAsync(connection, found.Line.MessageId, cancellationToken)))
        {
            return DeadLetterOutcome.Final;
        }

        var now = time.GetUtcNow();
        await using var batch = new NpgsqlBatch(connection, transaction);
        if (send)
        {
            if (Hindrance(found) is { } hindrance)
            {
                return hindrance;
            }

            batch.BatchCommands.Add(OutboxSql.Insert(Message(found, now), now, Guid.NewGuid()));
        }

        batch.BatchCommands.Add(Command(DeadLetterSql.Mark, id, action, now.UtcDateTime, Guid.CreateVersion7(now), by.Trim(), why.Trim()));
        await batch.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return DeadLetterOutcome.Done;
    }

    private async Task<bool> IsForbiddenAsync(NpgsqlConnection connection, Guid message, CancellationToken cancellationToken)
    {
        foreach (var guard in guards ?? [])
        {
            await using var command = new NpgsqlCommand(guard.Sql, connection);
            command.Parameters.Add(new() { Value = message });
            if (await command.ExecuteScalarAsync(cancellationToken) is true)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Why the message cannot be had any more as it came; null: it can.</summary>
    private DeadLetterOutcome? Hindrance(DeadLetterDetails letter)
    {
        if (string.IsNullOrEmpty(letter.Line.MessageType))
        {
            return DeadLetterOutcome.NamesNoType;
        }

        if (options.IsMasked(letter.Body))
        {
            return DeadLetterOutcome.Masked;
        }

        return Uri.TryCreate(Address(letter), UriKind.Absolute, out _) ? null : DeadLetterOutcome.NamesNoDestination;
    }

    /// <summary>The message as it came, where nothing hinders it. What is sealed goes as it is: its receiver opens it.</summary>
    private static OutboxMessage Message(DeadLetterDetails letter, DateTimeOffset now) => new()
    {
        Id = Guid.CreateVersion7(now),
        MessageId = letter.Line.MessageId,
        MessageType = letter.Line.MessageType!,
        ContentType = letter.ContentType ?? "application/json",
        HeadersJson = Headers(letter.Headers),
        Content = new BytesMessageBody(Encoding.UTF8.GetBytes(letter.Body)),
        DestinationAddress = new Uri(Address(letter)),
        SentTime = now.UtcDateTime,
        DueAt = now,
    };

    private static string Address(DeadLetterDetails letter) => letter.Line.Endpoint.Contains(':', StringComparison.Ordinal) ? letter.Line.Endpoint : $"queue:{letter.Line.Endpoint}";

    /// <summary>Without what the transport and the refusal added: each hand-over has its own.</summary>
    private static string? Headers(string? headers)
    {
        if (headers is null || JsonNode.Parse(headers) is not JsonObject known)
        {
            return null;
        }

        foreach (var name in known.Select(h => h.Key).Where(IsTransports).ToList())
        {
            known.Remove(name);
        }

        return known.Count == 0 ? null : known.ToJsonString(JsonSerializerOptions.Default);
    }

    private static bool IsTransports(string name) =>
        name is OutboxDispatcher.RowHeader or "Content-Type" or "MessageId" or "MT-MessageId" or "MT-Reason" or "publishId"
        || name.StartsWith("MT-Fault-", StringComparison.Ordinal) || name.StartsWith("MT-Host-", StringComparison.Ordinal) || name.StartsWith("x-death", StringComparison.Ordinal);

    private static void Require(string text, string name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text, name);
        if (text.Length > LongestReason || text.Any(char.IsControl))
        {
            throw new ArgumentException($"at most {LongestReason} characters on one line", name);
        }
    }

    private static async Task<DeadLetterDetails?> ReadAsync(NpgsqlConnection connection, Guid id, string locking, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"select {Columns}, content_type, headers, body, stack from messaging.dead_letters where id = $1{locking}", connection);
        command.Parameters.Add(new() { Value = id });
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? new(Line(rows), rows.Text(10), rows.Text(11), rows.GetString(12), rows.Text(13), []) : null;
    }

    private static DeadLetterLine Line(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetGuid(2), row.Text(3), row.GetString(4), row.GetInt32(5), row.GetString(6),
        row.GetFieldValue<DateTimeOffset>(7), row.GetFieldValue<DateTimeOffset>(8), row.GetBoolean(9));

    private static NpgsqlBatchCommand Command(string sql, params object[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(new() { Value = value });
        }

        return command;
    }
}
