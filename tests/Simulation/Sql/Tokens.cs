namespace Integration.Simulation.Sql;

/// <summary>Where a parser stands in a text, and how it says that it cannot go on.</summary>
internal sealed class Tokens(string sql)
{
    private readonly List<Token> _tokens = Lexer.Read(sql);
    private int _next;

    public Token Peek(int ahead = 0) => _tokens[Math.Min(_next + ahead, _tokens.Count - 1)];

    public Token Take() => _tokens[_next < _tokens.Count - 1 ? _next++ : _next];

    public bool AtEnd => Peek().Kind == TokenKind.End;

    /// <summary>True when these words or symbols come next.</summary>
    public bool Sees(params ReadOnlySpan<string> words)
    {
        for (var i = 0; i < words.Length; i++)
        {
            if (Peek(i) is not { Kind: TokenKind.Word or TokenKind.Symbol } token || token.Text != words[i])
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Takes these words or symbols, all or none.</summary>
    public bool Accept(params ReadOnlySpan<string> words)
    {
        if (!Sees(words))
        {
            return false;
        }

        _next += words.Length;
        return true;
    }

    public void Expect(params ReadOnlySpan<string> words)
    {
        if (!Accept(words))
        {
            throw Unexpected($"\"{string.Join(' ', words.ToArray())}\"");
        }
    }

    public string Word() => Peek().Kind == TokenKind.Word ? Take().Text : throw Unexpected("a name");

    /// <summary>What stands between commas, at least one.</summary>
    public List<T> List<T>(Func<T> item)
    {
        var items = new List<T> { item() };
        while (Accept(","))
        {
            items.Add(item());
        }

        return items;
    }

    /// <summary>What stands between commas in parentheses, at least one.</summary>
    public List<T> Parenthesized<T>(Func<T> item)
    {
        Expect("(");
        var items = List(item);
        Expect(")");
        return items;
    }

    public void SkipStatement()
    {
        while (!AtEnd && !Sees(";"))
        {
            Take();
        }
    }

    public NotSupportedException Unexpected(string wanted) =>
        new($"The model of PostgreSQL does not know this: {wanted} was expected at {Peek().At}, there is \"{Peek().Text}\". The statement: {sql}");
}
