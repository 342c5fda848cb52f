using System.Globalization;
using System.Threading.RateLimiting;
using Integration.Hosting.Startup;
using Integration.Persistence.Telemetry;
using Integration.WebhookIngress.Api;
using Integration.WebhookIngress.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Webhooks;

/// <summary>A token bucket per source and process: one sender's storm does not take the others' turn. All unknown sources share one bucket.</summary>
internal static class WebhookRateLimit
{
    private const string Policy = "webhooks";

    public static void AddWebhookRateLimit(this IServiceCollection services)
    {
        services.AddRateLimiter(limiter => limiter.OnRejected = RefuseAsync);
        services.AddOptions<RateLimiterOptions>().Configure<IOptions<WebhookOptions>>((limiter, options) => limiter.AddPolicy(
            Policy,
            context => RateLimitPartition.GetTokenBucketLimiter(Source(context), _ => TokenBuckets.Of(options.Value.RequestsPerSecond, options.Value.Burst))));
    }

    /// <summary>Puts the endpoint under the limit of <paramref name="source"/>.</summary>
    public static void LimitWebhooks(this IEndpointConventionBuilder endpoint, string source) =>
        endpoint.RequireRateLimiting(Policy).WithMetadata(new WebhookSource(source));

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, Math.Ceiling(after.TotalSeconds)) : 1;
        if (rejected.HttpContext.GetEndpoint()?.Metadata.GetMetadata<WebhookSource>() is null)
        {
            await Problems.TooFast.Answer("This client makes too many requests; send it again later.", retryAfter: (int)seconds).ExecuteAsync(rejected.HttpContext);
            return;
        }

        var response = rejected.HttpContext.Response;
        response.StatusCode = StatusCodes.Status429TooManyRequests;
        response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        IntegrationTelemetry.WebhookReceived(Source(rejected.HttpContext), "too_fast");
        await ProblemAnswers.WriteAsync(rejected.HttpContext, "Too many webhooks of this source at once; send it again later.");
    }

    private static string Source(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<WebhookSource>()?.Name switch
    {
        WebhookSource.Named => context.GetRouteValue("source") is string name && context.RequestServices.GetRequiredService<LiveSettings<WebhookOptions>>().Current.Sources.ContainsKey(name)
            ? name
            : WebhookSource.Unknown,
        var known => known ?? WebhookSource.Unknown,
    };
}

/// <summary>The configured source that an endpoint serves.</summary>
internal sealed record WebhookSource(string Name)
{
    /// <summary>Stands for every source that is not configured.</summary>
    public const string Unknown = "unknown";

    /// <summary>Stands for the source that the address names.</summary>
    public const string Named = "{source}";
}
