using System.Net.Http.Json;
using System.Text.Json;
using Integration.Contracts.Payments;

namespace Integration.Acceptance;

/// <summary>A dispute is fetched when the gateway rings, told once, and closed once; the payment shows it.</summary>
public sealed class When_a_charge_is_disputed(World world) : PaymentSpec(world)
{
    [Theory]
    [InlineData("won", true, "Confirmed")]
    [InlineData("lost", false, "Disputed")]
    public async Task Should_follow_Stripes_decision(string outcome, bool won, string state)
    {
        var payment = World.Payment();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        var intent = (await World.LinesAsync(payment.PaymentId)).Single().Id;
        var dispute = await OpenAsync("/sandbox/disputes", new { intent });
        await World.StateIsAsync(payment.PaymentId, "Disputed");
        (await World.Heard.UntilAsync<PaymentDisputed>(e => e.PaymentId == payment.PaymentId)).ShouldHaveSingleItem().DisputeReference.ShouldBe(dispute);
        await World.AtGatewayAsync($"/sandbox/disputes/{dispute}", new { outcome });

        (await World.Heard.UntilAsync<DisputeClosed>(e => e.PaymentId == payment.PaymentId)).ShouldHaveSingleItem().Won.ShouldBe(won);
        await World.StateIsAsync(payment.PaymentId, state);
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment.PaymentId}' and dispute_reference = '{dispute}' and dispute_outcome = '{outcome}'")).ShouldBe(1);
    }

    [Theory]
    [InlineData("seller", true, "Confirmed")]
    [InlineData("buyer", false, "Disputed")]
    public async Task Should_follow_PayPals_decision(string outcome, bool won, string state)
    {
        var payment = World.WithPayPal();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        var order = (await World.LinesAsync(payment.PaymentId)).Single(l => l.Gateway == "paypal").Id;
        var dispute = await OpenAsync("/sandbox/paypal/disputes", new { order });
        await World.StateIsAsync(payment.PaymentId, "Disputed");
        // The webhook names the capture and not the order.
        (await Clients.GetAsync(World.Api.Operator, $"/v1/payments/{payment.PaymentId}/explain")).Body["timeline"]!.AsArray().Select(e => (string)e!["what"]!).ShouldContain("paypal CUSTOMER.DISPUTE.CREATED");
        await World.AtGatewayAsync($"/sandbox/paypal/disputes/{dispute}/resolve?outcome={outcome}");

        (await World.Heard.UntilAsync<DisputeClosed>(e => e.PaymentId == payment.PaymentId)).ShouldHaveSingleItem().Won.ShouldBe(won);
        await World.StateIsAsync(payment.PaymentId, state);
    }

    /// <summary>Two disputes of one charge, and an appeal: the money counts as ours when none is open or lost, and refunds wait until then.</summary>
    [Fact]
    public async Task Should_follow_several_disputes_and_an_appeal_at_Stripe()
    {
        var payment = World.Payment();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        var intent = (await World.LinesAsync(payment.PaymentId)).Single().Id;
        var first = await OpenAsync("/sandbox/disputes", new { intent, amount = 500 });
        await DisputeIsAsync(payment.PaymentId, "Disputed", first, null);
        var second = await OpenAsync("/sandbox/disputes", new { intent, amount = 700, again = true });
        await DisputeIsAsync(payment.PaymentId, "Disputed", second, null);

        await World.AtGatewayAsync($"/sandbox/disputes/{first}", new { outcome = "won" });
        (await World.Heard.UntilAsync<DisputeClosed>(e => e.PaymentId == payment.PaymentId)).ShouldHaveSingleItem().DisputeReference.ShouldBe(first);
        await DisputeIsAsync(payment.PaymentId, "Disputed", second, null);
        await World.AtGatewayAsync($"/sandbox/disputes/{second}", new { outcome = "lost" });
        await DisputeIsAsync(payment.PaymentId, "Disputed", second, "lost");

        await World.AtGatewayAsync($"/sandbox/disputes/{second}", new { outcome = "appeal" });
        await DisputeIsAsync(payment.PaymentId, "Disputed", second, null);
        await World.AtGatewayAsync($"/sandbox/disputes/{second}", new { outcome = "won" });
        await DisputeIsAsync(payment.PaymentId, "Confirmed", second, "won");
        (await World.Heard.UntilAsync<DisputeClosed>(e => e.PaymentId == payment.PaymentId, 3)).Select(e => (e.DisputeReference, e.Won)).ShouldBe([(first, true), (second, false), (second, true)], ignoreOrder: true);
        (await World.Heard.UntilAsync<PaymentDisputed>(e => e.PaymentId == payment.PaymentId, 3)).Count(e => e.Reopened).ShouldBe(1);

        await World.PublishAsync(new RefundPayment { RefundId = Guid.NewGuid(), PaymentId = payment.PaymentId, AmountMinor = 100, Reason = "returned goods" });
        await World.StateIsAsync(payment.PaymentId, "PartiallyRefunded");
    }

    [Fact]
    public async Task Should_follow_an_appeal_at_PayPal()
    {
        var payment = World.WithPayPal();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        var order = (await World.LinesAsync(payment.PaymentId)).Single(l => l.Gateway == "paypal").Id;
        var dispute = await OpenAsync("/sandbox/paypal/disputes", new { order });
        await World.AtGatewayAsync($"/sandbox/paypal/disputes/{dispute}/resolve?outcome=seller");
        await DisputeIsAsync(payment.PaymentId, "Confirmed", dispute, "won");
        await World.AtGatewayAsync($"/sandbox/paypal/disputes/{dispute}/appeal");
        await DisputeIsAsync(payment.PaymentId, "Disputed", dispute, null);
        await World.AtGatewayAsync($"/sandbox/paypal/disputes/{dispute}/resolve?outcome=buyer");
        await DisputeIsAsync(payment.PaymentId, "Disputed", dispute, "lost");
    }

    /// <summary>A gateway that is away for longer than the first waits is asked again later: nobody has to send its news anew.</summary>
    [Fact]
    public async Task Should_hear_of_it_when_its_gateway_is_back()
    {
        var payment = World.Payment();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        var intent = (await World.LinesAsync(payment.PaymentId)).Single().Id;
        await World.FaultOnAsync("retrieve_dispute", null, "not_executed_503", 100_000);
        var dispute = await OpenAsync("/sandbox/disputes", new { intent });
        await World.Database.UntilAsync($"messaging.outbox where is_timer and body like '%{dispute}%' and body ~ '\"tries\": ?3'", n => n > 0, seconds: 60);      // it rings more than once
        await World.EndFaultsAsync();

        await DisputeIsAsync(payment.PaymentId, "Disputed", dispute, null);
        (await World.Database.CountAsync($"ops.dead_letters where fault like '%{dispute}%'")).ShouldBe(0);
    }

    private async Task DisputeIsAsync(Guid payment, string state, string dispute, string? outcome) => await World.Database.UntilAsync(
        $"ops.payments where payment_id = '{payment}' and state = '{state}' and dispute_reference = '{dispute}' and dispute_outcome is not distinct from {(outcome is null ? "null" : $"'{outcome}'")}", n => n == 1, seconds: 60);

    private async Task<string> OpenAsync(string path, object body)
    {
        using var answer = await World.Gateway.PostAsJsonAsync(path, body);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }
}
