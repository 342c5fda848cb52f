using Integration.Persistence.Telemetry;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Integration.Hosting.Health;

/// <summary>Tells every half minute, as a figure, what <c>/health/ready</c> would say: an alert needs nobody who asks.</summary>
internal sealed class HealthMeter : IHealthCheckPublisher
{
    public Task PublishAsync(HealthReport report, CancellationToken cancellationToken)
    {
        foreach (var (check, entry) in report.Entries)
        {
            IntegrationTelemetry.HealthSampled(check, State(entry.Status));
        }

        return Task.CompletedTask;
    }

    private static int State(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => 0,
        HealthStatus.Degraded => 1,
        HealthStatus.Unhealthy => 2,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "a status without a figure"),
    };
}
