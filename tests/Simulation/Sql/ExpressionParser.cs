using System.Globalization;

namespace Integration.Simulation.Sql;

/// <summary>Reads expressions, with PostgreSQL's precedence: or, and, not, is, comparison, in, other operators, sum, product, sign, cast.</summary>
internal sealed class ExpressionParser(Tokens tokens, Func<Select> select)
{
    private static readonly string[] Comparisons = ["=", "<>", "!=", "<", "<=", ">", ">="];
    private static readonly string[] Functions = ["coalesce", "greatest", "least", "count", "min", "max", "strpos"];

    public Node Read()
    {
        var left = And();
        while (tokens.Accept("or"))
        {
            left = new Binary("or", left, And());
        }

        return left;
    }

    private Node And()
    {
        var left = Negation();
        while (tokens.Accept("and"))
        {
            left = new Binary("and", left, Negation());
        }

        return left;
    }

    private Node Negation() => tokens.Accept("not") ? new Not(Negation()) : Is();

    private Node Is()
    {
        var left = Comparison();
        while (tokens.Accept("is"))
        {
            var negated = tokens.Accept("not");
            Node test;
            if (tokens.Accept("distinct", "from"))
            {
                test = new Binary("is distinct from", left, Comparison());
            }
            else
            {
                tokens.Expect("null");
                test = new IsNull(left);
            }

            left = negated ? new Not(test) : test;
        }

        return left;
    }

    private Node Comparison()
    {
        var left = Membership();
        if (tokens.Peek() is not { Kind: TokenKind.Symbol } symbol || !Comparisons.Contains(symbol.Text))
        {
            return left;
        }

        tokens.Take();
        if (symbol.Text == "=" && tokens.Accept("any", "("))
        {
            var array = Read();
            tokens.Expect(")");
            return new EqualsAny(left, array);
        }

        return new Binary(symbol.Text == "!=" ? "<>" : symbol.Text, left, Membership());
    }

    private Node Membership()
    {
        var left = Match();
        if (tokens.Accept("not", "in"))
        {
            return new Not(new InList(left, tokens.Parenthesized(Read)));
        }

        return tokens.Accept("in") ? new InList(left, tokens.Parenthesized(Read)) : left;
    }

    private Node Match()
    {
        var left = Sum();
        while (tokens.Sees("~") || tokens.Sees("||"))
        {
            left = new Binary(tokens.Take().Text, left, Sum());
        }

        return left;
    }

    private Node Sum()
    {
        var left = Product();
        while (tokens.Sees("+") || tokens.Sees("-"))
        {
            left = new Binary(tokens.Take().Text, left, Product());
        }

        return left;
    }

    private Node Product()
    {
        var left = Sign();
        while (tokens.Accept("*"))
        {
            left = new Binary("*", left, Sign());
        }

        return left;
    }

    private Node Sign()
    {
        if (!tokens.Accept("-"))
        {
            return CastOf(Primary());
        }

        return Sign() switch
        {
            Literal { Value: int number } => new Literal(-number),
            Literal { Value: long number } => new Literal(-number),
            var operand => new Binary("-", new Literal(0), operand),
        };
    }

    private Node CastOf(Node operand)
    {
        while (tokens.Accept("::"))
        {
            operand = new Cast(operand, SqlTypes.Named(tokens.Word()) ?? throw tokens.Unexpected("a type before this"));
        }

        return operand;
    }

    private Node Primary()
    {
        if (tokens.Accept("("))
        {
            var inner = tokens.Sees("select") ? new Scalar(select()) : Read();
            tokens.Expect(")");
            return inner;
        }

        return tokens.Peek().Kind switch
        {
            TokenKind.Number => Number(tokens.Take().Text),
            TokenKind.Text => new Literal(tokens.Take().Text),
            TokenKind.Parameter => new Parameter(int.Parse(tokens.Take().Text, CultureInfo.InvariantCulture)),
            TokenKind.Word => Named(),
            _ => throw tokens.Unexpected("an expression"),
        };
    }

    private static Literal Number(string digits)
    {
        var number = long.Parse(digits, CultureInfo.InvariantCulture);
        return number <= int.MaxValue ? new((int)number) : new(number);
    }

    private Node Named()
    {
        var word = tokens.Word();
        switch (word)
        {
            case "true" or "false":
                return new Literal(word == "true");
            case "null":
                return new Literal(null);
            case "case":
                return CaseWhen();
            case "exists":
                tokens.Expect("(");
                var query = select();
                tokens.Expect(")");
                return new Exists(query);
            default:
                return tokens.Sees("(") ? Function(word) : Column(word);
        }
    }

    private ColumnName Column(string word)
    {
        var names = new List<string> { word };
        while (tokens.Accept("."))
        {
            names.Add(tokens.Word());
        }

        return new(names.Count == 1 ? null : string.Join('.', names.SkipLast(1)), names[^1]);
    }

    private Call Function(string name)
    {
        if (!Functions.Contains(name))
        {
            throw tokens.Unexpected($"one of the functions {string.Join(", ", Functions)} instead of {name}");
        }

        if (name != "count")
        {
            return new(name, tokens.Parenthesized(Read));
        }

        tokens.Expect("(", "*", ")");
        return new(name, []);
    }

    private Case CaseWhen()
    {
        var arms = new List<(Node, Node)>();
        var subject = tokens.Sees("when") ? null : Read();
        while (tokens.Accept("when"))
        {
            var when = subject is null ? Read() : new Binary("=", subject, Read());
            tokens.Expect("then");
            arms.Add((when, Read()));
        }

        var otherwise = tokens.Accept("else") ? Read() : new Literal(null);
        tokens.Expect("end");
        return arms.Count > 0 ? new(arms, otherwise) : throw tokens.Unexpected("when");
    }
}
