using Stripe;

namespace Integration.GatewaySandbox.Tests;

/// <summary>Money that nobody asked for, to see whether it is noticed.</summary>
public sealed class When_a_capture_is_planted
{
    [Fact]
    public async Task Should_charge_a_payment_twice_through_a_twin_and_once_net_of_its_refund()
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync(endpoint.Settings);
        var paid = await sandbox.PaidAsync(payment: "payment-1");
        var twin = (await sandbox.ActAsync("/sandbox/stripe/plant-capture", new { like = paid.Id, metadata = new { integration_attempt_id = "attempt-2" } })).Text("id");
        twin.ShouldNotBe(paid.Id);
        var found = await sandbox.Intents.GetAsync(twin);
        (found.Status, found.AmountReceived, found.Metadata["integration_payment_id"], found.Metadata["integration_attempt_id"]).ShouldBe(("succeeded", 1999, "payment-1", "attempt-2"));
        await sandbox.UntilAsync("/sandbox/webhooks", c => c.Number("pending") == 0);
        endpoint.Accepted.Where(e => e.Type == "payment_intent.succeeded").Select(e => ((PaymentIntent)e.Data.Object).Id).ShouldBe([paid.Id, twin], ignoreOrder: true);
        (await Twice("payments_charged_twice")).ShouldBe(["payment-1"]);

        await sandbox.RefundAsync(twin, 1000);
        (await Twice("payments_charged_twice")).ShouldBe(["payment-1"], "a part given back leaves a second charge");
        await sandbox.RefundAsync(twin);
        (await Twice("payments_charged_twice")).ShouldBeEmpty();
        (await Twice("payments_captured_twice")).ShouldBe(["payment-1"]);
        var payment = await sandbox.PaymentAsync("payment-1");
        (payment.Number("captures"), payment.Number("net_captures"), payment.Number("amount_received"), payment.Number("refunded"), payment.Number("net")).ShouldBe((2, 1, 3998, 1999, 1999));

        async Task<List<string?>> Twice(string name) => [.. (await sandbox.LedgerAsync()).GetProperty(name).EnumerateArray().Select(p => p.GetString())];
    }

    [Theory]
    [InlineData("canceled")]
    [InlineData("requires_payment_method")]
    [InlineData("requires_confirmation")]
    [InlineData("requires_capture")]
    public async Task Should_take_the_money_of_an_intent_whatever_its_status(string status)
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync(endpoint.Settings);
        var intent = await sandbox.CreateAsync(status == "requires_payment_method" ? "pm_card_visa_chargeDeclined" : "pm_card_visa");
        await (status switch
        {
            "canceled" => sandbox.Intents.CancelAsync(intent.Id),
            "requires_payment_method" => sandbox.ConfirmAsync(intent.Id).RefusedAsync(),
            "requires_capture" => sandbox.ConfirmAsync(intent.Id),
            _ => Task.CompletedTask,
        });
        (await sandbox.Intents.GetAsync(intent.Id)).Status.ShouldBe(status);
        await sandbox.ActAsync("/sandbox/stripe/plant-capture", new { intent = intent.Id });
        var taken = await sandbox.Intents.GetAsync(intent.Id);
        (taken.Status, taken.AmountReceived, taken.CanceledAt).ShouldBe(("succeeded", 1999, null));
        (await endpoint.NextAsync("payment_intent.succeeded")).Data.Object.ShouldBeOfType<PaymentIntent>().Id.ShouldBe(intent.Id);
        (await sandbox.RefundAsync(intent.Id)).Amount.ShouldBe(1999);
        await sandbox.ActAsync("/sandbox/stripe/plant-capture", new { intent = intent.Id }, status: 400);
    }

    [Fact]
    public async Task Should_need_an_intent()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ActAsync("/sandbox/stripe/plant-capture", new { }, status: 400);
        await sandbox.ActAsync("/sandbox/stripe/plant-capture", new { intent = "pi_none" }, status: 404);
        await sandbox.ActAsync("/sandbox/stripe/plant-capture", new { like = "pi_none" }, status: 404);
    }
}
