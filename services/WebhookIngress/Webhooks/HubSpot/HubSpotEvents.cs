using System.Globalization;
using System.Text.Json;

namespace Integration.WebhookIngress.Webhooks.HubSpot;

/// <summary>Reads HubSpot's events, several in one body (HubSpot, "Webhooks API").</summary>
internal static class HubSpotEvents
{
    /// <summary>The events in a verified body; null when it is no list of events, or too long a one.</summary>
    public static IReadOnlyList<WebhookEvent>? Read(ReadOnlyMemory<byte> body, int limit) => WebhookEvent.Parse(body, root =>
        root.GetArrayLength() is > 0 and var count && count <= limit ? root.EnumerateArray().Select(Read).ToList() : throw new JsonException("no events, or too many"));

    private static WebhookEvent Read(JsonElement item)
    {
        var type = item.Required("subscriptionType");
        var (record, occurred) = (Number(item, "objectId") ?? Number(item, "primaryObjectId"), item.GetProperty("occurredAt").GetInt64());
        return new(Identity(item, record, occurred), type, DateTimeOffset.FromUnixTimeMilliseconds(occurred), Changed: null)
        {
            Record = record is null ? null : new(Kind(item, type), record, type[(type.IndexOf('.', StringComparison.Ordinal) + 1)..], item.Text("propertyName"), [.. Merged(item)]),
            Body = JsonSerializer.SerializeToUtf8Bytes(item),
        };
    }

    /// <summary>HubSpot's event id is not unique: with subscription, record and time it is. How often it was sent is no part of it.</summary>
    private static string Identity(JsonElement item, string? record, long occurred) =>
        string.Create(CultureInfo.InvariantCulture, $"{Number(item, "portalId")}:{Number(item, "subscriptionId")}:{item.GetProperty("eventId").GetInt64()}:{record}:{occurred}");

    /// <summary>The word before the dot; of the newer events, which all say "object", the number of the type of record.</summary>
    private static string Kind(JsonElement item, string type) => type.Split('.')[0] is var word && word == "object" ? item.Text("objectTypeId") ?? word : word;

    private static IEnumerable<string> Merged(JsonElement item) => item.Items("mergedObjectIds").Select(id => id.GetRawText().Trim('"'));

    private static string? Number(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number or JsonValueKind.String ? value.ToString() : null;
}
