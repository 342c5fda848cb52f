using System.Net;
using Integration.PaymentWorker.Gateways.Http;
using Integration.Sagas.Attempts;
using Stripe;

namespace Integration.PaymentWorker.Gateways.Stripe;

/// <summary>What an exception says about a call. Whatever may have been executed is <see cref="CallFailureKind.OutcomeUnknown"/>.</summary>
public static class StripeErrors
{
    /// <summary>The outcome of an attempt's call. An error body that carries the PaymentIntent says where it stands: that is an answer, unless it is
    /// canceled and the body does not tell whether it was declined before (SAFETY F4): then a look has to.</summary>
    public static GatewayCall Read(Exception failure) =>
        failure is StripeException { StripeError.PaymentIntent: { } intent } stripe && (int)stripe.HttpStatusCode is < 500 and not 429
            ? StripeMapper.TellsOfDeclines(intent)
                ? GatewayCall.Answered(StripeMapper.Map(intent), stripe.StripeResponse?.RequestId, (int)stripe.HttpStatusCode, Words(stripe.StripeError))
                : GatewayCall.Failed(Failure(failure) with { Kind = CallFailureKind.OutcomeUnknown })
            : GatewayCall.Failed(Failure(failure));

    /// <summary>What is known about any call that failed.</summary>
    public static CallFailure Failure(Exception failure) => failure switch
    {
        StripeException { StripeError: { } error } stripe => new(Kind(stripe.HttpStatusCode, error), Words(error), stripe.StripeResponse?.RequestId, (int)stripe.HttpStatusCode),
        // Somebody between us and Stripe may have answered: only what cannot depend on the request is believed.
        StripeException stripe => new(
            (int)stripe.HttpStatusCode is 401 or 403 or 429 ? Kind(stripe.HttpStatusCode, null) : CallFailureKind.OutcomeUnknown,
            $"HTTP {(int)stripe.HttpStatusCode} without a readable error", null, (int)stripe.HttpStatusCode),
        _ => NetworkErrors.Read(failure),
    };

    private static string Words(StripeError error) => string.Join(": ", new[] { error.Type, error.Code, error.Message }.Where(w => !string.IsNullOrEmpty(w)));

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
