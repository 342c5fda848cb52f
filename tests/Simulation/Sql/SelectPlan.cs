namespace Integration.Simulation.Sql;

/// <summary>Finds rows, or what they add up to.</summary>
internal sealed class SelectPlan : Plan
{
    private readonly Source _source;
    private readonly Projection _projection;
    private readonly Joined? _joined;
    private readonly Aggregate[] _aggregates;
    private readonly (Evaluate Value, Ordering Ordering)[] _order;
    private readonly Evaluate? _limit;

    public SelectPlan(Select select, Relations schema)
    {
        var table = schema.Table(select.From.Name);
        var scope = new Scope();
        var slot = scope.Add(table, select.From.Alias);
        var subquery = new Subqueries(schema);
        var joined = select.Join is { } join ? Joined.Of(join, schema, scope) : null;
        var aggregates = new List<Aggregate>();
        var plain = new Compiler(scope, subquery);
        _source = new(table, slot, select.Where, scope, plain);
        _joined = joined;
        _projection = new(select.Items, scope, new Compiler(scope, subquery, aggregates));
        _aggregates = [.. aggregates];
        _order = [.. select.OrderBy.Select(o => (plain.Compile(o.Value), o))];
        _limit = select.Limit is null ? null : plain.Compile(select.Limit);
        if (_joined is not null && (_aggregates.Length > 0 || _order.Length > 0 || _limit is not null || select.Where is not null))
        {
            throw new NotSupportedException("The model of PostgreSQL neither chooses, sorts, limits nor aggregates what is joined.");
        }

        if (_aggregates.Length > 0 && (_order.Length > 0 || _limit is not null))
        {
            throw new NotSupportedException("The model of PostgreSQL neither sorts nor limits an aggregate.");
        }
    }

    public override IReadOnlyList<string> Columns => _projection.Names;

    public override Result Run(Frame frame)
    {
        var found = frame.Found;
        found.Clear();
        _source.Find(frame, found);
        if (_joined is not null)
        {
            return _joined.To([.. found], _projection, frame);
        }

        if (_aggregates.Length > 0)
        {
            Add(found, frame);
            return _projection.One(frame);
        }

        return _projection.Of(Limited(Sorted(found, frame), frame), frame);
    }

    private void Add(List<Row> rows, Frame frame)
    {
        var sums = Array.ConvertAll(_aggregates, a => a.Start);
        foreach (var row in rows)
        {
            frame.Rows[0] = row.Values;
            for (var i = 0; i < sums.Length; i++)
            {
                sums[i] = _aggregates[i].Add(sums[i], frame);
            }
        }

        frame.Aggregates = sums;
    }

    private List<Row> Sorted(List<Row> rows, Frame frame)
    {
        if (_order.Length == 0 || rows.Count < 2)
        {
            return rows;
        }

        var keyed = rows.ConvertAll(row =>
        {
            frame.Rows[0] = row.Values;
            return (Row: row, Keys: Array.ConvertAll(_order, o => o.Value(frame)));
        });
        return [.. keyed.Order(Comparer<(Row Row, object?[] Keys)>.Create((a, b) => Compare(a.Keys, b.Keys))).Select(k => k.Row)];
    }

    private int Compare(object?[] left, object?[] right)
    {
        for (var i = 0; i < _order.Length; i++)
        {
            var ordering = _order[i].Ordering;
            var order = (left[i], right[i]) switch
            {
                (null, null) => 0,
                (null, _) => ordering.NullsFirst ? -1 : 1,
                (_, null) => ordering.NullsFirst ? 1 : -1,
                (var a, var b) => ordering.Descending ? Operators.Compare(b, a) : Operators.Compare(a, b),
            };
            if (order != 0)
            {
                return order;
            }
        }

        return 0;
    }

    private List<Row> Limited(List<Row> rows, Frame frame) => _limit?.Invoke(frame) switch
    {
        null => rows,
        var limit when (long)SqlTypes.Store(limit, SqlType.Bigint)! is var count => count < 0 ? throw SqlError.Of("2201W", "LIMIT must not be negative")
            : count >= rows.Count ? rows : rows[..(int)count],
        _ => rows,
    };
}
