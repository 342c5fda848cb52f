using Azure.Core;
using Azure.Identity;
using Azure.Security.KeyVault.Secrets;
using Integration.Hosting.Startup;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace Integration.Hosting.Secrets.KeyVault;

/// <summary>Any setting may come from a vault (<c>Secrets__KeyVault__Uri</c>).</summary>
internal static class KeyVaultRegistration
{
    private const int Retries = 2;

    /// <summary>Adds the vault below the environment and the files, which win, and reads it. Nothing happens without the setting, or while it is wrong, which the start tells with all others.</summary>
    /// <param name="builder">Where to; the setting is read from what it has by now.</param>
    /// <param name="connect">Makes the client.</param>
    /// <exception cref="StartupException">The vault cannot be read.</exception>
    public static void AddKeyVault(this IHostApplicationBuilder builder, Func<KeyVaultOptions, SecretClient>? connect = null)
    {
        builder.Services.AddSettings<KeyVaultOptions>(KeyVaultOptions.Section);
        if (builder.Configuration.ReadSettings<KeyVaultOptions>(KeyVaultOptions.Section) is not { Uri.Length: > 0 } options)
        {
            return;
        }

        var settings = new KeyVaultSettings((connect ?? Connect)(options));
        try
        {
            // What is composed next reads settings, and the platform composes without waiting.
            settings.ReadAsync(CancellationToken.None).GetAwaiter().GetResult();
        }
        catch (Exception failure) when (KeyVaultFailure.Is(failure, CancellationToken.None))
        {
            throw new StartupException($"the vault {options.Uri} (Secrets__KeyVault__Uri) could not be read: {KeyVaultFailure.InWords(failure)}.", failure);
        }

        builder.Configuration.Sources.InsertBelowEnvironment(settings);
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddSingleton(settings);
        builder.Services.AddHostedService<KeyVaultReload>();
    }

    /// <summary>Fills in what every client has, whatever it stands on.</summary>
    internal static SecretClientOptions ClientOptions(KeyVaultOptions options) => new()
    {
        Retry = { Mode = RetryMode.Exponential, MaxRetries = Retries, Delay = TimeSpan.FromMilliseconds(200), MaxDelay = TimeSpan.FromSeconds(2), NetworkTimeout = TimeSpan.FromSeconds(options.TimeoutSeconds) },
        Diagnostics = { IsTelemetryEnabled = false },
    };

    private static SecretClient Connect(KeyVaultOptions options) => new(
        new Uri(options.Uri),
        new DefaultAzureCredential(options.ManagedIdentityClientId is { Length: > 0 } client
            ? new DefaultAzureCredentialOptions { ManagedIdentityClientId = client, WorkloadIdentityClientId = client }
            : new DefaultAzureCredentialOptions()),
        ClientOptions(options));
}
