using Integration.Contracts.Payments;

namespace Integration.Acceptance;

public sealed class When_the_customer_has_to_act(World world) : PaymentSpec(world)
{
    private static InitiatePayment OnSession()
    {
        var payment = World.Payment("pm_card_authenticationRequired");
        return payment with { Card = payment.Card with { ReturnUrl = "https://shop.example/back" } };
    }

    [Fact]
    public async Task Should_say_where_to_go_and_confirm_when_the_webhook_tells_of_the_success()
    {
        var payment = OnSession();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "AwaitingCustomer");
        await World.AuthenticateAsync(payment.PaymentId, "succeed");

        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        await BooksAgreeAsync(payment.PaymentId, 1999);
        var asked = (await World.Heard.UntilAsync<PaymentActionRequired>(e => e.PaymentId == payment.PaymentId)).ShouldHaveSingleItem();
        asked.RedirectUrl.ShouldStartWith("http");
        asked.ClientSecret.ShouldNotBeNull().ShouldMatch("^pi_.+_secret_.+$");
    }

    [Fact]
    public async Task Should_fail_when_the_authentication_fails()
    {
        var payment = OnSession();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "AwaitingCustomer");
        await World.AuthenticateAsync(payment.PaymentId, "fail");

        await World.StateIsAsync(payment.PaymentId, "Failed");
        await BooksAgreeAsync(payment.PaymentId, 0);
    }

    [Fact]
    public async Task Should_close_the_attempt_before_it_fails_when_nobody_comes_back()
    {
        var payment = OnSession();
        await World.PublishAsync(payment);

        await World.StateIsAsync(payment.PaymentId, "Failed");
        await BooksAgreeAsync(payment.PaymentId, 0);
        (await World.Database.CountAsync($"ops.payments where payment_id = '{payment.PaymentId}' and failure_code = 'not_authenticated'")).ShouldBe(1);
        (await World.Database.CountAsync($"ops.attempts where payment_id = '{payment.PaymentId}' and state = 'canceled' and proof like 'stripe says canceled%'")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_be_woken_although_its_timer_was_lost()
    {
        var payment = OnSession();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "AwaitingCustomer");
        await World.Database.ExecuteAsync($"delete from messaging.outbox o using payments.payments p where p.correlation_id = '{payment.PaymentId}' and o.timer_token = p.due_token");

        await World.StateIsAsync(payment.PaymentId, "Failed");
        await BooksAgreeAsync(payment.PaymentId, 0);
    }

    [Fact]
    public async Task Should_cancel_when_the_caller_wants_to_stop()
    {
        var payment = OnSession();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "AwaitingCustomer");
        await World.PublishAsync(new CancelPayment { PaymentId = payment.PaymentId, Reason = "changed my mind" });

        await World.StateIsAsync(payment.PaymentId, "Canceled");
        await BooksAgreeAsync(payment.PaymentId, 0);
    }
}
