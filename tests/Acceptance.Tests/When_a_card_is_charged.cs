using Integration.Contracts.Payments;

namespace Integration.Acceptance;

public sealed class When_a_card_is_charged(World world) : PaymentSpec(world)
{
    [Fact]
    public async Task Should_confirm_once_and_tell_every_agent()
    {
        var payment = World.Payment();
        await World.PublishAsync(payment);

        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        await BooksAgreeAsync(payment.PaymentId, 1999);
        await World.Database.UntilAsync($"messaging.outbox where body like '%{payment.PaymentId}%' and not is_timer", n => n == 0);
        (await World.Heard.UntilAsync<PaymentPending>(e => e.PaymentId == payment.PaymentId, 1)).Count.ShouldBe(1);
        var confirmed = (await World.Heard.UntilAsync<PaymentConfirmed>(e => e.PaymentId == payment.PaymentId)).ShouldHaveSingleItem();
        (confirmed.AmountMinor, confirmed.Currency, confirmed.Gateway).ShouldBe((1999, "EUR", "stripe"));
        confirmed.GatewayReference.ShouldStartWith("pi_");
    }

    [Fact]
    public async Task Should_tell_its_story_in_order()
    {
        var payment = World.Payment();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Confirmed");

        foreach (var step in new[] { "'state' and result = 'Authorizing'", "'call' and what = 'stripe create' and result = 'open'", "'call' and what = 'stripe authorize' and request_id like 'req_%'",
            "'state' and result = 'Authorizing -> Capturing' and reason = 'the money is held; capturing it'", "'call' and what = 'stripe capture' and result = 'captured'", "'state' and result = 'Capturing -> Confirmed'" })
        {
            (await World.Database.CountAsync($"ops.payment_timeline where payment_id = '{payment.PaymentId}' and kind = {step}")).ShouldBe(1, step);
        }
    }

    [Fact]
    public async Task Should_do_nothing_for_a_repeat_with_the_same_content()
    {
        var payment = World.Payment();
        await World.PublishAsync(payment);
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        await World.PublishAsync(payment);

        await World.Database.UntilAsync($"messaging.outbox where body like '%{payment.PaymentId}%' and not is_timer", n => n == 0);
        await BooksAgreeAsync(payment.PaymentId, 1999);
        (await World.Database.CountAsync($"messaging.dead_letters where body like '%{payment.PaymentId}%'")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_take_the_money_with_a_second_attempt_when_the_first_was_declined_for_the_moment()
    {
        var payment = World.Payment("pm_sandbox_declinedFirst");
        await World.PublishAsync(payment);

        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        await BooksAgreeAsync(payment.PaymentId, 1999);
        (await World.LinesAsync(payment.PaymentId)).Select(line => (line.Status, line.Captures)).ShouldBe([("canceled", 0), ("succeeded", 1)], ignoreOrder: true);
        (await World.Database.CountAsync($"ops.payment_timeline where payment_id = '{payment.PaymentId}' and reason like 'declined (processing_error), which may pass%'")).ShouldBe(1);
    }

    [Theory]
    [InlineData("pm_card_visa_chargeDeclined", "generic_decline")]
    [InlineData("pm_card_visa_chargeDeclinedInsufficientFunds", "insufficient_funds")]
    [InlineData("pm_card_visa_chargeDeclinedStolenCard", "stolen_card")]
    [InlineData("pm_card_authenticationRequired", "authentication_required")]
    public async Task Should_fail_with_the_proof_when_it_is_declined_for_good(string method, string code)
    {
        var payment = World.Payment(method);
        await World.PublishAsync(payment);

        await World.StateIsAsync(payment.PaymentId, "Failed");
        await BooksAgreeAsync(payment.PaymentId, 0);
        (await World.Database.CountAsync($"ops.attempts where payment_id = '{payment.PaymentId}' and state = 'canceled' and proof like 'stripe says canceled%' and not active")).ShouldBe(1);
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment.PaymentId}' and failure_code = 'declined' and decline_code = '{code}'")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_try_anew_only_after_the_last_attempt_is_closed_when_the_decline_may_pass()
    {
        var payment = World.Payment("pm_card_visa_chargeDeclinedProcessingError");
        await World.PublishAsync(payment);

        await World.StateIsAsync(payment.PaymentId, "Failed");
        await BooksAgreeAsync(payment.PaymentId, 0);
        var attempts = await World.Database.CountAsync($"ops.attempts where payment_id = '{payment.PaymentId}'");
        // The first and eight retries; one that is not answered in time, which a busy machine may do, is spent without a new attempt.
        attempts.ShouldBeInRange(2, 9);
        (await World.Database.CountAsync($"ops.attempts where payment_id = '{payment.PaymentId}' and proof is not null and not active")).ShouldBe(attempts);
        (await World.Database.CountAsync(
            $"payments.attempts a join payments.attempts b on b.payment_id = a.payment_id and b.number = a.number + 1 where a.payment_id = '{payment.PaymentId}' and b.created_at < a.closed_at")).ShouldBe(0);
    }
}
