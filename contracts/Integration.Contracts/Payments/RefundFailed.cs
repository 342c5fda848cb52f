namespace Integration.Contracts.Payments;

/// <summary>No money goes back under this refund, by the payment's rules or by the gateway's word. What it reserved is free again.</summary>
public sealed record RefundFailed
{
    /// <summary>The refund.</summary>
    public required Guid RefundId { get; init; }

    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>Stable: <c>unknown_payment</c>, <c>not_captured</c>, <c>disputed</c>, <c>dispute_lost</c>, <c>exceeds_captured</c>, <c>nothing_left</c>,
    /// <c>rejected</c> (the gateway refuses), <c>not_made</c> (a call had no answer, and the gateway shows for long that it made no refund), <c>failed</c> (at the gateway), <c>failed_late</c> (after it was told as succeeded).</summary>
    public required string Code { get; init; }

    /// <summary>In words.</summary>
    public required string Reason { get; init; }

    /// <summary>In minor units of <see cref="Currency"/>; absent when nothing was ever reserved.</summary>
    public long? AmountMinor { get; init; }

    /// <summary>ISO 4217; absent when nothing was ever reserved.</summary>
    public string? Currency { get; init; }

    /// <summary>When we learned of it, UTC.</summary>
    public required DateTimeOffset FailedAt { get; init; }
}
