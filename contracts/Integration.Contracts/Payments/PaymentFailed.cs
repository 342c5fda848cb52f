namespace Integration.Contracts.Payments;

/// <summary>No money moved and none will: the gateway itself said so (SAFETY F1). Final.</summary>
public sealed record PaymentFailed
{
    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>A stable code: <c>declined</c>, <c>retries_exhausted</c>, <c>not_authenticated</c>,
    /// <c>rejected</c> or <c>canceled_at_gateway</c>.</summary>
    public required string Code { get; init; }

    /// <summary>The gateway's decline code, when there was one.</summary>
    public string? DeclineCode { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>When, UTC.</summary>
    public required DateTimeOffset FailedAt { get; init; }
}
