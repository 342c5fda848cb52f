using System.Text.Json.Nodes;
using Integration.CrmSandbox.Http;

namespace Integration.CrmSandbox.Salesforce;

/// <summary>Salesforce's answers to calls that are refused as a whole: a list, even of one.</summary>
internal static class SalesforceFailure
{
    public static ApiAnswer NoSession() => Of(401, "INVALID_SESSION_ID", "Session expired or invalid");

    public static ApiAnswer DaySpent() => Of(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");

    public static ApiAnswer NotFound(string message = "The requested resource does not exist") => Of(404, "NOT_FOUND", message);

    public static ApiAnswer Deleted() => Of(404, "ENTITY_IS_DELETED", "entity is deleted");

    public static ApiAnswer BadJson(string message) => Of(400, "JSON_PARSER_ERROR", message);

    public static ApiAnswer TooMany(int most) => Of(400, "EXCEEDED_ID_LIMIT", $"record limit reached. cannot submit more than {most} records into this call");

    public static ApiAnswer NoSuchField(string field, string type) => Of(400, "INVALID_FIELD",
        $"No such column '{field}' on entity '{type}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.");

    public static ApiAnswer Of(int status, string code, string message) => new(status, new JsonArray(new JsonObject { ["message"] = message, ["errorCode"] = code }));

    /// <summary>The token endpoint's way.</summary>
    public static ApiAnswer OAuth(string error, string description) => new(400, new JsonObject { ["error"] = error, ["error_description"] = description });
}
