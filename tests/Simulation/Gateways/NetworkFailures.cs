using System.Net.Sockets;
using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Gateways.PayPal;
using Integration.Sagas.Attempts;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace Integration.Simulation.Gateways;

/// <summary>The exceptions that the product's HTTP client (its pipeline and the sockets below) gives to a gateway's adapter.</summary>
internal static class NetworkFailures
{
    /// <summary>What a socket gives whose other end reset the connection while an answer was awaited.</summary>
    public static HttpRequestException Reset() => new(
        HttpRequestError.Unknown, "An error occurred while sending the request.",
        new IOException("Unable to read data from the transport connection: Connection reset by peer.", new SocketException((int)SocketError.ConnectionReset)));

    /// <summary>What the pipeline gives at the end of <c>TimeoutSeconds</c>, which come before the client's own limit.</summary>
    public static TimeoutRejectedException TimedOut() => new("The operation didn't complete within the allowed timeout.", new TaskCanceledException());

    /// <summary>What is given instead of sending.</summary>
    public static Exception Unsent(NotSent reason) => reason switch
    {
        NotSent.CircuitOpen => new BrokenCircuitException("The circuit is now open and is not allowing calls."),
        NotSent.OwnRate => new RateLimiterRejectedException("The operation could not be executed because it was rejected by the rate limiter."),
        NotSent.NoConnection => new HttpRequestException(HttpRequestError.ConnectionError, "Connection refused", new SocketException((int)SocketError.ConnectionRefused)),
        NotSent.NoToken => new PayPalTokenException(new CallFailure(CallFailureKind.Transient, "no access token: no answer in time")),
        NotSent.Misconfigured => new PayPalTokenException(new CallFailure(CallFailureKind.Misconfigured, "no access token: invalid_client: Client Authentication failed", null, 401)),
        var other => throw new InvalidOperationException($"{other} is not handled"),
    };
}
