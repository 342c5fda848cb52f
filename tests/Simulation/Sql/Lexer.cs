using System.Globalization;
using System.Text;

namespace Integration.Simulation.Sql;

internal enum TokenKind
{
    Word,
    Number,
    Text,
    Parameter,
    Symbol,
    End,
}

/// <summary>A piece of a statement. Words are in lower case, as PostgreSQL folds them; a text is without its quotes.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, int At);

/// <summary>Cuts a statement into tokens; comments are dropped. What it does not know becomes a symbol of one character, for the parser to refuse.</summary>
internal static class Lexer
{
    private static readonly string[] Symbols = ["::", "<>", "!=", "<=", ">=", "||"];

    public static List<Token> Read(string sql)
    {
        var tokens = new List<Token>();
        for (var at = Skip(sql, 0); at < sql.Length; at = Skip(sql, at))
        {
            var end = End(sql, at, out var kind);
            tokens.Add(new(kind, Value(sql[at..end], kind), at));
            at = end;
        }

        tokens.Add(new(TokenKind.End, "", sql.Length));
        return tokens;
    }

    private static int Skip(string sql, int at)
    {
        while (at < sql.Length)
        {
            if (char.IsWhiteSpace(sql[at]))
            {
                at++;
            }
            else if (string.CompareOrdinal(sql, at, "--", 0, 2) == 0)
            {
                var line = sql.IndexOf('\n', at);
                at = line < 0 ? sql.Length : line;
            }
            else
            {
                return at;
            }
        }

        return at;
    }

    private static int End(string sql, int at, out TokenKind kind)
    {
        var first = sql[at];
        if (first == '\'')
        {
            kind = TokenKind.Text;
            return TextEnd(sql, at);
        }

        if (char.IsAsciiLetter(first) || first == '_')
        {
            kind = TokenKind.Word;
            return While(sql, at, c => char.IsAsciiLetterOrDigit(c) || c == '_');
        }

        if (char.IsAsciiDigit(first))
        {
            kind = TokenKind.Number;
            return While(sql, at, char.IsAsciiDigit);
        }

        if (first == '$' && at + 1 < sql.Length && char.IsAsciiDigit(sql[at + 1]))
        {
            kind = TokenKind.Parameter;
            return While(sql, at + 1, char.IsAsciiDigit);
        }

        kind = TokenKind.Symbol;
        return at + (Symbols.FirstOrDefault(s => string.CompareOrdinal(sql, at, s, 0, s.Length) == 0)?.Length ?? 1);
    }

    private static int TextEnd(string sql, int at)
    {
        for (var i = at + 1; i < sql.Length; i++)
        {
            if (sql[i] != '\'')
            {
                continue;
            }

            if (i + 1 == sql.Length || sql[i + 1] != '\'')
            {
                return i + 1;
            }

            i++;    // a quote in the text
        }

        throw new NotSupportedException($"A text that starts at {at} has no end: {sql}");
    }

    private static int While(string sql, int at, Func<char, bool> belongs)
    {
        while (at < sql.Length && belongs(sql[at]))
        {
            at++;
        }

        return at;
    }

    private static string Value(string text, TokenKind kind) => kind switch
    {
        TokenKind.Word => text.ToLower(CultureInfo.InvariantCulture),
        TokenKind.Text => new StringBuilder(text, 1, text.Length - 2, text.Length).Replace("''", "'").ToString(),
        TokenKind.Parameter => text[1..],
        _ => text,
    };
}
