using System.Text.Json;

namespace Integration.WebhookIngress.Webhooks.Stripe;

/// <summary>Reads Stripe's events: whatever happened to a payment intent, its refunds or its disputes is a ring of that intent.</summary>
internal static class StripeEvent
{
    /// <summary>The event in a verified body: an id and a type suffice; null when the body is no event.</summary>
    public static WebhookEvent? Read(ReadOnlyMemory<byte> body) => WebhookEvent.Parse<WebhookEvent>(body, root =>
    {
        var type = root.Required("type");
        return new(
            root.Required("id"),
            type,
            Created(root),
            root.TryGetProperty("data", out var data) && data.ValueKind == JsonValueKind.Object && data.TryGetProperty("object", out var changed) ? Changed(type, changed) : null);
    });

    // Events of Stripe's v2 form have a time in words and no object; they are kept like every type that is not known here.
    private static DateTimeOffset? Created(JsonElement root) =>
        root.TryGetProperty("created", out var created) && created.ValueKind == JsonValueKind.Number && created.TryGetInt64(out var seconds) && seconds is > 0 and < 253_402_300_800
            ? DateTimeOffset.FromUnixTimeSeconds(seconds)
            : null;

    private static GatewayObject? Changed(string type, JsonElement data) => (data.Text("object"), data.Text("id"), data.Text("payment_intent")) switch
    {
        ("payment_intent", { } id, _) => new(id),
        ("refund", { } id, { } intent) => new(intent, Refund: id),
        ("dispute", { } id, { } intent) => new(intent, Dispute: id),
        // Older API versions list the charge's refunds in the event, newest first; newer ones do not.
        ("charge", _, { } intent) when type == "charge.refunded" => new(intent, Refund: NewestRefund(data)),
        _ => null,     // also a charge that was made without an intent: it is none of ours
    };

    private static string? NewestRefund(JsonElement charge) =>
        charge.TryGetProperty("refunds", out var refunds) ? refunds.Items("data").FirstOrDefault().Text("id") : null;
}
