using Integration.Contracts.Payments;

namespace Integration.Acceptance;

[Trait("Rule", "invariant 6")]
public sealed class When_input_is_bad(World world) : PaymentSpec(world)
{
    public static TheoryData<string, InitiatePayment> Bad() => new()
    {
        { "amountMinor has to be greater than zero", World.Payment(amount: -5) },
        { "Stripe charges at most 99999999", World.Payment(amount: long.MaxValue) },
        { "Stripe charges at least 50", World.Payment(amount: 1) },
        { "Stripe does not charge in XYZ", World.Payment(currency: "XYZ") },
        { "currency has to be three capital letters", World.Payment(currency: "euro") },
        { "description is longer than 500 characters", World.Payment() with { Description = new string('x', 501) } },
        { "customerId is a card number", World.Payment() with { CustomerId = "4242424242424242" } },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Should_refuse_it_with_the_reason_and_begin_nothing(string reason, InitiatePayment message)
    {
        await World.PublishAsync(message);

        await World.Database.UntilAsync($"ops.dead_letters where endpoint = 'payments' and fault like '%{reason}%'", n => n >= 1);
        await World.Database.UntilAsync($"messaging.outbox where body like '%{message.PaymentId}%' and not is_timer", n => n == 0);
        (await World.Database.CountAsync($"ops.payments where payment_id = '{message.PaymentId}'")).ShouldBe(0);
        (await World.Database.CountAsync($"messaging.dead_letters where body like '%4242424242424242%' or fault like '%4242424242424242%' or stack like '%4242424242424242%'")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_refuse_a_payment_id_that_is_used_again_for_other_content_and_leave_the_first_alone()
    {
        var payment = World.Payment();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        await World.PublishAsync(payment with { AmountMinor = 2000 });

        await World.Database.UntilAsync($"ops.dead_letters where fault like '%id {payment.PaymentId} is already used%'", n => n == 1);
        await BooksAgreeAsync(payment.PaymentId, 1999);
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment.PaymentId}' and state = 'Confirmed' and amount_minor = 1999")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_close_the_attempt_when_the_gateway_does_not_know_the_card()
    {
        var payment = World.Payment("pm_of_somebody_else");
        await World.PublishAsync(payment);

        await World.StateIsAsync(payment.PaymentId, "Failed");
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment.PaymentId}' and failure_code = 'rejected'")).ShouldBe(1);
        await BooksAgreeAsync(payment.PaymentId, 0);
    }

    [Fact]
    public async Task Should_report_a_gateway_object_that_is_not_ours_and_touch_nothing()
    {
        using var body = new FormUrlEncodedContent([new("amount", "777"), new("currency", "eur")]);
        using var answer = await World.Gateway.PostAsync(new Uri("/v1/payment_intents", UriKind.Relative), body);
        answer.EnsureSuccessStatusCode();

        await World.Database.UntilAsync("ops.unmatched_gateway_objects where reference like 'pi_%'", n => n >= 1);
    }
}
