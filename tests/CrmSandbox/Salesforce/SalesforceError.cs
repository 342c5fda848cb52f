using System.Text.Json.Nodes;

namespace Integration.CrmSandbox.Salesforce;

/// <summary>Why Salesforce does not take one record.</summary>
internal sealed record SalesforceError(string Code, string Message, params string[] Fields)
{
    public JsonObject View() => new()
    {
        ["statusCode"] = Code,
        ["message"] = Message,
        ["fields"] = new JsonArray([.. Fields.Select(f => JsonValue.Create(f))]),
    };
}
