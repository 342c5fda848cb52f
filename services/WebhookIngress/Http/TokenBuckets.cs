using System.Threading.RateLimiting;

namespace Integration.WebhookIngress.Http;

/// <summary>The shape of every rate limit of this process.</summary>
internal static class TokenBuckets
{
    // A tenth of a second's tokens at a time: the rate holds evenly, and below ten a second one token comes per longer period.
    public static TokenBucketRateLimiterOptions Of(int perSecond, int burst) => new()
    {
        TokenLimit = burst,
        TokensPerPeriod = Math.Max(1, perSecond / 10),
        ReplenishmentPeriod = TimeSpan.FromSeconds(Math.Max(0.1, 1.0 / perSecond)),
        QueueLimit = 0,
    };
}
