using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>What each call does to a refund, and what becomes of it later (docs.stripe.com/refunds, docs.stripe.com/testing#refunds).</summary>
internal sealed class RefundWriter(StripeStore store, SandboxOptions options, EventWriter events, IntentWriter intents, TimeProvider time)
{
    private const string Succeeded = "succeeded";
    private const string Pending = "pending";

    public Executed Create(StripeCall call)
    {
        StripeParameters.Check(call);
        var (charge, intent) = Find(call.Form);
        var left = charge.AmountCaptured - store.RefundsOf(charge.Id).Where(r => r.Counts).Sum(r => r.Amount);
        if (left == 0)
        {
            throw StripeFailure.AlreadyRefunded(charge.Id);
        }

        var amount = call.Form.Text("amount") is { Length: > 0 } text ? StripeMoney.Integer(text, "amount", 1) : left;
        if (amount > left)
        {
            throw StripeFailure.Invalid(
                $"Refund amount ({StripeMoney.Words(amount, charge.Currency)}) is greater than {(left == charge.AmountCaptured ? "charge amount" : "unrefunded amount on charge")} ({StripeMoney.Words(left, charge.Currency)})",
                "amount_too_large", "amount");
        }

        var afterwards = TestCards.Find(charge.Token)?.Afterwards;
        var refund = new RefundState
        {
            Id = StripeIds.Object("re"),
            Charge = charge.Id,
            Intent = intent.Id,
            Created = time.GetUtcNow().ToUnixTimeSeconds(),
            Amount = amount,
            Currency = charge.Currency,
            Status = afterwards == CardAfterwards.RefundsPend ? Pending : Succeeded,
            Reason = Reason(call.Form),
            Metadata = IntentWriter.Metadata(call.Form, []),
        };
        charge = charge with { AmountRefunded = charge.AmountRefunded + amount };
        var changes = new Changes();
        changes.Refunds.Add(refund);
        changes.Charges.Add(charge);
        if (afterwards is CardAfterwards.RefundsPend or CardAfterwards.RefundsFail)
        {
            changes.Later.Add(LaterChanges.Due(afterwards == CardAfterwards.RefundsPend ? LaterKind.SettleRefund : LaterKind.FailRefund, refund.Id, options, time));
        }

        events.Add(changes, "refund.created", intent.Id, () => Render(refund, charge), call);
        events.Add(changes, "charge.refunded", intent.Id, () => IntentWriter.Render(charge, intent), call);
        return new Executed(200, Render(refund, charge, call.Form), changes);
    }

    public Executed Retrieve(StripeCall call)
    {
        StripeParameters.Check(call);
        var refund = store.Refund(call.ObjectId!);
        return new Executed(200, Render(refund, store.Charge(refund.Charge), call.Form), new Changes());
    }

    public Executed List(StripeCall call)
    {
        var (intent, charge) = (call.Form.Text("payment_intent"), call.Form.Text("charge"));
        return StripeLists.Page(
            call, store.Refunds, r => r.Created, r => (intent is null || r.Intent == intent) && (charge is null || r.Charge == charge),
            r => Render(r, store.Charge(r.Charge), call.Form, "data."), StripeFailure.NoSuchRefund);
    }

    /// <summary>Stripe documents this for refunds that need an action of the customer; the sandbox takes a pending card refund for one.</summary>
    public Executed Cancel(StripeCall call)
    {
        StripeParameters.Check(call);
        var before = store.Refund(call.ObjectId!);
        return before.Status == Pending ? End(before, "canceled", "merchant_request", call)
            : throw StripeFailure.Saying($"This refund could not be canceled because it has a status of {before.Status}.", null, null);
    }

    /// <summary>The card's bank took the money, or did not.</summary>
    /// <returns>Null when the refund has ended in another way before.</returns>
    public Executed? Settle(string refund, bool succeeds, StripeCall? call)
    {
        var before = store.Refund(refund);
        return (succeeds, before.Status) switch
        {
            (true, Pending) => End(before, Succeeded, null, call),
            (false, Pending or Succeeded) => End(before, "failed", "expired_or_canceled_card", call),
            _ => null,
        };
    }

    /// <summary>The refund as an answer.</summary>
    public JsonObject Render(RefundState refund, ChargeState charge, StripeForm? form = null, string prefix = "")
    {
        var expand = form?.List("expand") ?? [];
        var intent = store.Intent(refund.Intent);
        var rendered = StripeRefunds.Refund(refund, charge, intent);
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

    private Executed End(RefundState before, string status, string? failure, StripeCall? call)
    {
        var refund = before with { Status = status, FailureReason = failure };
        var charge = store.Charge(refund.Charge);
        var changes = new Changes();
        changes.Refunds.Add(refund);
        if (failure is not null)
        {
            // The money stays with the merchant: the charge counts as not refunded.
            charge = charge with { AmountRefunded = charge.AmountRefunded - refund.Amount };
            changes.Charges.Add(charge);
        }

        if (status == "failed")
        {
            events.Add(changes, "refund.failed", refund.Intent, () => Render(refund, charge), call);
        }

        events.Add(changes, "refund.updated", refund.Intent, () => Render(refund, charge), call);
        return new Executed(200, Render(refund, charge, call?.Form), changes);
    }

    private (ChargeState Charge, IntentState Intent) Find(StripeForm form)
    {
        var (intentId, chargeId) = (form.Text("payment_intent"), form.Text("charge"));
        if (string.IsNullOrEmpty(intentId) && string.IsNullOrEmpty(chargeId))
        {
            throw StripeFailure.Invalid("One of the following params should be provided for this request: payment_intent or charge.", "parameter_missing", "payment_intent");
        }

        var charge = string.IsNullOrEmpty(chargeId) ? null : store.Charge(chargeId);
        var intent = store.Intent(string.IsNullOrEmpty(intentId) ? charge!.Intent : intentId);
        if (charge is not null && charge.Intent != intent.Id)
        {
            throw StripeFailure.Invalid($"The charge {charge.Id} does not belong to the PaymentIntent {intent.Id}.", null, "charge");
        }

        charge ??= intent.LatestCharge is { } latest ? store.Charge(latest) : null;
        if (charge is null || charge.Status != Succeeded || (!charge.Captured && intent.Status == "canceled"))
        {
            throw StripeFailure.Saying($"This PaymentIntent ({intent.Id}) does not have a successful charge to refund.", null, "payment_intent");
        }

        if (!charge.Captured)
        {
            throw StripeFailure.Invalid("Stripe lets go of an uncaptured hold here; the sandbox does not model that: cancel the PaymentIntent.", "sandbox_not_modelled", "payment_intent");
        }

        return store.DisputesOf(charge.Id).Any(d => d.ForbidsRefunds)
            ? throw StripeFailure.Saying($"Charge {charge.Id} has been charged back; cannot issue a refund.", "charge_disputed", null)
            : (charge, intent);
    }

    private static string? Reason(StripeForm form) => form.Text("reason") switch
    {
        null or "" => null,
        "duplicate" or "fraudulent" or "requested_by_customer" => form.Text("reason"),
        _ => throw StripeFailure.Invalid("Invalid reason: must be one of duplicate, fraudulent, or requested_by_customer", null, "reason"),
    };
}
