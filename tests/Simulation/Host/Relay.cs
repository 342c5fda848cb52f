using Integration.Persistence.Outbox;
using Npgsql;

namespace Integration.Simulation.Host;

/// <summary>Hands nothing over: every committed message stays in its row, and the scheduler takes it from there when the seed says so.</summary>
internal sealed class Relay(Clock clock) : IHandOver
{
    public NpgsqlBatchCommand Insert(OutboxMessage message) => OutboxSql.Insert(message, message.IsTimer ? message.DueAt : clock.Now, Guid.Empty);

    public void WakeAt(DateTimeOffset due)
    {
        // The scheduler reads the rows.
    }

    public Task<bool> SendAsync(OutboxMessage message, CancellationToken cancellationToken) => Task.FromResult(true);

    public void Received(Guid row)
    {
        // Only an embedded installation deletes rows so.
    }
}
