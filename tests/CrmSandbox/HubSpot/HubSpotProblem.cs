using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>One property that HubSpot does not take.</summary>
internal sealed record HubSpotProblem(string Property, string Code, string Message)
{
    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>HubSpot's sentence, which carries the problems as JSON.</summary>
    public static string Sentence(IEnumerable<HubSpotProblem> problems, long portal) =>
        $"Property values were not valid: {new JsonArray([.. problems.Select(p => p.Inside(portal))]).ToJsonString(Plain)}";

    /// <summary>As an entry of <c>errors</c> of a refused call.</summary>
    public JsonObject Entry() => new()
    {
        ["message"] = Message,
        ["code"] = Code,
        ["context"] = new JsonObject { ["propertyName"] = new JsonArray(Property) },
    };

    private JsonObject Inside(long portal) => new()
    {
        ["isValid"] = false,
        ["message"] = Message,
        ["error"] = Code,
        ["name"] = Property,
        ["localizedErrorMessage"] = Message,
        ["portalId"] = portal,
    };
}
