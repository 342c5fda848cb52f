using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Integration.WebhookIngress.Webhooks.HubSpot;

/// <summary>Verifies <c>X-HubSpot-Signature-v3</c>: base64 of HMAC-SHA256 over method, address, raw body and time, in constant time (HubSpot, "Validating requests").</summary>
public static class HubSpotSignature
{
    /// <summary>The index of the secret that signed; −1 when none did or the time is outside the tolerance.</summary>
    /// <param name="address">The address in full, as HubSpot called it.</param>
    /// <param name="timestamp">Milliseconds, as the header has them.</param>
    public static int Verify(string signature, string timestamp, string method, string address, ReadOnlySpan<byte> body, IEnumerable<string> secrets, DateTimeOffset now, TimeSpan tolerance)
    {
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var time) || time > 253_402_300_799_999
            || (now - DateTimeOffset.FromUnixTimeMilliseconds(time)).Duration() > tolerance
            || signature.Length != 44 || !Base64.IsValid(signature))
        {
            return -1;
        }

        var given = Convert.FromBase64String(signature);
        byte[] signed = [.. Encoding.UTF8.GetBytes(method + Decode(address)), .. body, .. Encoding.UTF8.GetBytes(timestamp)];
        var index = 0;
        foreach (var secret in secrets)
        {
            if (CryptographicOperations.FixedTimeEquals(given, HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed)))
            {
                return index;
            }

            index++;
        }

        return -1;
    }

    /// <summary>HubSpot signs the address with these signs of its query decoded, and no others.</summary>
    private static string Decode(string address) => Encoded.Aggregate(address, (text, pair) => text.Replace(pair.Code, pair.Sign, StringComparison.OrdinalIgnoreCase));

    private static readonly (string Code, string Sign)[] Encoded =
    [
        ("%3A", ":"), ("%2F", "/"), ("%3F", "?"), ("%40", "@"), ("%21", "!"), ("%24", "$"), ("%27", "'"), ("%28", "("), ("%29", ")"), ("%2A", "*"), ("%2C", ","), ("%3B", ";"),
    ];
}
