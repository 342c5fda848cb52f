using Integration.PaymentWorker.Attempts;
using Integration.PaymentWorker.Gateways;
using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Tests;

/// <summary>SAFETY F1 where the gateway has no cancel: our own committed claims, together with what the gateway shows, are the proof, or there is none.</summary>
[Trait("Rule", "F1")]
[Trait("Rule", "F2")]
public sealed class When_an_order_cannot_be_canceled
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private static readonly AttemptRecord Order = new()
    {
        AttemptId = Guid.NewGuid(), PaymentId = Guid.NewGuid(), Number = 2, Gateway = "paypal", AmountMinor = 1999, Currency = "EUR", Reference = "ORDER1",
        Active = true, Closed = false, AnsweredEpoch = 0,
    };

    [Theory]
    [InlineData(GatewayStatus.Open)]
    [InlineData(GatewayStatus.ActionRequired)]
    [InlineData(GatewayStatus.Authorized)]
    [InlineData(GatewayStatus.Declined)]
    public void Should_close_it_when_no_money_moved_and_every_capture_was_answered(GatewayStatus status) =>
        Proof(Found(status), unsettled: 0).ShouldBe("paypal shows word and no money for ORDER1, request req_1, 2027-01-15 08:00:00Z; every capture that was claimed is answered, and later claims are refused");

    [Theory]
    [InlineData(GatewayStatus.Open)]
    [InlineData(GatewayStatus.ActionRequired)]
    [InlineData(GatewayStatus.Authorized)]
    public void Should_not_close_it_while_a_capture_may_still_arrive(GatewayStatus status) => Proof(Found(status), unsettled: 1).ShouldBeNull();

    [Fact]
    public void Should_take_the_decline_that_is_shown_for_the_one_capture_without_an_answer_and_for_no_more()
    {
        Proof(Found(GatewayStatus.Declined), unsettled: 1).ShouldNotBeNull();
        Proof(Found(GatewayStatus.Declined), unsettled: 2).ShouldBeNull();
    }

    [Theory]
    [InlineData(GatewayStatus.Captured)]
    [InlineData(GatewayStatus.Processing)]
    public void Should_never_close_what_moved_or_may_move(GatewayStatus status) => Proof(Found(status), unsettled: 0).ShouldBeNull();

    [Fact]
    public void Should_never_close_it_with_money_on_it() => Proof(Found(GatewayStatus.Declined) with { CapturedMinor = 1 }, unsettled: 0).ShouldBeNull();

    [Fact]
    public void Should_take_no_other_object_for_a_proof() => Proof(Found(GatewayStatus.Declined) with { AttemptId = Guid.NewGuid().ToString() }, unsettled: 0).ShouldBeNull();

    [Fact]
    public void Should_ask_a_gateway_that_can_cancel_to_say_so_itself() => Proof(Found(GatewayStatus.Open), unsettled: 0, canCancel: true).ShouldBeNull();

    [Fact]
    public void Should_close_it_without_an_answer_only_when_nothing_was_ever_confirmed()
    {
        var silence = GatewayCall.Failed(CallFailureKind.OutcomeUnknown, "no answer in time");
        AttemptAnswer.ProofByClaims(Granted(unsettled: 0, neverConfirmed: true), silence, canCancel: false, Now).ShouldBe("no confirm was ever claimed, and every later claim is refused");
        AttemptAnswer.ProofByClaims(Granted(unsettled: 0), silence, canCancel: false, Now).ShouldBeNull();
    }

    [Theory]
    [InlineData(AttemptStep.Create)]
    [InlineData(AttemptStep.Capture)]
    [InlineData(AttemptStep.LookUp)]
    public void Should_prove_nothing_in_the_answer_to_another_step(string step) =>
        AttemptAnswer.ProofByClaims(Granted(unsettled: 0, neverConfirmed: true, step), GatewayCall.Answered(Found(GatewayStatus.Declined), "req_1", 200), canCancel: false, Now).ShouldBeNull();

    private static string? Proof(GatewayObject found, int unsettled, bool canCancel = false) =>
        AttemptAnswer.ProofByClaims(Granted(unsettled), GatewayCall.Answered(found, "req_1", 200), canCancel, Now);

    private static ClaimOutcome.Granted Granted(int unsettled, bool neverConfirmed = false, string step = AttemptStep.Cancel) =>
        new(new CallRecord(Guid.NewGuid(), Order, 5, step, null, Now), neverConfirmed, unsettled);

    private static GatewayObject Found(GatewayStatus status) => new()
    {
        Reference = "ORDER1", Status = status, GatewayWord = "word", AmountMinor = 1999, CapturedMinor = status == GatewayStatus.Captured ? 1999 : 0, Currency = "EUR", AttemptId = Order.AttemptId.ToString(),
    };
}
