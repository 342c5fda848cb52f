using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Integration.Contracts.Payments;
using Integration.Contracts.Rules;

namespace Integration.Hosting.Secrets;

/// <summary>Takes out of text what must not be kept (SAFETY invariant 8): card numbers, vault tokens and client secrets.</summary>
public static partial class SecretText
{
    private const string Removed = "(removed)";

    /// <summary>The shortest card number, masked.</summary>
    private const string MaskedNumber = "************";

    /// <summary>The end of the contract's name on the wire.</summary>
    private const string Revealed = $":{nameof(PaymentActionRequired)}";

    /// <summary>The text without them. A vault token is sealed where there is a key, so that a refused message can be sent again as it is kept.</summary>
    public static string Redact(string text, TokenSealer? sealer)
    {
        text = Tokens().Replace(CardNumber.Redact(text), found => found.Groups["name"].Value + Instead(found.Groups["value"].Value, sealer));
        return ClientSecrets().Replace(text, $"${{name}}{Removed}");
    }

    /// <summary>True when <see cref="Redact"/> took something out of the text that cannot be had again; what is sealed can.</summary>
    public static bool IsMasked(string text) => text.Contains(Removed, StringComparison.Ordinal) || text.Contains(MaskedNumber, StringComparison.Ordinal);

    /// <summary>The body as it goes to its receivers: where a contract carries a client secret, it stands sealed in every row and is opened at the hand-over.</summary>
    /// <exception cref="System.Security.Cryptography.CryptographicException">It is sealed with a key that is not here: the hand-over fails, is tried again like any other, and ends in the dead letters, without the secret.</exception>
    public static byte[] Reveal(string messageTypes, byte[] body, TokenSealer sealer) => messageTypes.Contains(Revealed, StringComparison.Ordinal)
        ? Encoding.UTF8.GetBytes(SealedClientSecrets().Replace(Encoding.UTF8.GetString(body), found => $"{found.Groups["name"].Value}{Open(found.Groups["value"].Value, sealer)}"))
        : body;

    private static JsonEncodedText Open(string json, TokenSealer sealer) => JsonEncodedText.Encode(sealer.Open(JsonSerializer.Deserialize<string>($"\"{json}\"")!, TokenSealer.ClientSecret));

    private static string Instead(string token, TokenSealer? sealer) =>
        token.StartsWith(TokenSealer.Prefix, StringComparison.Ordinal) ? token : token.Contains('\\', StringComparison.Ordinal) ? Removed : sealer?.Seal(token) ?? Removed;

    [GeneratedRegex("""(?<name>"vaultToken"\s*:\s*")(?<value>(?:[^"\\]|\\.)+)""", RegexOptions.IgnoreCase)]
    private static partial Regex Tokens();

    [GeneratedRegex("""(?<name>"clientSecret"\s*:\s*")(?<value>sealed\.v1\.[^"]+)""")]
    private static partial Regex SealedClientSecrets();

    /// <summary>As a property, or as a part of an address.</summary>
    [GeneratedRegex("""(?<name>"client_?secret"\s*:\s*"|client_secret=)[^"&\s\\]+""", RegexOptions.IgnoreCase)]
    private static partial Regex ClientSecrets();
}
