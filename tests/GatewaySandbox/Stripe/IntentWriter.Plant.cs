namespace Integration.GatewaySandbox.Stripe;

internal sealed partial class IntentWriter
{
    /// <summary>Takes the money of an intent that nobody confirmed, or that was canceled or declined: what must never happen at Stripe, and is to be noticed when it does.</summary>
    /// <exception cref="StripeFailure">There is no such intent, or its money was taken before.</exception>
    public Executed PlantCapture(string intentId, StripeCall call)
    {
        var before = store.Intent(intentId);
        if (before.Status == Succeeded)
        {
            throw StripeFailure.UnexpectedState("This PaymentIntent was captured before.", Render(before));
        }

        if (before.Status == NeedsCapture)
        {
            return Capture(call with { ObjectId = intentId, Operation = Operations.Capture });
        }

        var changes = new Changes();
        return Plant(before, changes, call);
    }

    /// <summary>Makes another intent with the metadata, amount and currency of this one, and takes its money: a second charge of the same payment.</summary>
    /// <param name="metadata">Replaces single values of the metadata.</param>
    /// <exception cref="StripeFailure">There is no such intent.</exception>
    public Executed PlantTwin(string intentId, IReadOnlyDictionary<string, string> metadata, StripeCall call)
    {
        var original = store.Intent(intentId);
        var id = StripeIds.Object("pi");
        var changes = new Changes();
        var twin = new IntentState
        {
            Id = id,
            ClientSecret = StripeIds.ClientSecret(id),
            Created = Now,
            Amount = original.Amount,
            Currency = original.Currency,
            CaptureMethod = "automatic_async",
            Status = NeedsConfirmation,
            Customer = original.Customer,
            Description = original.Description,
            AllowedPaymentMethodTypes = ["card"],
            Metadata = new(original.Metadata.Where(m => !metadata.ContainsKey(m.Key)).Concat(metadata), StringComparer.Ordinal),
        };
        Add(changes, "payment_intent.created", twin, null, call);
        return Plant(twin, changes, call);
    }

    private Executed Plant(IntentState before, Changes changes, StripeCall call)
    {
        var method = before.PaymentMethod is { } known ? Find(known, changes) : Method("pm_card_visa", changes);
        var free = before with { CaptureMethod = "automatic_async", PaymentMethod = method.Id, CanceledAt = null, CancellationReason = null, NextAction = null };
        return Charge(call, free, method, authenticated: false, changes);
    }
}
