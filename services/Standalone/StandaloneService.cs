using Integration.CrmSync;
using Integration.Hosting.Health;
using Integration.Hosting.Messaging;
using Integration.Hosting.Startup;
using Integration.PaymentWorker;
using Integration.Standalone.Intake;
using Integration.WebhookIngress;
using MassTransit;

namespace Integration.Standalone;

/// <summary>Every service in one process: the embedded default; the CRM's only when one is configured. Messages travel in memory; what must survive the process lies in PostgreSQL.</summary>
public static class StandaloneService
{
    /// <summary>Composes the process. Any transport works; without one, it is the in-memory one.</summary>
    public static WebApplication Build(string[] args, Action<IBusRegistrationConfigurator>? consumers = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Configuration.AddDefault("Messaging:Transport", nameof(MessagingTransport.InMemory));
        builder.AddIntegrationDefaults();
        IngressService.AddIngress(builder);
        builder.Services.AddPayments(builder.Configuration);
        var withCrm = CrmService.IsConfigured(builder.Configuration);
        if (withCrm)
        {
            CrmService.AddCrm(builder);
        }

        builder.Services.AddSettings<IntakeOptions>(IntakeOptions.Section);
        builder.Services.AddHostedService<FileIntake>();
        builder.Services.AddIntegrationHealth();
        builder.AddIntegrationMessaging(bus =>
        {
            PaymentService.AddConsumers(bus);
            if (withCrm)
            {
                CrmService.AddConsumers(bus);
            }

            consumers?.Invoke(bus);
        });
        var app = builder.Build();
        app.MapIntegrationHealth();
        IngressService.MapIngress(app);
        return app;
    }

    private static void AddDefault(this ConfigurationManager configuration, string name, string value)
    {
        if (string.IsNullOrEmpty(configuration[name]))
        {
            configuration[name] = value;
        }
    }
}
