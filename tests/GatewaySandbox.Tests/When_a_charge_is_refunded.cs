using Stripe;

namespace Integration.GatewaySandbox.Tests;

public sealed class When_a_charge_is_refunded
{
    [Fact]
    public async Task Should_give_everything_back_by_intent()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paid = await sandbox.PaidAsync(payment: "payment-1");
        var refund = await sandbox.RefundAsync(paid.Id, metadata: new() { ["integration_refund_id"] = "refund-1" });
        (refund.Status, refund.Amount, refund.Currency, refund.PaymentIntentId, refund.ChargeId).ShouldBe(("succeeded", 1999, "eur", paid.Id, paid.LatestChargeId));
        refund.Metadata["integration_refund_id"].ShouldBe("refund-1");
        (await sandbox.Refunds().GetAsync(refund.Id)).Status.ShouldBe("succeeded");
        var charge = await sandbox.Stripe.V1.Charges.GetAsync(paid.LatestChargeId);
        (charge.AmountRefunded, charge.Refunded).ShouldBe((1999, true));
        (await sandbox.Intents.GetAsync(paid.Id)).Status.ShouldBe("succeeded");

        var line = await sandbox.LineAsync(paid.Id);
        (line.Number("amount_received"), line.Number("refunded"), line.Number("net")).ShouldBe((1999, 1999, 0));
        var booked = (await sandbox.LedgerAsync()).GetProperty("refunds").EnumerateArray().Single();
        (booked.Text("id"), booked.Text("payment_id"), booked.Text("refund_id"), booked.Text("gateway")).ShouldBe((refund.Id, "payment-1", "refund-1", "stripe"));
    }

    [Fact]
    public async Task Should_give_parts_back_by_intent_or_charge_until_nothing_is_left()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paid = await sandbox.PaidAsync();
        (await sandbox.RefundAsync(paid.Id, 500)).Amount.ShouldBe(500);
        var tooMuch = await sandbox.RefundAsync(paid.Id, 1500).RefusedAsync();
        (tooMuch.StripeError.Code, tooMuch.StripeError.Param).ShouldBe(("amount_too_large", "amount"));
        tooMuch.StripeError.Message.ShouldContain("is greater than unrefunded amount on charge");
        var rest = await sandbox.Refunds().CreateAsync(new RefundCreateOptions { Charge = paid.LatestChargeId, Reason = "requested_by_customer" });
        (rest.Amount, rest.Reason).ShouldBe((1499, "requested_by_customer"));
        foreach (var amount in new long?[] { null, 1 })
        {
            (await sandbox.RefundAsync(paid.Id, amount).RefusedAsync()).StripeError.Code.ShouldBe("charge_already_refunded");
        }
    }

    [Fact]
    public async Task Should_never_give_back_more_than_was_taken_when_many_ask_at_once()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paid = await sandbox.PaidAsync();
        var asked = await Task.WhenAll(Enumerable.Range(0, 10).Select(async n =>
        {
            try
            {
                return (await sandbox.RefundAsync(paid.Id, 600, $"refund-{n}")).Amount;
            }
            catch (StripeException)
            {
                return 0;
            }
        }));
        asked.Sum().ShouldBe(1800);
        (await sandbox.LineAsync(paid.Id)).Number("refunded").ShouldBe(1800);
    }

    [Fact]
    public async Task Should_refund_once_per_key()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paid = await sandbox.PaidAsync();
        var first = await sandbox.RefundAsync(paid.Id, 500, "k");
        var again = await sandbox.RefundAsync(paid.Id, 500, "k");
        (again.Id, again.StripeResponse.Headers.Contains("Idempotent-Replayed")).ShouldBe((first.Id, true));
        (await sandbox.RefundAsync(paid.Id, 600, "k").RefusedAsync()).StripeError.Type.ShouldBe("idempotency_error");
        (await sandbox.LineAsync(paid.Id)).Number("refunded").ShouldBe(500);
    }

    [Fact]
    public async Task Should_count_a_captured_part_only()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var created = await sandbox.CreateAsync();
        await sandbox.ConfirmAsync(created.Id);
        await sandbox.Intents.CaptureAsync(created.Id, new PaymentIntentCaptureOptions { AmountToCapture = 1000 });
        (await sandbox.RefundAsync(created.Id, 1001).RefusedAsync()).StripeError.Message.ShouldContain("is greater than charge amount");
        (await sandbox.RefundAsync(created.Id)).Amount.ShouldBe(1000);
    }

    [Fact]
    public async Task Should_be_refused_where_no_money_was_taken()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var held = await sandbox.CreateAsync();
        (await sandbox.RefundAsync(held.Id).RefusedAsync()).StripeError.Message.ShouldContain("does not have a successful charge to refund");
        await sandbox.ConfirmAsync(held.Id);
        (await sandbox.RefundAsync(held.Id).RefusedAsync()).StripeError.Code.ShouldBe("sandbox_not_modelled");
        var declined = await sandbox.CreateAsync("pm_card_visa_chargeDeclined");
        await sandbox.ConfirmAsync(declined.Id).RefusedAsync();
        (await sandbox.RefundAsync(declined.Id).RefusedAsync()).StripeError.Message.ShouldContain("does not have a successful charge to refund");
        (await sandbox.RefundAsync("pi_none").RefusedAsync()).StripeError.Code.ShouldBe("resource_missing");
        (await sandbox.Refunds().GetAsync("re_none").RefusedAsync()).StripeError.Code.ShouldBe("resource_missing");
        (await sandbox.Refunds().CreateAsync(new RefundCreateOptions()).RefusedAsync()).StripeError.Code.ShouldBe("parameter_missing");
    }

    [Fact]
    public async Task Should_be_told_by_events()
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync(endpoint.Settings);
        var paid = await sandbox.PaidAsync();
        var refund = await sandbox.RefundAsync(paid.Id, 500, "k");
        var created = await endpoint.NextAsync("refund.created");
        created.Data.Object.ShouldBeOfType<Refund>().Id.ShouldBe(refund.Id);
        created.Request.IdempotencyKey.ShouldBe("k");
        await sandbox.UntilAsync("/sandbox/webhooks", c => c.Number("pending") == 0);
        endpoint.Accepted.Single(e => e.Type == "charge.refunded").Data.Object.ShouldBeOfType<Charge>().AmountRefunded.ShouldBe(500);
    }

    [Fact]
    public async Task Should_expand_intent_and_charge()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paid = await sandbox.PaidAsync();
        var refund = await sandbox.Refunds().CreateAsync(new RefundCreateOptions { PaymentIntent = paid.Id, Expand = ["charge", "payment_intent"] });
        (refund.Charge.AmountRefunded, refund.PaymentIntent.Status).ShouldBe((1999, "succeeded"));
        var listed = await sandbox.Refunds().ListAsync(new RefundListOptions { PaymentIntent = paid.Id, Expand = ["data.charge"] });
        listed.Data.Single().Charge.Id.ShouldBe(paid.LatestChargeId);
    }
}
