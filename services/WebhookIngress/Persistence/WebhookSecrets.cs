using System.Text;
using System.Text.Json;
using Integration.Contracts.Rules;

namespace Integration.WebhookIngress.Persistence;

/// <summary>Takes out of a verified body what must not be kept (SAFETY invariant 8): the values of secret properties, whatever their shape, and card
/// numbers. A verified webhook is redacted, never refused. What is not secret keeps its bytes.</summary>
internal static class WebhookSecrets
{
    /// <summary>Properties whose value is never kept, in any sender's body, however the sender spells them (<see cref="Plain"/>).</summary>
    private static readonly HashSet<string> Names =
    [
        "clientsecret", "secret", "accesstoken", "refreshtoken", "idtoken", "password", "apikey", "privatekey",
        "token", "vault", "vaultid", "vaulttoken", "paymenttoken", "paymentmethodtoken", "billingagreementtoken",
        "cvc", "cvc2", "cvv", "cvv2", "securitycode", "pan", "trackdata", "cryptogram",
    ];

    private static readonly byte[] Removed = "\"(removed)\""u8.ToArray();

    /// <summary>The body without them. Never call it before the signature was checked: it changes bytes. It must be JSON.</summary>
    public static byte[] Remove(byte[] body, params IReadOnlyCollection<string> more)
    {
        var valid = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body));      // bytes that are no text become signs that say so
        var reader = new Utf8JsonReader(valid);
        using var kept = new MemoryStream(valid.Length);
        var copied = 0;
        var secret = false;
        while (reader.Read())
        {
            var start = (int)reader.TokenStartIndex;
            var instead = reader.TokenType switch
            {
                JsonTokenType.EndObject or JsonTokenType.EndArray or JsonTokenType.Null or JsonTokenType.True or JsonTokenType.False => null,
                JsonTokenType.PropertyName => Masked(ref reader),
                _ when secret => Removed,
                JsonTokenType.String or JsonTokenType.Number => Masked(ref reader),
                _ => null,
            };
            secret = reader.TokenType == JsonTokenType.PropertyName && Text(ref reader) is var name && (Names.Contains(Plain(name)) || more.Contains(name));
            if (instead is null)
            {
                continue;
            }

            kept.Write(valid, copied, start - copied);
            kept.Write(instead);
            copied = End(ref reader, start);
        }

        kept.Write(valid, copied, valid.Length - copied);
        return kept.ToArray();
    }

    /// <summary>Where the token ends: a name without its colon, an object or a list with all that is in it.</summary>
    private static int End(ref Utf8JsonReader reader, int start)
    {
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            return start + reader.ValueSpan.Length + 2;
        }

        reader.Skip();
        return (int)reader.BytesConsumed;
    }

    /// <summary>The token as text with its card numbers masked; null when it holds none.</summary>
    private static byte[]? Masked(ref Utf8JsonReader reader)
    {
        var text = Text(ref reader);
        return CardNumber.Redact(text) is var masked && masked != text ? JsonSerializer.SerializeToUtf8Bytes(masked) : null;
    }

    private static string Plain(string name) => name.Replace("_", "", StringComparison.Ordinal).Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();

    private static string Text(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);
        }

        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            return Encoding.UTF8.GetString(reader.ValueSpan);       // half of a surrogate pair: judged as it is written
        }
    }
}
