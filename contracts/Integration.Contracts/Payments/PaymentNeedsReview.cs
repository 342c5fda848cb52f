namespace Integration.Contracts.Payments;

/// <summary>A person has to look: the gateway's answer differs from what was asked, its outcome stays unknown, or money moved after an end.
/// The payment is still looked up daily and may yet end by itself. An alert belongs on this event; it may be published again.</summary>
public sealed record PaymentNeedsReview
{
    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>Why, in words.</summary>
    public required string Reason { get; init; }

    /// <summary>Since when, UTC.</summary>
    public required DateTimeOffset Since { get; init; }
}
