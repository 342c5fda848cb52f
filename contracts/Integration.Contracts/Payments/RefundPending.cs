namespace Integration.Contracts.Payments;

/// <summary>The refund is accepted and its amount reserved; its end follows, with some ways to pay after days. Told once.</summary>
public sealed record RefundPending
{
    /// <summary>The refund.</summary>
    public required Guid RefundId { get; init; }

    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>The gateway that captured, and that gives the money back.</summary>
    public required string Gateway { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>When it was accepted, UTC.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }
}
