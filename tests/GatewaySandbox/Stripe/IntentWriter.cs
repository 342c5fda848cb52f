using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>What each call does to a PaymentIntent: which statuses allow it, what changes, which events follow.</summary>
internal sealed partial class IntentWriter(StripeStore store, SandboxOptions options, EventWriter events, TimeProvider time)
{
    private const string NeedsMethod = "requires_payment_method";
    private const string NeedsConfirmation = "requires_confirmation";
    private const string NeedsAction = "requires_action";
    private const string NeedsCapture = "requires_capture";
    private const string Succeeded = "succeeded";
    private const string Canceled = "canceled";

    private long Now => time.GetUtcNow().ToUnixTimeSeconds();

    public Executed Create(StripeCall call)
    {
        StripeParameters.Check(call);
        var form = call.Form;
        var currency = StripeMoney.Currency(form.Text("currency") is { Length: > 0 } c ? c : throw StripeFailure.Missing("currency"));
        var amount = StripeMoney.Amount(form.Text("amount") is { Length: > 0 } a ? a : throw StripeFailure.Missing("amount"), currency);
        var confirm = Flag(form, "confirm");
        if (!confirm && (form.Has("off_session") || form.Has("return_url")))
        {
            var name = form.Has("off_session") ? "off_session" : "return_url";
            throw StripeFailure.Invalid($"You cannot set {name} when creating a PaymentIntent without confirm=true.", "parameter_invalid_empty", name);
        }

        var allowed = form.List("allowed_payment_method_types").Concat(form.List("payment_method_types")).ToList();
        if (allowed.Count > 0 && !allowed.Contains("card"))
        {
            throw StripeFailure.Invalid("The sandbox charges cards only: allow 'card'.", "sandbox_not_modelled", "allowed_payment_method_types");
        }

        var id = StripeIds.Object("pi");
        var changes = new Changes();
        var method = Text(form, "payment_method") is { } token ? Method(token, changes) : null;
        var intent = new IntentState
        {
            Id = id,
            ClientSecret = StripeIds.ClientSecret(id),
            Created = Now,
            Amount = amount,
            Currency = currency,
            CaptureMethod = CaptureMethod(form) ?? "automatic_async",
            Status = method is null ? NeedsMethod : NeedsConfirmation,
            Customer = Customer(form),
            Description = Text(form, "description"),
            ReceiptEmail = Text(form, "receipt_email"),
            StatementDescriptor = Text(form, "statement_descriptor"),
            StatementDescriptorSuffix = Text(form, "statement_descriptor_suffix"),
            TransferGroup = Text(form, "transfer_group"),
            SetupFutureUsage = Text(form, "setup_future_usage"),
            Metadata = Metadata(form, []),
            AllowedPaymentMethodTypes = allowed.Count > 0 ? allowed : null,
            AllowsRedirects = allowed.Count == 0 && form.Map("automatic_payment_methods").GetValueOrDefault("allow_redirects") != "never",
            PaymentMethod = method?.Id,
        };
        Add(changes, "payment_intent.created", intent, null, call);
        if (confirm)
        {
            return Confirm(call, intent, changes);
        }

        changes.Intents.Add(intent);
        return new Executed(200, Render(intent, changes, form), changes);
    }

    public Executed Retrieve(StripeCall call)
    {
        StripeParameters.Check(call);
        return new(200, Render(store.Intent(call.ObjectId!), null, call.Form), new Changes());
    }

    public Executed Update(StripeCall call)
    {
        StripeParameters.Check(call);
        var form = call.Form;
        var before = store.Intent(call.ObjectId!);
        var open = before.Status is NeedsMethod or NeedsConfirmation or NeedsAction;
        if (form.Names.FirstOrDefault(n => n is "amount" or "currency" or "payment_method" or "customer") is { } name && !open)
        {
            throw StripeFailure.UnexpectedState(
                $"This PaymentIntent's {name} could not be updated because it has a status of {before.Status}. You may only update the {name} of a PaymentIntent with one of the following statuses: requires_payment_method, requires_confirmation, requires_action.",
                Render(before));
        }

        var changes = new Changes();
        var currency = Text(form, "currency") is { } c ? StripeMoney.Currency(c) : before.Currency;
        var method = Text(form, "payment_method") is { } token ? Method(token, changes) : null;
        var intent = before with
        {
            Currency = currency,
            Amount = Text(form, "amount") is { } a ? StripeMoney.Amount(a, currency) : before.Amount,
            Customer = Customer(form) ?? before.Customer,
            Description = form.Has("description") ? Text(form, "description") : before.Description,
            ReceiptEmail = form.Has("receipt_email") ? Text(form, "receipt_email") : before.ReceiptEmail,
            StatementDescriptor = Text(form, "statement_descriptor") ?? before.StatementDescriptor,
            StatementDescriptorSuffix = Text(form, "statement_descriptor_suffix") ?? before.StatementDescriptorSuffix,
            SetupFutureUsage = Text(form, "setup_future_usage") ?? before.SetupFutureUsage,
            TransferGroup = Text(form, "transfer_group") ?? before.TransferGroup,
            Metadata = Metadata(form, before.Metadata),
            PaymentMethod = method?.Id ?? before.PaymentMethod,
            Status = method is not null ? NeedsConfirmation : before.Status,
            NextAction = method is not null ? null : before.NextAction,
        };
        changes.Intents.Add(intent);
        return new Executed(200, Render(intent, changes, form), changes);
    }

