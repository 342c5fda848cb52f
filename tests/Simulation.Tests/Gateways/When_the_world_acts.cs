using Integration.Contracts.Webhooks;
using Integration.PaymentWorker.Gateways;
using Integration.WebhookIngress.Webhooks;

namespace Integration.Simulation.Tests.Gateways;

/// <summary>Customers, banks, people at the dashboard, and time.</summary>
public sealed class When_the_world_acts
{
    [Theory]
    [InlineData(true, GatewayStatus.Authorized)]
    [InlineData(false, GatewayStatus.Declined)]
    public async Task Should_end_a_challenge_as_the_customer_does(bool succeeds, GatewayStatus status)
    {
        using var world = new World();
        var reference = (await world.CreateAsync(world.Gateways.Stripe, "pm_card_authenticationRequired")).Found!.Reference;
        (await world.AuthorizeAsync(reference, "pm_card_authenticationRequired", "https://shop.example/back")).Found!.Status.ShouldBe(GatewayStatus.ActionRequired);
        world.Stripe.AwaitingCustomer.ShouldBe([reference]);
        world.Stripe.Authenticate(reference, succeeds).ShouldBeTrue();
        world.Stripe.Authenticate(reference, succeeds).ShouldBeFalse();
        (await world.LookUpAsync(world.Gateways.Stripe, reference)).Found!.Status.ShouldBe(status);
    }

