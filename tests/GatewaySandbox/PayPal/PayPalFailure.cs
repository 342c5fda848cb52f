using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>An error answer in PayPal's shape, thrown before anything was changed.</summary>
internal sealed class PayPalFailure : Exception
{
    private static readonly FrozenDictionary<string, string> Descriptions = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["CAPTURE_FULLY_REFUNDED"] = "All of the capture has been refunded.",
        ["CURRENCY_NOT_SUPPORTED"] = "The currency is not supported.",
        ["DECIMALS_NOT_SUPPORTED"] = "The currency takes no decimals.",
        ["DECIMAL_PRECISION"] = "The currency takes two decimals at most.",
        ["DUPLICATE_INVOICE_ID"] = "The invoice id was used before, and the account's settings let it be paid once only.",
        ["INSTRUMENT_DECLINED"] = "The processor or bank declined the instrument, or it cannot be used for this payment.",
        ["INVALID_RESOURCE_ID"] = "The resource id does not exist.",
        ["MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED"] = "The order was tried as often as it can be.",
        ["ORDER_ALREADY_CAPTURED"] = "The order is captured already; one capture per order is allowed.",
        ["ORDER_NOT_APPROVED"] = "The payer has not approved the order yet: send them to the approve link, or name a payment source.",
        ["PAYER_ACTION_REQUIRED"] = "The transaction cannot complete: the payer has to return to PayPal.",
        ["PAYPAL_REQUEST_ID_REQUIRED"] = "An order that is paid when it is created needs a PayPal-Request-Id.",
        ["PENDING_CAPTURE"] = "A capture that is pending cannot be refunded.",
        ["REFUND_AMOUNT_EXCEEDED"] = "The refund is more than what is left of the capture.",
        ["REFUND_CAPTURE_CURRENCY_MISMATCH"] = "A refund is in the currency of its capture.",
        ["REFUND_NOT_ALLOWED"] = "The capture cannot be refunded.",
        ["REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK"] = "The money was taken back already.",
        ["TOKEN_ID_NOT_FOUND"] = "The token was not found.",
        ["TRANSACTION_DISPUTED"] = "A part cannot be refunded while the transaction is disputed.",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly JsonObject _body;

    private PayPalFailure(int status, JsonObject body) : base((string?)body["message"]) => (Status, _body) = (status, body);

    public int Status { get; }

    /// <summary>True when execution had begun: the key remembers this answer.</summary>
    public bool Saved { get; private init; }

    public static PayPalFailure Unprocessable(string issue, JsonObject? link = null, string? field = null, string? value = null) => new(422, Make(
        "UNPROCESSABLE_ENTITY", "The requested action could not be performed, semantically incorrect, or failed business validation.", Detail(issue, field, value), link));

    /// <summary>Refused by whoever has the money: the try counts, and its answer is remembered.</summary>
    public static PayPalFailure Declined(string issue, JsonObject? link = null) => new(422, Unprocessable(issue, link)._body) { Saved = true };

    public static PayPalFailure Invalid(string issue, string field, string? value = null) => new(400, Make(
        "INVALID_REQUEST", "Request is not well-formed, syntactically incorrect, or violates schema.", Detail(issue, "/" + field, value)));

    public static PayPalFailure Missing(string field) => Invalid("MISSING_REQUIRED_PARAMETER", field);

    public static PayPalFailure NotFound() => new(404, Make("RESOURCE_NOT_FOUND", "The specified resource does not exist.", Detail("INVALID_RESOURCE_ID")));

    /// <summary>A refused access token; a body of another shape than every other error's.</summary>
    public static PayPalFailure InvalidToken() => new(401, new JsonObject { ["error"] = "invalid_token", ["error_description"] = "The token is expired or was never valid" });

    /// <summary>Refused credentials at the token's endpoint.</summary>
    public static PayPalFailure InvalidClient() => new(401, new JsonObject { ["error"] = "invalid_client", ["error_description"] = "Client Authentication failed" });

    public static PayPalFailure UnsupportedGrant() => new(400, new JsonObject { ["error"] = "unsupported_grant_type", ["error_description"] = "Grant Type is NULL or not supported" });

    public static PayPalFailure NoAuthorization() =>
        new(401, Make("AUTHENTICATION_FAILURE", "Authentication failed due to missing authorization header, or invalid authentication credentials."));

    public static PayPalFailure TooFast() => new(429, Make("RATE_LIMIT_REACHED", "Too many requests. Blocked due to rate limiting."));

    /// <summary>A twin with the same key, or another call of the same object, is under way.</summary>
    public static PayPalFailure Conflict() => new(409, Make("RESOURCE_CONFLICT", "The server has detected a conflict while processing this request.", Detail("PREVIOUS_REQUEST_IN_PROGRESS")));

    public static PayPalFailure Server(int status) => new(status, status == 503
        ? Make("SERVICE_UNAVAILABLE", "Service Unavailable.")
        : Make("INTERNAL_SERVER_ERROR", "An internal server error occurred."));

    public static PayPalFailure TooLarge(int limit) => new(413, Make("REQUEST_TOO_LARGE", $"The request is larger than {limit} bytes."));

    public static PayPalFailure NotModelled(string what) => new(422, Make("SANDBOX_NOT_MODELLED", $"The sandbox does not model {what}: ignoring it would be a lie."));

    public static PayPalFailure Report(string name, string message) => new(400, Make(name, message));

    /// <summary>The body; every answer has an id of its own.</summary>
    public string Body(string debugId)
    {
        var body = (JsonObject)_body.DeepClone();
        if (body.ContainsKey("name"))
        {
            body["debug_id"] = debugId;
        }

        return body.ToJsonString();
    }

    private static JsonObject Make(string name, string message, JsonObject? detail = null, JsonObject? link = null)
    {
        var body = new JsonObject { ["name"] = name };
        if (detail is not null)
        {
            body["details"] = new JsonArray(detail);
        }

        body["message"] = message;
        var about = (string?)detail?["issue"] ?? name;
        body["links"] = new JsonArray(PayPalJson.Link("information_link", $"https://developer.paypal.com/api/rest/reference/orders/v2/errors/#{about}"));
        if (link is not null)
        {
            ((JsonArray)body["links"]!).Add((JsonNode)link);
        }

        return body;
    }

    private static JsonObject Detail(string issue, string? field = null, string? value = null)
    {
        var detail = new JsonObject { ["issue"] = issue, ["description"] = Descriptions.GetValueOrDefault(issue, issue) };
        if (field is not null)
        {
            detail["field"] = field;
            detail["value"] = value;
        }

        return detail;
    }
}
