namespace Integration.Contracts.Payments;

/// <summary>No money moved and none will: the gateway itself said so (SAFETY F1). Final.</summary>
public sealed record PaymentFailed
{
    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>A stable code: <c>declined</c>, <c>retries_exhausted</c>, <c>not_authenticated</c>,
    /// <c>rejected</c>, <c>canceled_at_gateway</c> or, when a person closed it, <c>released</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The gateway's decline code, when there was one.</summary>
    public string? DeclineCode { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset FailedAt { get; init; }

    /// <summary>What was asked for, in minor units of <see cref="Currency"/>; absent in messages of older versions.</summary>
    public long? AmountMinor { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>The caller's customer; absent in messages of older versions.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The caller's order, when there was one.</summary>
    public string? OrderId { get; init; }
}
