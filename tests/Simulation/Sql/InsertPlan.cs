namespace Integration.Simulation.Sql;

/// <summary>Adds rows; what stands in the way is a violation, or is left or changed as the statement says.</summary>
internal sealed class InsertPlan : Plan
{
    private readonly TableSchema _table;
    private readonly int[] _columns;
    private readonly SqlType[] _types;
    private readonly Evaluate[]? _values;
    private readonly SelectPlan? _query;
    private readonly object?[] _defaults;
    private readonly int _identity;
    private readonly bool _mayConflict;
    private readonly int? _arbiter;
    private readonly Changes? _onConflict;
    private readonly Evaluate? _onConflictWhere;
    private readonly Projection? _returning;

    public InsertPlan(Insert insert, Relations schema)
    {
        _table = schema.Table(insert.Target.Name);
        _columns = [.. insert.Columns.Select(_table.Ordinal)];
        _types = [.. _columns.Select(c => _table.Columns[c].Type)];
        _values = insert.Values is null ? null : [.. insert.Values.Select(new Compiler(new Scope(), new Subqueries(schema)).Compile)];
        _query = insert.Query is null ? null : new(insert.Query, schema);
        _defaults = [.. _table.Columns.Select(c => c.Default)];
        _identity = _table.Columns.ToList().FindIndex(c => c.Identity);
        if (_columns.Contains(_identity))
        {
            throw SqlError.Of("428C9", $"cannot insert a non-DEFAULT value into column \"{_table.Columns[_identity].Name}\"");
        }

        var scope = new Scope();
        scope.Add(_table, insert.Target.Alias);
        _returning = insert.Returning is null ? null : new(insert.Returning, scope, new Compiler(scope));
        if (insert.Conflict is { } conflict)
        {
            _mayConflict = true;
            _arbiter = conflict.Columns is null ? null : Arbiter(conflict.Columns);
            scope = new Scope();
            scope.Add(_table, insert.Target.Alias);
            scope.Add(_table, "excluded");
            _onConflict = conflict.Set is null ? null : new(_table, conflict.Set, new Compiler(scope));
            _onConflictWhere = conflict.Where is null ? null : new Compiler(scope).Compile(conflict.Where);
        }
    }

    public override IReadOnlyList<string>? Columns => _returning?.Names;

    public override Result? Run(Frame frame)
    {
        var written = frame.Found;
        if (_query?.Run(frame) is { } rows)
        {
            written.Clear();
            foreach (var row in rows.Rows)
            {
                var values = Blank();
                for (var i = 0; i < _columns.Length; i++)
                {
                    values[_columns[i]] = Stored(i, row[rows.Map is { } map ? map[i] : i]);
                }

                Write(values, frame, written);
            }
        }
        else
        {
            written.Clear();
            var values = Blank();
            for (var i = 0; i < _columns.Length; i++)
            {
                values[_columns[i]] = Stored(i, _values![i](frame));
            }

            Write(values, frame, written);
        }

        return _returning?.Of(written, frame);
    }

    private object?[] Blank() => (object?[])_defaults.Clone();

    private object? Stored(int given, object? value) => SqlTypes.Store(value, _types[given]);

    private void Write(object?[] values, Frame frame, List<Row> written)
    {
        var table = frame.Tables[_table.Number];
        if (_identity >= 0)
        {
            values[_identity] = table.NextIdentity();
        }

        table.Validate(values);
        if (_mayConflict && table.Conflict(values, _arbiter) is { } other)
        {
            if (_onConflict is not null)
            {
                (frame.Rows[0], frame.Rows[1]) = (other.Values, values);
                if (_onConflictWhere is not null && _onConflictWhere(frame) is not true)
                {
                    return;
                }

                var changed = _onConflict.Apply(frame);
                table.Validate(changed);
                table.Update(other, changed);
                written.Add(other);
            }

            return;
        }

        written.Add(table.Insert(values));
    }

    private int Arbiter(IReadOnlyList<string> columns)
    {
        var wanted = columns.Select(_table.Ordinal).ToHashSet();
        var index = _table.Unique.ToList().FindIndex(u => u.Applies is null && wanted.SetEquals(u.Columns));
        return index >= 0 ? index : throw SqlError.Of("42P10", "there is no unique or exclusion constraint matching the ON CONFLICT specification");
    }
}
