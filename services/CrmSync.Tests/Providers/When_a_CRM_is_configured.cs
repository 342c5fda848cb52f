using System.Security.Cryptography;
using Integration.CrmSync.Providers;
using Integration.Hosting.ExternalApi;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Integration.CrmSync.Tests.Providers;

public sealed class When_a_CRM_is_configured
{
    [Fact]
    public void Should_need_only_a_token_for_HubSpot()
    {
        var api = Start(("Crm:Provider", "hubspot"), ("ExternalApis:crm:Auth:ApiKey:Key", "planted")).Api;
        (api.BaseAddress, api.Auth.Kind, api.Auth.ApiKey.Header, api.Auth.ApiKey.Prefix).ShouldBe(("https://api.hubapi.com", ExternalApiAuthKind.ApiKey, "Authorization", "Bearer "));
        (api.Burst + (10 * api.RequestsPerSecond)).ShouldBeLessThanOrEqualTo(180, "HubSpot takes 190 requests in any ten seconds, and they do not arrive as evenly as they are sent");
    }

    [Fact]
    public void Should_let_settings_win_over_what_is_usual()
    {
        var api = Start(("Crm:Provider", "HubSpot"), ("ExternalApis:crm:Auth:ApiKey:Key", "planted"), ("ExternalApis:crm:RequestsPerSecond", "9"), ("ExternalApis:crm:BaseAddress", "http://localhost:1")).Api;
        (api.RequestsPerSecond, api.BaseAddress, api.Burst).ShouldBe((9, "http://localhost:1", 5));
    }

    [Fact]
    public void Should_ask_Salesforce_for_tokens_where_the_organisation_is()
    {
        (string, string)[] settings =
        [
            ("Crm:Provider", "Salesforce"), ("ExternalApis:crm:BaseAddress", "https://acme.my.salesforce.com/"), ("ExternalApis:crm:Auth:OAuth2:ClientId", "id"),
            ("ExternalApis:crm:Auth:OAuth2:ClientSecret", "planted"),
        ];
        Start(settings).Api.Auth.OAuth2.TokenAddress.ShouldBe("https://acme.my.salesforce.com/services/oauth2/token");
        Start([.. settings, ("ExternalApis:crm:Auth:OAuth2:TokenAddress", "https://login.salesforce.com/t")]).Api.Auth.OAuth2.TokenAddress.ShouldBe("https://login.salesforce.com/t");
    }

    [Theory]
    [InlineData("https://acme.my.salesforce.com", "", "https://login.salesforce.com")]
    [InlineData("https://acme--try.sandbox.my.salesforce.com", "", "https://test.salesforce.com")]
    [InlineData("https://acme.my.salesforce.com", "https://acme.my.site.com/pay", "https://acme.my.site.com/pay")]
    public void Should_let_Salesforce_in_by_a_signed_assertion_instead_of_a_secret(string address, string audience, string meant)
    {
        using var key = RSA.Create(2048);
        (string, string)[] settings =
        [
            ("Crm:Provider", "Salesforce"), ("ExternalApis:crm:BaseAddress", address), ("ExternalApis:crm:Auth:Kind", "JwtBearer"), ("ExternalApis:crm:Auth:JwtBearer:ClientId", "id"),
            ("ExternalApis:crm:Auth:JwtBearer:Subject", "robot@acme.test"), ("ExternalApis:crm:Auth:JwtBearer:PrivateKey", key.ExportPkcs8PrivateKeyPem()), ("ExternalApis:crm:Auth:JwtBearer:Audience", audience),
        ];
        var jwt = Start(settings).Api.Auth.JwtBearer;
        (jwt.TokenAddress, jwt.Audience).ShouldBe(($"{address}/services/oauth2/token", meant));
        Start([.. settings, ("ExternalApis:crm:Auth:JwtBearer:LifeSeconds", "171")]).Wrong.ShouldContain("ExternalApis__crm__Auth__JwtBearer__LifeSeconds");
    }

    [Theory]
    [InlineData("", "Crm__Provider has to be one of HubSpot, Salesforce.")]
    [InlineData("Notion", "Crm__Provider has to be one of HubSpot, Salesforce.")]
    [InlineData("HubSpot", "ExternalApis__crm__Auth__ApiKey__Key: is missing", "Crm__HubSpot__MaxCallsPerBatch")]
    [InlineData("Salesforce", "ExternalApis__crm__BaseAddress", "ExternalApis__crm__Auth__OAuth2__ClientId: is missing", "Crm__Salesforce__ApiVersion has to look like v62.0.", "Crm__Salesforce__DailyShare")]
    public void Should_name_what_is_wrong(string provider, params string[] wrong)
    {
        var told = Start(
            ("Crm:Provider", provider), ("Crm:HubSpot:MaxCallsPerBatch", "0"), ("Crm:Salesforce:ApiVersion", "62"), ("Crm:Salesforce:DailyShare", "1.1")).Wrong;
        wrong.ShouldAllBe(w => told.Contains(w, StringComparison.Ordinal), told);
        told.ShouldNotContain("Notion");
    }

    [Fact]
    public void Should_be_added_once()
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration["Crm:Provider"] = "HubSpot";
        builder.AddCrmProvider();
        builder.AddCrmProvider();
        builder.Services.Count(s => s.ServiceType == typeof(ICrmProvider)).ShouldBe(1);
    }

    private static (ExternalApiOptions Api, string Wrong) Start(params IEnumerable<(string Name, string Value)> settings)
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(settings.Select(s => KeyValuePair.Create(s.Name, (string?)s.Value)));
        builder.AddCrmProvider();
        using var services = builder.Services.BuildServiceProvider();
        try
        {
            services.GetRequiredService<IStartupValidator>().Validate();
            return (services.GetRequiredService<IOptionsMonitor<ExternalApiOptions>>().Get("crm"), "");
        }
        catch (OptionsValidationException failure)
        {
            return (new(), failure.Message);
        }
        catch (AggregateException failures)
        {
            return (new(), string.Join('\n', failures.InnerExceptions.Select(f => f.Message)));
        }
    }
}
