using Integration.Contracts.Payments;

namespace Integration.Acceptance;

/// <summary>A card gateway that cannot be reached: what nothing was confirmed of goes to PayPal, and whatever is unknown stays (SAFETY F1, U3).</summary>
[Trait("Rule", "F7")]
[Trait("Rule", "U1")]
[Trait("Rule", "U3")]
public sealed class When_Stripe_is_down(World world) : PaymentSpec(world)
{
    private const int Payments = 20;

    [Fact]
    public async Task Should_charge_PayPal_while_it_is_down_and_Stripe_again_when_it_is_back()
    {
        await World.FaultOnAsync("create", null, "not_executed_503", 100_000);
        // Those that came while the circuit was open never tried Stripe, and that is their proof (SAFETY F7).
        for (var lot = 0; await World.Database.CountAsync("ops.payments where gateway = 'paypal' and attempt_number = 1 and fallback_proof like 'no attempt at stripe was ever made%'") == 0; lot++)
        {
            lot.ShouldBeLessThan(20, "the circuit opens");
            await ChargePayPalAsync();
        }

        await World.EndFaultsAsync();
        for (var (gateway, tries) = ("", 0); gateway != "stripe"; tries++)
        {
            tries.ShouldBeLessThan(100, "later payments begin at Stripe again");
            var later = World.WithPayPal("pm_card_visa");
            await World.PublishAsync(later);
            await World.StateIsAsync(later.PaymentId, "Confirmed");
            gateway = (await World.LinesAsync(later.PaymentId)).Single().Gateway;
        }
    }

    private async Task ChargePayPalAsync()
    {
        var payments = Enumerable.Range(0, Payments).Select(_ => World.WithPayPal("pm_card_visa")).ToList();
        foreach (var payment in payments)
        {
            await World.PublishAsync(payment);
        }

        foreach (var payment in payments)
        {
            await World.StateIsAsync(payment.PaymentId, "Confirmed");
            var order = (await World.LinesAsync(payment.PaymentId)).ShouldHaveSingleItem();
            (order.Gateway, order.Captures, order.AmountReceived).ShouldBe(("paypal", 1, 1999));
            (await World.Database.CountAsync($"ops.attempts where payment_id = '{payment.PaymentId}' and gateway = 'paypal' and fallback_proof is not null")).ShouldBe(1);
        }
    }

    [Fact]
    public async Task Should_wait_for_it_when_the_caller_does_not_allow_PayPal()
    {
        var payment = World.Payment();
        await World.FaultAsync(payment.PaymentId, "create", "not_executed_503", 100_000);
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "NeedsReview");
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment.PaymentId}' and due_at is not null and settled_at is null")).ShouldBe(1);

        await World.EndFaultsAsync();
        await World.PublishAsync(new CancelPayment { PaymentId = payment.PaymentId });
        await World.StateIsAsync(payment.PaymentId, "Canceled");
        await BooksAgreeAsync(payment.PaymentId, 0);
    }

    [Fact]
    public async Task Should_leave_it_when_retries_are_spent_and_nothing_was_ever_confirmed()
    {
        var payment = World.WithPayPal("pm_card_visa");
        await World.FaultAsync(payment.PaymentId, "create", "not_executed_503", 100_000);
        await World.PublishAsync(payment);

        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        (await World.LinesAsync(payment.PaymentId)).ShouldHaveSingleItem().Gateway.ShouldBe("paypal");
        (await World.Database.CountAsync($"ops.attempts where payment_id = '{payment.PaymentId}' and gateway = 'stripe' and proof like '%nothing could be confirmed%' or proof like '%never made known%'")).ShouldBeGreaterThanOrEqualTo(1);
        await World.EndFaultsAsync();
    }
}