    [Theory]
    [InlineData(true, GatewayStatus.Authorized)]
    [InlineData(false, GatewayStatus.Declined)]
    public async Task Should_end_a_processing_payment_hours_later_and_not_let_it_be_canceled_before(bool succeeds, GatewayStatus status)
    {
        using var world = new World();
        var gateway = world.Gateways.Stripe;
        var reference = (await world.CreateAsync(gateway, "pm_sandbox_processing")).Found!.Reference;
        (await world.AuthorizeAsync(reference, "pm_sandbox_processing")).Found!.Status.ShouldBe(GatewayStatus.Processing);
        (await gateway.CancelAsync(new() { Attempt = world.Attempt(gateway, reference) }, "cancel", CancellationToken.None)).Found!.Status.ShouldBe(GatewayStatus.Processing);
        world.Stripe.Processing.ShouldBe([reference]);
        world.Clock.Advance(TimeSpan.FromHours(5));
        world.Stripe.SettlePayment(reference, succeeds).ShouldBeTrue();
        (await world.LookUpAsync(gateway, reference)).Found!.Status.ShouldBe(status);
        world.Stripe.Processing.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_let_a_payer_approve_and_pending_money_end_either_way()
    {
        foreach (var completes in new[] { true, false })
        {
            using var world = new World();
            var gateway = world.Gateways.PayPal;
            var reference = (await world.CreateAsync(gateway, returnUrl: "https://shop.example/back")).Found!.Reference;
            world.PayPal.AwaitingPayer.ShouldBe([reference]);
            (await world.CaptureAsync(gateway, reference)).Found!.Status.ShouldNotBe(GatewayStatus.Captured);
            world.PayPal.Approve(reference).ShouldBeTrue();
            (await world.LookUpAsync(gateway, reference)).Found!.Status.ShouldBe(GatewayStatus.Authorized);

            using var other = new World();
            var pending = (await other.CreateAsync(other.Gateways.PayPal)).Found!.Reference;
            (await other.CaptureAsync(other.Gateways.PayPal, pending, "vault_pending")).Found!.Status.ShouldBe(GatewayStatus.Processing);
            other.PayPal.PendingCaptures.Count().ShouldBe(1);
            other.PayPal.Settle(pending, completes).ShouldBeTrue();
            Disturbances.Books(other.PayPal).ShouldBe(completes ? (1, 1999) : (0, 0));
        }
    }

    [Fact]
    public async Task Should_let_go_of_a_hold_after_seven_days_without_being_touched()
    {
        using var world = new World();
        var reference = (await world.CreateAsync(world.Gateways.Stripe, "pm_card_visa")).Found!.Reference;
        world.Stripe.NextDue.ShouldBeNull();
        await world.AuthorizeAsync(reference);
        world.Stripe.NextDue.ShouldBe(world.Clock.GetUtcNow().AddDays(7));
        world.Clock.Advance(TimeSpan.FromDays(7));
        world.Stripe.ApplyDue();
        world.Stripe.NextDue.ShouldBeNull();
        world.Events[^1].Event.Type.ShouldBe("payment_intent.canceled");
        world.Events[^1].Cause.ShouldBeNull();
        world.Stripe.Ledger().Intents[0].Status.ShouldBe("canceled");
    }

    [Fact]
    public async Task Should_do_later_what_a_card_does_later()
    {
        using var world = new World();
        var captured = await world.CapturedAsync(world.Gateways.Stripe, "pm_card_pendingRefund");
        (await World.RefundAsync(world.Gateways.Stripe, world.Refund(captured))).Found!.Status.ShouldBe(RefundStatus.Pending);
        var due = world.Stripe.NextDue.ShouldNotBeNull();
        world.Clock.Advance(due - world.Clock.GetUtcNow());
        world.Stripe.ApplyDue();
        world.Stripe.Ledger().Refunds[0].Status.ShouldBe("succeeded");
        world.Stripe.PendingRefunds.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_dispute_and_refund_without_the_product()
    {
        using var world = new World();
        var stripe = (await world.CapturedAsync(world.Gateways.Stripe)).Found!;
        world.Stripe.RefundInDashboard(stripe.Reference, 999).ShouldBeTrue();
        world.Stripe.RefundInDashboard(stripe.Reference, 5000).ShouldBeFalse();
        world.Stripe.Dispute(stripe.Reference).ShouldBeTrue();
        world.Stripe.Decide(world.Stripe.OpenDisputes.Single(), "lost").ShouldBeTrue();
        var line = world.Stripe.Ledger().Intents[0];
        (line.Refunded, line.Disputed).ShouldBe((999, 1000));

        world.Stripe.Dispute(stripe.Reference, 1).ShouldBeFalse("it is disputed already");
        world.Stripe.Dispute(stripe.Reference, 1, again: true).ShouldBeFalse("nothing is left");
        world.Stripe.Decide(world.Stripe.DecidedDisputes.Single(), "appeal").ShouldBeTrue();
        world.Stripe.Decide(world.Stripe.OpenDisputes.Single(), "won").ShouldBeTrue();
        world.Stripe.Dispute(stripe.Reference, 1, again: true).ShouldBeTrue();
        world.Stripe.Ledger().Intents[0].Disputed.ShouldBe(1);

        var paypal = (await world.CapturedAsync(world.Gateways.PayPal)).Found!;
        world.PayPal.RefundInDashboard(paypal.CaptureReference!, 999).ShouldBeTrue();
        world.PayPal.Dispute(paypal.CaptureReference!, 1000).ShouldBeTrue();
        world.PayPal.Decide(world.PayPal.OpenDisputes.Single(), payerWins: true).ShouldBeTrue();
        var order = world.PayPal.Ledger().Intents[0];
        (order.Refunded, order.Disputed).ShouldBe((999, 1000));
        world.Stripe.Ledger().CapturesByPayment[world.Payment.ToString()].Captures.ShouldBe(1);
    }

    [Fact]
    public async Task Should_become_the_messages_that_the_ingress_publishes()
    {
        using var world = new World();
        var stripe = await world.CapturedAsync(world.Gateways.Stripe);
        var paypal = await world.CapturedAsync(world.Gateways.PayPal);
        foreach (var (gateway, told, cause) in world.Events)
        {
            var message = gateway.Message(told);
            message.Id.ShouldBe(EventIdentity.MessageId(gateway.Name, told.Id));
            gateway.Message(told).ShouldBe(message);
            message.Body.ShouldBeOfType<GatewayObjectChanged>().Reference.ShouldBe((gateway == world.Stripe ? stripe : paypal).Found!.Reference);
            cause!.Payment.ShouldBe(world.Payment.ToString());

            var twin = gateway.Twin(told);
            gateway.Message(twin).Id.ShouldNotBe(message.Id);
            ((GatewayObjectChanged)gateway.Message(twin).Body with { EventId = told.Id }).ShouldBe(message.Body);
        }

        world.Events.Select(e => e.Event.Type).ShouldBe(
            ["payment_intent.created", "payment_intent.amount_capturable_updated", "payment_intent.succeeded", "PAYMENT.CAPTURE.COMPLETED"]);
    }
}
