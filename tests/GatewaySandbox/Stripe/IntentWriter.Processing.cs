namespace Integration.GatewaySandbox.Stripe;

/// <summary>Payments whose end is open for a while after they were confirmed.</summary>
internal sealed partial class IntentWriter
{
    private const string Processing = "processing";

    /// <summary>A payment that is processed ends; it stands in for the bank.</summary>
    /// <exception cref="StripeFailure">It is not processed, or the outcome is none.</exception>
    public Executed SettlePayment(string intentId, string? outcome, StripeCall call)
    {
        var before = store.Intent(intentId);
        if (before.Status != Processing)
        {
            throw StripeFailure.UnexpectedState($"There is nothing to settle: the PaymentIntent has a status of {before.Status}.", Render(before));
        }

        var method = Find(before.PaymentMethod!, null);
        switch (outcome)
        {
            case "succeed":
                return Charge(call, before, method, authenticated: false, new Changes());
            case "fail":
                var declined = Decline(call, before, method, Card(method) with { Code = "card_declined", DeclineCode = "generic_decline", Message = "Your card was declined." }, new Changes());
                return new Executed(200, Render(declined.Changes.Intents[^1], declined.Changes), declined.Changes);
            default:
                throw StripeFailure.Invalid("outcome is succeed or fail", null, "outcome");
        }
    }

    private Executed Process(StripeCall call, IntentState before, Changes changes)
    {
        var intent = before with { Status = Processing };
        changes.Intents.Add(intent);
        Add(changes, "payment_intent.processing", intent, null, call);
        return new Executed(200, Render(intent, changes, call.Form), changes);
    }
}
