using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Integration.GatewaySandbox.Webhooks;

/// <summary><c>Stripe-Signature: t=…,v1=…</c>: HMAC-SHA256 over <c>t.body</c>.</summary>
internal static class StripeSigner
{
    public static string Sign(string body, string secret, DateTimeOffset time)
    {
        var t = time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var mac = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{t}.{body}"));
        return $"t={t},v1={Convert.ToHexStringLower(mac)}";
    }
}
