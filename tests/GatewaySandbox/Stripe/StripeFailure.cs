using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>An error answer in Stripe's shape, thrown before anything was changed.</summary>
internal sealed class StripeFailure : Exception
{
    private StripeFailure(int status, JsonObject error, bool saved) : base((string?)error["message"])
    {
        Status = status;
        Error = error;
        Saved = saved;
    }

    public int Status { get; }

    public JsonObject Error { get; }

    /// <summary>True when execution had begun: the idempotency layer keeps this answer.</summary>
    public bool Saved { get; }

    public bool? ShouldRetry { get; private init; }

    public StripeAnswer Answer(string requestId) => new(Status, Body(Error, requestId)) { ShouldRetry = ShouldRetry };

    public static string Body(JsonObject error, string requestId)
    {
        error["request_log_url"] = $"https://dashboard.stripe.com/test/logs/{requestId}?t=0";
        return new JsonObject { ["error"] = error }.ToJsonString();
    }

    public static StripeFailure Invalid(string message, string? code = null, string? parameter = null) => new(400, Make("invalid_request_error", message, code, parameter), saved: false);

    public static StripeFailure Unknown(IReadOnlyList<string> names) =>
        Invalid($"Received unknown parameter{(names.Count > 1 ? "s" : "")}: {string.Join(", ", names)}", "parameter_unknown", names[0]);

    public static StripeFailure Missing(string name) => Invalid($"Missing required param: {name}.", "parameter_missing", name);

    public static StripeFailure NoSuchIntent(string id) => new(404, Make("invalid_request_error", $"No such payment_intent: '{id}'", "resource_missing", "intent"), saved: false);

    public static StripeFailure NoSuchCharge(string id) => new(404, Make("invalid_request_error", $"No such charge: '{id}'", "resource_missing", "id"), saved: false);

    public static StripeFailure NoSuchRefund(string id) => new(404, Make("invalid_request_error", $"No such refund: '{id}'", "resource_missing", "id"), saved: false);

    public static StripeFailure NoSuchDispute(string id) => new(404, Make("invalid_request_error", $"No such dispute: '{id}'", "resource_missing", "dispute"), saved: false);

    public static StripeFailure AlreadyRefunded(string charge) => Saying($"Charge {charge} has already been refunded.", "charge_already_refunded", null);

    /// <summary>The object's state forbids the call.</summary>
    public static StripeFailure Saying(string message, string? code, string? parameter) => new(400, Make("invalid_request_error", message, code, parameter), saved: true);

    public static StripeFailure NoSuchMethod(string id) => new(400, Make("invalid_request_error", $"No such PaymentMethod: '{id}'", "resource_missing", "payment_method"), saved: false);

    /// <summary>The intent's status forbids the call; the error carries the intent.</summary>
    public static StripeFailure UnexpectedState(string message, JsonObject intent)
    {
        var error = Make("invalid_request_error", message, "payment_intent_unexpected_state", null);
        error["payment_intent"] = intent;
        return new StripeFailure(400, error, saved: true);
    }

    public static StripeFailure NoUrl(string method, string path) =>
        new(404, Make("invalid_request_error", $"Unrecognized request URL ({method}: {path}). Please see https://stripe.com/docs or we can help at https://support.stripe.com/.", null, null), saved: false);

    public static StripeFailure Unauthorized(string? key) => new(401, Make("invalid_request_error", key is null
        ? "You did not provide an API key. You need to provide your API key in the Authorization header, using Bearer auth (e.g. 'Authorization: Bearer YOUR_SECRET_KEY')."
        : $"Invalid API Key provided: {Redact(key)}", null, null), saved: false);

    public static StripeFailure RateLimited() => new(429, Make("invalid_request_error", "Too many requests hit the API too quickly. We recommend an exponential backoff of your requests.", "rate_limit", null), saved: false);

    public static StripeFailure LockTimeout() => new(429, Make("invalid_request_error",
        "This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request.",
        "lock_timeout", null), saved: false) { ShouldRetry = true };

    public static StripeFailure KeyInUse(string key) => new(409, Make("idempotency_error",
        $"There is currently another in-progress request using this Idempotent Key (that probably means you submitted twice, and the other request is still going through): {key}. Please try again later.",
        "idempotency_key_in_use", null), saved: false);

    public static StripeFailure OtherParameters(string key) => new(400, Make("idempotency_error",
        $"Keys for idempotent requests can only be used with the same parameters they were first used with. Try using a key other than '{key}' if you meant to execute a different request.",
        null, null), saved: false);

    public static StripeFailure OtherEndpoint(string key, string now, string first) => new(400, Make("idempotency_error",
        $"Keys for idempotent requests can only be used for the same endpoint they were first used for ('{now}' vs '{first}'). Try using a key other than '{key}' if you meant to execute a different request.",
        null, null), saved: false);

    public static StripeFailure ServerError(int status, bool saved) => new(status, Make("api_error", status == 503
        ? "Stripe is temporarily unavailable."
        : "An unknown error occurred.", null, null), saved) { ShouldRetry = status == 500 ? false : null };

    public static StripeFailure Full(int limit) => new(503, Make("api_error", $"The sandbox holds {limit} objects, its configured limit (Sandbox__MaxObjects).", null, null), saved: false);

    public static StripeFailure TooLarge(int limit) => new(413, Make("invalid_request_error", $"The request is larger than {limit} bytes.", null, null), saved: false);

    public static JsonObject Make(string type, string message, string? code, string? parameter)
    {
        var error = new JsonObject();
        if (code is not null)
        {
            error["code"] = code;
            error["doc_url"] = $"https://stripe.com/docs/error-codes/{code.Replace('_', '-')}";
        }

        error["message"] = message;
        if (parameter is not null)
        {
            error["param"] = parameter;
        }

        error["type"] = type;
        return error;
    }

    private static string Redact(string key) => key.Length <= 12 ? "****" : $"{key[..8]}{new string('*', key.Length - 12)}{key[^4..]}";
}
