using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Integration.WebhookIngress.Tests.StandardWebhooks;

/// <summary>Signs as standardwebhooks.com says.</summary>
internal static class StandardSigner
{
    public static string Sign(string secret, string id, string body, DateTimeOffset at) => "v1," + Convert.ToBase64String(HMACSHA256.HashData(
        Convert.FromBase64String(secret.Replace("whsec_", "", StringComparison.Ordinal)), Encoding.UTF8.GetBytes($"{id}.{at.ToUnixTimeSeconds()}.{body}")));

    public static HttpRequestMessage Request(string source, string secret, string id, string body, DateTimeOffset at, Func<string, string>? signatures = null) => IngressSpec.Post(
        $"/webhooks/{source}", body, ("webhook-id", id), ("webhook-timestamp", at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
        ("webhook-signature", (signatures ?? (signature => signature))(Sign(secret, id, body, at))));
}
