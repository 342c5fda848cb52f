using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Integration.WebhookIngress.Webhooks.StandardWebhooks;

/// <summary>Verifies <c>webhook-signature: v1,… v1,…</c>: base64 of HMAC-SHA256 over id, time and raw body, in constant time (standardwebhooks.com, "Verifying signatures").</summary>
public static class StandardSignature
{
    private const int MostSignatures = 20;

    /// <summary>The index of the secret that signed; −1 when none did or the time is outside the tolerance.</summary>
    public static int Verify(string id, string timestamp, string signatures, ReadOnlySpan<byte> body, IEnumerable<string> secrets, DateTimeOffset now, TimeSpan tolerance)
    {
        if (id.Length is 0 or > 256 || !long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var time) || time >= 253_402_300_800
            || (now - DateTimeOffset.FromUnixTimeSeconds(time)).Duration() > tolerance)
        {
            return -1;
        }

        var given = signatures.Split(' ', MostSignatures, StringSplitOptions.RemoveEmptyEntries)
            .Where(s => s.StartsWith("v1,", StringComparison.Ordinal) && s.Length == 47 && Base64.IsValid(s.AsSpan(3)))
            .Select(s => Convert.FromBase64String(s[3..]))
            .ToList();
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{timestamp}."), .. body];
        var index = 0;
        foreach (var secret in secrets)
        {
            var expected = HMACSHA256.HashData(StandardWebhookOptions.Key(secret), signed);
            if (given.Exists(signature => CryptographicOperations.FixedTimeEquals(signature, expected)))
            {
                return index;
            }

            index++;
        }

        return -1;
    }
}
