namespace Integration.Contracts.Payments;

/// <summary>The money moved, once. Final unless it is refunded or disputed.</summary>
public sealed record PaymentConfirmed
{
    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>The gateway that captured.</summary>
    public required string Gateway { get; init; }

    /// <summary>The gateway's own reference of the capture.</summary>
    public required string GatewayReference { get; init; }

    /// <summary>What was captured, in minor units of <see cref="Currency"/>; equals what was asked (SAFETY R6).</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>When we learned of it, UTC.</summary>
    public required DateTimeOffset ConfirmedAt { get; init; }

    /// <summary>The caller's customer; absent in messages of older versions.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The caller's order, when there was one.</summary>
    public string? OrderId { get; init; }
}
