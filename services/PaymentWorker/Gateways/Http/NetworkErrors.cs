using Integration.Sagas.Attempts;
using Polly.CircuitBreaker;
using Polly.RateLimiting;

namespace Integration.PaymentWorker.Gateways.Http;

/// <summary>What an exception below any gateway's protocol says about a call. Whatever may have been executed is <see cref="CallFailureKind.OutcomeUnknown"/>.</summary>
public static class NetworkErrors
{
    /// <summary>The call's outcome.</summary>
    public static CallFailure Read(Exception failure) => failure switch
    {
        RateLimiterRejectedException => new(CallFailureKind.RateLimited, "our own limit of requests per second"),
        BrokenCircuitException => new(CallFailureKind.Transient, "the circuit is open: most of the last calls failed"),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } network =>
            new(CallFailureKind.Transient, $"no connection: {network.HttpRequestError}"),
        OperationCanceledException or TimeoutException or Polly.Timeout.TimeoutRejectedException => new(CallFailureKind.OutcomeUnknown, "no answer in time"),
        _ => new(CallFailureKind.OutcomeUnknown, $"the connection or the answer broke: {failure.GetType().Name}"),
    };
}
