namespace Integration.Simulation.Sql;

/// <summary>The other rows that an update goes by.</summary>
internal sealed class ByPlan
{
    private readonly Plan? _query;
    private readonly Evaluate[] _arrays = [];

    /// <summary>Reads them, and adds them to the update's scope.</summary>
    public ByPlan(By by, Relations relations, Scope scope)
    {
        switch (by)
        {
            case ByQuery query:
                _query = new SelectPlan(query.Query, relations);
                Table = relations.Add(by.Alias, _query.Columns!);
                break;
            case ByArrays arrays:
                var compiler = new Compiler(new Scope());
                _arrays = [.. arrays.Arrays.Select(compiler.Compile)];
                Table = relations.Add(by.Alias, arrays.Columns);
                break;
            case ByName named:
                Table = relations.Table(named.Name);
                break;
            default:
                throw new NotSupportedException($"The model of PostgreSQL does not update by {by}.");
        }

        Slot = scope.Add(Table, by.Alias);
    }

    /// <summary>Where an expression finds the row.</summary>
    public int Slot { get; }

    private TableSchema Table { get; }

    /// <summary>The rows as they stand before the update.</summary>
    public IReadOnlyList<Row> Rows(Frame frame)
    {
        if (_query is not null)
        {
            frame.Derive(Table, _query.Run(frame)!);
        }
        else if (_arrays.Length > 0)
        {
            var arrays = Array.ConvertAll(_arrays, array => array(frame) as object?[] ?? []);
            frame.Derive(Table, new([], null, [.. Enumerable.Range(0, arrays.Max(a => a.Length)).Select(i => Array.ConvertAll(arrays, a => a.ElementAtOrDefault(i)))]));
        }

        return frame.RowsOf(Table.Number);
    }
}
