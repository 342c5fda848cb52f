using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Integration.PaymentWorker.Persistence;

/// <summary>Statements with positional parameters; a null keeps its type.</summary>
internal static class Sql
{
    public static NpgsqlBatchCommand Command(string sql, params ReadOnlySpan<object?> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
        {
            command.Parameters.Add(value switch
            {
                null => throw new ArgumentNullException(nameof(values), "say which type is absent: Text, Integer or Time"),
                Absent absent => new() { Value = DBNull.Value, NpgsqlDbType = absent.Type },
                DateTimeOffset time => new() { Value = time.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz },
                _ => new() { Value = value },
            });
        }

        return command;
    }

    /// <summary>The column's text, or nothing: Npgsql reads an absent text only when it is asked first.</summary>
    public static string? TextOrNull(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    public static object Text(string? value) => value is { } text ? text : new Absent(NpgsqlDbType.Text);

    public static object Integer(int? value) => value is { } number ? number : new Absent(NpgsqlDbType.Integer);

    public static object Time(DateTimeOffset? value) => value is { } time ? time : new Absent(NpgsqlDbType.TimestampTz);

    private sealed record Absent(NpgsqlDbType Type);
}
