namespace Integration.Simulation.Sql;

/// <summary>Reads tables, columns, constraints and indexes from the text of a migration. Views, schemas, partitions and what fills new columns
/// of rows that do not exist here are passed over; any other statement is refused.</summary>
internal sealed class SchemaParser(string sql, Dictionary<string, TableSchema> tables)
{
    private readonly Tokens _tokens = new(sql);

    public void Read()
    {
        while (!_tokens.AtEnd)
        {
            if (!_tokens.Accept(";"))
            {
                ReadStatement();
            }
        }
    }

    private void ReadStatement()
    {
        if (_tokens.Accept("create", "table"))
        {
            ReadTable();
        }
        else if (_tokens.Accept("alter", "table"))
        {
            var table = tables[Name()];
            _tokens.List(() => { ReadAlteration(table); return table; });
        }
        else if (_tokens.Accept("create", "unique", "index"))
        {
            ReadUniqueIndex();
        }
        else if (_tokens.Accept("create", "index"))
        {
            _tokens.Word();
            _tokens.Expect("on");
            var table = tables[Name()];
            table.AddIndex(ColumnList()[0]);
            _tokens.SkipStatement();
        }
        else if (_tokens.Sees("create", "view") || _tokens.Sees("create", "or", "replace", "view") || _tokens.Sees("drop", "view") || _tokens.Sees("create", "schema") || _tokens.Sees("update"))
        {
            _tokens.SkipStatement();
        }
        else
        {
            throw _tokens.Unexpected("a table, an index or a view");
        }
    }

    private void ReadTable()
    {
        var name = Name();
        if (_tokens.Sees("partition", "of"))
        {
            _tokens.SkipStatement();
            return;
        }

        var table = new TableSchema(name) { Number = tables.Count };
        tables.Add(name, table);
        _tokens.Parenthesized(() => { ReadTableItem(table); return table; });
        _tokens.SkipStatement();    // storage and partitions
    }

    private void ReadTableItem(TableSchema table)
    {
        if (_tokens.Accept("primary", "key"))
        {
            AddPrimaryKey(table, ColumnList());
        }
        else if (_tokens.Accept("unique"))
        {
            AddUnique(table, ColumnList());
        }
        else if (_tokens.Accept("check"))
        {
            AddCheck(table, null, null);
        }
        else if (_tokens.Accept("constraint"))
        {
            var name = _tokens.Word();
            _tokens.Expect("check");
            AddCheck(table, name, null);
        }
        else
        {
            ReadColumn(table);
        }
    }

    private void ReadAlteration(TableSchema table)
    {
        if (_tokens.Accept("drop", "constraint"))
        {
            table.DropCheck(_tokens.Word());
            return;
        }

        if (_tokens.Accept("alter", "column"))
        {
            var column = table.Columns[table.Ordinal(_tokens.Word())];
            _tokens.Expect("drop", "not", "null");
            column.Required = false;
            return;
        }

        _tokens.Expect("add");
        if (_tokens.Accept("column"))
        {
            ReadColumn(table);
        }
        else
        {
            ReadTableItem(table);
        }
    }

    private void ReadColumn(TableSchema table)
    {
        var name = _tokens.Word();
        var type = SqlTypes.Named(_tokens.Word()) ?? throw _tokens.Unexpected("a known type before this");
        var (required, unique, primary, identity) = (false, false, false, false);
        object? standard = null;
        var checks = new List<Node>();
        Node? computed = null;
        while (!_tokens.Sees(",") && !_tokens.Sees(")") && !_tokens.Sees(";") && !_tokens.AtEnd)
        {
            if (_tokens.Accept("not", "null"))
            {
                required = true;
            }
            else if (_tokens.Accept("default"))
            {
                standard = new StatementParser(_tokens).ReadExpression() is Literal literal ? SqlTypes.Store(literal.Value, type) : throw _tokens.Unexpected("a fixed default before this");
            }
            else if (_tokens.Accept("check"))
            {
                checks.Add(Condition());
            }
            else if (_tokens.Accept("unique"))
            {
                unique = true;
            }
            else if (_tokens.Accept("primary", "key"))
            {
                primary = true;
            }
            else
            {
                _tokens.Expect("generated", "always", "as");
                if (_tokens.Accept("identity"))
                {
                    identity = required = true;
                }
                else
                {
                    computed = Condition();
                    _tokens.Expect("stored");
                }
            }
        }

        var column = new Column(name, type, standard) { Required = required, Identity = identity };
        table.Add(column);
        column.Computed = computed is null ? null : Compile(table, computed);
        checks.ForEach(check => AddCheck(table, $"{table.Name}_{name}_check", check));
        if (primary)
        {
            AddPrimaryKey(table, [name]);
        }

        if (unique)
        {
            AddUnique(table, [name]);
        }
    }

    private void ReadUniqueIndex()
    {
        var name = _tokens.Word();
        _tokens.Expect("on");
        var table = tables[Name()];
        var columns = ColumnList();
        var where = _tokens.Accept("where") ? new StatementParser(_tokens).ReadExpression() : null;
        var present = where is Not { Operand: IsNull { Operand: ColumnName column } } ? column.Name : null;
        AddUnique(table, name, columns, where is null ? null : Compile(table, where), present, where is null || present is not null);
    }

    private static void AddPrimaryKey(TableSchema table, List<string> columns)
    {
        columns.ForEach(c => table.Columns[table.Ordinal(c)].Required = true);
        AddUnique(table, $"{table.Name}_pkey", columns, null, null, true);
    }

    private static void AddUnique(TableSchema table, List<string> columns) => AddUnique(table, $"{table.Name}_{string.Join('_', columns)}_key", columns, null, null, true);

    private static void AddUnique(TableSchema table, string name, List<string> columns, Evaluate? applies, string? present, bool simple)
    {
        if (columns.Count > Key.MaxColumns)
        {
            throw new NotSupportedException($"The model of PostgreSQL takes at most {Key.MaxColumns} columns in a unique index: {name}");
        }

        table.Add(new UniqueSchema(name, [.. columns.Select(table.Ordinal)], applies) { AppliesWhenPresent = present is null ? [] : new HashSet<string> { present }, Simple = simple });
    }

    private void AddCheck(TableSchema table, string? name, Node? condition) =>
        table.Add(new Check(name ?? $"{table.Name}_check", Compile(table, condition ?? Condition())));

    private Node Condition()
    {
        _tokens.Expect("(");
        var condition = new StatementParser(_tokens).ReadExpression();
        _tokens.Expect(")");
        return condition;
    }

    private static Evaluate Compile(TableSchema table, Node condition)
    {
        var scope = new Scope();
        scope.Add(table, null);
        return new Compiler(scope).Compile(condition);
    }

    private string Name() => new StatementParser(_tokens).ReadTableName();

    private List<string> ColumnList() => _tokens.Parenthesized(() =>
    {
        var column = _tokens.Word();
        _tokens.Accept("desc");
        return column;
    });
}
