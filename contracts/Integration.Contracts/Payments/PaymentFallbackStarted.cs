namespace Integration.Contracts.Payments;

/// <summary>The payment is tried at another gateway, because it is proven that the first one did not and will not take the money (SAFETY F1).
/// A repeat carries the same <see cref="AttemptNumber"/>.</summary>
public sealed record PaymentFallbackStarted
{
    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>The gateway that was left.</summary>
    public required string FromGateway { get; init; }

    /// <summary>The gateway that is tried now.</summary>
    public required string ToGateway { get; init; }

    /// <summary>The number of the attempt there, from 1 over the payment's life.</summary>
    public required int AttemptNumber { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>What proves that the first gateway takes no money, in words (SAFETY F7).</summary>
    public required string Proof { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset StartedAt { get; init; }
}
