using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace Integration.WebhookIngress.Webhooks.HubSpot;

/// <summary>Reads HubSpot's events, several in one body (HubSpot, "Webhooks API").</summary>
internal static class HubSpotEvents
{
    /// <summary>The events in a verified body; null when it is no list of events, or too long a one.</summary>
    public static IReadOnlyList<WebhookEvent>? Read(ReadOnlyMemory<byte> body, int limit) => WebhookEvent.Parse(body, root =>
        root.GetArrayLength() is > 0 and var count && count <= limit ? root.EnumerateArray().Select(Read).ToList() : throw new JsonException("no events, or too many"));

    /// <summary>One event by itself, as it is kept; null when it is none.</summary>
    public static WebhookEvent? ReadOne(ReadOnlyMemory<byte> body) => WebhookEvent.Parse(body, Read);

    private static WebhookEvent Read(JsonElement item)
    {
        var type = item.Required("subscriptionType");
        var occurred = item.GetProperty("occurredAt").GetInt64();
        var (record, other) = (Name(item, "objectId") ?? Name(item, "primaryObjectId") ?? Name(item, "fromObjectId"), Name(item, "toObjectId"));
        return new(Identity(item, record, other, occurred), type, DateTimeOffset.FromUnixTimeMilliseconds(occurred), Changed: null)
        {
            Record = record is null ? null : new(RecordType(item, type), record, type[(type.IndexOf('.', StringComparison.Ordinal) + 1)..], item.Text("propertyName"), other, Merged(item)),
            Body = JsonMarshal.GetRawUtf8Value(item).ToArray(),     // as it came: half of a surrogate pair in a value cannot be written anew
        };
    }

    /// <summary>HubSpot's event id is not unique: with account, subscription, record and time it is. How often it was sent is no part of it.</summary>
    private static string Identity(JsonElement item, string? record, string? other, long occurred) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name(item, "portalId")}:{Name(item, "subscriptionId")}:{Name(item, "eventId") ?? throw new JsonException("no event id")}:{record}{(other is null ? "" : ">")}{other}:{occurred}");

    /// <summary>The word before the dot; of the newer events, which all say "object", the number of the type of record.</summary>
    private static string RecordType(JsonElement item, string type) => type.Split('.')[0] is var word && word == "object" ? item.Text("objectTypeId") ?? word : word;

    private static List<string> Merged(JsonElement item) => [.. item.Items("mergedObjectIds").Select(id => id.ToString())];

    private static string? Name(JsonElement item, string name) =>
        item.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.Number or JsonValueKind.String ? value.ToString() : null;
}
