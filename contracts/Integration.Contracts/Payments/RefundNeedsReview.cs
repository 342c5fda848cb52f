namespace Integration.Contracts.Payments;

/// <summary>A person has to look at a refund. Its amount stays reserved, and the gateway is still asked daily until it says where the money is (SAFETY U6). An alert belongs on this event.</summary>
public sealed record RefundNeedsReview
{
    /// <summary>The refund.</summary>
    public required Guid RefundId { get; init; }

    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>In words.</summary>
    public required string Reason { get; init; }

    /// <summary>UTC.</summary>
    public required DateTimeOffset Since { get; init; }
}
