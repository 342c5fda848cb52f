using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Refunds;
using Integration.Sagas.Attempts;
using Integration.Sagas.Refunds;

namespace Integration.PaymentWorker.Tests;

/// <summary>SAFETY U6, R2, R5: whether a refund is sent, looked for or left alone.</summary>
[Trait("Rule", "U6")]
public sealed class When_a_refund_is_claimed
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private static readonly RefundFacts First = new() { Epoch = 4 };
    private static readonly RefundFacts Unknown = First with { FirstHash = "hash", AnsweredEpoch = 3, UnsettledSince = Now.AddHours(-1) };

    [Fact]
    public void Should_send_what_was_never_sent() => (Refuse(First), Way(First)).ShouldBe((null, RefundWay.Send));

    [Fact]
    public void Should_send_again_what_was_surely_not_executed()
    {
        var refused = First with { FirstHash = "hash", AnsweredEpoch = 3 };
        (Refuse(refused), Way(refused)).ShouldBe((null, RefundWay.Send));
    }

    [Fact]
    public void Should_look_before_it_sends_again_what_may_have_been_executed() => (Refuse(Unknown), Way(Unknown)).ShouldBe((null, RefundWay.FindThenSend));

    [Fact]
    public void Should_only_look_at_what_has_a_reference() => Way(Unknown with { Reference = "re_1" }).ShouldBe(RefundWay.Find);

    [Fact]
    public void Should_never_send_a_key_that_the_gateway_may_have_forgotten()
    {
        var old = Unknown with { UnsettledSince = Now.AddHours(-23).AddSeconds(-1) };
        (Refuse(old), Way(old)).ShouldBe((null, RefundWay.Find));
    }

    [Fact]
    public void Should_wait_for_a_call_that_may_still_run() => Refuse(First with { LeaseUntil = Now.AddSeconds(7) }).ShouldBe(new RefundClaimOutcome.Running(Now.AddSeconds(7)));

    [Fact]
    public void Should_take_over_when_the_lease_is_over() => Refuse(Unknown with { LeaseUntil = Now }).ShouldBeNull();

    [Fact]
    public void Should_leave_what_is_not_the_newest_command()
    {
        Refuse(First with { Epoch = 5 }).ShouldBeOfType<RefundClaimOutcome.Stale>();
        Refuse(First with { AnsweredEpoch = 4 }).ShouldBeOfType<RefundClaimOutcome.Stale>();
        Refuse(new RefundFacts()).ShouldBeOfType<RefundClaimOutcome.Stale>();
    }

    [Fact]
    public void Should_refuse_the_same_key_for_another_request() => Refuse(First with { FirstHash = "other" }).ShouldBeOfType<RefundClaimOutcome.Refused>().Kind.ShouldBe(CallFailureKind.Rejected);

    [Fact]
    public void Should_send_nothing_while_the_payment_is_disputed_and_still_find_out_what_was_sent()
    {
        Refuse(First with { Disputed = true }).ShouldBeOfType<RefundClaimOutcome.Refused>().Code.ShouldBe("disputed");
        Refuse(Unknown with { Disputed = true }).ShouldBeNull();
    }

    [Fact]
    public void Should_refuse_an_amount_that_the_gateway_cannot_express() =>
        Refuse(First, inexpressible: "whole units only").ShouldBe(new RefundClaimOutcome.Refused(CallFailureKind.Rejected, "whole units only"));

    [Theory]
    [InlineData(501L, "EUR", true, "amount is 501, asked was 500")]
    [InlineData(500L, "USD", true, "currency is USD, asked was EUR")]
    [InlineData(500L, "EUR", false, "refund is missing, asked was 7f6ed2ab-0000-4000-8000-000000000001")]
    public void Should_stop_when_the_gateways_refund_is_another_one(long amount, string currency, bool withId, string difference) =>
        RefundAnswer.Of(Command(), RefundCall.Answered(Found(amount, currency, withId), null, 200), null).ShouldBeOfType<RefundMismatched>().Difference.ShouldBe(difference);

    [Fact]
    public void Should_tell_where_it_stands() => RefundAnswer.Of(Command(), RefundCall.Answered(Found(500, "EUR", true), null, 200), null).ShouldBe(
        new RefundSeen { RefundId = Command().RefundId, RefundReference = "re_1", Standing = RefundStanding.Succeeded, Word = "succeeded" });

    private static RefundClaimOutcome? Refuse(RefundFacts facts, string? inexpressible = null) => RefundClaimRules.Refuse(Request() with { Inexpressible = inexpressible }, facts, Now);

    private static RefundWay Way(RefundFacts facts) => RefundClaimRules.Way(Request(), facts, Now);

    private static RefundClaimRequest Request() => new()
    {
        Command = Command(), Key = "key", RequestHash = "hash", Lease = TimeSpan.FromSeconds(30), KeyLifetime = TimeSpan.FromHours(23),
    };

    private static RefundAttempt Command() => new()
    {
        RefundId = Guid.Parse("7f6ed2ab-0000-4000-8000-000000000001"), CaptureReference = "ch_1", AmountMinor = 500, Currency = "EUR", Epoch = 4,
        Attempt = new() { PaymentId = Guid.Empty, AttemptId = Guid.Empty, Number = 1, Gateway = "stripe", Epoch = 4, Reference = "pi_1" },
    };

    private static RefundObject Found(long amount, string currency, bool withId) => new()
    {
        Reference = "re_1", Status = RefundStatus.Succeeded, GatewayWord = "succeeded", AmountMinor = amount, Currency = currency, RefundId = withId ? Command().RefundId.ToString() : null,
    };
}
