using Integration.Contracts.Payments;

namespace Integration.Acceptance;

/// <summary>Money that was held and never taken ends with the gateway's word for it (SAFETY R1).</summary>
[Trait("Rule", "R1")]
public sealed class When_a_hold_is_not_captured(World world) : PaymentSpec(world)
{
    [Fact]
    public async Task Should_fail_with_the_gateways_word_when_the_hold_lapsed_before_the_capture()
    {
        var payment = World.Payment();
        await World.FaultAsync(payment.PaymentId, "capture", "not_executed_503", 1000);
        await World.PublishAsync(payment);
        await World.Database.UntilAsync($"ops.gateway_calls where payment_id = '{payment.PaymentId}' and step = 'capture' and answered_at is not null", n => n > 0);

        // What Stripe does by itself after about seven days.
        var intent = (await World.LinesAsync(payment.PaymentId)).Single(line => line.Status == "requires_capture").Id;
        using var lapsed = await World.Gateway.PostAsync(new Uri($"/v1/payment_intents/{intent}/cancel", UriKind.Relative), null);
        lapsed.EnsureSuccessStatusCode();

        await World.StateIsAsync(payment.PaymentId, "Failed");
        await BooksAgreeAsync(payment.PaymentId, 0);
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment.PaymentId}' and failure_code = 'canceled_at_gateway' and reason like '%stripe says canceled for {intent}%'")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_be_released_with_proof_when_it_can_never_be_captured()
    {
        var payment = World.Payment();
        await World.FaultAsync(payment.PaymentId, "capture", "not_executed_503", 1000);
        await World.PublishAsync(payment);

        await World.StateIsAsync(payment.PaymentId, "Failed");
        await BooksAgreeAsync(payment.PaymentId, 0);
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment.PaymentId}' and failure_code = 'retries_exhausted' and reason like '%stripe says canceled%'")).ShouldBe(1);
        (await World.Database.CountAsync($"ops.attempts where payment_id = '{payment.PaymentId}' and proof is null")).ShouldBe(0);
    }

    /// <summary>SAFETY R7: whole units and thousandths, as Stripe counts them.</summary>
    [Theory]
    [InlineData("JPY", 500)]
    [InlineData("KWD", 1230)]
    public async Task Should_charge_currencies_of_other_exponents_to_the_unit(string currency, long amount)
    {
        var payment = World.Payment(amount: amount, currency: currency);
        await World.PublishAsync(payment);

        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        await BooksAgreeAsync(payment.PaymentId, amount);
    }

    [Theory]
    [InlineData("KWD", 1234, "the last digit of an amount in KWD has to be 0 at Stripe")]
    [InlineData("EUR", 20, "Stripe charges at least 50 of EUR")]
    [InlineData("JPY", 20, "Stripe charges at least 50 of JPY")]
    public async Task Should_refuse_before_any_call_what_the_gateway_cannot_take(string currency, long amount, string reason)
    {
        var payment = World.Payment(amount: amount, currency: currency);
        await World.PublishAsync(payment);

        await World.Database.UntilAsync($"messaging.dead_letters where body like '%{payment.PaymentId}%' and fault like '%{reason}%'", n => n == 1);
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment.PaymentId}'")).ShouldBe(0);
        (await World.LinesAsync(payment.PaymentId)).ShouldBeEmpty();
    }
}
