using Integration.Hosting.Secrets;
using Integration.Hosting.Secrets.KeyVault;
using Integration.Hosting.Telemetry;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Integration.Hosting.Startup;

/// <summary>What every service has, whatever it does: secrets from a vault and from files, telemetry, an orderly stop.</summary>
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
        builder.AddKeyVault();
        builder.AddSecretsDirectory();
        builder.Services.AddSettings<DatabaseStartupOptions>(DatabaseStartupOptions.Section);
        builder.Services.AddSettings<ShutdownOptions>(ShutdownOptions.Section);
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(
            (builder.Configuration.ReadSettings<ShutdownOptions>(ShutdownOptions.Section) ?? new()).TimeoutSeconds));
        builder.AddIntegrationTelemetry();
    }

    private sealed class Added;
}
