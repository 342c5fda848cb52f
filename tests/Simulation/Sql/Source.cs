namespace Integration.Simulation.Sql;

/// <summary>How a statement finds its rows: by a unique index, by an index on one column, or by looking at all.</summary>
internal sealed class Source
{
    private readonly int _table;
    private readonly int _slot;
    private readonly (int Index, Evaluate[] Keys, SqlType[] Types)? _unique;
    private readonly (int Column, Evaluate Key, SqlType Type)? _lookUp;
    private readonly (int Column, Evaluate Keys)? _any;
    private readonly Evaluate? _condition;

    public Source(TableSchema table, int slot, Node? where, Scope scope, Compiler compiler)
    {
        (_table, _slot) = (table.Number, slot);
        var conjuncts = Conjuncts(where).ToList();
        var equal = new Dictionary<int, (Node Conjunct, Node Value)>();
        foreach (var conjunct in conjuncts)
        {
            if (conjunct is Binary { Operator: "=" } equality && (ColumnOf(equality.Left, equality.Right) ?? ColumnOf(equality.Right, equality.Left)) is var (column, value))
            {
                equal.TryAdd(column, (conjunct, value));
            }
            else if (_any is null && conjunct is EqualsAny { Operand: ColumnName name } any && scope.Resolve(name) is var (s, ordinal, _) && s == slot && table.Leading.Contains(ordinal))
            {
                _any = (ordinal, compiler.Compile(any.Array));
            }
        }

        var used = new List<Node>();
        var index = table.Unique.ToList().FindIndex(u => u.Simple && u.Columns.All(equal.ContainsKey) && u.AppliesWhenPresent.All(c => equal.ContainsKey(table.Ordinal(c))));
        if (index >= 0)
        {
            var columns = table.Unique[index].Columns;
            _unique = (index, [.. columns.Select(c => compiler.Compile(equal[c].Value))], [.. columns.Select(c => table.Columns[c].Type)]);
            used.AddRange(columns.Select(c => equal[c].Conjunct));
        }
        else if (equal.Keys.Where(table.Leading.Contains).Select(c => (int?)c).FirstOrDefault() is { } leading)
        {
            _lookUp = (leading, compiler.Compile(equal[leading].Value), table.Columns[leading].Type);
            used.Add(equal[leading].Conjunct);
        }

        var rest = conjuncts.Where(c => !used.Any(u => ReferenceEquals(u, c))).ToList();
        _condition = rest.Count == 0 ? null : compiler.Compile(rest.Aggregate((a, b) => new Binary("and", a, b)));

        (int Column, Node Value)? ColumnOf(Node side, Node other) =>
            side is ColumnName name && scope.Resolve(name) is var (s, ordinal, _) && s == slot && !Mentions(other, scope, slot) ? (ordinal, other) : null;
    }

    /// <summary>Adds the rows whose condition is true.</summary>
    public void Find(Frame frame, List<Row> found)
    {
        if (_table < 0)
        {
            AddAll(frame.RowsOf(_table), frame, found);
            return;
        }

        var table = frame.Tables[_table];
        if (_unique is var (index, keys, types))
        {
            if (TryKey(keys, types, frame, out var key) && table.Unique(index).Find(key) is { } row)
            {
                Add(row, frame, found);
            }
        }
        else if (_lookUp is var (column, value, type))
        {
            if (SqlTypes.TryProbe(value(frame), type, out var probe))
            {
                AddAll(table.By(column).Find(probe), frame, found);
            }
        }
        else if (_any is var (leading, array))
        {
            foreach (var value2 in array(frame) is object?[] values ? values.OfType<object>().Distinct() : [])
            {
                AddAll(table.By(leading).Find(value2), frame, found);
            }
        }
        else
        {
            AddAll(table.Rows, frame, found);
        }
    }

    private static bool TryKey(Evaluate[] keys, SqlType[] types, Frame frame, out Key key)
    {
        key = default;
        if (!SqlTypes.TryProbe(keys[0](frame), types[0], out var first))
        {
            return false;
        }

        object? second = null;
        object? third = null;
        if ((keys.Length > 1 && !SqlTypes.TryProbe(keys[1](frame), types[1], out second!)) || (keys.Length > 2 && !SqlTypes.TryProbe(keys[2](frame), types[2], out third!)))
        {
            return false;
        }

        key = new(first, second, third);
        return true;
    }

    private void AddAll(IReadOnlyList<Row> rows, Frame frame, List<Row> found)
    {
        for (var i = 0; i < rows.Count; i++)
        {
            Add(rows[i], frame, found);
        }
    }

    private void Add(Row row, Frame frame, List<Row> found)
    {
        frame.Rows[_slot] = row.Values;
        if (_condition is null || _condition(frame) is true)
        {
            found.Add(row);
        }
    }

    private static IEnumerable<Node> Conjuncts(Node? where) => where switch
    {
        null => [],
        Binary { Operator: "and" } both => Conjuncts(both.Left).Concat(Conjuncts(both.Right)),
        _ => [where],
    };

    /// <summary>A key must be known before the row is.</summary>
    private static bool Mentions(Node node, Scope scope, int slot) => node switch
    {
        Literal or Parameter => false,
        ColumnName name => scope.Resolve(name).Slot == slot,
        _ => true,
    };
}
