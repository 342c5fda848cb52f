using Integration.Persistence;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.Hosting.Health;

/// <summary>Due rows that nobody hands over mean that messages wait. That is degraded and not unhealthy: the outbox is shared, and taking
/// every process out of service would add an outage to a delay.</summary>
internal sealed class OutboxCheck(NpgsqlDataSource source, PersistenceOptions persistence, IOptions<HealthOptions> options, TimeProvider time) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeSpan.FromSeconds(options.Value.TimeoutSeconds));
        try
        {
            var backlog = await OutboxBacklog.ReadAsync(source, persistence, time, limit.Token);
            var pending = backlog.Pending < OutboxBacklog.CountLimit ? $"{backlog.Pending}" : $"at least {backlog.Pending}";
            return backlog.Lag > TimeSpan.FromSeconds(options.Value.OutboxLagSeconds)
                ? HealthCheckResult.Degraded(
                    $"{pending} due message(s) wait, the oldest for {backlog.Lag.TotalSeconds:F0} s; more than {options.Value.OutboxLagSeconds} s is too long")
                : HealthCheckResult.Healthy(backlog.Pending == 0 ? "nothing waits" : $"{pending} due message(s) wait, the oldest for {backlog.Lag.TotalSeconds:F0} s");
        }
        catch (PostgresException failure) when (failure.SqlState is PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.InvalidSchemaName)
        {
            return HealthCheckResult.Unhealthy("the schema messaging has not been migrated", failure);
        }
        catch (Exception failure) when (Unreachable.Is(failure, cancellationToken))
        {
            return HealthCheckResult.Unhealthy($"the outbox cannot be read: {Unreachable.InWords(failure)}", failure);
        }
    }
}
