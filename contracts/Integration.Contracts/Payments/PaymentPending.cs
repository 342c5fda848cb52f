namespace Integration.Contracts.Payments;

/// <summary>The payment was accepted and is being worked on. Published once.</summary>
public sealed record PaymentPending
{
    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>When it was accepted, UTC.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }
}
