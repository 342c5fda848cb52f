using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Refunds;
using Integration.Sagas.Attempts;
using Integration.Sagas.Refunds;

namespace Integration.PaymentWorker.Tests;

/// <summary>SAFETY U6: what proves that a refund was not made, when a call of it may have been executed.</summary>
[Trait("Rule", "U6")]
public sealed class When_a_refunds_call_had_no_outcome
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private static readonly RefundCall Absent = RefundCall.Absent("the order shows no refund with our id", null, 200);
    private static readonly RefundCall Refused = RefundCall.Failed(new(CallFailureKind.Rejected, "CAPTURE_FULLY_REFUNDED", null, 422));

    [Fact]
    public void Should_believe_a_first_refusal() => Of(RefundWay.Send, null, Refused, null).ShouldBe(Refused);

    [Fact]
    public void Should_believe_a_refusal_beside_a_list_that_had_time_to_show_it()
    {
        Of(RefundWay.FindThenSend, Absent, Refused, TimeSpan.FromHours(3).Add(TimeSpan.FromSeconds(1))).ShouldBe(Refused);
        var early = Of(RefundWay.FindThenSend, Absent, Refused, TimeSpan.FromHours(3));
        (early.Failure, early.Reason).ShouldBe((CallFailureKind.OutcomeUnknown, "a repeat is refused (CAPTURE_FULLY_REFUNDED), and the order shows no refund with our id yet"));
    }

    [Fact]
    public void Should_not_believe_a_refusal_alone()
    {
        var silent = RefundCall.Failed(new(CallFailureKind.Rejected, "RESOURCE_NOT_FOUND", null, 404));
        var call = Of(RefundWay.FindThenSend, silent, Refused, TimeSpan.FromDays(40));
        (call.Failure, call.Reason).ShouldBe((CallFailureKind.OutcomeUnknown, "a repeat is refused (CAPTURE_FULLY_REFUNDED), and the first call may have been executed: RESOURCE_NOT_FOUND"));
        Of(RefundWay.Find, silent, silent, TimeSpan.FromDays(400)).Failure.ShouldBe(CallFailureKind.OutcomeUnknown, "a question that is refused");
    }

    [Fact]
    public void Should_end_what_was_never_made_once_no_call_can_be_on_its_way()
    {
        var early = Of(RefundWay.Find, Absent, Absent, TimeSpan.FromDays(44));
        (early.Failure, early.NotFound).ShouldBe((CallFailureKind.OutcomeUnknown, false), "its last call may be remembered still");
        var late = Of(RefundWay.Find, Absent, Absent, TimeSpan.FromDays(44).Add(TimeSpan.FromSeconds(1)));
        (late.Failure, late.NotFound).ShouldBe((CallFailureKind.Rejected, true));
        var command = new RefundAttempt
        {
            RefundId = Guid.NewGuid(), CaptureReference = "c", AmountMinor = 1, Currency = "EUR", Epoch = 3,
            Attempt = new() { PaymentId = Guid.Empty, AttemptId = Guid.Empty, Number = 1, Gateway = "paypal", Epoch = 3 },
        };
        RefundAnswer.Of(command, late, null).ShouldBeOfType<RefundCallFailed>().Code.ShouldBe("not_made");
        RefundAnswer.Of(command, Refused, null).ShouldBeOfType<RefundCallFailed>().Code.ShouldBeNull();
    }

    [Theory]
    [InlineData(CallFailureKind.Transient)]
    [InlineData(CallFailureKind.OutcomeUnknown)]
    [InlineData(CallFailureKind.RateLimited)]
    public void Should_leave_every_other_failure_as_it_is(CallFailureKind kind)
    {
        var failed = RefundCall.Failed(new(kind, "503"));
        Of(RefundWay.FindThenSend, Absent, failed, TimeSpan.FromDays(1)).ShouldBe(failed);
        Of(RefundWay.Find, failed, failed, TimeSpan.FromDays(400)).ShouldBe(failed);
    }

    private static RefundCall Of(RefundWay way, RefundCall? looked, RefundCall call, TimeSpan? lastCall) =>
        RefundProof.Of(new(Guid.Empty, way, null, Now - lastCall), looked, call, TimeSpan.FromDays(44), TimeSpan.FromHours(3), Now);
}
