using System.Data.Common;
using Npgsql;
using NpgsqlTypes;

namespace Integration.Persistence.Sql;

/// <summary>Columns and parameters that may be null. A parameter says its type, which null alone does not.</summary>
public static class Nullables
{
    /// <summary>The text, or null.</summary>
    public static string? Text(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    /// <summary>The number, or null.</summary>
    public static long? Number(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetInt64(column);

    /// <summary>The time, or null.</summary>
    public static DateTimeOffset? Time(this DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetFieldValue<DateTimeOffset>(column);

    /// <summary>A <c>text</c>.</summary>
    public static NpgsqlParameter Parameter(string? value) => Parameter(value, NpgsqlDbType.Text);

    /// <summary>A <c>bigint</c>.</summary>
    public static NpgsqlParameter Parameter(long? value) => Parameter(value, NpgsqlDbType.Bigint);

    /// <summary>A <c>uuid</c>.</summary>
    public static NpgsqlParameter Parameter(Guid? value) => Parameter(value, NpgsqlDbType.Uuid);

    /// <summary>A <c>timestamptz</c>.</summary>
    public static NpgsqlParameter Parameter(DateTimeOffset? value) => Parameter(value?.UtcDateTime, NpgsqlDbType.TimestampTz);

    private static NpgsqlParameter Parameter(object? value, NpgsqlDbType type) => new() { Value = value ?? DBNull.Value, NpgsqlDbType = type };
}
