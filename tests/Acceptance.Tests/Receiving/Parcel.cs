using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Integration.Acceptance.Receiving;

/// <summary>Something the world tells the ingress, as each kind of sender does it. Its name is unique, and stands in the row and in the message.</summary>
internal sealed record Parcel(string Name, bool IsWebhook)
{
    private const string WebhookSecret = "whsec_of_the_sender";
    private const string ApiKey = "key-of-the-shop";

    /// <summary>What the ingress has to be told to take them.</summary>
    public static (string, string)[] Settings { get; } =
    [
        ("Webhooks__Stripe__SigningSecrets__0", WebhookSecret), ("Api__Keys__0__Name", "shop"), ("Api__Keys__0__Scopes__0", "payments:write"),
        ("Api__Keys__0__Sha256", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(ApiKey)))),
    ];

    /// <summary>A request to send it, the first time or again.</summary>
    public HttpRequestMessage Request(Uri ingress) => IsWebhook ? Webhook(ingress) : Payment(ingress);

    private HttpRequestMessage Webhook(Uri ingress)
    {
        var body = $$$$"""{"id":"{{{{Name}}}}","type":"payment_intent.succeeded","created":1800000000,"data":{"object":{"id":"pi_{{{{Name}}}}","object":"payment_intent"}}}""";
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(WebhookSecret), Encoding.UTF8.GetBytes($"{at}.{body}")));
        return Post(new(ingress, "/webhooks/stripe"), body, ("Stripe-Signature", $"t={at},v1={signature}"));
    }

    private HttpRequestMessage Payment(Uri ingress) => Post(
        new(ingress, "/v1/payments"), $$$"""{"orderId":"{{{Name}}}","customerId":"customer 1","amountMinor":1999,"currency":"EUR","card":{"paymentMethod":"pm_card_visa"}}""",
        ("X-Api-Key", ApiKey), ("Idempotency-Key", Name));

    private static HttpRequestMessage Post(Uri address, string body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        foreach (var (name, value) in headers)
        {
            request.Headers.Add(name, value);
        }

        return request;
    }
}
