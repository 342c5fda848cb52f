using Integration.Contracts.Payments;

namespace Integration.Acceptance;

public sealed class When_a_caller_wants_to_stop(World world) : PaymentSpec(world)
{
    [Fact]
    public async Task Should_say_again_that_the_money_moved_when_it_is_too_late()
    {
        var payment = World.Payment();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        await World.PublishAsync(new CancelPayment { PaymentId = payment.PaymentId });

        await World.Database.UntilAsync($"messaging.outbox where body like '%{payment.PaymentId}%' and not is_timer", n => n == 0);
        (await World.Heard.UntilAsync<PaymentConfirmed>(e => e.PaymentId == payment.PaymentId, 2)).Count.ShouldBe(2);
        await BooksAgreeAsync(payment.PaymentId, 1999);
    }

    [Theory]
    [InlineData("create")]
    [InlineData("confirm")]
    [InlineData("capture")]
    public async Task Should_end_canceled_or_confirmed_but_never_both_when_a_call_is_running(string operation)
    {
        var payment = World.Payment();
        await World.FaultAsync(payment.PaymentId, operation, "slow");
        await World.PublishAsync(payment);
        await World.Database.UntilAsync($"ops.gateway_calls where payment_id = '{payment.PaymentId}' and answered_at is null and step = '{(operation == "confirm" ? "authorize" : operation)}'", n => n == 1);
        await World.PublishAsync(new CancelPayment { PaymentId = payment.PaymentId });

        await World.Database.UntilAsync($"ops.payments where payment_id = '{payment.PaymentId}' and settled_at is not null", n => n == 1);
        var confirmed = await World.Database.CountAsync($"ops.payments where payment_id = '{payment.PaymentId}' and state = 'Confirmed'") == 1;
        await BooksAgreeAsync(payment.PaymentId, confirmed ? 1999 : 0);
        World.Heard.Of<PaymentFailed>(e => e.PaymentId == payment.PaymentId).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_wait_for_the_payment_when_the_cancel_was_faster()
    {
        var payment = World.Payment();
        await World.PublishAsync(new CancelPayment { PaymentId = payment.PaymentId });
        await World.Database.UntilAsync("ops.scheduled where message_type like '%CancelPayment%'", n => n >= 1);
        await World.PublishAsync(payment);

        await World.Database.UntilAsync($"ops.payments where payment_id = '{payment.PaymentId}' and settled_at is not null", n => n == 1);
        await World.Database.UntilAsync("ops.scheduled where message_type like '%CancelPayment%'", n => n == 0);
        await World.Database.UntilAsync($"messaging.outbox where body like '%{payment.PaymentId}%' and not is_timer", n => n == 0);
        // The cancel comes again after a second: a payment that is quick is confirmed by then, one on a busy machine is stopped.
        if (await World.Database.CountAsync($"ops.payments where payment_id = '{payment.PaymentId}' and state = 'Confirmed'") == 1)
        {
            (await World.Heard.UntilAsync<PaymentConfirmed>(e => e.PaymentId == payment.PaymentId, 2)).Count.ShouldBe(2);      // the second one answers the cancel
            await BooksAgreeAsync(payment.PaymentId, 1999);
        }
        else
        {
            await World.StateIsAsync(payment.PaymentId, "Canceled");
            (await World.Heard.UntilAsync<PaymentCanceled>(e => e.PaymentId == payment.PaymentId, 1)).Count.ShouldBe(1);
            await BooksAgreeAsync(payment.PaymentId, 0);
        }
    }

    [Fact]
    public async Task Should_stop_a_payment_that_waits_for_a_retry()
    {
        var payment = World.Payment();
        await World.FaultAsync(payment.PaymentId, "create", "not_executed_503", 1000);
        await World.PublishAsync(payment);
        await World.Database.UntilAsync($"ops.payments where payment_id = '{payment.PaymentId}' and retries >= 2", n => n == 1);
        await World.PublishAsync(new CancelPayment { PaymentId = payment.PaymentId });

        await World.StateIsAsync(payment.PaymentId, "Canceled");
        await BooksAgreeAsync(payment.PaymentId, 0);
        (await World.Database.CountAsync($"ops.attempts where payment_id = '{payment.PaymentId}' and proof is not null and not active")).ShouldBe(1);
    }
}
