namespace Integration.Simulation.Sql;

/// <summary>The columns that a statement sets.</summary>
internal sealed class Changes(TableSchema table, IReadOnlyList<Assignment> set, Compiler compiler)
{
    private readonly (int Ordinal, SqlType Type, Evaluate Value)[] _set =
        [.. set.Select(s => (table.Ordinal(s.Column), table.Columns[table.Ordinal(s.Column)].Type, compiler.Compile(s.Value)))];

    /// <summary>The row of the frame's first slot as it will be.</summary>
    public object?[] Apply(Frame frame)
    {
        var values = (object?[])frame.Rows[0].Clone();
        foreach (var (ordinal, type, value) in _set)
        {
            values[ordinal] = SqlTypes.Store(value(frame), type);
        }

        return values;
    }
}

/// <summary>Changes rows, one after the other, each checked at once.</summary>
internal sealed class UpdatePlan : Plan
{
    private readonly int _table;
    private readonly Source _source;
    private readonly Changes _changes;
    private readonly ByPlan? _by;
    private readonly Projection? _returning;

    public UpdatePlan(Update update, Relations schema)
    {
        var table = schema.Table(update.Target.Name);
        var scope = new Scope();
        var slot = scope.Add(table, update.Target.Alias);
        // What is returned is of the changed row alone.
        _returning = update.Returning is null ? null : new(update.Returning, scope, new Compiler(scope, new Subqueries(schema)));
        _by = update.By is null ? null : new(update.By, schema, scope);
        var compiler = new Compiler(scope, new Subqueries(schema));
        _table = table.Number;
        _source = new(table, slot, update.Where, scope, compiler);
        _changes = new(table, update.Set, compiler);
    }

    public override IReadOnlyList<string>? Columns => _returning?.Names;

    public override Result? Run(Frame frame)
    {
        var table = frame.Tables[_table];
        var found = frame.Found;
        found.Clear();
        if (_by is not null)
        {
            return RunBy(_by, table, frame);
        }

        _source.Find(frame, found);
        foreach (var row in found)
        {
            Change(table, row, frame);
        }

        return _returning?.Of(found, frame);
    }

    /// <summary>Which row goes by which is known before the first is changed; a row is changed once.</summary>
    private Result? RunBy(ByPlan by, Table table, Frame frame)
    {
        var pairs = new Dictionary<Row, object?[]>();
        foreach (var other in by.Rows(frame))
        {
            frame.Rows[by.Slot] = other.Values;
            var found = new List<Row>();
            _source.Find(frame, found);
            found.ForEach(row => pairs.TryAdd(row, other.Values));
        }

        foreach (var (row, other) in pairs)
        {
            frame.Rows[by.Slot] = other;
            Change(table, row, frame);
        }

        return _returning?.Of([.. pairs.Keys], frame);
    }

    private void Change(Table table, Row row, Frame frame)
    {
        frame.Rows[0] = row.Values;
        var values = _changes.Apply(frame);
        table.Validate(values);
        table.Update(row, values);
    }
}

/// <summary>Removes rows.</summary>
internal sealed class DeletePlan : Plan
{
    private readonly int _table;
    private readonly Source _source;
    private readonly Projection? _returning;

    public DeletePlan(Delete delete, Relations schema)
    {
        var table = schema.Table(delete.Target.Name);
        var scope = new Scope();
        var slot = scope.Add(table, delete.Target.Alias);
        var compiler = new Compiler(scope, new Subqueries(schema));
        _table = table.Number;
        _source = new(table, slot, delete.Where, scope, compiler);
        _returning = delete.Returning is null ? null : new(delete.Returning, scope, compiler);
    }

    public override IReadOnlyList<string>? Columns => _returning?.Names;

    public override Result? Run(Frame frame)
    {
        var found = frame.Found;
        found.Clear();
        _source.Find(frame, found);
        found.ForEach(frame.Tables[_table].Delete);
        return _returning?.Of(found, frame);
    }
}
