using System.Net;
using System.Threading.RateLimiting;
using Integration.Sagas.Payments;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;

namespace Integration.PaymentWorker.Gateways.Http;

/// <summary>What stands between a gateway's client and the network: our rate, our circuit, our time-out, and no retries.</summary>
internal static class GatewayPipeline
{
    /// <summary>Refills per second: a bucket of a tenth of a second holds the rate over any second, and no burst follows a pause.</summary>
    private const int RefillsPerSecond = 10;

    /// <summary>The gateway's HTTP client. <paramref name="limit"/> covers all of one call through it, the body included; <paramref name="outermost"/> handlers
    /// see a call before the pipeline does.</summary>
    public static IHttpClientBuilder AddGatewayClient<TOptions>(
        this IServiceCollection services, string gateway, Func<TOptions, TimeSpan> limit, Action<IHttpClientBuilder>? outermost = null)
        where TOptions : GatewayHttpOptions
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<GatewayCircuits>();
        services.TryAddSingleton<IGatewayHealth>(provider => provider.GetRequiredService<GatewayCircuits>());
        var client = services.AddHttpClient(gateway)
            // The pipeline's time-out ends with the headers; this one also covers the body.
            .ConfigureHttpClient((provider, http) => http.Timeout = limit(provider.GetRequiredService<IOptions<TOptions>>().Value))
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
                handler.AllowAutoRedirect = false;
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan);
        outermost?.Invoke(client);
        client.AddResilienceHandler(gateway, (pipeline, context) => Build(
            pipeline, gateway, context.ServiceProvider.GetRequiredService<IOptions<TOptions>>().Value, context.ServiceProvider.GetRequiredService<GatewayCircuits>()));
        return client;
    }

    private static void Build(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, string gateway, GatewayHttpOptions options, GatewayCircuits circuits)
    {
        var tokens = Math.Max(1, options.RequestsPerSecond / RefillsPerSecond);
        pipeline.AddRateLimiter(new TokenBucketRateLimiter(new()
        {
            TokenLimit = tokens,
            TokensPerPeriod = tokens,
            ReplenishmentPeriod = TimeSpan.FromSeconds((double)tokens / options.RequestsPerSecond),
            QueueLimit = options.QueueLimit,
        }));
        var breaker = new HttpCircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5,
            MinimumThroughput = 20,
            SamplingDuration = TimeSpan.FromSeconds(10),
            BreakDuration = TimeSpan.FromSeconds(options.BreakSeconds),
            // Too fast is not broken.
            ShouldHandle = outcome => ValueTask.FromResult(
                outcome.Outcome.Result?.StatusCode != HttpStatusCode.TooManyRequests && HttpClientResiliencePredicates.IsTransient(outcome.Outcome)),
        };
        circuits.Watch(gateway, breaker);
        pipeline.AddCircuitBreaker(breaker);
        pipeline.AddTimeout(TimeSpan.FromSeconds(options.TimeoutSeconds));
    }
}
