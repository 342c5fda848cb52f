namespace Integration.GatewaySandbox.PayPal;

/// <summary>One order as PayPal's books have it. Amounts in minor units, hundredths except for yen.</summary>
internal sealed record PayPalLedgerLine(
    string Id, string Status, string Currency, long Amount, long AmountPending, long AmountReceived, long Refunded, long RefundedPending, long Reversed, int Captures, int Declines, bool Planted, bool Disputed,
    string? CaptureId, string? PaymentId, string? AttemptId, DateTimeOffset CreatedAt, DateTimeOffset? CapturedAt);

/// <summary>PayPal's books.</summary>
internal static class PayPalLedger
{
    /// <summary>Every order, oldest first. A capture counts when its money moved; one that is pending is held as such.</summary>
    public static IReadOnlyList<PayPalLedgerLine> Of(PayPalStore store)
    {
        lock (store.Gate)
        {
            var disputed = store.Disputes.Where(d => d.Status != "RESOLVED").Select(d => d.Capture).ToHashSet(StringComparer.Ordinal);
            return [.. store.Orders.Select(order => Line(store, order, store.CaptureOf(order), disputed))];
        }
    }

    private static PayPalLedgerLine Line(PayPalStore store, OrderState order, CaptureState? capture, HashSet<string> disputed)
    {
        var refunds = capture is null ? [] : store.RefundsOf(capture.Id).ToList();
        return new(
            order.Id,
            capture is null ? order.Status : $"{order.Status}/{capture.Status}",
            order.Currency,
            order.AmountMinor,
            AmountPending: capture is { Status: "PENDING" } ? capture.AmountMinor : 0,
            AmountReceived: capture is { Status: "COMPLETED" } ? capture.AmountMinor : 0,
            Refunded: refunds.Where(r => r.Status == "COMPLETED").Sum(r => r.AmountMinor),
            RefundedPending: refunds.Where(r => r.Status == "PENDING").Sum(r => r.AmountMinor),
            capture?.ReversedMinor ?? 0,
            Captures: capture is { Status: "COMPLETED" } ? 1 : 0,
            order.Declines,
            order.Planted,
            capture is not null && disputed.Contains(capture.Id),
            capture?.Id,
            // The product's payment id is the invoice (SAFETY F6), its attempt's id the custom id.
            order.InvoiceId,
            order.CustomId,
            order.Created,
            capture?.CompletedAt);
    }
}
