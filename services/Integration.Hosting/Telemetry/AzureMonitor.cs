using System.Globalization;
using Azure.Monitor.OpenTelemetry.Exporter;
using Microsoft.Extensions.Configuration;
using OpenTelemetry;

namespace Integration.Hosting.Telemetry;

/// <summary>Application Insights as a second back end, or the only one: no collector is needed for it. What it takes is what the OTLP back end takes.</summary>
internal static class AzureMonitor
{
    /// <summary>The setting that turns it on; its name is Azure's own.</summary>
    public const string Setting = "APPLICATIONINSIGHTS_CONNECTION_STRING";

    private const string OwnFigures = "APPLICATIONINSIGHTS_STATSBEAT_DISABLED";

    /// <summary>The connection string, if there is one.</summary>
    public static string? Connection(IConfiguration configuration) => configuration[Setting] is { } text && !string.IsNullOrWhiteSpace(text) ? text : null;

    /// <summary>What is wrong with it, or nothing. The text itself is not told: its key lets anybody write there.</summary>
    public static string? Problem(string connection)
    {
        var parts = connection.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2, StringSplitOptions.TrimEntries)).Where(pair => pair.Length == 2).ToLookup(pair => pair[0], pair => pair[1], StringComparer.OrdinalIgnoreCase);
        return !Guid.TryParse(parts["InstrumentationKey"].LastOrDefault(), out _) ? $"{Setting} is no connection string of Application Insights: InstrumentationKey=…;IngestionEndpoint=https://…."
            : parts["IngestionEndpoint"].LastOrDefault() is { } endpoint && !Uri.TryCreate(endpoint, UriKind.Absolute, out _) ? $"{Setting} names an IngestionEndpoint that is no address."
            : null;
    }

    /// <summary>Sends traces, metrics and logs there. Nothing is kept on disk while it is away: the root of a container is read-only, and what a disk keeps has to be guarded.</summary>
    public static void UseAzureMonitor(this IOpenTelemetryBuilder telemetry, string connection, IConfiguration configuration)
    {
        if (Environment.GetEnvironmentVariable(OwnFigures) is null)
        {
            // The exporter's figures on itself, to an address of its maker's that no network policy of ours allows.
            Environment.SetEnvironmentVariable(OwnFigures, "true");
        }

        telemetry
            .WithTracing(tracing => tracing.AddAzureMonitorTraceExporter(Configure))
            .WithMetrics(metrics => metrics.AddAzureMonitorMetricExporter(Configure))
            .WithLogging(logging => logging.AddAzureMonitorLogExporter(Configure));

        // By itself it would keep five traces a second, also of what goes to another back end.
        void Configure(AzureMonitorExporterOptions options) => (options.ConnectionString, options.DisableOfflineStorage, options.TracesPerSecond, options.SamplingRatio) = (connection, true, null, Ratio(configuration));
    }

    /// <summary>The exporter puts its own sampler in the place of the one that OpenTelemetry's variables choose, so it is told what they say.</summary>
    private static float Ratio(IConfiguration configuration) => configuration["OTEL_TRACES_SAMPLER"] switch
    {
        "always_off" or "parentbased_always_off" => 0,
        "traceidratio" or "parentbased_traceidratio" when float.TryParse(configuration["OTEL_TRACES_SAMPLER_ARG"], NumberStyles.Float, CultureInfo.InvariantCulture, out var ratio) => Math.Clamp(ratio, 0, 1),
        _ => 1,
    };
}
