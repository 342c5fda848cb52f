using System.Runtime.InteropServices;

namespace Integration.Simulation.Sql;

/// <summary>The values of a unique index's columns in one row.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct Key(object first, object? second, object? third) : IEquatable<Key>
{
    public const int MaxColumns = 3;

    private readonly object _first = first;
    private readonly object? _second = second;
    private readonly object? _third = third;

    public bool Equals(Key other) => _first.Equals(other._first) && Equals(_second, other._second) && Equals(_third, other._third);

    public override bool Equals(object? obj) => obj is Key other && Equals(other);

    public override int GetHashCode() => _second is null ? _first.GetHashCode() : HashCode.Combine(_first, _second, _third);
}

/// <summary>Finds a row by the columns of a unique index; rows with a null among them, or outside of its condition, are not in it.</summary>
internal sealed class UniqueIndex(UniqueSchema schema)
{
    private readonly Dictionary<Key, Row> _rows = [];

    public UniqueSchema Schema => schema;

    public Row? Find(in Key key) => _rows.GetValueOrDefault(key);

    public void Add(in Key key, Row row) => _rows.Add(key, row);

    public void Remove(in Key key) => _rows.Remove(key);

    public void Clear() => _rows.Clear();

    /// <summary>The row's key; false when the row is not for this index.</summary>
    public bool TryKey(object?[] values, Frame frame, out Key key)
    {
        var columns = schema.Columns;
        key = default;
        var first = values[columns[0]];
        var second = columns.Length > 1 ? values[columns[1]] : null;
        var third = columns.Length > 2 ? values[columns[2]] : null;
        if (first is null || (columns.Length > 1 && second is null) || (columns.Length > 2 && third is null))
        {
            return false;
        }

        if (schema.Applies is { } applies)
        {
            frame.Rows[0] = values;
            if (applies(frame) is not true)
            {
                return false;
            }
        }

        key = new(first, second, third);
        return true;
    }
}

/// <summary>Finds rows by one column; rows with a null in it are not in it.</summary>
internal sealed class ColumnIndex(int column)
{
    private static readonly List<Row> None = [];
    private readonly Dictionary<object, List<Row>> _rows = [];

    public IReadOnlyList<Row> Find(object key) => _rows.GetValueOrDefault(key, None);

    public void Add(Row row)
    {
        if (row.Values[column] is { } key)
        {
            (CollectionsMarshal.GetValueRefOrAddDefault(_rows, key, out _) ??= new(2)).Add(row);
        }
    }

    public void Remove(Row row, object?[] values)
    {
        if (values[column] is not { } key)
        {
            return;
        }

        var rows = _rows[key];
        rows.Remove(row);
        if (rows.Count == 0)
        {
            _rows.Remove(key);
        }
    }

    /// <summary>The row has new values.</summary>
    public void Move(Row row, object?[] before)
    {
        if (!Equals(before[column], row.Values[column]))
        {
            Remove(row, before);
            Add(row);
        }
    }

    public void Clear() => _rows.Clear();
}
