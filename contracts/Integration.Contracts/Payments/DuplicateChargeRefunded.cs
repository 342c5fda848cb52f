namespace Integration.Contracts.Payments;

/// <summary>Money had moved on an attempt that was not the payment's active one, and was given back, once (SAFETY U4). The payment itself is
/// unchanged. An alert belongs on this event: it tells of a defect somewhere, or of a hand that moved money beside us.</summary>
public sealed record DuplicateChargeRefunded
{
    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>Where the money had moved.</summary>
    public required string Gateway { get; init; }

    /// <summary>The gateway's reference of what was captured.</summary>
    public required string GatewayReference { get; init; }

    /// <summary>The gateway's reference of the refund.</summary>
    public required string RefundReference { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset RefundedAt { get; init; }
}
