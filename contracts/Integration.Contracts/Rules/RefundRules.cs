using Integration.Contracts.Payments;

namespace Integration.Contracts.Rules;

/// <summary>What every <see cref="RefundPayment"/> has to keep, whichever door it comes through. What the payment allows is decided under its lock.</summary>
public static class RefundRules
{
    private const int MaxText = 500;

    /// <summary>Every broken rule, in words; empty when the message is good.</summary>
    public static IReadOnlyList<Violation> Violations(RefundPayment message)
    {
        var found = new Findings();
        found.Require(message.RefundId != Guid.Empty, "refundId", "is missing");
        found.Require(message.PaymentId != Guid.Empty, "paymentId", "is missing");
        found.Require(message.AmountMinor is null or > 0, "amountMinor", "has to be greater than zero");
        found.Text("reason", message.Reason, MaxText);
        return found.Rules;
    }
}
