using Integration.CrmSync.Providers;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Integration.CrmSync.Tests.Providers;

/// <summary>A provider as the service adds it: its own token, rate and circuit.</summary>
internal sealed class BuiltProvider : IDisposable
{
    public const string HubSpotToken = "pat-sandbox";

    private readonly ServiceProvider _services;

    /// <param name="crm">The value of <c>Crm__Provider</c>.</param>
    /// <param name="address">Where the CRM is.</param>
    /// <param name="time">The clock; absent: the machine's.</param>
    /// <param name="settings">Further settings by full name, with colons.</param>
    public BuiltProvider(string crm, Uri address, TimeProvider? time = null, params IEnumerable<(string Name, string Value)> settings)
    {
        var values = new Dictionary<string, string?>
        {
            ["Crm:Provider"] = crm,
            ["ExternalApis:crm:BaseAddress"] = address.ToString(),
            ["ExternalApis:crm:RequestsPerSecond"] = "1000",
            ["ExternalApis:crm:Burst"] = "1000",
            ["ExternalApis:crm:Retry:BaseDelayMilliseconds"] = "1",
            ["ExternalApis:crm:Auth:ApiKey:Key"] = HubSpotToken,
            ["ExternalApis:crm:Auth:OAuth2:ClientId"] = "sandbox-client",
            ["ExternalApis:crm:Auth:OAuth2:ClientSecret"] = "sandbox-secret",
        };
        foreach (var (name, value) in settings)
        {
            values[name] = value;
        }

        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Configuration.AddInMemoryCollection(values);
        builder.Logging.ClearProviders();
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        builder.AddCrmProvider();
        _services = builder.Services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        Crm = _services.GetRequiredService<ICrmProvider>();
    }

    public ICrmProvider Crm { get; }

    public void Dispose() => _services.Dispose();
}
