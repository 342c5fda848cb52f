namespace Integration.Contracts.Webhooks;

/// <summary>A gateway rang: one of its objects changed. It is a doorbell, not news (SAFETY R4): whoever cares fetches the object again.
/// Repeats and any order are normal and change nothing. The message id is derived from the gateway's event id.</summary>
public sealed record GatewayObjectChanged
{
    /// <summary>The gateway, for example <c>stripe</c>.</summary>
    public required string Gateway { get; init; }

    /// <summary>The gateway's reference of the object, for example <c>pi_…</c>.</summary>
    public required string Reference { get; init; }

    /// <summary>The gateway's event id.</summary>
    public required string EventId { get; init; }

    /// <summary>The gateway's name for what happened, for example <c>payment_intent.succeeded</c>.</summary>
    public required string EventType { get; init; }

    /// <summary>When the gateway says it happened, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }
}
