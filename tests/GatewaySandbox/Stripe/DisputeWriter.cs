using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>Disputes: opened and decided by the customer's bank, read and given up by the merchant (docs.stripe.com/disputes).</summary>
internal sealed class DisputeWriter(StripeStore store, EventWriter events, IntentWriter intents, TimeProvider time)
{
    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>The customer's bank disputes what is left of the intent's charge, or a part of it; <paramref name="again"/>: beside or after another dispute of the charge;
    /// <paramref name="refunded"/>: what was given back, too, since the bank has not seen it yet.</summary>
    /// <exception cref="StripeFailure">There is nothing to dispute, or it is disputed already.</exception>
    public Executed Open(string intentId, long? amount, string reason, bool inquiry, StripeCall? call, bool again = false, bool refunded = false)
    {
        var intent = store.Intent(intentId);
        var charge = intent.Status == "succeeded" ? store.Charge(intent.LatestCharge!) : throw StripeFailure.Invalid("Only a captured payment can be disputed.", null, "intent");
        var left = charge.AmountCaptured - (refunded ? 0 : store.RefundsOf(charge.Id).Where(r => r.Counts).Sum(r => r.Amount)) - store.DisputesOf(charge.Id).Sum(d => d.Taken);
        if ((!again && store.DisputesOf(charge.Id).Any()) || left <= 0 || amount is < 1 || amount > left)
        {
            throw StripeFailure.Invalid($"The charge {charge.Id} is disputed already or has less left ({left}) than is to be disputed.", null, "amount");
        }

        var dispute = new DisputeState
        {
            Id = StripeIds.Dispute(),
            Charge = charge.Id,
            Intent = intent.Id,
            Created = Now,
            Amount = amount ?? left,
            Currency = charge.Currency,
            Reason = reason,
            Status = inquiry ? "warning_needs_response" : "needs_response",
            Inquiry = inquiry,
            WithdrawnAt = inquiry ? null : Now,
        };
        var changes = new Changes();
        changes.Disputes.Add(dispute);
        changes.Charges.Add(charge with { Disputed = true });
        events.Add(changes, "charge.dispute.created", intent.Id, () => Render(dispute, charge), call);
        if (!inquiry)
        {
            events.Add(changes, "charge.dispute.funds_withdrawn", intent.Id, () => Render(dispute, charge), call);
        }

        return new Executed(200, Render(dispute, charge), changes);
    }

    /// <summary>The bank looks at the evidence (<c>under_review</c>) or decides (<c>won</c>, <c>lost</c>); a decision is appealed (<c>appeal</c>), and the money is the bank's until the next one.</summary>
    /// <exception cref="StripeFailure">The dispute is closed, or not closed, or the outcome is none of these.</exception>
    public Executed Decide(string id, string? outcome, StripeCall? call)
    {
        var before = store.Dispute(id);
        if (before.IsOpen == (outcome == "appeal") || (outcome == "appeal" && before.Status == "warning_closed"))
        {
            throw StripeFailure.Saying($"This dispute is {(before.IsOpen ? "not closed" : "already closed")}: its status is {before.Status}.", null, null);
        }

        var dispute = outcome switch
        {
            "under_review" => before with { Status = before.Inquiry ? "warning_under_review" : before.Status.StartsWith("appeal_", StringComparison.Ordinal) ? "appeal_under_review" : "under_review" },
            "appeal" => before with { Status = "appeal_needs_response", WithdrawnAt = before.Taken > 0 ? before.WithdrawnAt : Now, ReinstatedAt = null },
            "won" => before with { Status = before.Inquiry ? "warning_closed" : "won", ReinstatedAt = before.Inquiry ? null : Now },
            // A lost inquiry is a dispute that took the money at its end.
            "lost" => before with { Status = "lost", Inquiry = false, WithdrawnAt = before.WithdrawnAt ?? Now },
            _ => throw StripeFailure.Invalid("outcome is won, lost, under_review or appeal", null, "outcome"),
        };
        var charge = store.Charge(dispute.Charge);
        var changes = new Changes();
        changes.Disputes.Add(dispute);
        string[] types = (outcome, Moved: dispute.Taken != before.Taken) switch
        {
            ("under_review", _) or ("appeal", false) => ["charge.dispute.updated"],
            ("appeal", true) => ["charge.dispute.updated", "charge.dispute.funds_withdrawn"],
            ("won", true) => ["charge.dispute.closed", "charge.dispute.funds_reinstated"],
            ("lost", true) => ["charge.dispute.funds_withdrawn", "charge.dispute.closed"],
            _ => ["charge.dispute.closed"],
        };
        foreach (var type in types)
        {
            events.Add(changes, type, dispute.Intent, () => Render(dispute, charge), call);
        }

        return new Executed(200, Render(dispute, charge, call?.Form), changes);
    }

    /// <summary>The merchant accepts the loss.</summary>
    public Executed Close(StripeCall call)
    {
        StripeParameters.Check(call);
        return Decide(call.ObjectId!, "lost", call);
    }

    public Executed Retrieve(StripeCall call)
    {
        StripeParameters.Check(call);
        var dispute = store.Dispute(call.ObjectId!);
        return new Executed(200, Render(dispute, store.Charge(dispute.Charge), call.Form), new Changes());
    }

    public Executed List(StripeCall call)
    {
        var (intent, charge) = (call.Form.Text("payment_intent"), call.Form.Text("charge"));
        return StripeLists.Page(
            call, store.Disputes, d => d.Created, d => (intent is null || d.Intent == intent) && (charge is null || d.Charge == charge),
            d => Render(d, store.Charge(d.Charge), call.Form, "data."), StripeFailure.NoSuchDispute);
    }

    private JsonObject Render(DisputeState dispute, ChargeState charge, StripeForm? form = null, string prefix = "")
    {
        var expand = form?.List("expand") ?? [];
        var intent = store.Intent(dispute.Intent);
        var rendered = StripeDisputes.Dispute(dispute, charge);
        if (expand.Contains(prefix + "charge"))
        {
            rendered["charge"] = IntentWriter.Render(charge, intent);
        }

        if (expand.Contains(prefix + "payment_intent"))
        {
            rendered["payment_intent"] = intents.Render(intent);
        }

        return rendered;
    }
}
