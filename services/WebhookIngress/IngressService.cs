using Integration.Hosting.Health;
using Integration.Hosting.Messaging;
using Integration.Hosting.Startup;
using Integration.WebhookIngress.Api;
using Integration.WebhookIngress.Api.Security;
using Integration.WebhookIngress.Http;
using Integration.WebhookIngress.Persistence;
using Integration.WebhookIngress.Replay;
using Integration.WebhookIngress.Webhooks;
using MassTransit;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress;

/// <summary>The only door from outside.</summary>
public static class IngressService
{
    /// <summary>Runs a program that holds the ingress: <c>api-key</c>, which needs no setting and no database, <c>replay</c>, or the service. The process's exit code.</summary>
    public static Task<int> RunAsync(string name, string[] args, Func<string[], WebApplication> build) => args switch
    {
        [ApiKeyCommand.Verb, .. var words] => ApiKeyCommand.RunAsync(words, TimeProvider.System, Console.Out, Console.Error),
        // Its words are not settings.
        ["replay", .. var words] => ServiceRunner.RunAsync(name, args, () => build([]), command: async (app, _) => await ReplayCommand.RunAsync(app.Services, words, Console.Out)),
        _ => ServiceRunner.RunAsync(name, args, () => build(args)),
    };

    /// <summary>The service on its own.</summary>
    public static WebApplication Build(string[] args, Action<IBusRegistrationConfigurator>? consumers = null)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddIntegrationDefaults();
        AddIngress(builder);
        builder.Services.AddIntegrationHealth();
        builder.AddIntegrationMessaging(bus => consumers?.Invoke(bus));
        var app = builder.Build();
        app.MapIntegrationHealth();
        MapIngress(app);
        return app;
    }

    /// <summary>What the ingress adds to a process that already has the bus and PostgreSQL.</summary>
    public static void AddIngress(IHostApplicationBuilder builder)
    {
        builder.Services.AddLiveSettings<WebhookOptions>(WebhookOptions.Section);
        builder.Services.AddSettings<IngressLimits>(IngressLimits.Section);
        builder.Services.AddSingleton<IConfigureOptions<KestrelServerOptions>, KestrelLimits>();
        builder.Services.AddProxies(builder.Configuration);
        // The platform writes the path of each request as the caller made it, line ends included.
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.Services.AddProblemAnswers();
        builder.AddRateLimits();
        builder.Services.AddWebhookSenders();
        builder.Services.AddWebhookPruning();
        builder.Services.AddApi(builder.Configuration);
        builder.Services.AddWebhookReplays();
        builder.Services.AddOwnedSchema<WebhooksContext>(WebhooksContext.Schema, options => new WebhooksContext(options), WebhooksContext.BodyReader);
    }

    /// <summary>The routes, behind their limits.</summary>
    public static void MapIngress(WebApplication app)
    {
        app.UseHead();
        app.UseRouting();
        app.UseForwardedHeaders();
        app.UseHsts();
        app.UseSecurityHeaders();
        app.UseProblemAnswers();
        app.UseHttpsOnly();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseOutputCache();
        app.MapWebhooks();
        app.MapApi();
    }

    /// <summary>Migrates what the service owns, and the spine.</summary>
    public static Task PrepareAsync(WebApplication app) => ServiceRunner.MigrateOwnedAsync(app);
}
