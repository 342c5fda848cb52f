namespace Integration.Sagas.Payments;

/// <summary>The invariants that a payment's own row can show. Pure. What only several attempts can show is kept by the database and by the views.</summary>
public static class PaymentInvariants
{
    /// <summary>Which invariant is broken and how, in words; nothing when all hold.</summary>
    public static string? Broken(PaymentState payment, string firstGateway) => payment switch
    {
        _ when payment.CapturedMinor > payment.AmountMinor =>
            $"invariant 1 is broken: {payment.CapturedMinor} {payment.Currency} was captured, asked was {payment.AmountMinor}",
        { CurrentState: nameof(PaymentStateMachine.Confirmed), CapturedMinor: 0 } =>
            "invariant 1 is broken: it is confirmed without a capture",
        _ when payment.RefundReservedMinor + payment.RefundedMinor > payment.CapturedMinor =>
            $"invariant 2 is broken: {payment.RefundReservedMinor + payment.RefundedMinor} {payment.Currency} is refunded or reserved, captured was {payment.CapturedMinor}",
        { CapturedMinor: > 0, FallbackProof: null } when payment.Gateway != firstGateway =>
            $"invariant 3 is broken: {payment.Gateway} captured without a proof that {firstGateway} did not",
        _ => null,
    };
}
