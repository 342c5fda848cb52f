using System.Text.Json.Nodes;

namespace Integration.GatewaySandbox.Stripe;

internal sealed partial class IntentWriter
{
    public Executed Confirm(StripeCall call)
    {
        StripeParameters.Check(call);
        return Confirm(call, store.Intent(call.ObjectId!), new Changes());
    }

    /// <summary>The customer passed or failed the challenge.</summary>
    public Executed Authenticate(string intentId, string? outcome, StripeCall call)
    {
        var succeeds = outcome switch
        {
            "succeed" => true,
            "fail" => false,
            _ => throw StripeFailure.Invalid("outcome is succeed or fail", null, "outcome"),
        };
        var before = store.Intent(intentId);
        if (before.Status != NeedsAction)
        {
            throw StripeFailure.UnexpectedState($"There is nothing to authenticate: the PaymentIntent has a status of {before.Status}.", Render(before));
        }

        var method = Find(before.PaymentMethod!, null);
        var changes = new Changes();
        if (succeeds)
        {
            return Charge(call, before with { NextAction = null }, method, authenticated: true, changes);
        }

        var error = StripeFailure.Make("invalid_request_error",
            "The provided PaymentMethod has failed authentication. You can provide payment_method_data or a new PaymentMethod to attempt to fulfill this PaymentIntent again.",
            "payment_intent_authentication_failure", null);
        error["payment_method"] = StripeCharges.Method(method, before.Customer, Card(method));
        var intent = before with { Status = NeedsMethod, NextAction = null, PaymentMethod = null, LastPaymentError = error };
        changes.Intents.Add(intent);
        Add(changes, "payment_intent.payment_failed", intent, null, call);
        return new Executed(200, Render(intent), changes);
    }

    private Executed Confirm(StripeCall call, IntentState before, Changes changes)
    {
        var form = call.Form;
        if (before.Status is Succeeded or NeedsCapture)
        {
            throw StripeFailure.UnexpectedState("You cannot confirm this PaymentIntent because it has already succeeded after being previously confirmed.", Render(before));
        }

        if (before.Status is Canceled or Processing)
        {
            throw StripeFailure.UnexpectedState(
                $"You cannot confirm this PaymentIntent because it has a status of {before.Status}. Only a PaymentIntent with one of the following statuses may be confirmed: requires_confirmation, requires_action.",
                Render(before));
        }

        // A create with confirm=true has made its payment method already.
        var method = call.Operation == Operations.Confirm && Text(form, "payment_method") is { } token ? Method(token, changes)
            : before.PaymentMethod is { } id ? Find(id, changes)
            : null;
        if (method is null)
        {
            throw StripeFailure.UnexpectedState(
                "You cannot confirm this PaymentIntent because it's missing a payment method. You can either update the PaymentIntent with a payment method and then confirm it again, or confirm it again directly with a payment method or ConfirmationToken.",
                Render(before));
        }

        var offSession = Flag(form, "off_session");
        var returnUrl = Text(form, "return_url");
        if (before.AllowsRedirects && !offSession && returnUrl is null)
        {
            throw StripeFailure.Invalid(
                "This PaymentIntent is configured to accept payment methods enabled in your Dashboard. Because some of these payment methods might redirect your customer off of your page, you must provide a `return_url`. If you don't want to accept redirect-based payment methods, set `automatic_payment_methods[enabled]` to `true` and `automatic_payment_methods[allow_redirects]` to `never` when creating Setup Intents and Payment Intents.",
                null, "return_url");
        }

        var intent = before with
        {
            PaymentMethod = method.Id,
            CaptureMethod = CaptureMethod(form) ?? before.CaptureMethod,
            ReceiptEmail = Text(form, "receipt_email") ?? before.ReceiptEmail,
            SetupFutureUsage = Text(form, "setup_future_usage") ?? before.SetupFutureUsage,
            NextAction = null,
        };
        return Card(method).Behavior switch
        {
            CardBehavior.Succeeds => Charge(call, intent, method, authenticated: false, changes),
            CardBehavior.DeclinesFirst when WasDeclined(StripeLedger.PaymentId(intent)) => Charge(call, intent, method, authenticated: false, changes),
            CardBehavior.Declines or CardBehavior.DeclinesFirst => Decline(call, intent, method, Card(method), changes),
            CardBehavior.NeedsAuthentication when offSession => Decline(call, intent, method, Card(method) with
            {
                Code = "authentication_required",
                DeclineCode = "authentication_required",
                Message = "Your card was declined. This transaction requires authentication.",
            }, changes),
            CardBehavior.Processes => Process(call, intent, changes),
            _ => Challenge(call, intent, returnUrl, changes),
        };
    }

