using System.Threading.RateLimiting;
using Integration.WebhookIngress.Http;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Webhooks;

/// <summary>A token bucket per source for verified webhooks: one sender's storm does not take the others' turn, and nobody but the sender can use it up.</summary>
internal sealed class SourceBudget(TokenBuckets buckets, IOptions<WebhookOptions> limits) : IAsyncDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(source =>
        buckets.Of($"webhooks:{source}:verified", limits.Value.RequestsPerSecond, limits.Value.Burst));

    /// <summary>Null: it may go on. Else how long to wait.</summary>
    public async ValueTask<TimeSpan?> TakeAsync(string source, CancellationToken cancellationToken)
    {
        using var lease = await _limiter.AcquireAsync(source, permitCount: 1, cancellationToken);
        return lease.IsAcquired ? null : lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromSeconds(1);
    }

    public ValueTask DisposeAsync() => _limiter.DisposeAsync();
}
