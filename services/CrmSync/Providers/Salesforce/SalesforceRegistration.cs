using Integration.CrmSync.Providers.Calls;
using Integration.Hosting.ExternalApi;
using Integration.Hosting.Startup;

namespace Integration.CrmSync.Providers.Salesforce;

/// <summary>Adds Salesforce. It needs the organisation's own address (<c>ExternalApis__crm__BaseAddress</c>) and an app's way in: client credentials
/// (<c>ExternalApis__crm__Auth__OAuth2__ClientId</c> and <c>…ClientSecret</c>), or, with <c>ExternalApis__crm__Auth__Kind</c> JwtBearer, its consumer key, a user and the key that
/// assertions are signed with (<c>ExternalApis__crm__Auth__JwtBearer__ClientId</c>, <c>…Subject</c>, <c>…PrivateKey</c>).</summary>
internal static class SalesforceRegistration
{
    private const double LongestAssertionSeconds = 170;

    public static void AddSalesforce(IHostApplicationBuilder builder)
    {
        builder.Services.AddSettings<SalesforceOptions>(SalesforceOptions.Section);
        builder.Services.Configure<ExternalApiOptions>(CrmProviders.Api, Defaults);
        builder.Services.PostConfigure<ExternalApiOptions>(CrmProviders.Api, IssuerOfTheOrganisation);
        builder.AddExternalApi(CrmProviders.Api);
        builder.Services.AddOptions<ExternalApiOptions>(CrmProviders.Api).Validate(
            api => api.Auth.Kind != ExternalApiAuthKind.JwtBearer || api.Auth.JwtBearer.LifeSeconds <= LongestAssertionSeconds,
            $"ExternalApis__{CrmProviders.Api}__Auth__JwtBearer__LifeSeconds: Salesforce takes no assertion that lives for more than three minutes; {LongestAssertionSeconds} leaves its clock some room.");
        builder.Services.AddSingleton<CrmCalls>();
        builder.Services.AddSingleton<SalesforceQuota>();
        builder.Services.AddSingleton<SalesforceCalls>();
        builder.Services.AddSingleton<SalesforceUpsert>();
        builder.Services.AddSingleton<SalesforceReading>();
        builder.Services.AddSingleton<SalesforceChanges>();
        builder.Services.AddSingleton<ICrmProvider, SalesforceProvider>();
    }

    /// <summary>What holds where nothing is set.</summary>
    private static void Defaults(ExternalApiOptions api)
    {
        api.Auth.Kind = ExternalApiAuthKind.OAuth2;
        // Two hundred records with the flows and triggers behind them can take a minute, and the description of a large object has megabytes.
        (api.TimeoutSeconds, api.AttemptTimeoutSeconds, api.MaxResponseBytes) = (120, 90, 16_777_216);
    }

    /// <summary>Tokens are issued where the API is, unless somebody says otherwise; assertions are for the log-in of productive organisations, or of sandboxes, whose addresses say so.</summary>
    private static void IssuerOfTheOrganisation(ExternalApiOptions api)
    {
        if (api.BaseAddress.Length == 0)
        {
            return;
        }

        var issuer = $"{api.BaseAddress.TrimEnd('/')}/services/oauth2/token";
        api.Auth.OAuth2.TokenAddress = api.Auth.OAuth2.TokenAddress is { Length: > 0 } said ? said : issuer;
        var jwt = api.Auth.JwtBearer;
        jwt.TokenAddress = jwt.TokenAddress is { Length: > 0 } other ? other : issuer;
        jwt.Audience = jwt.Audience is { Length: > 0 } named ? named
            : api.BaseAddress.Contains(".sandbox.", StringComparison.OrdinalIgnoreCase) ? "https://test.salesforce.com" : "https://login.salesforce.com";
    }
}
