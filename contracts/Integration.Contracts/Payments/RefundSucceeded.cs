namespace Integration.Contracts.Payments;

/// <summary>The gateway gave the money back. Rarely the payer's bank returns it later: then <see cref="RefundFailed"/> follows, and the amount may be refunded again.</summary>
public sealed record RefundSucceeded
{
    /// <summary>The refund.</summary>
    public required Guid RefundId { get; init; }

    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>The gateway that captured.</summary>
    public required string Gateway { get; init; }

    /// <summary>The gateway's reference of the refund.</summary>
    public required string RefundReference { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>When we learned of it, UTC.</summary>
    public required DateTimeOffset SucceededAt { get; init; }
}
