using Integration.Contracts.Rules;

namespace Integration.Contracts.Payments;

/// <summary>Give money back, to where it came from (SAFETY U6). Answered by <see cref="RefundPending"/> as soon as the amount is reserved, and by
/// <see cref="RefundSucceeded"/> or <see cref="RefundFailed"/>. A repeat with the same <see cref="RefundId"/> and content refunds once; with other content it goes to
/// the dead letters. Many refunds of one payment are fine: what is under way and what went back never exceed what was captured.</summary>
[Mandatory]
public sealed record RefundPayment
{
    /// <summary>The caller's id of this refund.</summary>
    public required Guid RefundId { get; init; }

    /// <summary>The payment. One that is not known yet, or whose money is not taken yet, is waited for a few minutes; then the refund fails with the reason.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>In minor units of the payment's currency, more than zero; absent means all that is left.</summary>
    public long? AmountMinor { get; init; }

    /// <summary>Why, in words; at most 500 characters. Shown to the payer where the gateway supports it.</summary>
    public string? Reason { get; init; }
}
