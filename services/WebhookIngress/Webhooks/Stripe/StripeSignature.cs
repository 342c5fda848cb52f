using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Integration.WebhookIngress.Webhooks.Stripe;

/// <summary>Verifies <c>Stripe-Signature: t=…,v1=…[,v1=…]</c> over the raw bytes, in constant time (Stripe, "Verify webhook signatures manually").</summary>
public static class StripeSignature
{
    /// <summary>The index of the secret that signed the body; −1 when none did or the time is outside the tolerance.</summary>
    public static int Verify(string header, ReadOnlySpan<byte> body, IEnumerable<string> secrets, DateTimeOffset now, TimeSpan tolerance)
    {
        var (time, signatures) = Parse(header);
        if (time is null || (now - DateTimeOffset.FromUnixTimeSeconds(time.Value)).Duration() > tolerance)
        {
            return -1;
        }

        var prefix = Encoding.ASCII.GetBytes(time.Value.ToString(CultureInfo.InvariantCulture) + ".");
        var signed = new byte[prefix.Length + body.Length];
        prefix.CopyTo(signed, 0);
        body.CopyTo(signed.AsSpan(prefix.Length));
        var index = 0;
        foreach (var secret in secrets)
        {
            var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), signed);
            if (signatures.Exists(signature => CryptographicOperations.FixedTimeEquals(signature, expected)))
            {
                return index;
            }

            index++;
        }

        return -1;
    }

    private static (long? Time, List<byte[]> Signatures) Parse(string header)
    {
        long? time = null;
        var signatures = new List<byte[]>();
        foreach (var part in header.Split(',', 20, StringSplitOptions.TrimEntries))
        {
            if (part.StartsWith("t=", StringComparison.Ordinal)
                && long.TryParse(part.AsSpan(2), NumberStyles.None, CultureInfo.InvariantCulture, out var t) && t < 253_402_300_800)
            {
                if (time is not null)
                {
                    return (null, []);      // two signatures in one: a header that came twice
                }

                time = t;
            }
            else if (part.StartsWith("v1=", StringComparison.Ordinal) && part.Length == 67 && part.AsSpan(3).ContainsAnyExcept(Hex) is false)
            {
                signatures.Add(Convert.FromHexString(part.AsSpan(3)));
            }
        }

        return (time, signatures);
    }

    private static readonly System.Buffers.SearchValues<char> Hex = System.Buffers.SearchValues.Create("0123456789abcdefABCDEF");
}
