namespace Integration.Contracts.Payments;

/// <summary>The customer's bank or the gateway disputes the charge: refunds are refused until the dispute is won (SAFETY U6). Answered in the
/// end by <see cref="DisputeClosed"/>. A repeat carries the same <see cref="DisputeReference"/>; so does a dispute whose decision is appealed, which is told again with <see cref="Reopened"/>.</summary>
public sealed record PaymentDisputed
{
    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>The gateway that captured.</summary>
    public required string Gateway { get; init; }

    /// <summary>The gateway's reference of the dispute.</summary>
    public required string DisputeReference { get; init; }

    /// <summary>What is disputed, in minor units of <see cref="Currency"/>.</summary>
    public required long AmountMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public required string Currency { get; init; }

    /// <summary>When we learned of it, UTC.</summary>
    public required DateTimeOffset DisputedAt { get; init; }

    /// <summary>True when it was told before, and its end does not count any more; default false.</summary>
    public bool Reopened { get; init; }
}
