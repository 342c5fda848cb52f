using Integration.CrmSandbox.Controls;
using Integration.CrmSandbox.Faults;
using Integration.CrmSandbox.HubSpot;
using Integration.CrmSandbox.Http;
using Integration.CrmSandbox.Salesforce;
using Microsoft.Extensions.Options;

namespace Integration.CrmSandbox;

/// <summary>The sandbox as an application: a process of its own, or hosted by a test on port 0.</summary>
public static class CrmSandboxApp
{
    /// <summary>Builds the application; start it, and read its address from <see cref="WebApplication.Urls"/>. Settings come from the environment
    /// (<c>CrmSandbox__HubSpot__Token</c>) and from <paramref name="args"/> (<c>--CrmSandbox:HubSpot:RateLimit=50</c>, <c>--urls=http://127.0.0.1:0</c>).</summary>
    /// <exception cref="OptionsValidationException">At start, when a setting is wrong.</exception>
    public static WebApplication Build(string[] args) => Build(args, TimeProvider.System);

    /// <summary>The same on another clock: it stamps records, rolls the limits' windows, ends sessions, signs and repeats webhooks.</summary>
    public static WebApplication Build(string[] args, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information).AddFilter("System.Net.Http", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);    // the front door has the limit, and answers in the CRM's shape
        var services = builder.Services;
        services.AddOptions<CrmSandboxOptions>().BindConfiguration(CrmSandboxOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(time);
        services.AddSingleton<CallLog>();
        services.AddSingleton<FaultPlan>();
        services.AddSingleton<FrontDoor>();
        services.AddHubSpot();
        services.AddSalesforce();
        services.AddSingleton<IPeople, HubSpotPeople>();
        services.AddSingleton<IPeople, SalesforcePeople>();

        var app = builder.Build();
        app.MapHubSpot();
        app.MapSalesforce();
        app.MapRecords();
        app.MapFields();
        app.MapTrouble();
        app.MapGet("/health/live", () => "live");
        return app;
    }
}
