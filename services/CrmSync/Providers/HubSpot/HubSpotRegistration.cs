using Integration.CrmSync.Providers.Calls;
using Integration.Hosting.ExternalApi;
using Integration.Hosting.Startup;

namespace Integration.CrmSync.Providers.HubSpot;

/// <summary>Adds HubSpot. A private app's token is all it needs (<c>ExternalApis__crm__Auth__ApiKey__Key</c>); or, with <c>ExternalApis__crm__Auth__Kind</c> RefreshToken, an app that was installed
/// with somebody's consent (<c>ExternalApis__crm__Auth__RefreshToken__ClientId</c>, <c>…ClientSecret</c>, <c>…Token</c>).</summary>
internal static class HubSpotRegistration
{
    public static void AddHubSpot(IHostApplicationBuilder builder)
    {
        builder.Services.AddSettings<HubSpotOptions>(HubSpotOptions.Section);
        builder.Services.Configure<ExternalApiOptions>(CrmProviders.Api, Defaults);
        builder.Services.PostConfigure<ExternalApiOptions>(CrmProviders.Api, Issuer);
        builder.AddExternalApi(CrmProviders.Api);
        builder.Services.AddSingleton<CrmCalls>();
        builder.Services.AddSingleton<HubSpotCalls>();
        builder.Services.AddSingleton<HubSpotLinks>();
        builder.Services.AddSingleton<HubSpotUpsert>();
        builder.Services.AddSingleton<ICrmProvider, HubSpotProvider>();
    }

    /// <summary>Tokens are issued where the API is, unless somebody says otherwise. The endpoint before this one ends in February 2027.</summary>
    private static void Issuer(ExternalApiOptions api)
    {
        var refresh = api.Auth.RefreshToken;
        refresh.TokenAddress = refresh.TokenAddress is { Length: > 0 } said ? said : $"{api.BaseAddress.TrimEnd('/')}/oauth/2026-03/token";
    }

    /// <summary>What holds where nothing is set.</summary>
    private static void Defaults(ExternalApiOptions api)
    {
        api.BaseAddress = "https://api.hubapi.com";
        (api.Auth.Kind, api.Auth.ApiKey.Header, api.Auth.ApiKey.Prefix) = (ExternalApiAuthKind.ApiKey, "Authorization", "Bearer ");
        // A private app may send 190 requests in any 10 seconds. A burst and ten seconds of the rate are 175: what was sent evenly may arrive in a heap, and at 185 some was refused.
        (api.RequestsPerSecond, api.Burst) = (17, 5);
        // A batch of a hundred takes seconds, and the list of an account's properties is long.
        (api.TimeoutSeconds, api.AttemptTimeoutSeconds, api.MaxResponseBytes) = (60, 30, 16_777_216);
    }
}
