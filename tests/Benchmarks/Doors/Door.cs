using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Integration.Benchmarks.Doors;

/// <summary>What is asked of a process, again and again, each time something new.</summary>
internal sealed record Door(string Name, DoorProcess Process, Func<long, HttpRequestMessage> Request)
{
    public const string WebhookSecret = "whsec_bench";
    private const string ApiKey = "key-of-the-bench";
    private static long _last = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds() * 1000;

    /// <summary>What the ingress is told: its limits are out of the way.</summary>
    public static (string, string)[] IngressSettings { get; } =
    [
        ("Webhooks__Stripe__SigningSecrets__0", WebhookSecret), ("Webhooks__RequestsPerSecond", "100000"), ("Webhooks__Burst", "100000"),
        ("Api__Keys__0__Name", "bench"), ("Api__Keys__0__Scopes__0", "payments:write"), ("Api__Keys__0__Sha256", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(ApiKey)))),
        ("Api__RequestsPerSecond", "100000"), ("Api__Burst", "100000"), ("Logging__LogLevel__Default", "Warning"), ("Persistence__MigrateAtStart", "true"), ("Messaging__Transport", "RabbitMq"),
    ];

    /// <summary>A request that was never made before.</summary>
    public HttpRequestMessage Next() => Request(Interlocked.Increment(ref _last));

    public static Door Bare(DoorProcess process) => new("bare", process, number => Post(new(process.Address, "/"), PaymentBody(number)));

    public static Door Webhooks(DoorProcess process, string name = "webhooks") => new(name, process, number =>
    {
        var body = $$$$"""{"id":"evt_{{{{number}}}}","object":"event","type":"payment_intent.succeeded","created":1800000000,"livemode":false,"data":{"object":{"id":"pi_{{{{number}}}}","object":"payment_intent","amount":1999,"currency":"eur"}}}""";
        var at = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(WebhookSecret), Encoding.UTF8.GetBytes($"{at}.{body}")));
        return Post(new(process.Address, "/webhooks/stripe"), body, ("Stripe-Signature", $"t={at},v1={signature}"));
    });

    public static Door Payments(DoorProcess ingress) => new("payments", ingress, number =>
        Post(new(ingress.Address, "/v1/payments"), PaymentBody(number), ("X-Api-Key", ApiKey), ("Idempotency-Key", $"bench-{number}")));

    private static string PaymentBody(long number) =>
        $$$"""{"orderId":"order {{{number}}}","customerId":"customer 1","amountMinor":1999,"currency":"EUR","card":{"paymentMethod":"pm_card_visa"},"metadata":{"basket":"b-{{{number}}}"}}""";

    private static HttpRequestMessage Post(Uri address, string body, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) { Headers = { ContentType = new("application/json") } } };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return request;
    }
}
