using System.Globalization;
using System.Threading.RateLimiting;
using Integration.Hosting.Startup;
using Integration.Persistence.Telemetry;
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
            context => RateLimitPartition.GetTokenBucketLimiter(Source(context), _ => Bucket(options.Value))));
    }

    /// <summary>Puts the endpoint under the limit of <paramref name="source"/>.</summary>
    public static void LimitWebhooks(this IEndpointConventionBuilder endpoint, string source) =>
        endpoint.RequireRateLimiting(Policy).WithMetadata(new WebhookSource(source));

    // A tenth of a second's tokens at a time: the rate holds evenly, and below ten a second one token comes per longer period.
    private static TokenBucketRateLimiterOptions Bucket(WebhookOptions options) => new()
    {
        TokenLimit = options.Burst,
        TokensPerPeriod = Math.Max(1, options.RequestsPerSecond / 10),
        ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(0.1, 1.0 / options.RequestsPerSecond)),
        QueueLimit = 0,
    };

    private static async ValueTask RefuseAsync(OnRejectedContext rejected, CancellationToken cancellationToken)
    {
        var seconds = rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, Math.Ceiling(after.TotalSeconds)) : 1;
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
