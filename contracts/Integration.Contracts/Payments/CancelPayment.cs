using Integration.Contracts.Rules;

namespace Integration.Contracts.Payments;

/// <summary>Stop a payment if its money has not moved. Answered by <see cref="PaymentCanceled"/>, or by
/// <see cref="PaymentConfirmed"/> when the capture came first (the caller then asks for a refund). Repeats change nothing.</summary>
[Mandatory]
public sealed record CancelPayment
{
    /// <summary>The payment to stop; one that is not known yet is waited for (about three minutes), then the cancel goes to the dead letters.</summary>
    public required Guid PaymentId { get; init; }

    /// <summary>Why, in words for people; at most 500 characters.</summary>
    public string? Reason { get; init; }
}
