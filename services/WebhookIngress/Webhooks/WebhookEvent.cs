using System.Text.Json;

namespace Integration.WebhookIngress.Webhooks;

/// <summary>What of a verified event matters here.</summary>
/// <param name="Id">The sender's id of the event: the same in every repeat.</param>
/// <param name="Type">The sender's name for what happened.</param>
/// <param name="OccurredAt">When the sender says it happened; null when it does not say so in a way that is known.</param>
/// <param name="Changed">The gateway's object that changed; null when the product has no message for it.</param>
internal sealed record WebhookEvent(string Id, string Type, DateTimeOffset? OccurredAt, GatewayObject? Changed)
{
    private const int LongestName = 256;

    /// <summary>The CRM's record that changed; null when the event is about none.</summary>
    public CrmRecord? Record { get; init; }

    /// <summary>The event's own part of the body, where a body holds several; null: all of it.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Properties of the body that are secret in this type of event and in no other.</summary>
    public IReadOnlyCollection<string> Secrets { get; init; } = [];

    /// <summary>Whether id and type can be kept and shown as they are: neither too long for an index nor with signs that make two lines of one.</summary>
    public bool IsNamed => IsName(Id) && IsName(Type);

    internal static bool IsName(string text) => text.Length is > 0 and <= LongestName && !text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029');

    /// <summary>Reads a verified body; null when it is no JSON or lacks what the reader asks for.</summary>
    public static T? Parse<T>(ReadOnlyMemory<byte> body, Func<JsonElement, T> read)
        where T : class
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return read(json.RootElement);
        }
        catch (Exception failure) when (failure is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}

/// <summary>Which of a gateway's objects changed; see <see cref="Contracts.Webhooks.GatewayObjectChanged"/>.</summary>
internal sealed record GatewayObject(string Reference, string? Capture = null, string? Refund = null, string? Dispute = null)
{
    /// <summary>Whether its names can be kept and looked for.</summary>
    public bool IsNamed => new[] { Reference, Capture, Refund, Dispute }.All(name => name is null || WebhookEvent.IsName(name));
}

/// <summary>Which of a CRM's records changed; see <see cref="Contracts.Webhooks.CrmRecordChanged"/>.</summary>
internal sealed record CrmRecord(string Type, string Id, string Change, string? Property, string? Associated, IReadOnlyList<string> Merged)
{
    /// <summary>The CRM, when the sender's own name does not say it.</summary>
    public string? Crm { get; init; }
}

/// <summary>Short ways through a body that is not ours to shape.</summary>
internal static class JsonReading
{
    /// <summary>A text that must be there and not be empty.</summary>
    public static string Required(this JsonElement element, string name) =>
        element.GetProperty(name).GetString() is { Length: > 0 } text ? text : throw new JsonException(name + " is empty");

    /// <summary>The text at the end of a path of properties; null when there is none.</summary>
    public static string? Text(this JsonElement element, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            if (element.ValueKind != JsonValueKind.Object || !element.TryGetProperty(name, out element))
            {
                return null;
            }
        }

        return element.ValueKind == JsonValueKind.String && element.GetString() is { Length: > 0 } text ? text : null;
    }

    /// <summary>The elements of a list; none when it is no list.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : [];
}
