using System.Text.RegularExpressions;

namespace Integration.CrmSync.Providers.Calls;

/// <summary>A CRM's words, fit to be stored and shown: without the values we sent, addresses and whatever else it quotes.</summary>
internal static partial class SafeWords
{
    /// <summary>The longest reason that is kept.</summary>
    public const int MaxLength = 300;

    /// <summary>From this length on a value is recognised inside of other words, and by its beginning alone.</summary>
    private const int Telling = 8;

    private const string Gap = "…";

    /// <summary>The words without what must not be in them.</summary>
    /// <param name="words">What the CRM said.</param>
    /// <param name="values">What we sent.</param>
    /// <param name="names">Names of fields and types, which may stand in quotes.</param>
    public static string Of(string? words, IEnumerable<string?> values, IReadOnlySet<string> names)
    {
        var text = Address().Replace(Blank().Replace(words ?? "", " "), Gap);
        foreach (var value in values.OfType<string>().Where(v => !string.IsNullOrWhiteSpace(v) && !names.Contains(v)).Distinct().OrderByDescending(v => v.Length))
        {
            text = Without(text, Blank().Replace(value, " ").Trim());
        }

        text = Quoted().Replace(text, quoted => names.Contains(quoted.Groups["what"].Value) ? quoted.Value : Gap).Trim();
        return text.Length <= MaxLength ? text : text[..(MaxLength - 1)] + Gap;
    }

    private static string Without(string text, string value)
    {
        var beginning = value.Length > Telling ? value[..Telling] : value;
        for (var at = 0; (at = text.IndexOf(beginning, at, StringComparison.OrdinalIgnoreCase)) >= 0;)
        {
            var end = at + beginning.Length;
            while (end < text.Length && end - at < value.Length && char.ToUpperInvariant(text[end]) == char.ToUpperInvariant(value[end - at]))
            {
                end++;
            }

            if (value.Length < Telling && (IsWord(text, at - 1) || IsWord(text, end)))
            {
                at = end;
                continue;
            }

            text = string.Concat(text.AsSpan(0, at), Gap, text.AsSpan(end));
            at += Gap.Length;
        }

        return text;
    }

    private static bool IsWord(string text, int at) => at >= 0 && at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_');

    [GeneratedRegex(@"[\s\p{Cc}]+")]
    private static partial Regex Blank();

    /// <summary>Of the web, and of mail.</summary>
    [GeneratedRegex(@"\b[a-z][a-z0-9+.-]*://[^\s""'<>)\]]+|[^\s@""'<>(\[]+@[^\s@""'<>)\]]+", RegexOptions.IgnoreCase)]
    private static partial Regex Address();

    [GeneratedRegex("""(?<=^|[\s(\[{:,=])(?<mark>["'`])(?<what>(?:(?!\k<mark>).)*)\k<mark>(?=$|[\s)\]},.:;!?])""")]
    private static partial Regex Quoted();
}
