using System.Threading.RateLimiting;

namespace Integration.WebhookIngress.Http;

/// <summary>The shape of every rate limit: of all processes together where they share a Redis, of this one alone otherwise.</summary>
internal sealed class TokenBuckets(RedisBuckets? redis = null)
{
    /// <summary>The bucket of this name: <paramref name="perSecond"/> over any longer time, <paramref name="burst"/> at once after a pause.</summary>
    public RateLimitPartition<string> Of(string name, int perSecond, int burst) => redis is null
        ? RateLimitPartition.GetTokenBucketLimiter(name, _ => Shape(perSecond, burst))
        : RateLimitPartition.Get<string>(name, _ => new SharedBucket(name, perSecond, burst, redis));

    /// <summary>About a tenth of a second's tokens at a time, so that the rate holds evenly.</summary>
    public static TokenBucketRateLimiterOptions Shape(int perSecond, int burst)
    {
        var tokens = Math.Max(1, perSecond / 10);
        return new() { TokenLimit = burst, TokensPerPeriod = tokens, ReplenishmentPeriod = TimeSpan.FromSeconds((double)tokens / perSecond), QueueLimit = 0, AutoReplenishment = false };
    }
}
