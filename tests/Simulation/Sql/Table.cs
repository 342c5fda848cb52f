namespace Integration.Simulation.Sql;

/// <summary>The rows of a table, with its constraints enforced and every change written down for a rollback.</summary>
internal sealed class Table
{
    private readonly List<Row> _rows = [];
    private readonly UniqueIndex[] _unique;
    private readonly ColumnIndex?[] _byColumn;
    private readonly Frame _own = new([]);
    private readonly UndoLog _undo;
    private long _identity;

    public Table(TableSchema schema, UndoLog undo)
    {
        Schema = schema;
        _undo = undo;
        _unique = [.. schema.Unique.Select(u => new UniqueIndex(u))];
        _byColumn = new ColumnIndex?[schema.Columns.Count];
    }

    public TableSchema Schema { get; }

    public IReadOnlyList<Row> Rows => _rows;

    public UniqueIndex Unique(int number) => _unique[number];

    /// <summary>An index on one column, made when it is first asked for.</summary>
    public ColumnIndex By(int column)
    {
        if (_byColumn[column] is { } index)
        {
            return index;
        }

        index = _byColumn[column] = new(column);
        _rows.ForEach(index.Add);
        return index;
    }

    public long NextIdentity() => ++_identity;

    /// <summary>Not null and checks, in the order in which the server asks.</summary>
    public void Validate(object?[] values)
    {
        var columns = Schema.Columns;
        _own.Rows[0] = values;
        for (var i = 0; i < values.Length; i++)
        {
            if (columns[i].Computed is { } computed)
            {
                values[i] = computed(_own);
            }

            if (values[i] is null && columns[i].Required)
            {
                throw SqlError.NotNull(Schema, columns[i].Name);
            }
        }

        foreach (var check in Schema.Checks)
        {
            if (check.Holds(_own) is false)
            {
                throw SqlError.Check(Schema, check.Name);
            }
        }
    }

    /// <summary>The row that stands in the way of these values, by one unique index or by any.</summary>
    public Row? Conflict(object?[] values, int? unique) => Conflict(values, unique, null, out _);

    public Row Insert(object?[] values)
    {
        RequireUnique(values, null);
        var row = new Row(Schema, values);
        Attach(row);
        _undo.Inserted(this, row);
        return row;
    }

    public void Update(Row row, object?[] values)
    {
        RequireUnique(values, row);
        var before = row.Values;
        Replace(row, values);
        _undo.Updated(this, row, before);
    }

    public void Delete(Row row)
    {
        Detach(row);
        _undo.Deleted(this, row);
    }

    public void Clear()
    {
        _rows.Clear();
        _identity = 0;
        Array.ForEach(_unique, u => u.Clear());
        Array.ForEach(_byColumn, i => i?.Clear());
    }

    internal void Attach(Row row)
    {
        row.Position = _rows.Count;
        _rows.Add(row);
        foreach (var unique in _unique)
        {
            if (unique.TryKey(row.Values, _own, out var key))
            {
                unique.Add(key, row);
            }
        }

        Array.ForEach(_byColumn, i => i?.Add(row));
    }

    internal void Detach(Row row)
    {
        var last = _rows[^1];
        _rows[row.Position] = last;
        last.Position = row.Position;
        _rows.RemoveAt(_rows.Count - 1);
        foreach (var unique in _unique)
        {
            if (unique.TryKey(row.Values, _own, out var key))
            {
                unique.Remove(key);
            }
        }

        Array.ForEach(_byColumn, i => i?.Remove(row, row.Values));
    }

    internal void Replace(Row row, object?[] values)
    {
        var before = row.Values;
        row.Values = values;
        foreach (var unique in _unique)
        {
            var was = unique.TryKey(before, _own, out var old);
            var stays = unique.TryKey(values, _own, out var key);
            if (was && stays && old.Equals(key))
            {
                continue;
            }

            if (was)
            {
                unique.Remove(old);
            }

            if (stays)
            {
                unique.Add(key, row);
            }
        }

        foreach (var index in _byColumn)
        {
            index?.Move(row, before);
        }
    }

    private void RequireUnique(object?[] values, Row? self)
    {
        if (Conflict(values, null, self, out var violated) is not null)
        {
            throw SqlError.Unique(Schema, violated!.Schema.Name);
        }
    }

    private Row? Conflict(object?[] values, int? number, Row? self, out UniqueIndex? violated)
    {
        for (var i = 0; i < _unique.Length; i++)
        {
            if ((number is null || number == i) && _unique[i].TryKey(values, _own, out var key) && _unique[i].Find(key) is { } other && other != self)
            {
                violated = _unique[i];
                return other;
            }
        }

        violated = null;
        return null;
    }
}
