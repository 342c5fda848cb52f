using System.Net;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Http.Resilience;
using Polly;

namespace Integration.Hosting.ExternalApi;

/// <summary>What stands between a client and the network: repeats (of what may be repeated), our rate, our circuit, our time-out. Every repeat waits for
/// the rate and counts for the circuit like any other request.</summary>
internal static class OutgoingPipeline
{
    /// <summary>Refills per second at most: a bucket of a tenth of a second holds the rate over any second.</summary>
    private const double RefillsPerSecond = 10;

    public static void Build(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, OutgoingLimits limits, TimeProvider time, Action<HttpCircuitBreakerStrategyOptions>? watch)
    {
        pipeline.TimeProvider = time;
        if (limits.MaxAttempts > 1)
        {
            pipeline.AddRetry(Retry(limits, time));
        }

        pipeline.AddRateLimiter(new TokenBucketRateLimiter(Rate(limits)));
        var breaker = new HttpCircuitBreakerStrategyOptions
        {
            FailureRatio = limits.FailureRatio,
            MinimumThroughput = limits.MinimumThroughput,
            SamplingDuration = limits.Sampling,
            BreakDuration = limits.Break,
            // Too fast is not broken.
            ShouldHandle = outcome => ValueTask.FromResult(
                outcome.Outcome.Result?.StatusCode != HttpStatusCode.TooManyRequests && HttpClientResiliencePredicates.IsTransient(outcome.Outcome)),
        };
        watch?.Invoke(breaker);
        pipeline.AddCircuitBreaker(breaker);
        pipeline.AddTimeout(limits.Attempt);
    }

    /// <summary>A bucket as large as the burst, refilled evenly.</summary>
    internal static TokenBucketRateLimiterOptions Rate(OutgoingLimits limits)
    {
        var tokens = (int)Math.Clamp(limits.RequestsPerSecond / RefillsPerSecond, 1, limits.Burst);
        return new()
        {
            TokenLimit = limits.Burst,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromSeconds(tokens / limits.RequestsPerSecond),
            QueueLimit = limits.MaxWaiting,
        };
    }

    private static HttpRetryStrategyOptions Retry(OutgoingLimits limits, TimeProvider time) => new()
    {
        MaxRetryAttempts = limits.MaxAttempts - 1,
        Delay = limits.RetryDelay,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldRetryAfterHeader = true,
        ShouldHandle = args => ValueTask.FromResult(
            HttpClientResiliencePredicates.IsTransient(args.Outcome)
            && Repeatable.Is(args.Context.GetRequestMessage())
            && (limits.RepeatsTooFast || args.Outcome.Result is not { StatusCode: HttpStatusCode.TooManyRequests } || RetryAfter.Of(args.Outcome.Result, time) is not null)
            // Nobody could wait that long: the caller is told at once, and when to come back.
            && !(RetryAfter.Of(args.Outcome.Result, time) > limits.Total)),
    };
}
