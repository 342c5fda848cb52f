namespace Integration.Simulation.Sql;

/// <summary>The tables whose columns an expression may name, innermost last.</summary>
internal sealed class Scope
{
    private readonly List<(string Name, string? FullName, int Level, TableSchema Table)> _tables = [];
    private int _level;

    /// <summary>The slot of a frame that holds the table's row.</summary>
    public int Add(TableSchema table, string? alias)
    {
        if (_tables.Count == Frame.Slots)
        {
            throw new NotSupportedException($"The model of PostgreSQL takes at most {Frame.Slots} tables in a statement.");
        }

        _tables.Add((alias ?? table.Name, alias is null ? table.FullName : null, _level, table));
        return _tables.Count - 1;
    }

    /// <summary>The scope of a subquery, which sees what is around it.</summary>
    public Scope Nested()
    {
        var nested = new Scope { _level = _level + 1 };
        nested._tables.AddRange(_tables);
        return nested;
    }

    public (int Slot, int Ordinal, TableSchema Table) Resolve(ColumnName column)
    {
        for (var level = _level; level >= 0; level--)
        {
            var found = Enumerable.Range(0, _tables.Count).Where(slot => Matches(slot, column, level)).ToList();
            if (found.Count > 1)
            {
                throw SqlError.Of("42702", $"column reference \"{column.Name}\" is ambiguous");
            }

            if (found.Count == 1)
            {
                var table = _tables[found[0]].Table;
                return (found[0], table.Ordinal(column.Name), table);
            }
        }

        throw SqlError.Of("42703", $"column \"{(column.Qualifier is { } qualifier ? qualifier + "." : "")}{column.Name}\" does not exist");
    }

    private bool Matches(int slot, ColumnName column, int level)
    {
        var (name, fullName, at, table) = _tables[slot];
        return at == level && table.Has(column.Name) && (column.Qualifier is null || column.Qualifier == name || column.Qualifier == fullName);
    }
}
