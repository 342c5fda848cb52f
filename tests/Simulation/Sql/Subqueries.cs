namespace Integration.Simulation.Sql;

/// <summary>Queries in an expression, for the rows around them.</summary>
internal sealed class Subqueries(Relations relations)
{
    /// <summary>Whether it finds a row.</summary>
    public Evaluate Exists(Select select, Scope around)
    {
        if (select.OrderBy.Count > 0 || select.Limit is not null || select.Join is not null)
        {
            throw new NotSupportedException("The model of PostgreSQL neither sorts, limits nor joins in exists.");
        }

        var (source, _, _) = Read(select, around);
        return frame =>
        {
            var found = new List<Row>();
            source.Find(frame, found);
            return Operators.Box(found.Count > 0);
        };
    }

    /// <summary>The value of its one row, or what its rows add up to.</summary>
    public Evaluate Value(Select select, Scope around)
    {
        if (select.OrderBy.Count > 0 || select.Join is not null || select.Limit is not (null or Literal { Value: 1 }))
        {
            throw new NotSupportedException("The model of PostgreSQL neither sorts nor joins in a value, and takes one row or the only one.");
        }

        var (source, slot, scope) = Read(select, around);
        var aggregates = new List<Aggregate>();
        var value = new Compiler(scope, this, aggregates).Compile(select.Items.Single().Value);
        return aggregates.Count > 0 ? frame => Sum(frame, Found(frame), slot, aggregates, value) : frame => Found(frame) switch
        {
            [] => null,
            [_, _, ..] when select.Limit is null => throw SqlError.Of("21000", "more than one row returned by a subquery used as an expression"),
            [var row, ..] => At(frame, row, slot, value),
        };

        List<Row> Found(Frame frame)
        {
            var found = new List<Row>();
            source.Find(frame, found);
            return found;
        }
    }

    private static object? Sum(Frame frame, List<Row> rows, int slot, List<Aggregate> aggregates, Evaluate value)
    {
        var sums = aggregates.Select(a => a.Start).ToArray();
        foreach (var row in rows)
        {
            frame.Rows[slot] = row.Values;
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] = aggregates[i].Add(sums[i], frame);
            }
        }

        frame.Aggregates = sums;
        return value(frame);
    }

    private static object? At(Frame frame, Row row, int slot, Evaluate value)
    {
        frame.Rows[slot] = row.Values;
        return value(frame);
    }

    private (Source Source, int Slot, Scope Scope) Read(Select select, Scope around)
    {
        var table = relations.Table(select.From.Name);
        var scope = around.Nested();
        var slot = scope.Add(table, select.From.Alias);
        return (new Source(table, slot, select.Where, scope, new Compiler(scope, this)), slot, scope);
    }
}
