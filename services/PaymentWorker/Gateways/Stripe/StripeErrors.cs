using System.Net;
using Integration.Sagas.Attempts;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Stripe;

namespace Integration.PaymentWorker.Gateways.Stripe;

/// <summary>What an exception says about a call. Whatever may have been executed is <see cref="CallFailureKind.OutcomeUnknown"/>.</summary>
public static class StripeErrors
{
    /// <summary>The call's outcome. An error body that carries the PaymentIntent says where it stands: that is an answer.</summary>
    public static GatewayCall Read(Exception failure) => failure switch
    {
        StripeException { StripeError: not null } stripe => Read(stripe),
        // Somebody between us and Stripe may have answered: only what cannot depend on the request is believed.
        StripeException stripe => GatewayCall.Failed(
            (int)stripe.HttpStatusCode is 401 or 403 or 429 ? Kind(stripe.HttpStatusCode, null) : CallFailureKind.OutcomeUnknown,
            $"HTTP {(int)stripe.HttpStatusCode} without a readable error", null, (int)stripe.HttpStatusCode),
        RateLimiterRejectedException => GatewayCall.Failed(CallFailureKind.RateLimited, "our own limit of requests per second"),
        BrokenCircuitException => GatewayCall.Failed(CallFailureKind.Transient, "the circuit is open: most of the last calls failed"),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } network =>
            GatewayCall.Failed(CallFailureKind.Transient, $"no connection: {network.HttpRequestError}"),
        OperationCanceledException or TimeoutException or Polly.Timeout.TimeoutRejectedException => GatewayCall.Failed(CallFailureKind.OutcomeUnknown, "no answer in time"),
        _ => GatewayCall.Failed(CallFailureKind.OutcomeUnknown, $"the connection or the answer broke: {failure.GetType().Name}"),
    };

    private static GatewayCall Read(StripeException failure)
    {
        var error = failure.StripeError;
        var status = (int)failure.HttpStatusCode;
        var requestId = failure.StripeResponse?.RequestId;
        var words = string.Join(": ", new[] { error.Type, error.Code, error.Message }.Where(w => !string.IsNullOrEmpty(w)));
        if (status < 500 && failure.HttpStatusCode != HttpStatusCode.TooManyRequests && error.PaymentIntent is { } intent)
        {
            return GatewayCall.Answered(StripeMapper.Map(intent), requestId, status, words);
        }

        return GatewayCall.Failed(Kind(failure.HttpStatusCode, error), words, requestId, status);
    }

    private static CallFailureKind Kind(HttpStatusCode status, StripeError? error) => (int)status switch
    {
        429 => CallFailureKind.RateLimited,
        401 or 403 => CallFailureKind.Misconfigured,
        408 or 425 => CallFailureKind.OutcomeUnknown,
        409 => CallFailureKind.OutcomeUnknown,      // a twin with the same key is being executed
        >= 500 => CallFailureKind.OutcomeUnknown,
        _ when error?.Code is "idempotency_key_in_use" => CallFailureKind.OutcomeUnknown,
        >= 400 => CallFailureKind.Rejected,
        _ => CallFailureKind.OutcomeUnknown,
    };
}
