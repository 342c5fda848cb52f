using System.Text.Json.Nodes;

namespace Integration.WebhookIngress.Api.Description;

/// <summary>A problem as it is written, for the description.</summary>
internal sealed record ProblemBody
{
    /// <summary>Stable: branch on it.</summary>
    public required string Type { get; init; }

    /// <summary>The kind in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>What was wrong this time, for people.</summary>
    public required string Detail { get; init; }

    /// <summary>Finds the request in traces and logs.</summary>
    public required string TraceId { get; init; }

    /// <summary>Rules that fields break, by field.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>>? Errors { get; init; }

    public static JsonNode Example(Problem problem)
    {
        var example = new JsonObject
        {
            ["type"] = problem.Type, ["title"] = problem.Title, ["status"] = problem.Status, ["detail"] = Words(problem), ["traceId"] = "4bf92f3577b34da6a3ce929d0e0e4736",
        };
        if (problem == Problems.InvalidField)
        {
            example["errors"] = new JsonObject { ["amountMinor"] = new JsonArray("has to be greater than zero") };
        }

        return example;
    }

    private static string Words(Problem problem) => problem.Code switch
    {
        "bad-body" => "The body is no JSON object, is nested deeper than 16 levels, or names a field twice (line 1, byte 7).",
        "bad-request" => "Idempotency-Key has to be sent once, with 1 to 255 visible ASCII characters, and may not be a card number.",
        "invalid-field" => "amountMinor has to be greater than zero.",
        "idempotency-key-missing" => "Send Idempotency-Key: a value of your own, the same whenever this request is sent again.",
        "not-authenticated" => "Send a known key in X-Api-Key, or a valid bearer token in Authorization.",
        "scope-missing" => "This needs the scope payments:write.",
        "https-needed" => "This API is served over HTTPS only; a key that was sent without it should be replaced.",
        "not-found" => "There is no payment of this id that this caller may see.",
        "wrong-method" => "GET is not for this route.",
        "too-slow" => "The body came too slowly, or stopped coming; send the request again.",
        "internal-error" => "An error that was not foreseen; it is in the logs under the trace id. Send the request again, with the same idempotency key.",
        "id-taken" => "paymentId is the id of another payment.",
        "wrong-state" => "The payment is Confirmed: its money has moved. Ask for a refund.",
        "not-taken-up-yet" => "The payment's id was chosen in the request, and the worker has not taken it up yet: until then it may turn out to be another's. Send this again.",
        "too-large" => "The body is larger than 65536 bytes.",
        "wrong-content-type" => "Content-Type has to be application/json, in UTF-8.",
        "idempotency-key-reused" => "This idempotency key was used for another request; use a new one for a new request.",
        "too-fast" => "This client makes too many requests; send it again later.",
        "not-available" => "The database does not answer; send the request again, with the same idempotency key.",
        "identity-provider-away" => "The token could not be judged because the identity provider does not answer; send the request again.",
        "vault-not-available" => "This service has no key to seal a vault token with (Secrets__TokenKeys), so it keeps none.",
        _ => throw new ArgumentOutOfRangeException(nameof(problem), problem.Code, "A new kind of problem needs an example."),
    };
}
