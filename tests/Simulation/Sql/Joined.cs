namespace Integration.Simulation.Sql;

/// <summary>The rows that stand beside each of a select's own, or nulls where there is none.</summary>
internal sealed class Joined
{
    private readonly Source _source;
    private readonly int _slot;
    private readonly object?[] _nothing;

    private Joined(Source source, int slot, int columns)
    {
        (_source, _slot) = (source, slot);
        _nothing = new object?[columns];
    }

    /// <summary>Adds it to the select's scope.</summary>
    public static Joined Of(LeftJoin join, Relations relations, Scope scope)
    {
        var table = relations.Table(join.Table.Name);
        var slot = scope.Add(table, join.Table.Alias);
        return new(new Source(table, slot, join.On, scope, new Compiler(scope, new Subqueries(relations))), slot, table.Columns.Count);
    }

    public Result To(IReadOnlyList<Row> rows, Projection projection, Frame frame)
    {
        var results = new List<object?[]>();
        var beside = new List<Row>();
        foreach (var row in rows)
        {
            frame.Rows[0] = row.Values;
            beside.Clear();
            _source.Find(frame, beside);
            foreach (var values in beside.Count == 0 ? [_nothing] : beside.Select(r => r.Values))
            {
                frame.Rows[_slot] = values;
                results.Add(projection.Compute(frame));
            }
        }

        return new([.. projection.Names], null, [.. results]);
    }
}
