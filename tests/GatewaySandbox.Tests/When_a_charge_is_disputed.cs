using Stripe;

namespace Integration.GatewaySandbox.Tests;

public sealed class When_a_charge_is_disputed
{
    [Theory]
    [InlineData("pm_card_createDispute", "needs_response", "fraudulent")]
    [InlineData("pm_card_createDisputeProductNotReceived", "needs_response", "product_not_received")]
    [InlineData("pm_card_createDisputeInquiry", "warning_needs_response", "general")]
    public async Task Should_happen_by_itself_to_the_cards_that_Stripe_names(string card, string status, string reason)
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync([.. endpoint.Settings, "LaterMilliseconds=100"]);
        var paid = await sandbox.PaidAsync(card);
        var told = (await endpoint.NextAsync("charge.dispute.created")).Data.Object.ShouldBeOfType<Dispute>();
        (told.Status, told.Reason, told.Amount, told.PaymentIntentId, told.ChargeId).ShouldBe((status, reason, 1999, paid.Id, paid.LatestChargeId));
        (await sandbox.Stripe.V1.Disputes.GetAsync(told.Id)).Status.ShouldBe(status);
        (await sandbox.Intents.GetAsync(paid.Id, new PaymentIntentGetOptions { Expand = ["latest_charge"] })).LatestCharge.Disputed.ShouldBeTrue();
        (await sandbox.LineAsync(paid.Id)).Number("disputed").ShouldBe(reason == "general" ? 0 : 1999);
    }

    [Theory]
    [InlineData("won", "won", 0, "charge.dispute.funds_reinstated")]
    [InlineData("lost", "lost", 1999, null)]
    public async Task Should_be_decided_by_the_bank(string outcome, string status, long taken, string? moved)
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync(endpoint.Settings);
        var paid = await sandbox.PaidAsync(payment: "payment-1");
        var id = (await sandbox.ActAsync("/sandbox/disputes", new { intent = paid.Id })).Text("id");
        (await sandbox.RefundAsync(paid.Id).RefusedAsync()).StripeError.Code.ShouldBe("charge_disputed");
        (await sandbox.ActAsync($"/sandbox/disputes/{id}", new { outcome = "under_review" })).Text("status").ShouldBe("under_review");
        (await sandbox.ActAsync($"/sandbox/disputes/{id}", new { outcome })).Text("status").ShouldBe(status);
        await sandbox.ActAsync($"/sandbox/disputes/{id}", new { outcome }, status: 400);

        var booked = (await sandbox.LedgerAsync()).GetProperty("disputes").EnumerateArray().Single();
        (booked.Text("id"), booked.Text("status"), booked.Number("taken"), booked.Text("payment_id")).ShouldBe((id, status, taken, "payment-1"));
        await sandbox.UntilAsync("/sandbox/webhooks", c => c.Number("pending") == 0);
        endpoint.Accepted.Select(e => e.Type).Where(t => t.StartsWith("charge.dispute.", StringComparison.Ordinal)).ShouldBe(
            new[] { "charge.dispute.created", "charge.dispute.funds_withdrawn", "charge.dispute.updated", "charge.dispute.closed", moved }.OfType<string>(), ignoreOrder: true);
        if (outcome == "won")
        {
            (await sandbox.RefundAsync(paid.Id)).Status.ShouldBe("succeeded");
        }
        else
        {
            (await sandbox.RefundAsync(paid.Id).RefusedAsync()).StripeError.Code.ShouldBe("charge_disputed");
        }
    }

    [Fact]
    public async Task Should_be_accepted_by_the_merchant_and_found_by_intent()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (first, second) = (await sandbox.PaidAsync(), await sandbox.PaidAsync());
        var id = (await sandbox.ActAsync("/sandbox/disputes", new { intent = first.Id, amount = 500 })).Text("id");
        await sandbox.ActAsync("/sandbox/disputes", new { intent = second.Id });
        var found = (await sandbox.Stripe.V1.Disputes.ListAsync(new DisputeListOptions { PaymentIntent = first.Id })).Data.Single();
        (found.Id, found.Amount).ShouldBe((id, 500));
        (await sandbox.Stripe.V1.Disputes.CloseAsync(id)).Status.ShouldBe("lost");
        (await sandbox.Stripe.V1.Disputes.GetAsync("du_none").RefusedAsync()).StripeError.Code.ShouldBe("resource_missing");
    }

    [Fact]
    public async Task Should_have_several_disputes_when_it_is_asked_for_and_open_a_decided_one_again()
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync(endpoint.Settings);
        var paid = await sandbox.PaidAsync();
        var first = (await sandbox.ActAsync("/sandbox/disputes", new { intent = paid.Id, amount = 500 })).Text("id");
        await sandbox.ActAsync("/sandbox/disputes", new { intent = paid.Id, amount = 1500, again = true }, status: 400);
        var second = (await sandbox.ActAsync("/sandbox/disputes", new { intent = paid.Id, amount = 700, again = true })).Text("id");
        (await sandbox.LineAsync(paid.Id)).Number("disputed").ShouldBe(1200);
        await sandbox.ActAsync($"/sandbox/disputes/{first}", new { outcome = "appeal" }, status: 400);
        await sandbox.ActAsync($"/sandbox/disputes/{first}", new { outcome = "won" });
        (await sandbox.RefundAsync(paid.Id).RefusedAsync()).StripeError.Code.ShouldBe("charge_disputed");
        await sandbox.ActAsync($"/sandbox/disputes/{second}", new { outcome = "lost" });

        (await sandbox.ActAsync($"/sandbox/disputes/{first}", new { outcome = "appeal" })).Text("status").ShouldBe("appeal_needs_response");
        (await sandbox.ActAsync($"/sandbox/disputes/{first}", new { outcome = "under_review" })).Text("status").ShouldBe("appeal_under_review");
        (await sandbox.LineAsync(paid.Id)).Number("disputed").ShouldBe(1200);
        await sandbox.ActAsync($"/sandbox/disputes/{second}", new { outcome = "appeal" });
        foreach (var dispute in new[] { first, second })
        {
            (await sandbox.ActAsync($"/sandbox/disputes/{dispute}", new { outcome = "won" })).Text("status").ShouldBe("won");
        }

        (await sandbox.LineAsync(paid.Id)).Number("disputed").ShouldBe(0);
        (await sandbox.RefundAsync(paid.Id)).Status.ShouldBe("succeeded");
    }

    [Fact]
    public async Task Should_leave_a_charge_refundable_while_the_bank_only_asks()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paid = await sandbox.PaidAsync();
        var id = (await sandbox.ActAsync("/sandbox/disputes", new { intent = paid.Id, inquiry = true })).Text("id");
        (await sandbox.RefundAsync(paid.Id)).Amount.ShouldBe(1999);
        (await sandbox.ActAsync($"/sandbox/disputes/{id}", new { outcome = "won" })).Text("status").ShouldBe("warning_closed");
    }

    [Fact]
    public async Task Should_need_something_that_can_be_disputed()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var open = await sandbox.CreateAsync();
        await sandbox.ActAsync("/sandbox/disputes", new { intent = open.Id }, status: 400);
        await sandbox.ActAsync("/sandbox/disputes", new { }, status: 400);
        await sandbox.ActAsync("/sandbox/disputes", new { intent = "pi_none" }, status: 404);
        var paid = await sandbox.PaidAsync();
        await sandbox.ActAsync("/sandbox/disputes", new { intent = paid.Id });
        await sandbox.ActAsync("/sandbox/disputes", new { intent = paid.Id }, status: 400);
        var refunded = await sandbox.PaidAsync();
        await sandbox.RefundAsync(refunded.Id);
        await sandbox.ActAsync("/sandbox/disputes", new { intent = refunded.Id }, status: 400);
    }
}
