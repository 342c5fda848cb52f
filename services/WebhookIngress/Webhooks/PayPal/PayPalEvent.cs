using System.Globalization;
using System.Text.Json;

namespace Integration.WebhookIngress.Webhooks.PayPal;

/// <summary>Reads PayPal's events: whatever happened to an order, its captures, refunds or disputes is a ring of that order, or of the capture where the
/// event tells no order (developer.paypal.com/api/rest/webhooks/event-names).</summary>
internal static class PayPalEvent
{
    /// <summary>The event in a verified body; null when the body is no event.</summary>
    public static WebhookEvent? Read(ReadOnlyMemory<byte> body) => WebhookEvent.Parse<WebhookEvent>(body, root =>
    {
        var type = root.Required("event_type");
        return new(
            root.Required("id"),
            type,
            DateTimeOffset.Parse(root.Required("create_time"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            Changed(type, root.Text("resource_type"), root.GetProperty("resource")))
        {
            // The resource of these events is a stored way to pay, and its id is the token.
            Secrets = type.StartsWith("VAULT.", StringComparison.Ordinal) ? ["resource"] : [],
        };
    });

    private static GatewayObject? Changed(string type, string? resourceType, JsonElement resource) => type.Split('.') switch
    {
        ["CHECKOUT", "ORDER", ..] => Of(order: resource.Text("id"), capture: null),
        ["CHECKOUT", "PAYMENT-APPROVAL", ..] => Of(order: resource.Text("order_id"), capture: null),
        ["PAYMENT", "CAPTURE", ..] when !IsRefund(resourceType, resource) => Of(Order(resource), resource.Text("id")),
        ["PAYMENT", "CAPTURE" or "REFUND", ..] => Of(Order(resource), Capture(resource), refund: resource.Text("id")),
        ["CUSTOMER", "DISPUTE", ..] => Of(
            order: null, resource.Items("disputed_transactions").FirstOrDefault().Text("seller_transaction_id"), dispute: resource.Text("dispute_id")),
        _ => null,
    };

    private static GatewayObject? Of(string? order, string? capture, string? refund = null, string? dispute = null) =>
        (order ?? capture) is { } reference ? new(reference, capture, refund, dispute) : null;

    private static string? Order(JsonElement resource) =>
        resource.Text("supplementary_data", "related_ids", "order_id") ?? Linked(resource, "up", "/checkout/orders/");

    private static string? Capture(JsonElement resource) =>
        resource.Text("supplementary_data", "related_ids", "capture_id") ?? Linked(resource, "up", "/payments/captures/");

    // "Refunded" and "reversed" are told of the capture, but what they carry is the refund.
    private static bool IsRefund(string? resourceType, JsonElement resource) =>
        resourceType == "refund" || Linked(resource, "self", "/payments/refunds/") is not null || Linked(resource, "up", "/payments/captures/") is not null;

    /// <summary>The id at the end of a link to an object of a kind.</summary>
    private static string? Linked(JsonElement resource, string relation, string kind) => resource.Items("links")
        .Where(link => link.Text("rel") == relation)
        .Select(link => link.Text("href"))
        .Select(href => href?.IndexOf(kind, StringComparison.Ordinal) is >= 0 and var at ? href[(at + kind.Length)..] : null)
        .FirstOrDefault(id => id is { Length: > 0 and <= 64 } && id.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
}
