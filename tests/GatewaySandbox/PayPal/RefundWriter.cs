namespace Integration.GatewaySandbox.PayPal;

/// <summary>What refunds and settlements do. Called under the store's gate; the caller commits.</summary>
internal sealed class RefundWriter(PayPalStore store, PayPalObjects objects, PayPalEvents events, TimeProvider time)
{
    private static readonly TimeSpan Refundable = TimeSpan.FromDays(180);

    public PayPalExecuted Refund(PayPalCall call)
    {
        var capture = store.TryCapture(call.ObjectId!, out var found) ? found : throw PayPalFailure.NotFound();
        var left = capture.AmountMinor - store.RefundedMinor(capture.Id);
        var (currency, amount) = call.Body["amount"] is { } money ? PayPalMoney.Read(money, "amount") : (capture.Currency, left);
        if (Issue(capture, currency, amount, left) is { } issue)
        {
            throw PayPalFailure.Unprocessable(issue);
        }

        var now = time.GetUtcNow();
        var refund = new RefundState
        {
            Id = PayPalIds.Object(),
            Capture = capture.Id,
            Created = now,
            Updated = now,
            Status = VaultTokens.Find(capture.VaultId).Refund,
            Currency = currency,
            AmountMinor = amount,
            CustomId = call.Body.Short("custom_id", 127),
            InvoiceId = call.Body.Short("invoice_id", 127),
            Note = call.Body.Short("note_to_payer", 255),
        };
        var changes = new PayPalChanges();
        Add(changes, refund, call.Origin);
        return new(201, refund.Id, changes);
    }

    /// <summary>Ends what is pending under this id (an order's or a capture's capture, or a refund), as its token says or as asked: <c>completed</c>, <c>denied</c> or <c>failed</c>.</summary>
    /// <exception cref="PayPalFailure">Nothing has this id.</exception>
    public PayPalChanges Settle(string id, string? outcome, string origin)
    {
        var changes = new PayPalChanges();
        if (store.TryRefund(id, out var refund))
        {
            store.TryCapture(refund.Capture, out var of);
            if (refund.Status == "PENDING")
            {
                var status = outcome switch { "completed" => "COMPLETED", "failed" or "denied" => "FAILED", _ => VaultTokens.Find(of!.VaultId).RefundSettles };
                Add(changes, refund with { Status = status, Updated = time.GetUtcNow() }, origin);
            }

            return changes;
        }

        var captureId = store.TryOrder(id, out var order) ? order.Capture : id;
        var capture = captureId is not null && store.TryCapture(captureId, out var found) ? found : throw PayPalFailure.NotFound();
        if (capture.Status == "PENDING")
        {
            var completes = outcome switch { "completed" => true, "failed" or "denied" => false, _ => VaultTokens.Find(capture.VaultId).Settles == "COMPLETED" };
            var now = time.GetUtcNow();
            capture = capture with { Status = completes ? "COMPLETED" : "DECLINED", Reason = null, Updated = now, CompletedAt = completes ? now : null };
            changes.Captures.Add(capture);
            events.Capture(changes, completes ? "PAYMENT.CAPTURE.COMPLETED" : "PAYMENT.CAPTURE.DENIED", capture, objects.Capture(capture, origin));
        }

        return changes;
    }

    private void Add(PayPalChanges changes, RefundState refund, string origin)
    {
        changes.Refunds.Add(refund);
        events.Refund(changes, refund.Status == "COMPLETED" ? "PAYMENT.CAPTURE.REFUNDED" : "PAYMENT.REFUND." + refund.Status, refund, PayPalObjects.Refund(refund, origin));
    }

    private string? Issue(CaptureState capture, string currency, long amount, long left) =>
        capture.Status == "PENDING" ? "PENDING_CAPTURE"
        : capture.Status != "COMPLETED" ? "REFUND_NOT_ALLOWED"
        : capture.ReversedMinor > 0 ? "REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK"
        : time.GetUtcNow() - capture.CompletedAt > Refundable ? "REFUND_TIME_LIMIT_EXCEEDED"
        : currency != capture.Currency ? "REFUND_CAPTURE_CURRENCY_MISMATCH"
        : left <= 0 ? "CAPTURE_FULLY_REFUNDED"
        : amount > left ? "REFUND_AMOUNT_EXCEEDED"
        : amount < left && store.Disputes.Any(d => d.Capture == capture.Id && d.Status != "RESOLVED") ? "TRANSACTION_DISPUTED"
        : null;
}
