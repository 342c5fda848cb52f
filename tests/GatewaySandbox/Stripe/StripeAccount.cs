using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>Reads and dispatches. Every method is called under the store's gate.</summary>
internal sealed class StripeAccount(StripeStore store, SandboxOptions options, TimeProvider time)
{
    private readonly IntentWriter _writer = new(store, options, time);

    /// <summary>Executes the call against the state; the caller commits the changes.</summary>
    /// <exception cref="StripeFailure">Refused; nothing changed.</exception>
    public Executed Execute(StripeCall call)
    {
        if (call.Method == "POST" && store.IsFull)
        {
            throw StripeFailure.Full(store.MaxObjects);
        }

        return call.Operation switch
        {
            Operations.Create => _writer.Create(call),
            Operations.Update => _writer.Update(call),
            Operations.Confirm => _writer.Confirm(call),
            Operations.Capture => _writer.Capture(call),
            Operations.Cancel => _writer.Cancel(call),
            Operations.Retrieve => Retrieve(call),
            Operations.List => List(call),
            Operations.RetrieveCharge => RetrieveCharge(call),
            var other => throw new ArgumentOutOfRangeException(nameof(call), other, "not an operation"),
        };
    }

    /// <summary>The customer's answer to a challenge.</summary>
    public Executed Authenticate(string intent, bool succeeds, string requestId) => _writer.Authenticate(intent, succeeds, requestId);

    /// <summary>What has to be canceled because its authorization lapsed; null when it has not.</summary>
    public Changes? Lapse(string intentId) => store.TryIntent(intentId, out var intent) ? _writer.Lapse(intent) : null;

    private Executed Retrieve(StripeCall call) => new(200, _writer.Render(store.Intent(call.ObjectId!), null, call.Form), new Changes());

    private Executed RetrieveCharge(StripeCall call)
    {
        var charge = store.Charge(call.ObjectId!);
        var body = IntentWriter.Render(charge, store.Intent(charge.Intent));
        if (call.Form.List("expand").Contains("payment_intent"))
        {
            body["payment_intent"] = _writer.Render(store.Intent(charge.Intent), null, call.Form);
        }

        return new Executed(200, body, new Changes());
    }

    private Executed List(StripeCall call)
    {
        var limit = call.Form.Text("limit") is { } text ? StripeMoney.Integer(text, "limit", 1) : 10;
        if (limit > 100)
        {
            throw StripeFailure.Invalid("This value must be less than or equal to 100.", "parameter_invalid_integer", "limit");
        }

        var customer = call.Form.Text("customer");
        var all = store.Intents.Where(i => customer is null || i.Customer == customer);
        List<IntentState> page;
        bool more;
        if (call.Form.Text("ending_before") is { } before)
        {
            var newer = store.Intent(before).Sequence;
            page = [.. all.Where(i => i.Sequence > newer).Take((int)limit + 1)];
            more = page.Count > limit;
            page = [.. page.Take((int)limit).OrderByDescending(i => i.Sequence)];
        }
        else
        {
            var older = call.Form.Text("starting_after") is { } after ? store.Intent(after).Sequence : long.MaxValue;
            page = [.. all.Where(i => i.Sequence < older).OrderByDescending(i => i.Sequence).Take((int)limit + 1)];
            more = page.Count > limit;
        }

        var data = page.Take((int)limit).Select(i => _writer.Render(i, null, call.Form, "data."));
        return new Executed(200, StripeObjects.List("/v1/payment_intents", data, more), new Changes());
    }
}
