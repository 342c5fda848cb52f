using Integration.Persistence.Telemetry;
using Microsoft.Extensions.Logging;
using Polly.CircuitBreaker;
using Polly.RateLimiting;
using Polly.Timeout;

namespace Integration.Hosting.ExternalApi;

/// <summary>One line and one measurement per call, with all its repeats. Tells method, host, path, status and time: no header, no query, no body. An
/// address's path is escaped, so it cannot forge a line.</summary>
internal sealed partial class CallObserver(string api, TimeProvider time, ILogger log) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        try
        {
            var response = await base.SendAsync(request, cancellationToken);
            var took = time.GetElapsedTime(started);
            IntegrationTelemetry.ExternalCalled(api, Outcome((int)response.StatusCode), took);
            LogAnswered(log, api, request.Method.Method, request.RequestUri!.Host, request.RequestUri.AbsolutePath, (int)response.StatusCode, (long)took.TotalMilliseconds);
            return response;
        }
        catch (Exception failure)
        {
            var took = time.GetElapsedTime(started);
            IntegrationTelemetry.ExternalCalled(api, Outcome(failure), took);
            LogUnanswered(
                log, api, request.Method.Method, request.RequestUri!.Host, request.RequestUri.AbsolutePath, OutgoingFailure.Read(failure).Reason, (long)took.TotalMilliseconds);
            throw;
        }
    }

    private static string Outcome(int status) => status switch
    {
        429 => "rate_limited",
        < 300 => "ok",
        < 400 => "redirected",
        < 500 => "refused",
        _ => "failed",
    };

    private static string Outcome(Exception failure) => failure switch
    {
        RateLimiterRejectedException => "own_limit",
        BrokenCircuitException => "circuit_open",
        AccessTokenException => "no_token",
        TimeoutRejectedException or OperationCanceledException => "no_answer",
        _ => "no_connection",
    };

    [LoggerMessage(40, LogLevel.Information, "{Api}: {Method} {Host}{Path} answered {Status} in {Milliseconds} ms")]
    private static partial void LogAnswered(ILogger logger, string api, string method, string host, string path, int status, long milliseconds);

    [LoggerMessage(41, LogLevel.Warning, "{Api}: {Method} {Host}{Path} was not answered: {Reason}, after {Milliseconds} ms")]
    private static partial void LogUnanswered(ILogger logger, string api, string method, string host, string path, string reason, long milliseconds);
}
