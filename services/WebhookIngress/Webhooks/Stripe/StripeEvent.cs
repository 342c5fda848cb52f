using System.Text.Json;

namespace Integration.WebhookIngress.Webhooks.Stripe;

/// <summary>What of a verified event matters here. Read only after the signature was found good.</summary>
public sealed record StripeEvent(string Id, string Type, DateTimeOffset Created, string? ObjectType, string? ObjectId)
{
    /// <summary>The event in the body; null when the body is no event.</summary>
    public static StripeEvent? Read(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            var root = json.RootElement;
            var data = root.GetProperty("data").GetProperty("object");
            return new StripeEvent(
                root.GetProperty("id").GetString() ?? throw new JsonException("id is null"),
                root.GetProperty("type").GetString() ?? throw new JsonException("type is null"),
                DateTimeOffset.FromUnixTimeSeconds(root.GetProperty("created").GetInt64()),
                Text(data, "object"),
                Text(data, "id"));
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }

        static string? Text(JsonElement element, string name) =>
            element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
    }
}
