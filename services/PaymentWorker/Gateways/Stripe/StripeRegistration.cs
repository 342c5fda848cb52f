using System.Net;
using System.Threading.RateLimiting;
using Integration.Hosting.Startup;
using Integration.Sagas.Payments;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Stripe;

namespace Integration.PaymentWorker.Gateways.Stripe;

/// <summary>The one place where Stripe's client is made: no retries of its own, our timeout, our rate, our circuit.</summary>
public static class StripeRegistration
{
    private const string ClientName = "stripe";

    /// <summary>Refills per second: a bucket of a tenth of a second holds the rate over any second, and no burst follows a pause.</summary>
    private const int RefillsPerSecond = 10;

    /// <summary>The longest a call can take: its time-out after its wait for the rate. Longer queues are refused.</summary>
    public static TimeSpan CallLimit(StripeOptions options) => TimeSpan.FromSeconds(options.TimeoutSeconds + ((double)QueueLimit(options) / options.RequestsPerSecond) + 1);

    /// <summary>Adds the gateway; its settings are checked when the service starts.</summary>
    public static void AddStripeGateway(this IServiceCollection services)
    {
        services.AddSettings<StripeOptions>(StripeOptions.Section);
        services.AddHttpClient(ClientName)
            // The pipeline's time-out ends with the headers; this one also covers the body.
            .ConfigureHttpClient((provider, http) => http.Timeout = CallLimit(provider.GetRequiredService<IOptions<StripeOptions>>().Value))
            .UseSocketsHttpHandler((handler, _) => handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5))
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            .AddResilienceHandler("stripe", (pipeline, context) =>
            {
                var options = context.ServiceProvider.GetRequiredService<IOptions<StripeOptions>>().Value;
                var tokens = Math.Max(1, options.RequestsPerSecond / RefillsPerSecond);
                pipeline.AddRateLimiter(new TokenBucketRateLimiter(new()
                {
                    TokenLimit = tokens,
                    TokensPerPeriod = tokens,
                    ReplenishmentPeriod = TimeSpan.FromSeconds((double)tokens / options.RequestsPerSecond),
                    QueueLimit = QueueLimit(options),
                }));
                pipeline.AddCircuitBreaker(new HttpCircuitBreakerStrategyOptions
                {
                    FailureRatio = 0.5,
                    MinimumThroughput = 20,
                    SamplingDuration = TimeSpan.FromSeconds(10),
                    BreakDuration = TimeSpan.FromSeconds(options.BreakSeconds),
                    // Too fast is not broken.
                    ShouldHandle = outcome => ValueTask.FromResult(
                        outcome.Outcome.Result?.StatusCode != HttpStatusCode.TooManyRequests && HttpClientResiliencePredicates.IsTransient(outcome.Outcome)),
                });
                pipeline.AddTimeout(TimeSpan.FromSeconds(options.TimeoutSeconds));
            });
        services.AddSingleton(provider =>
        {
            var options = provider.GetRequiredService<IOptions<StripeOptions>>().Value;
            var http = provider.GetRequiredService<IHttpClientFactory>().CreateClient(ClientName);
            return new StripeClient(new StripeClientOptions
            {
                ApiKey = options.SecretKey,
                ApiBase = options.ApiBase.TrimEnd('/'),
                HttpClient = new SystemNetHttpClient(http, maxNetworkRetries: 0, enableTelemetry: false),
            });
        });
        services.AddSingleton<IPaymentGateway, StripeGateway>();
        services.AddSingleton<IGatewayCurrencies, StripeCurrencies>();
    }

    private static int QueueLimit(StripeOptions options) => options.ConcurrentCalls * 2;
}
