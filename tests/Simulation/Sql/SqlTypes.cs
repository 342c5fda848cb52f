using Npgsql;

namespace Integration.Simulation.Sql;

/// <summary>The types that the product's columns have.</summary>
internal enum SqlType
{
    Uuid,
    Text,
    Timestamp,
    Boolean,
    Integer,
    Bigint,
    Jsonb,
}

/// <summary>Values as Npgsql gives them: Guid, string, DateTime in UTC, bool, int, long, and jsonb by itself; null for null. Times have microseconds, as the server's have.</summary>
internal static class SqlTypes
{
    public static SqlType? Named(string name) => name switch
    {
        "uuid" => SqlType.Uuid,
        "text" => SqlType.Text,
        "timestamptz" => SqlType.Timestamp,
        "boolean" => SqlType.Boolean,
        "int" => SqlType.Integer,
        "bigint" => SqlType.Bigint,
        "jsonb" => SqlType.Jsonb,
        _ => null,
    };

    public static Type ClrType(SqlType type) => type switch
    {
        SqlType.Uuid => typeof(Guid),
        SqlType.Text => typeof(string),
        SqlType.Timestamp => typeof(DateTime),
        SqlType.Boolean => typeof(bool),
        SqlType.Integer => typeof(int),
        SqlType.Jsonb => typeof(Jsonb),
        _ => typeof(long),
    };

    /// <summary>The value as a column of the type keeps it. Whole numbers fit when their value does.</summary>
    /// <exception cref="PostgresException">22003: too large a number; 42804: another type.</exception>
    public static object? Store(object? value, SqlType type) => type switch
    {
        _ when value is null => null,
        SqlType.Uuid when value is Guid => value,
        SqlType.Text when value is string => value,
        SqlType.Timestamp when value is DateTime => value,
        SqlType.Boolean when value is bool => value,
        SqlType.Integer when value is int => value,
        SqlType.Integer when value is long number => number is >= int.MinValue and <= int.MaxValue ? (int)number : throw SqlError.OutOfRange("integer"),
        SqlType.Bigint when value is long => value,
        SqlType.Bigint when value is int number => (long)number,
        SqlType.Jsonb when value is Jsonb => value,
        _ => throw SqlError.Of("42804", $"a value of type {value!.GetType().Name} does not fit a column of type {type}"),
    };

    /// <summary>The value as another type has it.</summary>
    public static object? Cast(object? value, SqlType type) => value is Guid id && type == SqlType.Text ? id.ToString() : Store(value, type);

    /// <summary>The value as it is looked up in an index of the type; false when no value of the type can be equal to it.</summary>
    public static bool TryProbe(object? value, SqlType type, out object key)
    {
        key = value!;
        if (value is null || (type == SqlType.Integer && value is long and (< int.MinValue or > int.MaxValue)))
        {
            return false;
        }

        if (value.GetType() != ClrType(type))
        {
            key = value is int or long && type is SqlType.Integer or SqlType.Bigint ? Store(value, type)! : throw SqlError.NoOperator("=", value, type);
        }

        return true;
    }

    /// <summary>A parameter as the server would see it.</summary>
    public static object? FromParameter(NpgsqlParameter parameter) => parameter.Value switch
    {
        DBNull => null,
        string json when parameter.NpgsqlDbType == NpgsqlTypes.NpgsqlDbType.Jsonb => Jsonb.Parse(json),
        string text => text.Contains('\0', StringComparison.Ordinal) ? throw SqlError.Of("22021", "invalid byte sequence for encoding \"UTF8\": 0x00") : text,
        byte[] bytes when parameter.NpgsqlDbType == NpgsqlTypes.NpgsqlDbType.Text => System.Text.Encoding.UTF8.GetString(bytes),
        DateTime { Kind: DateTimeKind.Utc } time => time.Ticks % TimeSpan.TicksPerMicrosecond == 0 || time == DateTime.MaxValue ? parameter.Value : Truncate(time),
        DateTimeOffset { Offset.Ticks: 0 } time => Truncate(time.UtcDateTime),
        TimeSpan span => new TimeSpan(span.Ticks - (span.Ticks % TimeSpan.TicksPerMicrosecond)),
        Guid or int or long or bool => parameter.Value,
        Array values => values.Cast<object?>().Select(value => value is null ? null : FromParameter(new() { Value = value, NpgsqlDbType = Element(parameter.NpgsqlDbType) })).ToArray(),
        null => throw new InvalidOperationException("A parameter has no value: use DBNull for null."),
        DateTime or DateTimeOffset => throw new ArgumentException($"A parameter is a time that is not in UTC: {parameter.Value:O}."),
        var value => throw new NotSupportedException($"The model of PostgreSQL knows no parameters of type {value.GetType().Name}."),
    };

    private static NpgsqlTypes.NpgsqlDbType Element(NpgsqlTypes.NpgsqlDbType array) => array & ~NpgsqlTypes.NpgsqlDbType.Array;

    private static DateTime Truncate(DateTime time) => time == DateTime.MaxValue ? time : time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond));
}
