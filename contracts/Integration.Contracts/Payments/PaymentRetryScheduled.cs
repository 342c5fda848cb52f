namespace Integration.Contracts.Payments;

/// <summary>A call surely not executed will be repeated with the same keys (SAFETY R2, U2). Information only.</summary>
public sealed record PaymentRetryScheduled
{
    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>The retry's number, from 1.</summary>
    public required int Retry { get; init; }

    /// <summary>When it is due, UTC.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Reason { get; init; }
}
