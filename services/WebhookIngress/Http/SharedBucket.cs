using System.Threading.RateLimiting;

namespace Integration.WebhookIngress.Http;

/// <summary>A bucket of all processes, behind one of this process's own with the same shape. What the own one refuses the shared one would refuse too, so a storm never reaches Redis;
/// and as it has counted all along, it judges rightly from the moment that Redis is away.</summary>
internal sealed class SharedBucket(string name, int perSecond, int burst, RedisBuckets redis) : ReplenishingRateLimiter
{
    private readonly TokenBucketRateLimiter _own = new(TokenBuckets.Shape(perSecond, burst));

    public override TimeSpan? IdleDuration => _own.IdleDuration;

    public override TimeSpan ReplenishmentPeriod => _own.ReplenishmentPeriod;

    public override bool IsAutoReplenishing => false;

    public override bool TryReplenish() => _own.TryReplenish();

    public override RateLimiterStatistics? GetStatistics() => _own.GetStatistics();

    /// <summary>Never: Redis cannot be asked without waiting. The platform goes on to <see cref="AcquireAsyncCore"/>.</summary>
    protected override RateLimitLease AttemptAcquireCore(int permitCount) => new Refusal(TimeSpan.Zero);

    protected override async ValueTask<RateLimitLease> AcquireAsyncCore(int permitCount, CancellationToken cancellationToken)
    {
        var own = _own.AttemptAcquire(permitCount);
        return own.IsAcquired && await redis.TakeAsync(name, perSecond, burst, permitCount, cancellationToken) is { } wait && wait > TimeSpan.Zero
            ? new Refusal(wait)
            : own;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _own.Dispose();
        }

        base.Dispose(disposing);
    }

    protected override async ValueTask DisposeAsyncCore()
    {
        await _own.DisposeAsync();
        await base.DisposeAsyncCore();
    }

    private sealed class Refusal(TimeSpan wait) : RateLimitLease
    {
        public override bool IsAcquired => false;

        public override IEnumerable<string> MetadataNames => [MetadataName.RetryAfter.Name];

        public override bool TryGetMetadata(string metadataName, out object? metadata)
        {
            var known = metadataName == MetadataName.RetryAfter.Name;
            metadata = known ? wait : null;
            return known;
        }
    }
}
