using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Integration.WebhookIngress.Tests.HubSpot;

/// <summary>Signs as HubSpot does.</summary>
internal static class HubSpotSigner
{
    private static string Sign(string secret, string address, string body, DateTimeOffset at) => Convert.ToBase64String(HMACSHA256.HashData(
        Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"POST{address}{body}{Time(at)}")));

    /// <summary>A request to us that was signed for <paramref name="address"/>.</summary>
    public static HttpRequestMessage Request(string secret, string address, string body, DateTimeOffset at) => IngressSpec.Post(
        "/webhooks/hubspot", body, ("X-HubSpot-Signature-v3", Sign(secret, address, body, at)), ("X-HubSpot-Request-Timestamp", Time(at)));

    private static string Time(DateTimeOffset at) => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);

    /// <summary>An event as HubSpot's documentation shows one.</summary>
    public static string Event(long id, long record = 123, long occurred = 1_800_000_000_000, int attempt = 0, long portal = 62515) => $$"""
        {"eventId":{{id}},"subscriptionId":12345,"portalId":{{portal}},"appId":54321,"occurredAt":{{occurred}},"subscriptionType":"contact.propertyChange","attemptNumber":{{attempt}},
         "objectId":{{record}},"propertyName":"lifecyclestage","propertyValue":"subscriber","changeSource":"CRM"}
        """;
}
