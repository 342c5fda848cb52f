namespace Integration.GatewaySandbox.PayPal;

/// <summary>Disputes: opened and decided by the sandbox's controls. Called under the store's gate; the caller commits.</summary>
internal sealed class DisputeWriter(PayPalStore store, PayPalObjects objects, PayPalEvents events, TimeProvider time)
{
    private const string Complaint = "BUYER_COMPLAINT";
    private const string Resolved = "RESOLVED";

    /// <summary>Opens a dispute of the capture, or of the order's capture.</summary>
    /// <exception cref="PayPalFailure">Nothing was captured under this id.</exception>
    public PayPalChanges Open(string id, long? amountMinor, string? reason, string origin)
    {
        var captureId = store.TryOrder(id, out var order) ? order.Capture : id;
        var capture = captureId is not null && store.TryCapture(captureId, out var found) ? found : throw PayPalFailure.NotFound();
        var now = time.GetUtcNow();
        var dispute = new DisputeState
        {
            Id = PayPalIds.Dispute(),
            Capture = capture.Id,
            Created = now,
            Updated = now,
            Status = "WAITING_FOR_SELLER_RESPONSE",
            Reason = reason ?? "MERCHANDISE_OR_SERVICE_NOT_RECEIVED",
            Currency = capture.Currency,
            AmountMinor = amountMinor ?? capture.AmountMinor,
        };
        var changes = new PayPalChanges();
        changes.Captures.Add(capture with { Reason = Complaint, Updated = now });
        changes.Disputes.Add(dispute);
        events.Dispute(changes, "CUSTOMER.DISPUTE.CREATED", dispute, objects.Dispute(dispute, origin));
        return changes;
    }

    /// <summary>Decides it; a repeat changes nothing. <paramref name="outcome"/> is PayPal's word: in the payer's favour the money is gone.</summary>
    public PayPalChanges Resolve(string id, string outcome, string origin)
    {
        var before = store.TryDispute(id, out var found) ? found : throw PayPalFailure.NotFound();
        var changes = new PayPalChanges();
        if (before.Status == Resolved)
        {
            return changes;
        }

        var dispute = before with { Status = Resolved, Outcome = outcome, Updated = time.GetUtcNow() };
        store.TryCapture(dispute.Capture, out var capture);
        var reversed = capture!.ReversedMinor + (Took(outcome) ? dispute.AmountMinor : 0);
        changes.Disputes.Add(dispute);
        changes.Captures.Add(capture with { Reason = reversed > 0 || store.Disputes.Any(d => d.Capture == dispute.Capture && d.Id != id && d.Status != Resolved) ? Complaint : null, ReversedMinor = reversed, Updated = dispute.Updated });
        events.Dispute(changes, "CUSTOMER.DISPUTE.RESOLVED", dispute, objects.Dispute(dispute, origin));
        return changes;
    }

    /// <summary>Somebody appeals: it is open again, and what a decision took is not taken until the next one. A repeat changes nothing.</summary>
    public PayPalChanges Appeal(string id, string origin)
    {
        var before = store.TryDispute(id, out var found) ? found : throw PayPalFailure.NotFound();
        var changes = new PayPalChanges();
        if (before.Status != Resolved)
        {
            return changes;
        }

        var dispute = before with { Status = "UNDER_REVIEW", Outcome = null, Appealed = true, Updated = time.GetUtcNow() };
        store.TryCapture(dispute.Capture, out var capture);
        changes.Disputes.Add(dispute);
        changes.Captures.Add(capture! with { Reason = Complaint, ReversedMinor = capture.ReversedMinor - (Took(before.Outcome) ? dispute.AmountMinor : 0), Updated = dispute.Updated });
        events.Dispute(changes, "CUSTOMER.DISPUTE.UPDATED", dispute, objects.Dispute(dispute, origin));
        return changes;
    }

    private static bool Took(string? outcome) => outcome is "RESOLVED_BUYER_FAVOUR" or "ACCEPTED";
}
