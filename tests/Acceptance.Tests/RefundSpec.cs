using Integration.Contracts.Payments;

namespace Integration.Acceptance;

/// <summary>What has to be true of refunds at every gateway. A derived class says how its gateway captures, is disturbed and tells its books.</summary>
public abstract class RefundSpec(World world) : PaymentSpec(world)
{
    protected const long Amount = 1999;

    /// <summary>The sandbox's name of the call.</summary>
    protected abstract string RefundOperation { get; }

    /// <summary>A payment whose money this gateway took.</summary>
    protected abstract Task<Guid> CapturedAsync();

    /// <summary>By the gateway's own books: what went back or is on its way, and in how many refunds.</summary>
    protected abstract Task<(int Count, long Minor)> RefundedAsync(Guid payment);

    /// <summary>Somebody gives money back at the gateway's own pages.</summary>
    protected abstract Task ByHandAsync(Guid payment, long amount);

    protected abstract Task<string> DisputeAsync(Guid payment);

    protected abstract Task WinAsync(string dispute);

    [Fact]
    public async Task Should_give_all_of_it_back_once_and_say_so()
    {
        var payment = await CapturedAsync();
        var refund = await RefundAsync(payment);
        await World.RefundIsAsync(refund, "Succeeded");
        await World.StateIsAsync(payment, "Refunded");
        (await RefundedAsync(payment)).ShouldBe((1, Amount));
        (await World.Heard.UntilAsync<RefundPending>(e => e.RefundId == refund)).ShouldHaveSingleItem().AmountMinor.ShouldBe(Amount);
        var succeeded = (await World.Heard.UntilAsync<RefundSucceeded>(e => e.RefundId == refund)).ShouldHaveSingleItem();
        (succeeded.AmountMinor, succeeded.Currency, succeeded.PaymentId).ShouldBe((Amount, "EUR", payment));
        (await World.Database.CountAsync($"ops.payment_timeline where payment_id = '{payment}' and kind = 'refund'")).ShouldBeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public async Task Should_give_parts_back_and_refuse_more_than_is_left()
    {
        var payment = await CapturedAsync();
        await World.RefundIsAsync(await RefundAsync(payment, 500), "Succeeded");
        await World.StateIsAsync(payment, "PartiallyRefunded");
        await World.RefundIsAsync(await RefundAsync(payment, 700), "Succeeded");
        await RefusedAsync(await RefundAsync(payment, 800), "exceeds_captured", "800 is more than the 799 EUR that is left of 1999");
        (await RefundedAsync(payment)).ShouldBe((2, 1200));

        await World.RefundIsAsync(await RefundAsync(payment), "Succeeded");
        await World.StateIsAsync(payment, "Refunded");
        await RefusedAsync(await RefundAsync(payment, 1), "nothing_left", "nothing is left of 1999 EUR: 1999 went back, 0 is on its way");
        (await RefundedAsync(payment)).ShouldBe((3, Amount));
    }

    [Fact]
    public async Task Should_never_give_back_more_than_was_captured_however_many_ask_at_once()
    {
        var payment = await CapturedAsync();
        var refunds = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => RefundAsync(payment, 400)));
        var ids = string.Join(',', refunds.Select(r => $"'{r}'"));
        await World.Database.UntilAsync($"ops.refunds where refund_id in ({ids}) and settled_at is not null", n => n == 10, seconds: 60);
        (await World.Database.CountAsync($"ops.refunds where refund_id in ({ids}) and state = 'Succeeded'")).ShouldBe(4);
        (await World.Database.CountAsync($"ops.refunds where refund_id in ({ids}) and state = 'Refused'")).ShouldBe(6);
        (await RefundedAsync(payment)).ShouldBe((4, 1600));
    }

    [Fact]
    public async Task Should_do_a_repeated_command_once_and_refuse_another_under_its_id()
    {
        var payment = await CapturedAsync();
        var command = new RefundPayment { RefundId = Guid.NewGuid(), PaymentId = payment, AmountMinor = 500, Reason = "returned goods" };
        await World.PublishAsync(command);
        await World.PublishAsync(command);
        await World.RefundIsAsync(command.RefundId, "Succeeded");
        await World.PublishAsync(command with { AmountMinor = 600 });
        await World.Database.UntilAsync($"ops.dead_letters where fault like '%{command.RefundId} is already used%'", n => n == 1);
        await World.PublishAsync(command);
        (await RefundedAsync(payment)).ShouldBe((1, 500));
    }

    [Theory]
    [InlineData("executed_then_timeout")]
    [InlineData("executed_then_500")]
    [InlineData("connection_reset_after")]
    [InlineData("not_executed_503")]
    [InlineData("connection_reset_before")]
    [InlineData("rate_limited")]
    public async Task Should_give_it_back_once_whatever_happens_to_the_call(string fault)
    {
        var payment = await CapturedAsync();
        var refund = Guid.NewGuid();
        await World.FaultOnAsync(RefundOperation, $"{refund:N}", fault, 1);
        await RefundAsync(payment, 500, refund);
        await World.RefundIsAsync(refund, "Succeeded");
        (await RefundedAsync(payment)).ShouldBe((1, 500));
        (await World.Database.CountAsync($"ops.gateway_calls where refund_id = '{refund}' and step = 'refund' and coalesce(outcome, 'no answer') not in ('refunded', 'refund_pending')")).ShouldBe(1);
        (await World.Database.CountAsync($"(select distinct key from ops.gateway_calls where refund_id = '{refund}') k")).ShouldBe(1);
    }

    /// <summary>A refusal alone may come from a first call that was executed; with the gateway's own list beside it, it ends the refund, and nothing stays reserved.</summary>
    [Fact]
    public async Task Should_fail_when_a_call_had_no_answer_and_its_repeat_is_refused_for_good()
    {
        var payment = await CapturedAsync();
        await World.FaultOnAsync(RefundOperation, null, "webhook_lost", 1);
        await ByHandAsync(payment, Amount);
        var refund = Guid.NewGuid();
        await World.FaultOnAsync(RefundOperation, $"{refund:N}", "connection_reset_before", 1);
        await RefundAsync(payment, 500, refund);
        await World.RefundIsAsync(refund, "Failed");
        (await World.Heard.UntilAsync<RefundFailed>(e => e.RefundId == refund)).ShouldHaveSingleItem().Code.ShouldBe("rejected");
        (await RefundedAsync(payment)).ShouldBe((1, Amount));
        (await World.Database.CountAsync($"(select distinct key from ops.gateway_calls where refund_id = '{refund}') k")).ShouldBe(1);
        await World.Database.UntilAsync($"payments.payments where correlation_id = '{payment}' and refund_reserved_minor = 0", n => n == 1);
    }

    [Fact]
    public async Task Should_count_what_was_given_back_by_hand()
    {
        var payment = await CapturedAsync();
        await ByHandAsync(payment, 600);
        await World.StateIsAsync(payment, "PartiallyRefunded");
        (await World.Heard.UntilAsync<RefundMadeElsewhere>(e => e.PaymentId == payment)).ShouldHaveSingleItem().AmountMinor.ShouldBe(600);
        await RefusedAsync(await RefundAsync(payment, 1400), "exceeds_captured", "1400 is more than the 1399 EUR that is left of 1999");
        await World.RefundIsAsync(await RefundAsync(payment), "Succeeded");
        await World.StateIsAsync(payment, "Refunded");
        (await RefundedAsync(payment)).ShouldBe((2, Amount));
    }

    [Fact]
    public async Task Should_refuse_while_the_payment_is_disputed_and_allow_it_when_that_is_won()
    {
        var payment = await CapturedAsync();
        await World.RefundIsAsync(await RefundAsync(payment, 500), "Succeeded");
        var dispute = await DisputeAsync(payment);
        await World.StateIsAsync(payment, "Disputed");
        await RefusedAsync(await RefundAsync(payment), "disputed", $"the payment is disputed ({dispute}): refunds are refused until that is won");
        await WinAsync(dispute);
        await World.StateIsAsync(payment, "PartiallyRefunded");
        await World.RefundIsAsync(await RefundAsync(payment), "Succeeded");
        await World.StateIsAsync(payment, "Refunded");
        (await RefundedAsync(payment)).ShouldBe((2, Amount));
    }

    protected async Task<Guid> RefundAsync(Guid payment, long? amount = null, Guid? refund = null)
    {
        var command = new RefundPayment { RefundId = refund ?? Guid.NewGuid(), PaymentId = payment, AmountMinor = amount, Reason = "returned goods" };
        await World.PublishAsync(command);
        return command.RefundId;
    }

    protected async Task RefusedAsync(Guid refund, string code, string reason)
    {
        await World.RefundIsAsync(refund, "Refused");
        var failed = (await World.Heard.UntilAsync<RefundFailed>(e => e.RefundId == refund)).ShouldHaveSingleItem();
        (failed.Code, failed.Reason).ShouldBe((code, reason));
        (await World.Database.CountAsync($"ops.gateway_calls where refund_id = '{refund}'")).ShouldBe(0);
    }
}
