using System.Collections;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Integration.Simulation.Sql;

/// <summary>The rows of the commands that return rows, read as through Npgsql.</summary>
[SuppressMessage("Design", "CA1010", Justification = "The base class decides what a reader implements.")]
[SuppressMessage("Naming", "CA1710", Justification = "The base class decides what a reader is called.")]
internal sealed class MemoryReader(List<Result> results) : DbDataReader
{
    private static readonly Result Nothing = new([], null, []);
    private int _result;
    private int _row = -1;
    private bool _closed;

    public override int FieldCount => Current.Names.Length;

    public override bool HasRows => Current.Rows.Length > 0;

    public override bool IsClosed => _closed;

    public override int Depth => 0;

    public override int RecordsAffected => throw new NotSupportedException("The model of PostgreSQL does not count changed rows: ask with \"returning\".");

    private Result Current => _result < results.Count ? results[_result] : Nothing;

    public override object this[int ordinal] => GetValue(ordinal);

    public override object this[string name] => GetValue(GetOrdinal(name));

    public override bool Read()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        return _row < Current.Rows.Length && ++_row < Current.Rows.Length;
    }

    public override bool NextResult()
    {
        ObjectDisposedException.ThrowIf(_closed, this);
        _row = -1;
        return _result < results.Count && ++_result < results.Count;
    }

    public override void Close() => _closed = true;

    public override bool IsDBNull(int ordinal) => At(ordinal) is null;

    public override T GetFieldValue<T>(int ordinal) => At(ordinal) switch
    {
        T value => value,
        null when default(T) is null && typeof(T).IsValueType => default!,
        null when typeof(T) == typeof(object) => (T)(object)DBNull.Value,
        null => throw new InvalidCastException($"Column '{GetName(ordinal)}' is null."),
        DateTime time when typeof(T) == typeof(DateTimeOffset) || typeof(T) == typeof(DateTimeOffset?) => (T)(object)new DateTimeOffset(time),
        Jsonb json when typeof(T) == typeof(string) => (T)(object)json.ToString(),
        string text when typeof(T) == typeof(byte[]) => (T)(object)Encoding.UTF8.GetBytes(text),
        int number when typeof(T) == typeof(long) || typeof(T) == typeof(long?) => (T)(object)(long)number,
        long number when typeof(T) == typeof(int) || typeof(T) == typeof(int?) => (T)(object)checked((int)number),
        var value => throw new InvalidCastException($"Reading as '{typeof(T)}' is not supported for column '{GetName(ordinal)}' of type {value.GetType().Name}."),
    };

    public override string GetString(int ordinal) => GetFieldValue<string>(ordinal);

    public override Guid GetGuid(int ordinal) => GetFieldValue<Guid>(ordinal);

    public override int GetInt32(int ordinal) => GetFieldValue<int>(ordinal);

    public override long GetInt64(int ordinal) => GetFieldValue<long>(ordinal);

    public override bool GetBoolean(int ordinal) => GetFieldValue<bool>(ordinal);

    public override DateTime GetDateTime(int ordinal) => GetFieldValue<DateTime>(ordinal);

    public override object GetValue(int ordinal) => At(ordinal) switch
    {
        null => DBNull.Value,
        Jsonb json => json.ToString(),
        var value => value,
    };

    public override int GetValues(object[] values)
    {
        var count = Math.Min(values.Length, FieldCount);
        for (var i = 0; i < count; i++)
        {
            values[i] = GetValue(i);
        }

        return count;
    }

    public override string GetName(int ordinal) => Current.Names[ordinal];

    [SuppressMessage("Usage", "CA2201", Justification = "What DbDataReader promises for an unknown name.")]
    public override int GetOrdinal(string name) =>
        Array.IndexOf(Current.Names, name) is >= 0 and var ordinal ? ordinal : throw new IndexOutOfRangeException($"Field not found in row: {name}");

    public override Type GetFieldType(int ordinal) => GetValue(ordinal).GetType();

    public override IEnumerator GetEnumerator() => new DbEnumerator(this);

    public override string GetDataTypeName(int ordinal) => throw NotKnown();

    public override byte GetByte(int ordinal) => throw NotKnown();

    public override long GetBytes(int ordinal, long dataOffset, byte[]? buffer, int bufferOffset, int length) => throw NotKnown();

    public override char GetChar(int ordinal) => throw NotKnown();

    public override long GetChars(int ordinal, long dataOffset, char[]? buffer, int bufferOffset, int length) => throw NotKnown();

    public override decimal GetDecimal(int ordinal) => throw NotKnown();

    public override double GetDouble(int ordinal) => throw NotKnown();

    public override float GetFloat(int ordinal) => throw NotKnown();

    public override short GetInt16(int ordinal) => throw NotKnown();

    private object? At(int ordinal)
    {
        var (_, map, rows) = Current;
        if (_closed || _row < 0 || _row >= rows.Length)
        {
            throw new InvalidOperationException("No row is available.");
        }

        return rows[_row][map is null ? ordinal : map[ordinal]];
    }

    private static NotSupportedException NotKnown() => new("No column of the product has this type.");
}
