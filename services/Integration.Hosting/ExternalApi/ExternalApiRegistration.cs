using Integration.Hosting.Startup;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Integration.Hosting.ExternalApi;

/// <summary>Adds clients of third parties' REST APIs.</summary>
public static class ExternalApiRegistration
{
    /// <summary>Adds <see cref="ExternalApiClient"/> under the key <paramref name="name"/>, configured at <c>ExternalApis__{name}__…</c>. Wrong settings are told
    /// at start. A repeat with the same name adds nothing.</summary>
    public static void AddExternalApi(this IHostApplicationBuilder builder, string name)
    {
        var services = builder.Services;
        if (services.Any(s => s.IsKeyedService && s.ServiceType == typeof(ExternalApiClient) && Equals(s.ServiceKey, name)))
        {
            return;
        }

        services.AddSettings<ExternalApiOptions>($"{ExternalApiOptions.Section}:{name}", name);
        AddCache(builder);
        services.AddKeyedSingleton(name, (provider, _) => Tokens(Options(provider, name), provider.GetRequiredService<TimeProvider>()));
        services.AddOutgoingClient(
            name,
            provider => Options(provider, name).Limits(),
            outermost: client => client.ConfigureAdditionalHttpMessageHandlers((handlers, provider) => AddTokens(handlers, provider, name)),
            innermost: client => client.ConfigureAdditionalHttpMessageHandlers((handlers, provider) => AddSigning(handlers, provider, name)));
        services.AddKeyedSingleton(name, (provider, _) => new ExternalApiClient(
            name,
            provider.GetRequiredService<IHttpClientFactory>().CreateClient(name),
            Options(provider, name),
            provider.GetRequiredService<HybridCache>(),
            provider.GetRequiredService<TimeProvider>()));
    }

    private static ExternalApiOptions Options(IServiceProvider provider, string name) => provider.GetRequiredService<IOptionsMonitor<ExternalApiOptions>>().Get(name);

    private static AccessTokens Tokens(ExternalApiOptions options, TimeProvider time)
    {
        var auth = options.Auth;
        (Func<HttpRequestMessage> ask, double renewSeconds) = auth.Kind switch
        {
            ExternalApiAuthKind.JwtBearer => (() => JwtBearer.Request(auth.JwtBearer, time), auth.JwtBearer.RenewSeconds),
            ExternalApiAuthKind.RefreshToken => (() => RefreshTokens.Request(auth.RefreshToken), auth.RefreshToken.RenewSeconds),
            _ => ((Func<HttpRequestMessage>)(() => ClientCredentials.Request(auth.OAuth2)), auth.OAuth2.RenewSeconds),
        };
        return new(new TokenEndpoint(ask, TimeSpan.FromSeconds(options.TimeoutSeconds), time).AskAsync, TimeSpan.FromSeconds(renewSeconds), time);
    }

    private static void AddTokens(IList<DelegatingHandler> handlers, IServiceProvider provider, string name)
    {
        if (Options(provider, name).Auth.Kind is ExternalApiAuthKind.OAuth2 or ExternalApiAuthKind.JwtBearer or ExternalApiAuthKind.RefreshToken)
        {
            handlers.Add(new AccessTokenHandler(provider.GetRequiredKeyedService<AccessTokens>(name)));
        }
    }

    private static void AddSigning(IList<DelegatingHandler> handlers, IServiceProvider provider, string name)
    {
        var auth = Options(provider, name).Auth;
        if (auth.Kind == ExternalApiAuthKind.ApiKey)
        {
            handlers.Add(new ApiKeyHandler(auth.ApiKey));
        }
        else if (auth.Kind == ExternalApiAuthKind.Hmac)
        {
            handlers.Add(new HmacHandler(auth.Hmac, provider.GetRequiredService<TimeProvider>()));
        }
    }

    private static void AddCache(IHostApplicationBuilder builder)
    {
        builder.AddRedisCache();
        // The largest answer of any API: what is larger than the cache takes would not be kept, without a word.
        builder.Services.AddHybridCache().Services.AddOptions<HybridCacheOptions>().Configure(cache => cache.MaximumPayloadBytes = 110_000_000);
    }
}
