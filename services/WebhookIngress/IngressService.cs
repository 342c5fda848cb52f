using Integration.Hosting.Health;
using Integration.Hosting.Messaging;
using Integration.Persistence.Migrations;
using Integration.WebhookIngress.Persistence;
using Integration.WebhookIngress.Webhooks;
using Integration.WebhookIngress.Webhooks.Stripe;
using MassTransit;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Integration.WebhookIngress;

/// <summary>The only door from outside.</summary>
public static class IngressService
{
    /// <summary>The service on its own.</summary>
    public static WebApplication Build(string[] args, Action<IBusRegistrationConfigurator>? consumers = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.Services.AddOptions<StripeWebhookOptions>().BindConfiguration("Webhooks:Stripe").ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddOptions<WebhookOptions>().BindConfiguration(WebhookOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddProblemDetails();
        builder.Services.AddIntegrationHealth();
        builder.AddIntegrationMessaging(bus => consumers?.Invoke(bus));
        var app = builder.Build();
        app.MapIntegrationHealth();
        app.MapStripeWebhook();
        return app;
    }

    /// <summary>Migrates what the service owns, and the spine.</summary>
    public static async Task PrepareAsync(WebApplication app)
    {
        var source = app.Services.GetRequiredService<NpgsqlDataSource>();
        await SchemaMigrator.MigrateMessagingAsync(source, CancellationToken.None, log: app.Logger);
        await SchemaMigrator.MigrateAsync<WebhooksContext>(source, WebhooksContext.Schema, o => new WebhooksContext(o), CancellationToken.None, app.Logger);
    }
}
