using System.Text.Json.Nodes;
using Integration.CrmSandbox.Http;

namespace Integration.CrmSandbox.HubSpot;

/// <summary>HubSpot's answers to calls that are refused as a whole.</summary>
internal static class HubSpotFailure
{
    public static ApiAnswer Unauthorized() => Of(401, "INVALID_AUTHENTICATION",
        "Authentication credentials not found. This API supports OAuth 2.0 authentication and you can find more details at https://developers.hubspot.com/docs/methods/auth/oauth-overview");

    public static ApiAnswer MissingScope(string scope)
    {
        var answer = Of(403, "MISSING_SCOPES", "This app hasn't been granted all required scopes to make this call.");
        answer.Body!["errors"] = new JsonArray(new JsonObject
        {
            ["message"] = "One or more of the following scopes are required.",
            ["context"] = new JsonObject { ["requiredGranularScopes"] = new JsonArray(scope) },
        });
        return answer;
    }

    public static ApiAnswer TooFast() => RateLimited("You have reached your ten_secondly_rolling limit.", "TEN_SECONDLY_ROLLING");

    public static ApiAnswer DaySpent() => RateLimited("You have reached your daily limit.", "DAILY");

    public static ApiAnswer NotFound() => Of(404, "OBJECT_NOT_FOUND", "resource not found");

    public static ApiAnswer NoSuchType(string type) => Of(400, "VALIDATION_ERROR", $"Unable to infer object type from: {type}");

    public static ApiAnswer Bad(string message) => Of(400, "VALIDATION_ERROR", message);

    public static ApiAnswer Conflict(string message) => Of(409, "CONFLICT", message);

    public static ApiAnswer Locked() => Of(423, "LOCKED", "The records are locked by another change. Try again in two seconds.");

    public static ApiAnswer NotValid(IReadOnlyList<HubSpotProblem> problems, long portal)
    {
        var answer = Bad(HubSpotProblem.Sentence(problems, portal));
        answer.Body!["errors"] = new JsonArray([.. problems.Select(p => p.Entry())]);
        return answer;
    }

    public static ApiAnswer Of(int status, string category, string message) => new(status, new JsonObject
    {
        ["status"] = "error",
        ["message"] = message,
        ["correlationId"] = Guid.NewGuid().ToString(),
        ["category"] = category,
    });

    private static ApiAnswer RateLimited(string message, string policy) => new(429, new JsonObject
    {
        ["status"] = "error",
        ["message"] = message,
        ["errorType"] = "RATE_LIMIT",
        ["correlationId"] = Guid.NewGuid().ToString(),
        ["policyName"] = policy,
        ["category"] = "RATE_LIMITS",
    });
}
