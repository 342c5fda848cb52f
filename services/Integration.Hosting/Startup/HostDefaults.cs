using Integration.Hosting.Secrets;
using Integration.Hosting.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Integration.Hosting.Startup;

/// <summary>What every service has, whatever it does: secrets from files, telemetry, an orderly stop.</summary>
public static class HostDefaults
{
    /// <summary>Adds them. Call it before reading any setting; a repeat does nothing.</summary>
    public static void AddIntegrationDefaults(this IHostApplicationBuilder builder)
    {
        if (builder.Services.Any(s => s.ServiceType == typeof(Added)))
        {
            return;
        }

        builder.Services.AddSingleton<Added>();
        builder.AddSecretsDirectory();
        builder.Services.AddSettings<DatabaseStartupOptions>(DatabaseStartupOptions.Section);
        builder.Services.AddSettings<ShutdownOptions>(ShutdownOptions.Section);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = ShutdownTimeout(builder.Configuration));
        builder.AddIntegrationTelemetry();
    }

    /// <summary>Read without validation: the host asks for it while it is built, before wrong settings are reported together.</summary>
    private static TimeSpan ShutdownTimeout(IConfiguration configuration)
    {
        var options = new ShutdownOptions();
        SettingsBinding.Bind(configuration.GetSection(ShutdownOptions.Section), options);
        return TimeSpan.FromSeconds(Math.Clamp(options.TimeoutSeconds, 1, 3600));
    }

    private sealed class Added;
}
