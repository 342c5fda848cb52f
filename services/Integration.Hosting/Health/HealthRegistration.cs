using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Npgsql;

namespace Integration.Hosting.Health;

/// <summary><c>/health/live</c>: the process answers. <c>/health/ready</c>: PostgreSQL, the broker and the outbox are well.</summary>
public static class HealthRegistration
{
    /// <summary>Adds the checks of PostgreSQL and of the outbox; the bus brings its own.</summary>
    public static void AddIntegrationHealth(this IServiceCollection services) =>
        services.AddHealthChecks().AddCheck<OutboxCheck>("outbox", tags: ["ready"]);

    /// <summary>Maps both routes, in every environment.</summary>
    public static void MapIntegrationHealth(this WebApplication app)
    {
        app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
        app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") });
    }

    /// <summary>Due rows that nobody hands over mean that messages wait.</summary>
    private sealed class OutboxCheck(NpgsqlDataSource source, TimeProvider time) : IHealthCheck
    {
        private static readonly TimeSpan Late = TimeSpan.FromMinutes(2);

        public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
        {
            try
            {
                await using var command = source.CreateCommand("select min(available_at) from messaging.outbox");
                var oldest = await command.ExecuteScalarAsync(cancellationToken) as DateTime?;
                var lag = oldest is { } due ? time.GetUtcNow() - due : TimeSpan.Zero;
                return lag > Late ? HealthCheckResult.Degraded($"the oldest due outbox row waits for {lag.TotalSeconds:F0} s") : HealthCheckResult.Healthy();
            }
            catch (NpgsqlException failure)
            {
                return HealthCheckResult.Unhealthy("PostgreSQL does not answer", failure);
            }
        }
    }
}
