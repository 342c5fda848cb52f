using Integration.GatewaySandbox.Faults;
using Integration.GatewaySandbox.Http;
using Integration.GatewaySandbox.Journal;
using Integration.GatewaySandbox.Ledger;
using Integration.GatewaySandbox.PayPal;
using Integration.GatewaySandbox.Stripe;
using Integration.GatewaySandbox.Webhooks;
using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox;

/// <summary>The sandbox as an application: a process of its own, or hosted by a test on port 0.</summary>
public static class SandboxApp
{
    /// <summary>Builds the application; start it, and read its address from <see cref="WebApplication.Urls"/>. Settings come from the environment (<c>Sandbox__Profile</c>) and from
    /// <paramref name="args"/> (<c>--Sandbox:Profile=nasty</c>, <c>--urls=http://127.0.0.1:0</c>).</summary>
    /// <exception cref="OptionsValidationException">At start, when a setting is wrong.</exception>
    public static WebApplication Build(string[] args) => Build(args, TimeProvider.System);

    /// <summary>The same on another clock.</summary>
    public static WebApplication Build(string[] args, TimeProvider time)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Information).AddFilter("System.Net.Http", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);    // the front door has the limit, and answers in Stripe's shape
        var services = builder.Services;
        services.AddOptions<SandboxOptions>().BindConfiguration(SandboxOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(new SandboxClock(time));
        services.AddSingleton<TimeProvider>(provider => provider.GetRequiredService<SandboxClock>());
        services.AddSingleton<IJournal<Changes>>(
            provider => provider.GetRequiredService<IOptions<SandboxOptions>>().Value.JournalFile is { Length: > 0 } file ? new JournalFile<Changes>(file) : new NoJournal<Changes>());
        services.AddSingleton(provider =>
        {
            var store = new StripeStore(provider.GetRequiredService<IJournal<Changes>>(), provider.GetRequiredService<IOptions<SandboxOptions>>().Value.MaxObjects);
            store.Restore();
            return store;
        });
        services.AddSingleton(provider => new CallLog(provider.GetRequiredService<IOptions<SandboxOptions>>().Value.MaxLogEntries));
        services.AddSingleton<ILedgerSource, StripeLedger>();
        services.AddSingleton<StripeEngine>();
        services.AddSingleton<StripeProtocol>();
        services.AddSingleton<StripeFrontDoor>();
        services.AddHostedService<LaterChanges>();
        services.AddSingleton<FaultPlan>();
        services.AddSingleton(provider => new OutageWindows(
            provider.GetRequiredService<IOptions<SandboxOptions>>().Value.Profile, provider.GetRequiredService<IOptions<SandboxOptions>>().Value.Outage, provider.GetRequiredService<TimeProvider>()));
        services.AddHttpClient(WebhookSender.ClientName).ConfigureHttpClient(client => client.Timeout = Timeout.InfiniteTimeSpan);
        services.AddSingleton<StripeWebhookSender>();
        services.AddHostedService(provider => provider.GetRequiredService<StripeWebhookSender>());
        services.AddPayPal();

        var app = builder.Build();
        app.MapStripe();
        app.MapStripeControls();
        app.MapPayPal();
        app.MapPayPalControls();
        app.MapGet("/sandbox/webhooks", (StripeWebhookSender stripe, PayPalWebhookSender paypal, string? gateway) => gateway switch
        {
            "stripe" => stripe.Count(),
            "paypal" => paypal.Count(),
            _ => stripe.Count() + paypal.Count(),
        });
        app.MapFaults();
        app.MapLedger();
        app.MapGet("/health/live", () => "live");
        return app;
    }
}
