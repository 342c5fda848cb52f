using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>Reads and dispatches. Every method is called under the store's gate.</summary>
internal sealed class StripeAccount
{
    private readonly StripeStore _store;
    private readonly TimeProvider _time;

    public StripeAccount(StripeStore store, SandboxOptions options, TimeProvider time)
    {
        (_store, _time) = (store, time);
        var events = new EventWriter(options, time);
        Intents = new(store, options, events, time);
        Refunds = new(store, options, events, Intents, time);
        Disputes = new(store, events, Intents, time);
    }

    public IntentWriter Intents { get; }

    public RefundWriter Refunds { get; }

    public DisputeWriter Disputes { get; }

    /// <summary>Executes the call against the state; the caller commits the changes.</summary>
    /// <exception cref="StripeFailure">Refused; nothing changed.</exception>
    public Executed Execute(StripeCall call)
    {
        if (call.Method == "POST" && _store.IsFull)
        {
            throw StripeFailure.Full(_store.MaxObjects);
        }

        return call.Operation switch
        {
            Operations.Create => Intents.Create(call),
            Operations.Update => Intents.Update(call),
            Operations.Confirm => Intents.Confirm(call),
            Operations.Capture => Intents.Capture(call),
            Operations.Cancel => Intents.Cancel(call),
            Operations.Retrieve => Intents.Retrieve(call),
            Operations.List => ListIntents(call),
            Operations.RetrieveCharge => RetrieveCharge(call),
            Operations.ListCharges => ListCharges(call),
            Operations.Refund => Refunds.Create(call),
            Operations.RetrieveRefund => Refunds.Retrieve(call),
            Operations.CancelRefund => Refunds.Cancel(call),
            Operations.ListRefunds => Refunds.List(call),
            Operations.RetrieveDispute => Disputes.Retrieve(call),
            Operations.CloseDispute => Disputes.Close(call),
            Operations.ListDisputes => Disputes.List(call),
            var other => throw new ArgumentOutOfRangeException(nameof(call), other, "not an operation"),
        };
    }

    /// <summary>What has to be canceled because its authorization lapsed; null when it has not.</summary>
    public Changes? Lapse(string intentId) => _store.Intents.TryFind(intentId, out var intent) ? Intents.Lapse(intent) : null;

    /// <summary>What is due now. Each change also ends its plan; one that came to nothing only does that.</summary>
    public IEnumerable<Changes> Due()
    {
        foreach (var due in _store.Due(_time.GetUtcNow().ToUnixTimeMilliseconds()))
        {
            var changes = Apply(due) ?? new Changes();
            changes.LaterDone.Add(due.Id);
            yield return changes;
        }
    }

    private Changes? Apply(LaterState due)
    {
        try
        {
            return due.Kind switch
            {
                LaterKind.SettleRefund => Refunds.Settle(due.Subject, succeeds: true, null)?.Changes,
                LaterKind.FailRefund => Refunds.Settle(due.Subject, succeeds: false, null)?.Changes,
                LaterKind.OpenDispute => Open("fraudulent", inquiry: false),
                LaterKind.OpenDisputeNotReceived => Open("product_not_received", inquiry: false),
                LaterKind.OpenInquiry => Open("general", inquiry: true),
                var other => throw new InvalidDataException($"The journal plans {other}, which this version does not know."),
            };
        }
        catch (StripeFailure)
        {
            // The charge was refunded whole or disputed on demand meanwhile: there is nothing left to dispute.
            return null;
        }

        Changes Open(string reason, bool inquiry) => Disputes.Open(_store.Charge(due.Subject).Intent, null, reason, inquiry, null).Changes;
    }

    private Executed RetrieveCharge(StripeCall call)
    {
        StripeParameters.Check(call);
        return new(200, Render(_store.Charge(call.ObjectId!), call.Form, ""), new Changes());
    }

    private JsonObject Render(ChargeState charge, StripeForm form, string prefix)
    {
        var intent = _store.Intent(charge.Intent);
        var rendered = IntentWriter.Render(charge, intent);
        if (form.List("expand").Contains(prefix + "payment_intent"))
        {
            rendered["payment_intent"] = Intents.Render(intent);
        }

        return rendered;
    }

    private Executed ListIntents(StripeCall call)
    {
        var customer = call.Form.Text("customer");
        return StripeLists.Page(
            call, _store.Intents, i => i.Created, i => customer is null || i.Customer == customer, i => Intents.Render(i, null, call.Form, "data."), StripeFailure.NoSuchIntent);
    }

    private Executed ListCharges(StripeCall call)
    {
        var (customer, intent) = (call.Form.Text("customer"), call.Form.Text("payment_intent"));
        return StripeLists.Page(
            call, _store.Charges, c => c.Created, c => (intent is null || c.Intent == intent) && (customer is null || _store.Intent(c.Intent).Customer == customer),
            c => Render(c, call.Form, "data."), StripeFailure.NoSuchCharge);
    }
}
