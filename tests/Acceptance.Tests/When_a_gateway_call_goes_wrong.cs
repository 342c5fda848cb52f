using Integration.Contracts.Payments;

namespace Integration.Acceptance;

[Trait("Rule", "R1")]
[Trait("Rule", "R4")]
[Trait("Rule", "R6")]
[Trait("Rule", "U1")]
[Trait("Rule", "U3")]
public sealed class When_a_gateway_call_goes_wrong(World world) : PaymentSpec(world)
{
    [Theory]
    [InlineData("create", "executed_then_timeout")]
    [InlineData("create", "not_executed_503")]
    [InlineData("create", "rate_limited")]
    [InlineData("create", "connection_reset_after")]
    [InlineData("confirm", "executed_then_timeout")]
    [InlineData("confirm", "executed_then_500")]
    [InlineData("confirm", "not_executed_503")]
    [InlineData("confirm", "rate_limited")]
    [InlineData("confirm", "lock_timeout")]
    [InlineData("confirm", "connection_reset_before")]
    [InlineData("confirm", "connection_reset_after")]
    [InlineData("capture", "executed_then_timeout")]
    [InlineData("capture", "executed_then_500")]
    [InlineData("capture", "not_executed_503")]
    [InlineData("capture", "rate_limited")]
    [InlineData("capture", "connection_reset_before")]
    [InlineData("capture", "connection_reset_after")]
    [InlineData("capture", "webhook_early")]
    [InlineData("capture", "webhook_lost")]
    [InlineData("capture", "webhook_duplicated")]
    [InlineData("confirm", "webhook_twin")]
    [InlineData("confirm", "webhook_reordered")]
    [InlineData("create", "webhook_early")]
    public async Task Should_reach_an_honest_end_and_charge_at_most_once(string operation, string fault)
    {
        var payment = World.Payment();
        await World.FaultAsync(payment.PaymentId, operation, fault);
        await World.PublishAsync(payment);

        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        await BooksAgreeAsync(payment.PaymentId, 1999);
    }

    /// <summary>Stripe saves a 500 with its key and replays it for as long as it knows the key.</summary>
    [Theory]
    [InlineData("create", "not_executed_500")]
    [InlineData("create", "executed_then_500")]
    [InlineData("confirm", "not_executed_500")]
    [InlineData("capture", "not_executed_500")]
    public async Task Should_close_the_attempt_and_begin_another_when_a_key_only_ever_replays_a_failure(string operation, string fault)
    {
        var payment = World.Payment();
        await World.FaultAsync(payment.PaymentId, operation, fault);
        await World.PublishAsync(payment);

        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        await BooksAgreeAsync(payment.PaymentId, 1999);
        (await World.Database.CountAsync($"ops.attempts where payment_id = '{payment.PaymentId}' and number = 1 and proof is not null and not active")).ShouldBe(1);
        (await World.Database.CountAsync($"ops.attempts where payment_id = '{payment.PaymentId}' and number = 2 and captured_minor = 1999")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_look_and_not_charge_again_when_the_answer_to_the_confirm_is_lost()
    {
        var payment = World.Payment();
        await World.FaultAsync(payment.PaymentId, "confirm", "executed_then_timeout");
        await World.PublishAsync(payment);

        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        (await World.Database.CountAsync($"ops.gateway_calls where payment_id = '{payment.PaymentId}' and step = 'authorize'")).ShouldBe(1);
        (await World.Database.CountAsync($"ops.gateway_calls where payment_id = '{payment.PaymentId}' and step = 'look_up' and outcome = 'authorized'")).ShouldBeGreaterThanOrEqualTo(1);
        await BooksAgreeAsync(payment.PaymentId, 1999);
    }

    [Fact]
    public async Task Should_close_the_attempt_although_the_answer_to_the_cancel_is_lost()
    {
        var payment = World.Payment("pm_card_visa_chargeDeclined");
        await World.FaultAsync(payment.PaymentId, "cancel", "executed_then_timeout");
        await World.PublishAsync(payment);

        await World.StateIsAsync(payment.PaymentId, "Failed");
        await BooksAgreeAsync(payment.PaymentId, 0);
    }

    [Fact]
    public async Task Should_ask_a_person_and_never_give_up_by_itself_when_the_gateway_stays_silent()
    {
        var payment = World.Payment();
        await World.FaultAsync(payment.PaymentId, "confirm", "executed_then_500", 1);
        await World.SilenceAsync(payment.PaymentId);
        await World.PublishAsync(payment);

        await World.StateIsAsync(payment.PaymentId, "NeedsReview");
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment.PaymentId}' and due_at is not null and reason like 'a person has to look: the outcome is unknown after%'")).ShouldBe(1);
        (await World.Database.CountAsync($"ops.attempts where payment_id = '{payment.PaymentId}' and active")).ShouldBe(1);

        await World.EndFaultsAsync();
        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        await BooksAgreeAsync(payment.PaymentId, 1999);
    }

    [Fact]
    public async Task Should_stop_when_the_gateway_answers_with_another_amount()
    {
        var payment = World.Payment();
        await World.FaultAsync(payment.PaymentId, "confirm", "not_executed_503", 2);
        await World.PublishAsync(payment);
        await World.Database.UntilAsync($"ops.attempts where payment_id = '{payment.PaymentId}' and reference is not null", n => n == 1);
        await World.ChangeAmountAsync(payment.PaymentId, 2500);

        await World.StateIsAsync(payment.PaymentId, "NeedsReview");
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment.PaymentId}' and reason like '%amount is 2500, asked was 1999%'")).ShouldBe(1);
        (await World.LedgerAsync(payment.PaymentId)).Captures.ShouldBe(0);
        (await World.Heard.UntilAsync<PaymentNeedsReview>(e => e.PaymentId == payment.PaymentId)).ShouldNotBeEmpty();

        // What a person then does: the hold is canceled, and that it would have taken another amount does not matter any more.
        await World.PublishAsync(new CancelPayment { PaymentId = payment.PaymentId });
        await World.StateIsAsync(payment.PaymentId, "Canceled");
        await BooksAgreeAsync(payment.PaymentId, 0);
    }

    [Fact]
    public async Task Should_wait_for_a_gateway_that_is_away_longer_than_the_retries_last()
    {
        var payment = World.Payment();
        await World.FaultAsync(payment.PaymentId, "create", "not_executed_503", 1_000);
        await World.PublishAsync(payment);
        await World.Database.UntilAsync($"payments.payments where correlation_id = '{payment.PaymentId}' and retries = 8 and outages >= 1", n => n == 1);
        await World.EndFaultsAsync();

        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        await BooksAgreeAsync(payment.PaymentId, 1999);
    }

    [Fact]
    public async Task Should_spend_no_retries_on_refusals_for_the_rate()
    {
        var payment = World.Payment();
        await World.FaultAsync(payment.PaymentId, "confirm", "rate_limited", 5);
        await World.PublishAsync(payment);

        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        (await World.Database.CountAsync($"payments.payments where correlation_id = '{payment.PaymentId}' and retries = 0 and attempt_number = 1")).ShouldBe(1);
        await BooksAgreeAsync(payment.PaymentId, 1999);
    }
}
