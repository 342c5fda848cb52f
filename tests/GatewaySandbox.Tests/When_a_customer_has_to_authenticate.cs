using System.Net;
using Stripe;

namespace Integration.GatewaySandbox.Tests;

public sealed class When_a_customer_has_to_authenticate
{
    private static readonly PaymentIntentConfirmOptions OnSession = new() { ReturnUrl = "https://shop.example/back", Expand = ["latest_charge"] };

    [Fact]
    public async Task Should_send_the_customer_to_the_challenge_and_hold_the_money_when_it_is_passed()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.CreateAsync("pm_card_authenticationRequired");
        var waiting = await sandbox.ConfirmAsync(created.Id, options: OnSession);
        (waiting.Status, waiting.NextAction.Type, waiting.NextAction.RedirectToUrl.ReturnUrl).ShouldBe(("requires_action", "redirect_to_url", OnSession.ReturnUrl));
        waiting.NextAction.RedirectToUrl.Url.ShouldContain(created.Id);
        waiting.LatestCharge.ShouldBeNull();

        using var answer = await sandbox.PostAsync($"/sandbox/authenticate/{created.Id}?outcome=succeed");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var held = await sandbox.Intents.GetAsync(created.Id, new PaymentIntentGetOptions { Expand = ["latest_charge"] });
        (held.Status, held.NextAction, held.LatestCharge.PaymentMethodDetails.Card.ThreeDSecure.Result).ShouldBe(("requires_capture", null, "authenticated"));
        using var again = await sandbox.PostAsync($"/sandbox/authenticate/{created.Id}?outcome=succeed");
        again.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Should_need_another_method_when_the_challenge_is_failed()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.CreateAsync("pm_card_authenticationRequired");
        await sandbox.ConfirmAsync(created.Id, options: OnSession);
        using var answer = await sandbox.PostAsync($"/sandbox/authenticate/{created.Id}?outcome=fail");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        var failed = await sandbox.Intents.GetAsync(created.Id);
        (failed.Status, failed.LastPaymentError.Code).ShouldBe(("requires_payment_method", "payment_intent_authentication_failure"));
    }

    [Fact]
    public async Task Should_decline_when_the_customer_is_absent()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.CreateAsync("pm_card_authenticationRequired");
        var failure = await sandbox.ConfirmAsync(created.Id).RefusedAsync();
        ((int)failure.HttpStatusCode, failure.StripeError.Code, failure.StripeError.DeclineCode).ShouldBe((402, "authentication_required", "authentication_required"));
        failure.StripeError.PaymentIntent.Status.ShouldBe("requires_payment_method");
    }

    [Fact]
    public async Task Should_leave_the_challenge_to_the_browser_without_a_return_address()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.CreateAsync("pm_card_threeDSecure2Required");
        var waiting = await sandbox.ConfirmAsync(created.Id, options: new PaymentIntentConfirmOptions());
        (waiting.Status, waiting.NextAction.Type).ShouldBe(("requires_action", "use_stripe_sdk"));
    }
}
