using System.Buffers.Text;
using System.Globalization;
using System.IO.Hashing;

namespace Integration.WebhookIngress.Webhooks.PayPal;

/// <summary>What PayPal says beside a webhook: who signed it, and what besides the body was signed.</summary>
internal sealed record PayPalTransmission(string Id, string Time, byte[] Signature, string CertificateUrl)
{
    private const int LongestName = 100;
    private const int LongestSignature = 2048;

    /// <summary>The headers of a transmission; null when one is missing, too long, or names another algorithm than SHA-256 with RSA.</summary>
    public static PayPalTransmission? Read(IHeaderDictionary headers)
    {
        var id = headers.One("PAYPAL-TRANSMISSION-ID");
        var time = headers.One("PAYPAL-TRANSMISSION-TIME");
        var signature = headers.One("PAYPAL-TRANSMISSION-SIG");
        return string.Equals(headers.One("PAYPAL-AUTH-ALGO"), "SHA256withRSA", StringComparison.OrdinalIgnoreCase)
            && IsName(id) && IsName(time)
            && signature.Length is > 0 and <= LongestSignature && Base64.IsValid(signature)
                ? new(id, time, Convert.FromBase64String(signature), headers.One("PAYPAL-CERT-URL"))
                : null;
    }

    /// <summary>What is signed: these words, and the body by its checksum.</summary>
    public string Message(string webhookId, ReadOnlySpan<byte> body) =>
        string.Create(CultureInfo.InvariantCulture, $"{Id}|{Time}|{webhookId}|{Crc32.HashToUInt32(body)}");

    /// <summary>False when the transmission is further from now than allowed, or its time is none; 0 allows everything.</summary>
    public bool IsRecent(DateTimeOffset now, int maxAgeSeconds) => maxAgeSeconds == 0
        || (DateTimeOffset.TryParse(Time, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var sent)
            && (now - sent).Duration() <= TimeSpan.FromSeconds(maxAgeSeconds));

    // The sign between the parts must not stand in one of them: each message can be read in one way only.
    private static bool IsName(string text) => text.Length is > 0 and <= LongestName && !text.Contains('|', StringComparison.Ordinal);
}
