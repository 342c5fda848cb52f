using System.Threading.RateLimiting;
using Integration.Hosting.Startup;
using Integration.Persistence.Telemetry;
using Integration.WebhookIngress.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Webhooks;

/// <summary>A token bucket per source and address, before anything is verified: who signs nothing takes nobody else's turn. All unknown sources share one bucket per address.
/// What is verified counts against the source, wherever it comes from (<see cref="SourceBudget"/>).</summary>
internal sealed class WebhookRateLimit(TokenBuckets buckets, IOptions<WebhookOptions> limits, LiveSettings<WebhookOptions> settings) : IRateLimiterPolicy<string>
{
    public const string Policy = "webhooks";

    public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected => (rejected, _) =>
    {
        IntegrationTelemetry.WebhookReceived(Source(rejected.HttpContext), "too_fast");
        return TooFast.AnswerAsync(rejected, "Too many webhooks of this source at once; send it again later.");
    };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) =>
        buckets.Of($"webhooks:{Source(httpContext)}:{RemoteNetwork.Of(httpContext)}", limits.Value.RequestsPerSecond, limits.Value.Burst);

    private string Source(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<WebhookSource>()?.Name switch
    {
        WebhookSource.Named => context.GetRouteValue("source") is string name && settings.Current.Sources.ContainsKey(name) ? name : WebhookSource.Unknown,
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
