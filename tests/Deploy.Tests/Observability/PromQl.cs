using System.Text.RegularExpressions;

namespace Integration.Deploy.Observability;

/// <summary>The names of metrics in an expression. Whether it is one at all is for promtool.</summary>
internal static partial class PromQl
{
    public static IEnumerable<string> Metrics(string expression)
    {
        var bare = Grouping().Replace(Inside().Replace(Text().Replace(expression, ""), ""), " ");
        return Name().Matches(bare).Select(m => m.Value).Where(name => name is not ("and" or "or" or "unless" or "bool" or "offset")).Distinct();
    }

    [GeneratedRegex("""
        "[^"]*"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Text();

    [GeneratedRegex(@"\{[^}]*\}|\[[^\]]*\]")]
    private static partial Regex Inside();

    [GeneratedRegex(@"\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)")]
    private static partial Regex Grouping();

    /// <summary>What is called is no metric.</summary>
    [GeneratedRegex(@"(?<![\w:.])[A-Za-z_:][\w:]*(?![\w:]|\s*\()")]
    private static partial Regex Name();
}
