using System.Threading.RateLimiting;
using Integration.WebhookIngress.Api.Security;
using Integration.WebhookIngress.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Api;

/// <summary>A token bucket per client; callers that are not known share one per address, so that guessing keys is slow.</summary>
internal static class ApiRateLimit
{
    private const string Policy = "api";

    public static void AddApiRateLimit(this IServiceCollection services) =>
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<ApiOptions>>((limiter, options) => limiter.AddPolicy(Policy, context => RateLimitPartition.GetTokenBucketLimiter(
            context.User.Identity?.IsAuthenticated == true ? Caller.Of(context.User).Client : $"address {context.Connection.RemoteIpAddress}",
            _ => TokenBuckets.Of(options.Value.RequestsPerSecond, options.Value.Burst))));

    public static RouteGroupBuilder LimitApi(this RouteGroupBuilder routes) => routes.RequireRateLimiting(Policy);
}
