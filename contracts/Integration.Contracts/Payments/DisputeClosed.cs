namespace Integration.Contracts.Payments;

/// <summary>A dispute has an end. Won: the money is ours, and may be refunded again when no other dispute of the charge is open or lost. Lost: it was given back by the gateway, and refunds stay closed (SAFETY U6).
/// Of several ends of one dispute, after appeals, the last one counts.</summary>
public sealed record DisputeClosed
{
    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>The gateway that captured.</summary>
    public required string Gateway { get; init; }

    /// <summary>The gateway's reference of the dispute.</summary>
    public required string DisputeReference { get; init; }

    /// <summary>True when the money stays with us.</summary>
    public required bool Won { get; init; }

    /// <summary>When we learned of it, UTC.</summary>
    public required DateTimeOffset ClosedAt { get; init; }
}
