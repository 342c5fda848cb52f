using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.Hosting.Health;

/// <summary>PostgreSQL answers a query.</summary>
internal sealed class PostgresCheck(NpgsqlDataSource source, IOptions<HealthOptions> options) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.TimeoutSeconds));
        try
        {
            await using var command = source.CreateCommand("select 1");
            await command.ExecuteScalarAsync(limit.Token);
            return HealthCheckResult.Healthy("PostgreSQL answers");
        }
        catch (Exception failure) when (Unreachable.Is(failure, cancellationToken))
        {
            return HealthCheckResult.Unhealthy($"PostgreSQL does not answer: {Unreachable.InWords(failure)}", failure);
        }
    }
}
