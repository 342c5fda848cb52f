using Integration.Persistence.Outbox;

namespace Integration.Simulation.Host;

/// <summary>A copy of a message in one queue.</summary>
internal sealed record Delivery(OutboxMessage Message, string Queue, bool Redelivered = false)
{
    /// <summary>The contract's name without its namespace.</summary>
    public string Type => Message.MessageType.Split(';')[0].Split(':')[^1];
}
