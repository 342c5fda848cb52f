using Integration.Contracts.Operations;
using Integration.Contracts.Payments;

namespace Integration.Acceptance;

/// <summary>The guard behind the guards (SAFETY U4): money on an attempt that is not the payment's own goes back exactly once, and everybody can see it.</summary>
[Trait("Rule", "R3")]
[Trait("Rule", "U4")]
public sealed class When_money_is_taken_twice(World world) : PaymentSpec(world)
{
    [Fact]
    public async Task Should_give_back_what_Stripe_took_on_an_attempt_that_was_closed()
    {
        var payment = await PaidAtPayPalAsync();
        await PlantAsync(payment);

        await ReturnedAsync(payment, "stripe");
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment}' and state = 'Confirmed' and gateway = 'paypal' and captured_minor = 1999")).ShouldBe(1, "the payment is unchanged");
    }

    [Theory]
    [InlineData("executed_then_timeout")]
    [InlineData("executed_then_500")]
    [InlineData("not_executed_503")]
    [InlineData("rate_limited")]
    [InlineData("connection_reset_after")]
    public async Task Should_give_it_back_once_whatever_happens_to_the_refunds_call(string fault)
    {
        var payment = await PaidAtPayPalAsync();
        await World.FaultOnAsync("refund", payment.ToString(), fault, 1);
        await PlantAsync(payment);

        await ReturnedAsync(payment, "stripe");
    }

    [Theory]
    [InlineData("none")]
    [InlineData("executed_then_timeout")]
    [InlineData("executed_then_500")]
    [InlineData("not_executed_503")]
    public async Task Should_give_back_what_PayPal_took_after_the_payment_had_failed(string fault)
    {
        var payment = World.WithPayPal(token: "vault_declined");
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Failed");
        if (fault != "none")
        {
            await World.FaultOnAsync("paypal.refund", payment.PaymentId.ToString(), fault, 1);
        }

        var order = (await World.LinesAsync(payment.PaymentId)).Single(l => l.Gateway == "paypal").Id;
        await World.AtGatewayAsync("/sandbox/paypal/plant-capture", new { orderId = order });

        await ReturnedAsync(payment.PaymentId, "paypal");
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment.PaymentId}' and state = 'Failed'")).ShouldBe(1, "the end that was told stays");
    }

    [Fact]
    public async Task Should_be_found_by_reconciliation_when_no_webhook_tells_of_it()
    {
        var payment = await PaidAtPayPalAsync();
        await World.FaultOnAsync("plant_capture", null, "webhook_lost", 1);
        await PlantAsync(payment);
        (await World.Database.CountAsync($"ops.duplicate_charges where payment_id = '{payment}'")).ShouldBe(0);
        await World.PublishAsync(new ReconcileGateways { From = World.Started, Until = DateTimeOffset.UnixEpoch.AddYears(100), By = "ops", Why = "a hunch" });
        await World.Database.UntilAsync("messaging.dead_letters where message_type like '%ReconcileGateways%'", n => n == 1);      // too long a window
        await World.ReconcileUntilTellingAsync(payment);

        await ReturnedAsync(payment, "stripe");
        (await World.Database.CountAsync($"ops.reconciliation_differences where payment_id = '{payment}' and kind = 'not_recorded' and theirs_minor = 1999 and not open")).ShouldBe(1);
        (await World.Database.CountAsync("ops.reconciliation_differences where open")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_be_found_when_one_payment_is_compared()
    {
        var payment = await PaidAtPayPalAsync();
        await World.FaultOnAsync("plant_capture", null, "webhook_lost", 1);
        await PlantAsync(payment);
        await World.PublishAsync(new ReconcileGateways { PaymentId = payment, By = "ops", Why = "the customer calls" });

        await ReturnedAsync(payment, "stripe");
    }

    private async Task<Guid> PaidAtPayPalAsync()
    {
        var payment = World.WithPayPal();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        return payment.PaymentId;
    }

    private async Task PlantAsync(Guid payment) =>
        await World.AtGatewayAsync("/sandbox/stripe/plant-capture", new { intent = (await World.LinesAsync(payment)).Single(l => l.Gateway == "stripe").Id });

    private async Task ReturnedAsync(Guid payment, string gateway)
    {
        try
        {
            await World.Database.UntilAsync($"ops.duplicate_charges where payment_id = '{payment}' and gateway = '{gateway}' and state = 'returned' and returned_minor = 1999", n => n == 1);
        }
        catch (ShouldAssertException late)
        {
            throw new ShouldAssertException($"{late.Message}{Environment.NewLine}{await Story.OfMoneyTakenTwiceAsync(World.Database, payment)}{Environment.NewLine}{await Story.OfAsync(World.Database, payment)}");
        }

        var line = (await World.LinesAsync(payment)).Single(l => l.Gateway == gateway);
        (line.AmountReceived, line.Refunded, line.Net).ShouldBe((1999, 1999, 0));
        var told = (await World.Heard.UntilAsync<DuplicateChargeRefunded>(e => e.PaymentId == payment)).ShouldHaveSingleItem();
        (told.Gateway, told.AmountMinor, told.GatewayReference).ShouldBe((gateway, 1999, line.Id));
    }
}
