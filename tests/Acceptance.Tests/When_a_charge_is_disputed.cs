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
        await World.AtGatewayAsync($"/sandbox/paypal/disputes/{dispute}/resolve?outcome={outcome}");

        (await World.Heard.UntilAsync<DisputeClosed>(e => e.PaymentId == payment.PaymentId)).ShouldHaveSingleItem().Won.ShouldBe(won);
        await World.StateIsAsync(payment.PaymentId, state);
    }

    private async Task<string> OpenAsync(string path, object body)
    {
        using var answer = await World.Gateway.PostAsJsonAsync(path, body);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }
}
