using Stripe;

namespace Integration.GatewaySandbox.Tests;

public sealed class When_a_card_is_declined
{
    [Theory]
    [InlineData("pm_card_visa_chargeDeclined", "card_declined", "generic_decline")]
    [InlineData("pm_card_chargeDeclined", "card_declined", "generic_decline")]
    [InlineData("pm_card_visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds")]
    [InlineData("pm_card_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds")]
    [InlineData("pm_card_visa_chargeDeclinedLostCard", "card_declined", "lost_card")]
    [InlineData("pm_card_visa_chargeDeclinedStolenCard", "card_declined", "stolen_card")]
    [InlineData("pm_card_chargeDeclinedExpiredCard", "expired_card", null)]
    [InlineData("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", null)]
    [InlineData("pm_card_chargeDeclinedProcessingError", "processing_error", null)]
    [InlineData("pm_card_chargeDeclinedFraudulent", "card_declined", "fraudulent")]
    [InlineData("pm_card_chargeCustomerFail", "card_declined", "generic_decline")]
    public async Task Should_say_why_and_carry_the_intent(string method, string code, string? declineCode)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.CreateAsync(method);
        var failure = await sandbox.ConfirmAsync(created.Id).RefusedAsync();

        ((int)failure.HttpStatusCode, failure.StripeError.Type, failure.StripeError.Code, failure.StripeError.DeclineCode).ShouldBe((402, "card_error", code, declineCode));
        var intent = failure.StripeError.PaymentIntent;
        (intent.Id, intent.Status, intent.PaymentMethodId, intent.AmountReceived).ShouldBe((created.Id, "requires_payment_method", null, 0));
        (intent.LastPaymentError.Code, intent.LastPaymentError.DeclineCode).ShouldBe((code, declineCode));
        failure.StripeError.PaymentMethod.Type.ShouldBe("card");
        failure.StripeError.Charge.ShouldBe(intent.LatestChargeId);
        var charge = await sandbox.Stripe.V1.Charges.GetAsync(intent.LatestChargeId);
        (charge.Status, charge.Paid, charge.FailureCode).ShouldBe(("failed", false, code));
    }

    /// <summary>Stripe promises <c>last_payment_error</c> only until the intent is updated; the charge is as it ended.</summary>
    [Fact]
    public async Task Should_say_why_in_the_charge_alone_once_the_intent_is_canceled()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.CreateAsync("pm_card_chargeDeclinedFraudulent");
        await sandbox.ConfirmAsync(created.Id).RefusedAsync();

        var canceled = await sandbox.Intents.CancelAsync(created.Id, new PaymentIntentCancelOptions { Expand = ["latest_charge"] });
        (canceled.Status, canceled.LastPaymentError).ShouldBe(("canceled", null));
        var charge = canceled.LatestCharge;
        (charge.Status, charge.FailureCode, charge.Outcome.Type, charge.Outcome.Reason).ShouldBe(("failed", "card_declined", "issuer_declined", "fraudulent"));
    }

    [Fact]
    public async Task Should_be_chargeable_with_another_card()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.CreateAsync("pm_card_visa_chargeDeclined");
        await sandbox.ConfirmAsync(created.Id).RefusedAsync();

        var without = await sandbox.ConfirmAsync(created.Id).RefusedAsync();
        without.StripeError.Code.ShouldBe("payment_intent_unexpected_state");
        without.StripeError.Message.ShouldContain("missing a payment method");

        var confirmed = await sandbox.ConfirmAsync(created.Id, options: new PaymentIntentConfirmOptions { PaymentMethod = "pm_card_visa", OffSession = true });
        (confirmed.Status, confirmed.LastPaymentError).ShouldBe(("requires_capture", null));
        (await sandbox.LineAsync(created.Id)).GetProperty("declines").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Should_keep_an_intent_that_was_created_and_confirmed_in_one()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var options = Sandbox.New("pm_card_visa_chargeDeclined");
        options.Confirm = true;
        options.OffSession = true;
        var failure = await sandbox.Intents.CreateAsync(options).RefusedAsync();
        (await sandbox.Intents.GetAsync(failure.StripeError.PaymentIntent.Id)).Status.ShouldBe("requires_payment_method");
    }
}
