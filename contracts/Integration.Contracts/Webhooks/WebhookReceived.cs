namespace Integration.Contracts.Webhooks;

/// <summary>A verified webhook of a type this product has no message of its own for. It is kept; nothing else happened.</summary>
public sealed record WebhookReceived
{
    /// <summary>The sender, for example <c>stripe</c>.</summary>
    public required string Source { get; init; }

    /// <summary>The sender's event id; unique per source.</summary>
    public required string EventId { get; init; }

    /// <summary>The sender's name for what happened.</summary>
    public required string EventType { get; init; }

    /// <summary>When it was received, UTC.</summary>
    public required DateTimeOffset ReceivedAt { get; init; }
}