    public Executed Capture(StripeCall call)
    {
        StripeParameters.Check(call);
        var before = store.Intent(call.ObjectId!);
        var amount = Text(call.Form, "amount_to_capture") is { } text ? StripeMoney.Integer(text, "amount_to_capture", 1) : before.AmountCapturable;
        if (before.Status != NeedsCapture)
        {
            throw StripeFailure.UnexpectedState(before.Status == Succeeded
                ? "This PaymentIntent could not be captured because it has already been captured."
                : $"This PaymentIntent could not be captured because it has a status of {before.Status}. Only a PaymentIntent with one of the following statuses may be captured: requires_capture.",
                Render(before));
        }

        if (amount > before.AmountCapturable)
        {
            throw StripeFailure.Invalid($"The amount to capture ({amount}) is greater than what can be captured ({before.AmountCapturable}).", "amount_too_large", "amount_to_capture");
        }

        if (call.Form.Text("final_capture") is "false")
        {
            throw StripeFailure.Invalid("Multicapture is not available for this PaymentIntent.", null, "final_capture");
        }

        var changes = new Changes();
        var charge = store.Charge(before.LatestCharge!) with { Captured = true, AmountCaptured = amount, AmountRefunded = before.AmountCapturable - amount };
        var intent = before with
        {
            Status = Succeeded,
            AmountCapturable = 0,
            AmountReceived = amount,
            Captures = before.Captures + 1,
            CapturedAt = Now,
            Metadata = Metadata(call.Form, before.Metadata),
        };
        changes.Intents.Add(intent);
        changes.Charges.Add(charge);
        PlanDispute(charge, changes);
        Add(changes, "charge.captured", intent, charge, call);
        Add(changes, "payment_intent.succeeded", intent, null, call);
        return new Executed(200, Render(intent, changes, call.Form), changes);
    }

    public Executed Cancel(StripeCall call)
    {
        StripeParameters.Check(call);
        var before = store.Intent(call.ObjectId!);
        var reason = Text(call.Form, "cancellation_reason");
        if (reason is not (null or "duplicate" or "fraudulent" or "requested_by_customer" or "abandoned"))
        {
            throw StripeFailure.Invalid("Invalid cancellation_reason: must be one of duplicate, fraudulent, requested_by_customer, or abandoned", null, "cancellation_reason");
        }

        // Stripe lets a processing payment be canceled "in rare cases"; the sandbox takes the harder case.
        if (before.Status is Succeeded or Canceled or Processing)
        {
            throw StripeFailure.UnexpectedState(
                $"You cannot cancel this PaymentIntent because it has a status of {before.Status}. Only a PaymentIntent with one of the following statuses may be canceled: requires_payment_method, requires_capture, requires_confirmation, requires_action, processing.",
                Render(before));
        }

        var changes = new Changes();
        var intent = Release(before, reason, changes, call);
        return new Executed(200, Render(intent, changes, call.Form), changes);
    }

    /// <summary>The authorization was not captured in time: Stripe cancels the intent by itself.</summary>
    public Changes? Lapse(IntentState intent)
    {
        if (intent.Status != NeedsCapture || store.Charge(intent.LatestCharge!).CaptureBefore is not { } before || before > Now)
        {
            return null;
        }

        var changes = new Changes();
        Release(intent, "automatic", changes, null);
        return changes;
    }

    private IntentState Release(IntentState before, string? reason, Changes changes, StripeCall? call)
    {
        // Stripe promises the error only until the intent is updated; what failed stands in its charge.
        var intent = before with { Status = Canceled, AmountCapturable = 0, CanceledAt = Now, CancellationReason = reason, NextAction = null, LastPaymentError = null };
        changes.Intents.Add(intent);
        if (before.Status == NeedsCapture)
        {
            // Letting go of held money shows as a refund of the whole charge.
            var charge = store.Charge(before.LatestCharge!) with { AmountRefunded = before.Amount };
            changes.Charges.Add(charge);
            Add(changes, "charge.refunded", intent, charge, call);
        }

        Add(changes, "payment_intent.canceled", intent, null, call);
        return intent;
    }
}
