using Integration.PaymentWorker.Attempts;
using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Orphans;

namespace Integration.PaymentWorker.Tests;

/// <summary>SAFETY U4, the decision alone.</summary>
[Trait("Rule", "U4")]
public sealed class When_money_is_on_the_wrong_attempt
{
    private static readonly AttemptRecord Attempt = new()
    {
        AttemptId = Guid.NewGuid(), PaymentId = Guid.NewGuid(), Number = 1, Gateway = "stripe", AmountMinor = 1999, Currency = "EUR", Reference = "pi_1",
        Active = false, Closed = true, AnsweredEpoch = 0,
    };

    [Fact]
    public void Should_give_back_what_moved() => Decide(Captured()).ShouldBe(OrphanAction.Refund);

    [Fact]
    public void Should_let_go_what_is_held() => Decide(Captured() with { Status = GatewayStatus.Authorized, CapturedMinor = 0 }).ShouldBe(OrphanAction.Cancel);

    [Fact]
    public void Should_ask_a_person_about_what_goes_back_already()
    {
        Decide(Captured() with { Disputed = true }).ShouldBe(OrphanAction.Review);
        Decide(Captured() with { RefundedMinor = 1 }).ShouldBe(OrphanAction.Review);
    }

    [Fact]
    public void Should_leave_what_went_back() => Decide(Captured() with { RefundedMinor = 1999 }).ShouldBe(OrphanAction.Nothing);

    [Fact]
    public void Should_leave_the_payments_own_money() => Decide(Captured(), own: true).ShouldBe(OrphanAction.Nothing);

    [Fact]
    public void Should_only_report_what_is_not_ours() => Decide(Captured() with { AttemptId = null }).ShouldBe(OrphanAction.Nothing);

    [Theory]
    [InlineData(GatewayStatus.Open)]
    [InlineData(GatewayStatus.Declined)]
    [InlineData(GatewayStatus.ActionRequired)]
    [InlineData(GatewayStatus.Processing)]
    [InlineData(GatewayStatus.Canceled)]
    public void Should_do_nothing_where_no_money_is(GatewayStatus status) => Decide(Captured() with { Status = status, CapturedMinor = 0 }).ShouldBe(OrphanAction.Nothing);

    private static OrphanAction Decide(GatewayObject found, bool own = false) => OrphanDecision.Of(Attempt, own, found).Action;

    private static GatewayObject Captured() => new()
    {
        Reference = "pi_1", Status = GatewayStatus.Captured, GatewayWord = "succeeded", AmountMinor = 1999, CapturedMinor = 1999, Currency = "EUR", AttemptId = Attempt.AttemptId.ToString(),
    };
}
