using System.Text;
using System.Text.RegularExpressions;
using Integration.Contracts.Rules;

namespace Integration.WebhookIngress.Persistence;

/// <summary>Takes out of a verified body what must not be kept (SAFETY invariant 8). A verified webhook is redacted, never refused.</summary>
internal static partial class WebhookSecrets
{
    /// <summary>The body without client secrets and card numbers. Never call it before the signature was checked: it changes bytes.</summary>
    public static byte[] Remove(byte[] body) =>
        Encoding.UTF8.GetBytes(CardNumber.Redact(ClientSecret().Replace(Encoding.UTF8.GetString(body), "$1\"(removed)\"")));

    [GeneratedRegex("(\"client_secret\"\\s*:\\s*)\"(?:[^\"\\\\]|\\\\.)*\"")]
    private static partial Regex ClientSecret();
}
