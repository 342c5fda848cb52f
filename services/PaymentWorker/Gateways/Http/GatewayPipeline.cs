using Integration.Hosting.ExternalApi;
using Integration.Sagas.Payments;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Integration.PaymentWorker.Gateways.Http;

/// <summary>What stands between a gateway's client and the network: our rate, our circuit, our time-out, and no retries: those are the saga's.</summary>
internal static class GatewayPipeline
{
    /// <summary>No burst follows a pause: a gateway is sent a tenth of a second's requests at once, never more.</summary>
    private const int BurstsPerSecond = 10;

    /// <summary>The gateway's HTTP client. <paramref name="limit"/> covers all of one call through it, the body included; <paramref name="outermost"/> handlers
    /// see a call before the pipeline does.</summary>
    public static IHttpClientBuilder AddGatewayClient<TOptions>(
        this IServiceCollection services, string gateway, Func<TOptions, TimeSpan> limit, Action<IHttpClientBuilder>? outermost = null)
        where TOptions : GatewayHttpOptions
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<GatewayCircuits>();
        services.TryAddSingleton<IGatewayHealth>(provider => provider.GetRequiredService<GatewayCircuits>());
        return services.AddOutgoingClient(
            gateway,
            provider => Limits(provider.GetRequiredService<IOptions<TOptions>>().Value, limit),
            outermost,
            watch: (provider, breaker) => provider.GetRequiredService<GatewayCircuits>().Watch(gateway, breaker));
    }

    private static OutgoingLimits Limits<TOptions>(TOptions options, Func<TOptions, TimeSpan> limit)
        where TOptions : GatewayHttpOptions => new()
        {
            Total = limit(options),
            Attempt = TimeSpan.FromSeconds(options.TimeoutSeconds),
            RequestsPerSecond = options.RequestsPerSecond,
            Burst = Math.Max(1, options.RequestsPerSecond / BurstsPerSecond),
            MaxWaiting = options.QueueLimit,
            MaxAttempts = 1,
            Break = TimeSpan.FromSeconds(options.BreakSeconds),
        };
}
