using System.Threading.RateLimiting;
using Integration.Persistence.Telemetry;
using Integration.WebhookIngress.Http;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Webhooks;

/// <summary>A token bucket per source and address, before anything is verified: who signs nothing takes nobody else's turn. All unknown sources share one bucket per address.
/// What is verified counts against the source, wherever it comes from (<see cref="SourceBudget"/>).</summary>
internal sealed class WebhookRateLimit(TokenBuckets buckets, IOptions<WebhookOptions> limits) : IRateLimiterPolicy<string>
{
    public const string Policy = "webhooks";

    public Func<OnRejectedContext, CancellationToken, ValueTask> OnRejected { get; } = (rejected, _) =>
    {
        IntegrationTelemetry.WebhookReceived(Source(rejected.HttpContext), "too_fast");
        return TooFast.AnswerAsync(rejected, "Too many webhooks of this source at once; send it again later.");
    };

    public RateLimitPartition<string> GetPartition(HttpContext httpContext) =>
        buckets.Of($"webhooks:{Source(httpContext)}:{RemoteNetwork.Of(httpContext)}", limits.Value.RequestsPerSecond, limits.Value.Burst);

    private static string Source(HttpContext context) => WebhookSource.Of(context) ?? WebhookSource.Unknown;
}
