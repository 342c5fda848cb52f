using Polly.CircuitBreaker;
using Polly.RateLimiting;

namespace Integration.Hosting.ExternalApi;

/// <summary>What is known about a call that was not answered.</summary>
public enum OutgoingFailureKind
{
    /// <summary>Our own rate was used up: the request was not sent.</summary>
    RateLimited,

    /// <summary>The request was surely not executed: no connection, an open circuit, no access token.</summary>
    NotExecuted,

    /// <summary>The request may have been executed.</summary>
    OutcomeUnknown,
}

/// <summary>Reads the exceptions of a client made by <see cref="OutgoingClient"/>. Whatever may have been executed is <see cref="OutgoingFailureKind.OutcomeUnknown"/>.</summary>
public static class OutgoingFailure
{
    /// <summary>The kind, and the reason in words without addresses.</summary>
    public static (OutgoingFailureKind Kind, string Reason) Read(Exception failure) => failure switch
    {
        AccessTokenException => (OutgoingFailureKind.NotExecuted, failure.Message),
        RateLimiterRejectedException => (OutgoingFailureKind.RateLimited, "our own limit of requests per second"),
        BrokenCircuitException => (OutgoingFailureKind.NotExecuted, "the circuit is open: most of the last calls failed"),
        HttpRequestException { HttpRequestError: HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.SecureConnectionError } network =>
            (OutgoingFailureKind.NotExecuted, $"no connection: {network.HttpRequestError}"),
        HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } => (OutgoingFailureKind.OutcomeUnknown, "the answer is too large"),
        OperationCanceledException or TimeoutException or Polly.Timeout.TimeoutRejectedException => (OutgoingFailureKind.OutcomeUnknown, "no answer in time"),
        _ => (OutgoingFailureKind.OutcomeUnknown, $"the connection or the answer broke: {failure.GetType().Name}"),
    };
}
