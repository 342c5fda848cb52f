using Integration.GatewaySandbox.Ledger;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>Stripe's books.</summary>
internal sealed class StripeLedger(StripeStore store) : ILedgerSource
{
    private const string Gateway = "stripe";

    public LedgerBook Read()
    {
        lock (store.Gate)
        {
            return new([.. store.Intents.Select(Line)], [.. store.Refunds.Select(Refund)], [.. store.Disputes.Select(Dispute)]);
        }
    }

    private LedgerLine Line(IntentState intent) => new()
    {
        Gateway = Gateway,
        Id = intent.Id,
        Status = intent.Status,
        Currency = intent.Currency,
        Amount = intent.Amount,
        AmountCapturable = intent.AmountCapturable,
        AmountReceived = intent.AmountReceived,
        Refunded = RefundsOf(intent).Where(r => r.Status == "succeeded").Sum(r => r.Amount),
        RefundPending = RefundsOf(intent).Where(r => r.Status == "pending").Sum(r => r.Amount),
        Disputed = intent.LatestCharge is { } charge ? store.DisputesOf(charge).Sum(d => d.Taken) : 0,
        Captures = intent.Captures,
        Declines = intent.Declines,
        PaymentId = PaymentId(intent),
        AttemptId = intent.Metadata.GetValueOrDefault("integration_attempt_id"),
        CreatedAt = Time(intent.Created),
        AuthorizedAt = Time(intent.AuthorizedAt),
        CapturedAt = Time(intent.CapturedAt),
        CanceledAt = Time(intent.CanceledAt),
    };

    private LedgerRefund Refund(RefundState refund) => new(
        Gateway, refund.Id, refund.Intent, refund.Status, refund.Currency, refund.Amount, PaymentId(store.Intent(refund.Intent)), refund.Metadata.GetValueOrDefault("integration_refund_id"),
        refund.FailureReason, Time(refund.Created));

    private LedgerDispute Dispute(DisputeState dispute) => new(
        Gateway, dispute.Id, dispute.Intent, dispute.Status, dispute.Currency, dispute.Amount, dispute.Taken, PaymentId(store.Intent(dispute.Intent)), Time(dispute.Created));

    private IEnumerable<RefundState> RefundsOf(IntentState intent) => intent.LatestCharge is { } charge ? store.RefundsOf(charge) : [];

    public static string? PaymentId(IntentState intent) => intent.Metadata.GetValueOrDefault("integration_payment_id");

    private static DateTimeOffset Time(long seconds) => DateTimeOffset.FromUnixTimeSeconds(seconds);

    private static DateTimeOffset? Time(long? seconds) => seconds is { } s ? Time(s) : null;
}
