using System.Collections.Concurrent;
using Npgsql;
using NpgsqlTypes;

namespace Integration.Persistence.Outbox;

/// <summary>The statements on <c>messaging.outbox</c>. Every one takes the time as a parameter.</summary>
internal static class OutboxSql
{
    private static readonly string[] InsertColumns = [.. OutboxMessage.Columns.Split(", "), "available_at", "owner"];

    private static readonly ConcurrentDictionary<int, string> InsertSql = new();

    private const string ClaimSql =
        "update messaging.outbox o set available_at = $1 + $2, owner = $4 " +
        "from (select id from messaging.outbox where available_at <= $1 order by available_at limit $3 for update skip locked) due " +
        "where o.id = due.id returning ";

    /// <summary>What a message does not have is not sent to the server: a handful of statement texts, each prepared once.</summary>
    public static NpgsqlBatchCommand Insert(OutboxMessage m, DateTimeOffset availableAt, Guid owner)
    {
        var command = new NpgsqlBatchCommand();
        var (column, present) = (0, 0);
        Add(m.Id, NpgsqlDbType.Uuid);
        Add(m.MessageId, NpgsqlDbType.Uuid);
        Add(m.ConversationId, NpgsqlDbType.Uuid);
        Add(m.CorrelationId, NpgsqlDbType.Uuid);
        Add(m.InitiatorId, NpgsqlDbType.Uuid);
        Add(m.RequestId, NpgsqlDbType.Uuid);
        Add(m.SourceAddress?.ToString(), NpgsqlDbType.Text);
        Add(m.DestinationAddress?.ToString(), NpgsqlDbType.Text);
        Add(m.ResponseAddress?.ToString(), NpgsqlDbType.Text);
        Add(m.FaultAddress?.ToString(), NpgsqlDbType.Text);
        Add(m.ExpirationTime, NpgsqlDbType.TimestampTz);
        Add(m.SentTime, NpgsqlDbType.TimestampTz);
        Add(m.ContentType, NpgsqlDbType.Text);
        Add(m.MessageType, NpgsqlDbType.Text);
        Add(m.HeadersJson, NpgsqlDbType.Text);
        Add(m.PropertiesJson, NpgsqlDbType.Text);
        Add(m.Content.GetBytes(), NpgsqlDbType.Text);
        Add(m.IsTimer ? m.DueAt.UtcDateTime : null, NpgsqlDbType.TimestampTz);
        Add(m.TimerToken, NpgsqlDbType.Uuid);
        Add(null, NpgsqlDbType.Boolean);
        Add(null, NpgsqlDbType.Integer);
        Add(availableAt.UtcDateTime, NpgsqlDbType.TimestampTz);
        Add(owner, NpgsqlDbType.Uuid);
        command.CommandText = InsertSql.GetOrAdd(present, InsertOf);
        return command;

        void Add(object? value, NpgsqlDbType type)
        {
            if (value is not null)
            {
                present |= 1 << column;
                command.Parameters.Add(new() { Value = value, NpgsqlDbType = type });
            }

            column++;
        }
    }

    /// <summary>What follows from the rest stands in the text: a row is new, and without a due time of its own it is due when it is sent.</summary>
    private static string InsertOf(int present)
    {
        var number = 0;
        var parameters = InsertColumns.Select((name, i) => (name, value: (present & (1 << i)) != 0 ? $"${++number}" : null)).ToDictionary(c => c.name, c => c.value);
        parameters["is_timer"] = parameters["due_at"] is null ? "false" : "true";
        parameters["due_at"] ??= parameters["sent_at"];
        parameters["attempts"] = "0";
        var columns = parameters.Where(c => c.Value is not null).ToArray();
        return $"insert into messaging.outbox ({string.Join(", ", columns.Select(c => c.Key))}) values ({string.Join(", ", columns.Select(c => c.Value))})";
    }

    public static NpgsqlCommand Claim(NpgsqlDataSource source, DateTimeOffset now, TimeSpan lease, int limit, Guid owner)
    {
        var columns = string.Join(", ", OutboxMessage.Columns.Split(", ").Select(c => "o." + c));
        var command = source.CreateCommand(ClaimSql + columns);
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        command.Parameters.Add(new() { Value = lease });
        command.Parameters.Add(new() { Value = limit });
        command.Parameters.Add(new() { Value = owner });
        return command;
    }

    public static NpgsqlCommand Delete(NpgsqlDataSource source, Guid[] ids)
    {
        var command = source.CreateCommand("delete from messaging.outbox where id = any($1)");
        command.Parameters.Add(new() { Value = ids });
        return command;
    }

    public static NpgsqlBatchCommand Delete(Guid id) => new("delete from messaging.outbox where id = $1") { Parameters = { new() { Value = id } } };

    /// <summary>What another process of an embedded installation left in flight is due again: that process is dead.</summary>
    public static NpgsqlCommand Adopt(NpgsqlDataSource source, DateTimeOffset now, int limit, Guid owner)
    {
        var command = source.CreateCommand(
            "update messaging.outbox set available_at = $1, owner = $2 where id in (select id from messaging.outbox where owner <> $2 and (not is_timer or due_at <= $1) limit $3)");
        command.Parameters.Add(new() { Value = now.UtcDateTime });
        command.Parameters.Add(new() { Value = owner });
        command.Parameters.Add(new() { Value = limit });
        return command;
    }

    /// <summary>Notes why a hand-over failed. A broker that was away is no fault of the row, and neither is a process that had its hands full or died: only what counts is counted.</summary>
    public static NpgsqlCommand Fail(NpgsqlDataSource source, Guid id, string error, bool counts)
    {
        var command = source.CreateCommand("update messaging.outbox set last_error = $2, attempts = attempts + $3 where id = $1");
        command.Parameters.Add(new() { Value = id });
        command.Parameters.Add(new() { Value = error.Replace("\0", "", StringComparison.Ordinal) });
        command.Parameters.Add(new() { Value = counts ? 1 : 0 });
        return command;
    }
}