    private bool WasDeclined(string? payment) => payment is not null && store.Intents.Any(i => i.Declines > 0 && StripeLedger.PaymentId(i) == payment);

    private Executed Charge(StripeCall call, IntentState before, MethodState method, bool authenticated, Changes changes)
    {
        var manual = before.CaptureMethod == "manual";
        var charge = new ChargeState
        {
            Id = StripeIds.Object("ch"),
            Intent = before.Id,
            Created = Now,
            Amount = before.Amount,
            Currency = before.Currency,
            PaymentMethod = method.Id,
            Token = method.Token,
            Status = "succeeded",
            Captured = !manual,
            AmountCaptured = manual ? 0 : before.Amount,
            Authenticated = authenticated,
            CaptureBefore = manual ? Now + (long)TimeSpan.FromDays(options.AuthorizationDays).TotalSeconds : null,
        };
        var intent = before with
        {
            Status = manual ? NeedsCapture : Succeeded,
            AmountCapturable = manual ? before.Amount : 0,
            AmountReceived = manual ? 0 : before.Amount,
            Captures = manual ? before.Captures : before.Captures + 1,
            LatestCharge = charge.Id,
            LastPaymentError = null,
            AuthorizedAt = Now,
            CapturedAt = manual ? null : Now,
        };
        changes.Intents.Add(intent);
        changes.Charges.Add(charge);
        if (charge.Captured)
        {
            PlanDispute(charge, changes);
        }

        Add(changes, "charge.succeeded", intent, charge, call);
        Add(changes, manual ? "payment_intent.amount_capturable_updated" : "payment_intent.succeeded", intent, null, call);
        return new Executed(200, Render(intent, changes, call.Form), changes);
    }

    private Executed Decline(StripeCall call, IntentState before, MethodState method, TestCard card, Changes changes)
    {
        var charge = new ChargeState
        {
            Id = StripeIds.Object("ch"),
            Intent = before.Id,
            Created = Now,
            Amount = before.Amount,
            Currency = before.Currency,
            PaymentMethod = method.Id,
            Token = method.Token,
            Status = "failed",
            FailureCode = card.Code,
            FailureMessage = card.Message,
            DeclineCode = card.DeclineCode,
        };
        var error = StripeFailure.Make("card_error", card.Message, card.Code, card.Code switch { "expired_card" => "exp_month", "incorrect_cvc" => "cvc", _ => null });
        error["charge"] = charge.Id;
        error["payment_method"] = StripeCharges.Method(method, before.Customer, card);
        if (card.DeclineCode is not null)
        {
            error["decline_code"] = card.DeclineCode;
        }

        if (card.Advice is not null)
        {
            error["advice_code"] = card.Advice;
        }

        var intent = before with
        {
            Status = NeedsMethod,
            PaymentMethod = null,
            LatestCharge = charge.Id,
            LastPaymentError = (JsonObject)error.DeepClone(),
            Declines = before.Declines + 1,
        };
        changes.Intents.Add(intent);
        changes.Charges.Add(charge);
        Add(changes, "charge.failed", intent, charge, call);
        Add(changes, "payment_intent.payment_failed", intent, null, call);
        error["payment_intent"] = Render(intent, changes, call.Form);
        return new Executed(402, error, changes);
    }

    private Executed Challenge(StripeCall call, IntentState before, string? returnUrl, Changes changes)
    {
        var source = StripeIds.Object("payatt");
        var intent = before with
        {
            Status = NeedsAction,
            NextAction = returnUrl is not null
                ? new JsonObject
                {
                    ["redirect_to_url"] = new JsonObject { ["return_url"] = returnUrl, ["url"] = $"https://hooks.stripe.com/3d_secure_2/hosted?payment_intent={before.Id}&source={source}" },
                    ["type"] = "redirect_to_url",
                }
                : new JsonObject
                {
                    ["type"] = "use_stripe_sdk",
                    ["use_stripe_sdk"] = new JsonObject { ["source"] = source, ["type"] = "three_d_secure_redirect" },
                },
        };
        changes.Intents.Add(intent);
        Add(changes, "payment_intent.requires_action", intent, null, call);
        return new Executed(200, Render(intent, changes, call.Form), changes);
    }
}
