using Integration.CrmSync.Commands;
using Integration.CrmSync.Events;
using Integration.CrmSync.Forgetting;
using Integration.CrmSync.Inbound;
using Integration.CrmSync.Mapping;
using Integration.CrmSync.Persistence;
using Integration.CrmSync.Providers;
using Integration.CrmSync.Records;
using Integration.CrmSync.Sync;
using Integration.Hosting.Health;
using Integration.Hosting.Messaging;
using Integration.Hosting.Startup;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Integration.CrmSync;

/// <summary>Keeps the CRM true to the payments.</summary>
public static class CrmService
{
    /// <summary>Runs a program that holds the service: the verb <c>crm</c> (see <see cref="CrmCommand"/>), or the service. The process's exit code.</summary>
    public static Task<int> RunAsync(string name, string[] args, Func<string[], WebApplication> build) => args is [CrmCommand.Verb, .. var words]
        // Its words are not settings.
        ? ServiceRunner.RunAsync(name, args, () => build([]), command: async (app, _) => await CrmCommand.RunAsync(app.Services, words, Console.Out))
        : ServiceRunner.RunAsync(name, args, () => build(args));

    /// <summary>The service on its own.</summary>
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddIntegrationDefaults();
        AddCrm(builder);
        builder.Services.AddIntegrationHealth();
        builder.AddIntegrationMessaging(AddConsumers);
        var app = builder.Build();
        app.MapIntegrationHealth();
        return app;
    }

    /// <summary>True when a CRM is configured: a process that holds every service has this one only then.</summary>
    public static bool IsConfigured(IConfiguration configuration) => !string.IsNullOrEmpty(configuration.GetSection(CrmProviders.Section)["Provider"]);

    /// <summary>What the service adds to a process that already has the bus and PostgreSQL.</summary>
    public static void AddCrm(IHostApplicationBuilder builder)
    {
        builder.AddCrmProvider();
        var services = builder.Services;
        services.AddSettings<SyncOptions>(SyncOptions.Section);
        services.AddSettings<CrmMappingOptions>(CrmMappingOptions.Section);
        services.AddOwnedSchema<CrmContext>(CrmContext.Schema, options => new CrmContext(options));
        services.AddSingleton(provider => new MappingPlan(
            provider.GetRequiredService<ICrmProvider>().Mapping, provider.GetRequiredService<IOptions<CrmMappingOptions>>().Value));
        services.AddSingleton<RecordMapper>();
        services.AddSingleton<SchemaCheck>();
        services.AddSingleton<ConnectionStore>();
        services.AddSingleton<RecordStore>();
        services.AddSingleton<CrmDesk>();
        services.AddSingleton<PastEvents>();
        services.AddSingleton<Backfill>();
        services.AddSingleton<DryRun>();
        services.AddSingleton<SyncTelemetry>();
        services.AddSingleton<SyncSampler>();
        services.AddSingleton<Strays>();
        services.AddSingleton<SyncRound>();
        services.AddSettings<InboundOptions>(InboundOptions.Section);
        services.AddSingleton<ChangeStore>();
        services.AddChangePruning();
        services.AddSingleton<InboundRound>();
        services.AddSingleton<PollStore>();
        services.AddSingleton<ChangePoll>();
        services.AddSingleton<ForgetWrites>();
        services.AddScoped<ForgetDesk>();
        services.AddSingleton<ForgetStore>();
        services.AddSingleton<ForgetRound>();
        services.AddHostedService<SyncService>();
    }

    /// <summary>The consumers.</summary>
    public static void AddConsumers(IBusRegistrationConfigurator bus)
    {
        bus.AddConsumer<PaymentEventConsumer, PaymentEventConsumerDefinition>();
        bus.AddConsumer<CrmRingConsumer, CrmRingConsumerDefinition>();
        bus.AddConsumer<ForgetConsumer, ForgetConsumerDefinition>();
    }
}
