namespace Integration.Simulation.Sql;

/// <summary>Reads one statement of the kinds that the product sends; anything else is refused with its text.</summary>
internal sealed class StatementParser
{
    private readonly Tokens _tokens;
    private readonly ExpressionParser _expressions;

    public StatementParser(Tokens tokens)
    {
        _tokens = tokens;
        _expressions = new(tokens, ReadSelect);
    }

    public static Statement Parse(string sql)
    {
        var tokens = new Tokens(sql);
        var parser = new StatementParser(tokens);
        var statement = tokens.Accept("with") ? parser.ReadWith() : parser.Read();
        tokens.Accept(";");
        return tokens.AtEnd ? statement : throw tokens.Unexpected("the end");
    }

    public Node ReadExpression() => _expressions.Read();

    public string ReadTableName()
    {
        var schema = _tokens.Word();
        _tokens.Expect(".");
        return $"{schema}.{_tokens.Word()}";
    }

    private Statement Read()
    {
        foreach (var function in new[] { "pg_advisory_xact_lock_shared", "pg_advisory_xact_lock" })
        {
            if (_tokens.Accept("select", function))
            {
                _tokens.SkipStatement();
                return new AdvisoryLock(function);
            }
        }

        if (_tokens.Sees("select"))
        {
            return ReadSelect();
        }

        return _tokens.Peek().Kind == TokenKind.Word
            ? _tokens.Take().Text switch
            {
                "insert" => ReadInsert(),
                "update" => ReadUpdate(),
                "delete" => ReadDelete(),
                var verb and ("begin" or "commit" or "rollback") => new Transaction(verb),
                var verb => throw _tokens.Unexpected($"select, insert, update, delete, begin, commit or rollback instead of {verb}"),
            }
            : throw _tokens.Unexpected("a statement");
    }

    private With ReadWith()
    {
        var queries = _tokens.List(() =>
        {
            var name = _tokens.Word();
            _tokens.Expect("as", "(");
            var query = Read();
            _tokens.Expect(")");
            return (name, query);
        });
        return new(queries, Read());
    }

    private Select ReadSelect()
    {
        _tokens.Expect("select");
        var items = _tokens.Sees("from") ? [] : ReadItems();
        _tokens.Expect("from");
        var from = ReadTable();
        var join = _tokens.Accept("left", "join") ? ReadJoin() : null;
        var where = ReadWhere();
        var order = _tokens.Accept("order", "by") ? _tokens.List(ReadOrdering) : [];
        var limit = _tokens.Accept("limit") ? ReadExpression() : null;
        if (_tokens.Accept("for", "update"))
        {
            _tokens.Accept("skip", "locked");   // one transaction at a time: no row is ever locked by another
        }

        return new(items, from, join, where, order, limit);
    }

    private Insert ReadInsert()
    {
        _tokens.Expect("into");
        var target = new TableName(ReadTableName(), _tokens.Accept("as") ? _tokens.Word() : null);
        var columns = _tokens.Parenthesized(_tokens.Word);
        var values = _tokens.Accept("values") ? _tokens.Parenthesized(ReadExpression) : null;
        var query = values is null ? ReadSelect() : null;
        if (columns.Count != (values?.Count ?? query!.Items.Count))
        {
            throw _tokens.Unexpected($"a value for each of {columns.Count} columns before this");
        }

        return new(target, columns, values, query, ReadConflict(), ReadReturning());
    }

    private OnConflict? ReadConflict()
    {
        if (!_tokens.Accept("on", "conflict"))
        {
            return null;
        }

        var columns = _tokens.Sees("(") ? _tokens.Parenthesized(_tokens.Word) : null;
        _tokens.Expect("do");
        if (_tokens.Accept("nothing"))
        {
            return new(columns, null, null);
        }

        if (columns is null)
        {
            throw _tokens.Unexpected("the columns of the conflict before do update");
        }

        _tokens.Expect("update", "set");
        return new(columns, _tokens.List(ReadAssignment), ReadWhere());
    }

    private Update ReadUpdate()
    {
        var target = ReadTable();
        _tokens.Expect("set");
        return new(target, _tokens.List(ReadAssignment), _tokens.Accept("from") ? ReadBy() : null, ReadWhere(), ReadReturning());
    }

    private LeftJoin ReadJoin()
    {
        var table = ReadTable();
        _tokens.Expect("on");
        return new(table, ReadExpression());
    }

    private By ReadBy()
    {
        if (_tokens.Accept("("))
        {
            var query = ReadSelect();
            _tokens.Expect(")");
            return new ByQuery(query, _tokens.Word());
        }

        if (_tokens.Accept("unnest"))
        {
            var arrays = _tokens.Parenthesized(ReadExpression);
            _tokens.Expect("as");
            return new ByArrays(arrays, _tokens.Word(), _tokens.Parenthesized(_tokens.Word));
        }

        // Another table would have to be found by what the row says: a query, an array or a name of this statement.
        var name = _tokens.Word();
        return _tokens.Sees(".") ? throw _tokens.Unexpected("a query of the statement before this") : new ByName(name, _tokens.Sees("where") ? name : _tokens.Word());
    }

    private Delete ReadDelete()
    {
        _tokens.Expect("from");
        return new(ReadTable(), ReadWhere(), ReadReturning());
    }

    private TableName ReadTable()
    {
        // Without a schema, it is a query of the statement.
        var name = _tokens.Peek(1).Text == "." ? ReadTableName() : _tokens.Word();
        return _tokens.Peek() is { Kind: TokenKind.Word, Text: not ("where" or "order" or "limit" or "for" or "set" or "on" or "returning" or "from" or "join" or "left" or "group") }
            ? new(name, _tokens.Word())
            : new(name, null);
    }

    private Node? ReadWhere() => _tokens.Accept("where") ? ReadExpression() : null;

    private List<Item>? ReadReturning() => _tokens.Accept("returning") ? ReadItems() : null;

    private List<Item> ReadItems() => _tokens.List(() =>
    {
        var value = ReadExpression();
        return new Item(value, _tokens.Accept("as") ? _tokens.Word() : NameOf(value));
    });

    private static string NameOf(Node value) => value switch
    {
        ColumnName column => column.Name,
        Call call => call.Name,
        Cast cast => NameOf(cast.Operand),
        Case => "case",
        Exists => "exists",
        Literal { Value: bool } => "bool",
        _ => "?column?",
    };

    private Assignment ReadAssignment()
    {
        var column = _tokens.Word();
        _tokens.Expect("=");
        return new(column, ReadExpression());
    }

    private Ordering ReadOrdering()
    {
        var value = ReadExpression();
        var descending = !_tokens.Accept("asc") && _tokens.Accept("desc");
        if (!_tokens.Accept("nulls"))
        {
            return new(value, descending, descending);
        }

        var first = _tokens.Accept("first");
        if (!first)
        {
            _tokens.Expect("last");
        }

        return new(value, descending, first);
    }
}
