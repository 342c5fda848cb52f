using Integration.Contracts.Payments;

namespace Integration.Acceptance;

public sealed class When_a_refund_comes_too_early(World world) : PaymentSpec(world)
{
    [Fact]
    public async Task Should_say_that_the_payment_is_unknown()
    {
        var command = new RefundPayment { RefundId = Guid.NewGuid(), PaymentId = Guid.NewGuid() };
        await World.PublishAsync(command);
        await World.RefundIsAsync(command.RefundId, "Refused");
        var failed = (await World.Heard.UntilAsync<RefundFailed>(e => e.RefundId == command.RefundId)).ShouldHaveSingleItem();
        (failed.Code, failed.Reason).ShouldBe(("unknown_payment", $"no payment {command.PaymentId} was asked for"));
    }

    [Fact]
    public async Task Should_wait_for_a_payment_that_is_still_being_charged_and_then_say_why_not()
    {
        var payment = World.Payment("pm_card_authenticationRequired");
        payment = payment with { Card = payment.Card with { ReturnUrl = "https://shop.example/back" } };
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "AwaitingCustomer");
        var command = new RefundPayment { RefundId = Guid.NewGuid(), PaymentId = payment.PaymentId };
        await World.PublishAsync(command);
        await World.RefundIsAsync(command.RefundId, "AwaitingPayment");
        await World.RefundIsAsync(command.RefundId, "Refused");
        (await World.Heard.UntilAsync<RefundFailed>(e => e.RefundId == command.RefundId)).ShouldHaveSingleItem().Code.ShouldBe("not_captured");
        (await World.Database.CountAsync($"ops.gateway_calls where refund_id = '{command.RefundId}'")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_be_done_as_soon_as_the_money_is_there()
    {
        var payment = World.Payment();
        await World.FaultAsync(payment.PaymentId, "confirm", "slow");
        var refund = new RefundPayment { RefundId = Guid.NewGuid(), PaymentId = payment.PaymentId };
        await World.PublishAsync(refund);
        await World.RefundIsAsync(refund.RefundId, "AwaitingPayment");
        await World.PublishAsync(payment);
        await World.RefundIsAsync(refund.RefundId, "Succeeded");
        await World.StateIsAsync(payment.PaymentId, "Refunded");
    }

    [Fact]
    public async Task Should_refuse_a_broken_one_with_its_reasons()
    {
        var command = new RefundPayment { RefundId = Guid.NewGuid(), PaymentId = Guid.NewGuid(), AmountMinor = 0, Reason = "4242 4242 4242 4242" };
        await World.PublishAsync(command);
        await World.Database.UntilAsync("ops.dead_letters where fault like '%amountMinor has to be greater than zero; reason is a card number%'", n => n == 1);
        (await World.Database.CountAsync($"ops.refunds where refund_id = '{command.RefundId}'")).ShouldBe(0);
    }
}
