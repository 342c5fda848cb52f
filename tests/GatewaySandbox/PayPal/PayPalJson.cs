using System.Globalization;
using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>Short ways through a request's JSON, and PayPal's times.</summary>
internal static class PayPalJson
{
    /// <summary>The node at the end of a path; null when there is none.</summary>
    public static JsonNode? At(this JsonNode? node, params ReadOnlySpan<string> path)
    {
        foreach (var name in path)
        {
            node = (node as JsonObject)?[name];
        }

        return node;
    }

    /// <summary>The text at the end of a path; null when there is none or it is empty.</summary>
    public static string? Text(this JsonNode? node, params ReadOnlySpan<string> path) =>
        node.At(path) is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    /// <summary>The text, within PayPal's limit.</summary>
    /// <exception cref="PayPalFailure">It is longer.</exception>
    public static string? Short(this JsonNode? node, string name, int longest) => node.Text(name) switch
    {
        { } text when text.Length > longest => throw PayPalFailure.Invalid("INVALID_STRING_LENGTH", name, text[..longest]),
        var text => text,
    };

    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static JsonObject Link(string rel, string href, string method = "GET") => new() { ["href"] = href, ["rel"] = rel, ["method"] = method };
}
