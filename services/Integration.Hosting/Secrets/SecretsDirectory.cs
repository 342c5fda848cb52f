using Integration.Hosting.Startup;
using Microsoft.Extensions.Configuration.KeyPerFile;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Hosting;

namespace Integration.Hosting.Secrets;

/// <summary>Any setting may come from a file whose name is the setting's (<c>Gateways__Stripe__SecretKey</c>) and whose content is its value;
/// one trailing line end is dropped. Docker and Kubernetes mount secrets this way.</summary>
public static class SecretsDirectory
{
    /// <summary>Where files are looked for when <c>Secrets__Directory</c> is not set.</summary>
    public const string Default = "/run/secrets";

    /// <summary>Adds the directory below the environment, which wins. The default directory may be absent; one that was named may not.
    /// Files are looked at every few seconds: a mounted secret is a link that no watcher sees change. What is read with <see cref="LiveSettings{T}"/>
    /// follows them, as the ingress's signing secrets, PayPal's webhook id and the API's keys do; everything else takes a restart.</summary>
    internal static void AddSecretsDirectory(this IHostApplicationBuilder builder)
    {
        var named = builder.Configuration["Secrets:Directory"];
        var directory = string.IsNullOrWhiteSpace(named) ? Default : Path.GetFullPath(named);
        if (!Directory.Exists(directory))
        {
            builder.Services.AddStartupProblems(string.IsNullOrWhiteSpace(named) ? [] : [$"Secrets__Directory names no directory: {directory}."]);
            return;
        }

        try
        {
            var files = new PhysicalFileProvider(directory) { UsePollingFileWatcher = true, UseActivePolling = true };
            builder.Configuration.Sources.InsertBelowEnvironment(new KeyPerFileConfigurationSource { FileProvider = files, Optional = true, ReloadOnChange = true });
        }
        catch (Exception unreadable) when (unreadable is UnauthorizedAccessException or IOException)
        {
            builder.Services.AddStartupProblems([$"Secrets__Directory: {unreadable.Message}"]);
        }
    }
}
