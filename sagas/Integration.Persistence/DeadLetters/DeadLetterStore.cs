using Integration.Persistence.Database;
using Integration.Persistence.Outbox;
using Integration.Persistence.Sql;
using Integration.Persistence.UnitOfWork;
using Npgsql;
using NpgsqlTypes;

namespace Integration.Persistence.DeadLetters;

/// <summary>Messages that could not be sent or handled, kept for ops with the reason.</summary>
internal static class DeadLetterStore
{
    private const string Columns = "id, endpoint, message_id, message_type, content_type, headers, body, fault, stack, failures, first_failed_at, last_failed_at, by_rule, consumer_id, told";

    // What was refused for good stays as it was told.
    private const string Again =
        "on conflict (endpoint, message_id) do update set failures = messaging.dead_letters.failures + 1, fault = excluded.fault, stack = excluded.stack, last_failed_at = excluded.last_failed_at, status = 'open', " +
        "by_rule = excluded.by_rule, consumer_id = excluded.consumer_id, told = excluded.told where not messaging.dead_letters.is_final";

    private const string Told = $"coalesce(strpos({{0}}, '\"{FinalRefusal.Header}\"') > 0, false)";

    private static readonly string InsertSql =
        $"insert into messaging.dead_letters ({Columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $10, $11, $12, {Told.Replace("{0}", "$6", StringComparison.Ordinal)}) {Again}";

    private static readonly string ParkUnreadableSql =
        $"with gone as (delete from messaging.outbox where id = $1 returning *) insert into messaging.dead_letters ({Columns}) " +
        "select $2, coalesce(destination_address, '(no destination)'), message_id, message_type, content_type, headers, body, $3, $4, attempts + 1, $5, $5, false, null, " +
        $"{Told.Replace("{0}", "headers", StringComparison.Ordinal)} from gone {Again}";

    public static async Task RecordAsync(IDatabase database, DeadLetter letter, Guid? outboxRow, CancellationToken cancellationToken)
    {
        var commands = new List<NpgsqlBatchCommand>(3);
        if (letter is { ByRule: true, Consumer: { } consumer, Headers: { } headers } && headers.Contains(FinalRefusal.Header, StringComparison.Ordinal))
        {
            commands.Add(PostgresUnitOfWork.Received(PostgresUnitOfWork.InsertInboxOnce, consumer, letter.MessageId, letter.FailedAt.UtcDateTime));
        }

        commands.Add(Insert(letter));
        if (outboxRow is { } row)
        {
            commands.Add(OutboxSql.Delete(row));
        }

        await using var session = await database.OpenAsync(cancellationToken);
        await session.ExecuteAsync(commands, cancellationToken);      // one call is one transaction: recorded and removed together
        Telemetry.IntegrationTelemetry.DeadLettered(letter.Endpoint);
    }

    public static Task ParkAsync(IDatabase database, OutboxMessage message, Exception failure, Func<string, string> redact, DateTimeOffset now) => RecordAsync(
        database,
        new DeadLetter(message.DestinationAddress?.ToString() ?? "(no destination)", message.MessageId, message.MessageType, message.ContentType,
            message.HeadersJson, redact(message.Body), $"could not be handed to the transport: {failure.Message}", failure.ToString(), now),
        message.Id,
        CancellationToken.None);

    /// <summary>A row that cannot even be read: its columns are copied by the server.</summary>
    public static async Task ParkUnreadableAsync(NpgsqlDataSource source, Guid row, Exception failure, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(ParkUnreadableSql);
        command.Parameters.Add(new() { Value = row });
        command.Parameters.Add(new() { Value = Guid.CreateVersion7(now) });
        command.Parameters.Add(new() { Value = StoredText.Of($"the outbox row cannot be read: {failure.Message}") });
        command.Parameters.Add(new() { Value = StoredText.Of(failure.ToString()) });
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static NpgsqlBatchCommand Insert(DeadLetter letter)
    {
        var command = new NpgsqlBatchCommand(InsertSql);
        command.Parameters.Add(new() { Value = Guid.CreateVersion7(letter.FailedAt) });
        foreach (var value in new object?[] { letter.Endpoint, letter.MessageId, letter.MessageType, letter.ContentType, letter.Headers, letter.Body, letter.Fault, letter.Stack })
        {
            command.Parameters.Add(new() { Value = value is string text ? StoredText.Of(text) : value ?? DBNull.Value, NpgsqlDbType = value is Guid ? NpgsqlDbType.Uuid : NpgsqlDbType.Text });
        }

        command.Parameters.Add(new() { Value = letter.FailedAt.UtcDateTime });
        command.Parameters.Add(new() { Value = letter.ByRule });
        command.Parameters.Add(new() { Value = letter.Consumer is { } consumer ? consumer : DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        return command;
    }
}

/// <summary>One message that could not be sent or handled.</summary>
internal sealed record DeadLetter(
    string Endpoint, Guid MessageId, string? MessageType, string? ContentType, string? Headers, string Body, string Fault, string? Stack, DateTimeOffset FailedAt, bool ByRule = false, Guid? Consumer = null);
