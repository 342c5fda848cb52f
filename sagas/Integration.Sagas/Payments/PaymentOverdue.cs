namespace Integration.Sagas.Payments;

/// <summary>The watch found a payment whose timer did not wake it. If that is still so, the timer is set anew; a repeat does nothing.</summary>
public sealed record PaymentOverdue
{
    /// <summary>The payment.</summary>
    public required Guid PaymentId { get; init; }
}
