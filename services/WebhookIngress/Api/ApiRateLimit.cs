using System.Threading.RateLimiting;
using Integration.Persistence.Telemetry;
using Integration.WebhookIngress.Api.Security;
using Integration.WebhookIngress.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Api;

/// <summary>A token bucket per client; callers that are not known share one per address, so that guessing keys is slow.</summary>
internal sealed class ApiRateLimit(TokenBuckets buckets, IOptions<ApiOptions> options) : IRateLimiterPolicy<string>
{
    public const string Policy = "api";

    public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected { get; } = (rejected, _) =>
    {
        IntegrationTelemetry.ApiRefused(Problems.TooFast.Code);
        return TooFast.AnswerAsync(rejected, "This client makes too many requests; send it again later.");
    };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext)
    {
        var caller = httpContext.User.Identity?.IsAuthenticated == true ? Caller.Of(httpContext.User).Client : $"address {RemoteNetwork.Of(httpContext)}";
        return buckets.Of($"api:{caller}", options.Value.RequestsPerSecond, options.Value.Burst);
    }
}
