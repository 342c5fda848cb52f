using System.Text.RegularExpressions;
using Integration.Contracts.Rules;

namespace Integration.Hosting.Secrets;

/// <summary>Takes out of text what must not be kept (SAFETY invariant 8): card numbers, vault tokens and client secrets.</summary>
public static partial class SecretText
{
    private const string Removed = "(removed)";

    /// <summary>The text without them. A vault token is sealed where there is a key, so that a refused message can be sent again as it is kept.</summary>
    public static string Redact(string text, TokenSealer? sealer)
    {
        text = Tokens().Replace(CardNumber.Redact(text), found => found.Groups["name"].Value + Instead(found.Groups["value"].Value, sealer));
        return ClientSecrets().Replace(text, $"${{name}}{Removed}");
    }

    private static string Instead(string token, TokenSealer? sealer) =>
        token.StartsWith(TokenSealer.Prefix, StringComparison.Ordinal) ? token : token.Contains('\\', StringComparison.Ordinal) ? Removed : sealer?.Seal(token) ?? Removed;

    [GeneratedRegex("""(?<name>"vaultToken"\s*:\s*")(?<value>(?:[^"\\]|\\.)+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Tokens();

    /// <summary>As a property, or as a part of an address.</summary>
    [GeneratedRegex("""(?<name>"client_?secret"\s*:\s*"|client_secret=)[^"&\s\\]+""", RegexOptions.IgnoreCase)]
    private static partial Regex ClientSecrets();
}
