namespace Integration.Contracts.Payments;

/// <summary>Somebody gave money of a payment back without us, for example by hand at the gateway's own pages. It counts against what may still be refunded.
/// Told when it is first seen, and again when it fails.</summary>
public sealed record RefundMadeElsewhere
{
    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>The gateway.</summary>
    public required string Gateway { get; init; }

    /// <summary>The gateway's reference of the refund.</summary>
    public required string RefundReference { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>True when the money came back to us after all.</summary>
    public required bool Failed { get; init; }

    /// <summary>When we learned of it, UTC.</summary>
    public required DateTimeOffset SeenAt { get; init; }
}
