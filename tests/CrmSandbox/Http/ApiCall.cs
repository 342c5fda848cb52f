using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integration.CrmSandbox.Http;

/// <summary>One call as it arrived, read from the socket.</summary>
/// <param name="Crm"><c>hubspot</c> or <c>salesforce</c>.</param>
/// <param name="Template">Its path with placeholders for ids and object types' names kept.</param>
internal sealed record ApiCall(string Crm, string Method, string Template, HttpRequest Request, ReadOnlyMemory<byte> Body, DateTimeOffset At)
{
    public string Route(string name) => (string)Request.RouteValues[name]!;

    public string? Query(string name) => Request.Query[name].ToString() is { Length: > 0 } text ? text : null;

    /// <summary>The body as a JSON object; null when it is none.</summary>
    public JsonObject? Json()
    {
        try
        {
            return JsonNode.Parse(Body.Span) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
