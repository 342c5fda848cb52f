using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Integration.Hosting.Secrets.KeyVault;

/// <summary>Reads the vault again at an interval, so that what is read with <see cref="Startup.LiveSettings{T}"/> follows a rotation. While the vault cannot be read, the last good
/// settings stay in force.</summary>
internal sealed partial class KeyVaultReload(KeyVaultSettings vault, IOptions<KeyVaultOptions> options, TimeProvider time, ILogger<KeyVaultReload> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.ReloadSeconds), time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await vault.ReadAsync(stoppingToken);
            }
            catch (Exception failure) when (KeyVaultFailure.Is(failure, stoppingToken))
            {
                LogFailed(log, options.Value.Uri, KeyVaultFailure.InWords(failure));
            }
        }
    }

    [LoggerMessage(45, LogLevel.Warning, "The vault {Uri} could not be read, so the settings before stay in force: {Reason}")]
    private static partial void LogFailed(ILogger logger, string uri, string reason);
}
