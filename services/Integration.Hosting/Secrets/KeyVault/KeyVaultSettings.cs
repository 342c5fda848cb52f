using Azure.Security.KeyVault.Secrets;
using Microsoft.Extensions.Configuration;

namespace Integration.Hosting.Secrets.KeyVault;

/// <summary>The secrets of a vault as settings: a vault's names have two hyphens where sections are separated (<c>Gateways--Stripe--SecretKey</c>). It reads when it is told to,
/// and never when the platform builds its configuration anew.</summary>
internal sealed class KeyVaultSettings(SecretClient vault) : ConfigurationProvider, IConfigurationSource
{
    /// <summary>Whoever builds the configuration, and how often: the same settings.</summary>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => this;

    /// <summary>Reads every secret that is enabled, and leaves those that belong to certificates. All of it counts, or, after any failure, nothing. True when something changed; whoever follows settings is told.</summary>
    public async Task<bool> ReadAsync(CancellationToken stop)
    {
        var read = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        await foreach (var secret in vault.GetPropertiesOfSecretsAsync(stop))
        {
            if (secret is { Enabled: not false, Managed: false })
            {
                read[secret.Name.Replace("--", ConfigurationPath.KeyDelimiter, StringComparison.Ordinal)] = (await vault.GetSecretAsync(secret.Name, cancellationToken: stop)).Value.Value;
            }
        }

        if (read.Count == Data.Count && read.All(setting => Data.TryGetValue(setting.Key, out var known) && known == setting.Value))
        {
            return false;
        }

        Data = read;
        OnReload();
        return true;
    }
}
