using Integration.Contracts.Rules;

namespace Integration.Contracts.Webhooks;

/// <summary>A gateway rang: one of its objects changed. It is a doorbell, not news (SAFETY R4): whoever cares fetches the object again.
/// Repeats and any order are normal and change nothing. The message id is derived from the gateway's event id.</summary>
[Mandatory]
public sealed record GatewayObjectChanged
{
    /// <summary>The gateway, for example <c>stripe</c>.</summary>
    public required string Gateway { get; init; }

    /// <summary>The gateway's reference of what an attempt is there: Stripe's payment intent (<c>pi_…</c>), PayPal's order. Where the event tells only
    /// a capture, the capture's id; it then equals <see cref="CaptureReference"/>.</summary>
    public required string Reference { get; init; }

    /// <summary>The gateway's event id.</summary>
    public required string EventId { get; init; }

    /// <summary>The gateway's name for what happened, for example <c>payment_intent.succeeded</c>.</summary>
    public required string EventType { get; init; }

    /// <summary>When the gateway says it happened, UTC.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>The capture that changed or whose refund or dispute changed, when the event tells it (PayPal).</summary>
    public string? CaptureReference { get; init; }

    /// <summary>The refund that changed, for example <c>re_…</c>; absent when the event is about none or does not tell which.</summary>
    public string? RefundReference { get; init; }

    /// <summary>The dispute that changed, for example <c>dp_…</c> or <c>PP-D-…</c>.</summary>
    public string? DisputeReference { get; init; }
}
