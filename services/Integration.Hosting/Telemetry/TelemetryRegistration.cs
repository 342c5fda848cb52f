using System.Diagnostics;
using Integration.Hosting.Startup;
using Integration.Persistence.Telemetry;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Integration.Hosting.Telemetry;

/// <summary>Traces, metrics and logs over OTLP, to Application Insights, or both. The standard variables of OpenTelemetry apply (<c>OTEL_EXPORTER_OTLP_PROTOCOL</c>,
/// <c>…_HEADERS</c>, <c>OTEL_SERVICE_NAME</c>, <c>OTEL_TRACES_SAMPLER</c>, …).</summary>
public static class TelemetryRegistration
{
    /// <summary>The setting that turns OTLP on.</summary>
    public const string EndpointSetting = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <summary>Exports when <see cref="EndpointSetting"/> or <see cref="AzureMonitor.Setting"/> is set; otherwise nothing is collected.</summary>
    internal static void AddIntegrationTelemetry(this IHostApplicationBuilder builder)
    {
        var (endpoint, azure) = (builder.Configuration[EndpointSetting], AzureMonitor.Connection(builder.Configuration));
        var otlp = !string.IsNullOrWhiteSpace(endpoint);
        string?[] problems = [otlp && !IsAddress(endpoint) ? $"{EndpointSetting} is no address: http://host:4317." : null, azure is null ? null : AzureMonitor.Problem(azure)];
        builder.Services.AddStartupProblems([.. problems.OfType<string>()]);
        if ((!otlp && azure is null) || Array.Exists(problems, p => p is not null))
        {
            return;
        }

        var name = builder.Configuration["OTEL_SERVICE_NAME"] is { Length: > 0 } given ? given : builder.Environment.ApplicationName;
        var telemetry = builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(name))
            .WithTracing(AddSources)
            .WithMetrics(AddMeters)
            .WithLogging(configureBuilder: null, options => options.IncludeFormattedMessage = true);
        if (otlp)
        {
            telemetry.UseOtlpExporter();
        }

        if (azure is not null)
        {
            telemetry.UseAzureMonitor(azure, builder.Configuration);
        }
    }

    private static bool IsAddress(string? text) => Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    /// <summary>Statements are traced inside a request or a message; the sweeper's own polling would be all noise.
    /// The text of a statement has placeholders, never values.</summary>
    internal static void TraceInsideOperations(this NpgsqlDataSourceBuilder source) => source.ConfigureTracing(tracing => tracing
        .ConfigureCommandFilter(_ => Activity.Current is not null)
        .ConfigureBatchFilter(_ => Activity.Current is not null)
        .EnableFirstResponseEvent(false)
        .EnablePhysicalOpenTracing(false));

    private static void AddSources(TracerProviderBuilder tracing) => tracing
        .AddSource(IntegrationTelemetry.Name, "MassTransit", "Npgsql")
        .AddAspNetCoreInstrumentation(options => options.Filter = request => !request.Request.Path.StartsWithSegments("/health", StringComparison.Ordinal))
        .AddHttpClientInstrumentation();

    private static void AddMeters(MeterProviderBuilder metrics) => metrics
        .AddMeter(IntegrationTelemetry.Name, "MassTransit", "Npgsql")
        .AddAspNetCoreInstrumentation()
        .AddHttpClientInstrumentation()
        .AddRuntimeInstrumentation()
        // The platform's buckets, and one that ends where the objective for the API's time does (deploy/observability/rules/slo.yaml).
        .AddView("http.server.request.duration", new ExplicitBucketHistogramConfiguration
        {
            Boundaries = [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.3, 0.5, 0.75, 1, 2.5, 5, 7.5, 10],
        });
}
