using Integration.GatewaySandbox.Ledger;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>PayPal's books: an order is an attempt; the product's payment id is its invoice (SAFETY F6) and the attempt's id its custom id. A capture counts when its money moved.</summary>
internal sealed class PayPalLedger(PayPalStore store, PayPalObjects objects) : ILedgerSource
{
    private const string Gateway = "paypal";

    public LedgerBook Read()
    {
        lock (store.Gate)
        {
            return new([.. store.Orders.Select(Line)], [.. store.Refunds.Select(Line)], [.. store.Disputes.Select(Line)]);
        }
    }

    private LedgerLine Line(OrderState order)
    {
        var capture = store.CaptureOf(order);
        var took = capture is { Status: "COMPLETED" };
        List<RefundState> refunds = capture is null ? [] : [.. store.RefundsOf(capture.Id)];
        return new()
        {
            Gateway = Gateway,
            Id = order.Id,
            Status = capture is null ? order.Status : $"{order.Status}/{objects.Status(capture)}",
            Currency = Lower(order.Currency),
            Amount = order.AmountMinor,
            AmountReceived = took ? order.AmountMinor : 0,
            Refunded = refunds.Where(r => r.Status == "COMPLETED").Sum(r => r.AmountMinor),
            RefundPending = refunds.Where(r => r.Status == "PENDING").Sum(r => r.AmountMinor),
            Disputed = capture?.ReversedMinor ?? 0,
            Captures = took ? 1 : 0,
            Declines = order.Declines + (capture is { Status: "DECLINED" } ? 1 : 0),
            PaymentId = order.InvoiceId,
            AttemptId = order.CustomId,
            CreatedAt = order.Created,
            CapturedAt = capture?.CompletedAt,
        };
    }

    private LedgerRefund Line(RefundState refund)
    {
        store.TryCapture(refund.Capture, out var capture);
        return new(
            Gateway, refund.Id, capture!.Order, refund.Status, Lower(refund.Currency), refund.AmountMinor, capture.InvoiceId, refund.CustomId,
            refund.Status == "FAILED" ? "ECHECK" : null, refund.Created);
    }

    private LedgerDispute Line(DisputeState dispute)
    {
        store.TryCapture(dispute.Capture, out var capture);
        return new(
            Gateway, dispute.Id, capture!.Order, dispute.Outcome ?? dispute.Status, Lower(dispute.Currency), dispute.AmountMinor, capture.ReversedMinor, capture.InvoiceId, dispute.Created);
    }

    private static string Lower(string currency) => currency.ToLowerInvariant();
}
