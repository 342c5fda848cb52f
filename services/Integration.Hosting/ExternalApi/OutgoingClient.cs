using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integration.Hosting.ExternalApi;

/// <summary>The one place where an HTTP client of the product is made. A third party's REST API is called through
/// <see cref="ExternalApiRegistration.AddExternalApi"/>, which stands on this; a protocol with rules of its own (a payment gateway) may stand on this directly.</summary>
public static class OutgoingClient
{
    /// <summary>Adds the client <paramref name="name"/> of <see cref="IHttpClientFactory"/>: limits, circuit, one line of log and one measurement per call. It follows
    /// no redirect, because that would take secrets to another place.</summary>
    /// <param name="services">Where to.</param>
    /// <param name="name">The client's name, and the tag of what is measured.</param>
    /// <param name="limits">Asked once.</param>
    /// <param name="outermost">Adds handlers that see a call before limits and circuit do, for example <see cref="AccessTokenHandler"/>.</param>
    /// <param name="innermost">Adds handlers that see each request as it goes out, for example one that signs it.</param>
    /// <param name="watch">Is shown the circuit's settings before it is built.</param>
    public static IHttpClientBuilder AddOutgoingClient(
        this IServiceCollection services,
        string name,
        Func<IServiceProvider, OutgoingLimits> limits,
        Action<IHttpClientBuilder>? outermost = null,
        Action<IHttpClientBuilder>? innermost = null,
        Action<IServiceProvider, HttpCircuitBreakerStrategyOptions>? watch = null)
    {
        services.TryAddSingleton(TimeProvider.System);
        var client = services.AddHttpClient(name)
            .ConfigureHttpClient((provider, http) =>
            {
                var allowed = limits(provider);
                // The pipeline's time-out ends with the headers of one request; this one covers everything, the body included.
                http.Timeout = allowed.Total;
                http.MaxResponseContentBufferSize = allowed.MaxResponseBytes ?? http.MaxResponseContentBufferSize;
            })
            .UseSocketsHttpHandler((handler, _) =>
            {
                handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5);
                handler.AllowAutoRedirect = false;
            })
            .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
            // The platform's lines are four per call and can be told to show headers.
            .RemoveAllLoggers()
            .AddHttpMessageHandler(provider => new CallObserver(
                name, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILoggerFactory>().CreateLogger("Integration.ExternalApi." + name)));
        outermost?.Invoke(client);
        client.AddResilienceHandler(name, (pipeline, context) => OutgoingPipeline.Build(
            pipeline,
            limits(context.ServiceProvider),
            context.ServiceProvider.GetRequiredService<TimeProvider>(),
            watch is null ? null : breaker => watch(context.ServiceProvider, breaker)));
        innermost?.Invoke(client);
        return client;
    }
}
