using Integration.Hosting.Startup;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Integration.Hosting.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: PostgreSQL, the broker and the outbox are well.</summary>
public static class HealthRegistration
{
    /// <summary>Adds the checks of PostgreSQL and of the outbox; the bus brings its own. A repeat adds nothing.</summary>
    public static void AddIntegrationHealth(this IServiceCollection services)
    {
        if (services.Any(s => s.ServiceType == typeof(Added)))
        {
            return;
        }

        services.AddSingleton<Added>();
        services.AddSingleton<SharedReadiness>();
        services.AddSettings<HealthOptions>(HealthOptions.Section);
        services.AddHealthChecks()
            .AddCheck<PostgresCheck>("postgres", tags: ["ready"])
            .AddCheck<OutboxCheck>("outbox", tags: ["ready"]);
        services.AddHostedService<OutboxSampler>();
        services.AddSingleton<IHealthCheckPublisher, HealthMeter>();
        services.Configure<HealthCheckPublisherOptions>(options => options.Predicate = check => check.Tags.Contains("ready"));
    }

    /// <summary>Maps both routes, in every environment. Each check is named with its state and the reason in words; unhealthy is 503,
    /// degraded is 200.</summary>
    /// <exception cref="ConfigurationException">A setting is wrong: mapping the checks builds the bus, and with it consumers that read settings.</exception>
    public static void MapIntegrationHealth(this WebApplication app)
    {
        SettingsReport.ThrowIfWrong(app.Services);
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false, ResponseWriter = HealthBody.WriteAsync }).AllowAnonymous();
        var readiness = app.Services.GetRequiredService<SharedReadiness>();
        app.MapMethods("/health/ready", [HttpMethods.Get, HttpMethods.Head], readiness.AnswerAsync).AllowAnonymous();
    }

    private sealed class Added;
}
