using System.Text.RegularExpressions;

namespace Integration.Conventions.Secrets;

/// <summary>What one kind of secret looks like. The group <c>value</c> is the secret itself where the pattern needs what stands around it.</summary>
/// <param name="Kind">As a finding calls it.</param>
/// <param name="Pattern">Finds candidates in a text.</param>
/// <param name="IsSecret">Tells a candidate that is one from one that only looks like it; absent: each is one.</param>
internal sealed record SecretRule(string Kind, Regex Pattern, Func<string, bool>? IsSecret = null)
{
    /// <summary>The secrets in a text, and where each begins.</summary>
    public IEnumerable<(int At, string Value)> In(string text) =>
        from match in Pattern.Matches(text)
        let found = match.Groups["value"] is { Success: true } inner ? inner : match
        where IsSecret?.Invoke(found.Value) != false
        select (found.Index, found.Value);
}
