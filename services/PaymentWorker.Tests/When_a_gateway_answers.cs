using Integration.PaymentWorker.Attempts;
using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Gateways.PayPal;
using Integration.PaymentWorker.Gateways.Stripe;
using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Tests;

[Trait("Rule", "R6")]
public sealed class When_a_gateway_answers
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private static readonly AttemptRecord Asked = new()
    {
        AttemptId = Guid.NewGuid(), PaymentId = Guid.NewGuid(), Number = 1, Gateway = "stripe", AmountMinor = 1999, Currency = "EUR", Reference = "pi_1",
        Active = true, Closed = false, AnsweredEpoch = 0,
    };

    public static TheoryData<GatewayStatus> EveryStatus() => [.. Enum.GetValues<GatewayStatus>()];

    [Theory]
    [MemberData(nameof(EveryStatus))]
    public void Should_have_an_answer_for_every_status(GatewayStatus status) =>
        Answer(Found(status)).Attempt.ShouldBe(Asked.Ref(5));

    [Theory]
    [InlineData("amount is 2000, asked was 1999")]
    [InlineData("currency is USD, asked was EUR")]
    [InlineData("reference is pi_2, asked was pi_1")]
    [InlineData("captured amount is 1000, asked was 1999")]
    public void Should_stop_when_the_answer_differs_from_what_was_asked(string difference)
    {
        var found = Found(GatewayStatus.Captured);
        found = difference[0] switch
        {
            'a' => found with { AmountMinor = 2000 },
            'r' => found with { Reference = "pi_2" },
            _ when difference[1] == 'u' => found with { Currency = "USD" },
            _ => found with { CapturedMinor = 1000 },
        };
        Answer(found).ShouldBeOfType<AttemptMismatched>().Difference.ShouldBe(difference);
    }

    [Fact]
    public void Should_stop_when_the_object_is_not_ours() =>
        Answer(Found(GatewayStatus.Captured) with { AttemptId = null }).ShouldBeOfType<AttemptMismatched>().Difference.ShouldStartWith("attempt is missing");

    [Fact]
    public void Should_keep_the_proof_of_a_close_with_the_request_that_gave_it() =>
        Answer(Found(GatewayStatus.Canceled)).ShouldBeOfType<AttemptClosed>().Proof
            .ShouldBe("stripe says word for pi_1 in the answer to look_up, request req_1, 2027-01-15 08:00:00Z");

    [Fact]
    public void Should_tell_with_the_close_how_it_was_declined()
    {
        Answer(Found(GatewayStatus.Canceled)).ShouldBeOfType<AttemptClosed>().Decline.ShouldBeNull();
        Answer(Found(GatewayStatus.Canceled) with { Decline = new("stolen_card", false, false) }).ShouldBeOfType<AttemptClosed>().Decline.ShouldBe(new AttemptDecline("stolen_card", false, false));
    }

    /// <summary>The code alone is kept.</summary>
    [Fact]
    public void Should_read_a_kept_code_as_it_was_read_first()
    {
        StripeDeclineCodes.Codes.ShouldAllBe(code => StripeDeclineCodes.Of(code, null).Code == code && StripeDeclineCodes.Of(code, null) == StripeDeclineCodes.Of(null, code));
        PayPalDeclineCodes.Codes.ShouldAllBe(code => PayPalDeclineCodes.Of(code).Code == code);
        StripeDeclineCodes.Of("fraudulent", null).FallbackAllowed.ShouldBeFalse();
    }

    [Fact]
    public void Should_not_take_a_decline_for_a_proof() =>
        AttemptAnswer.Proof(Call(), GatewayCall.Answered(Found(GatewayStatus.Declined), "req_1", 402), Now).ShouldBeNull();

    [Fact]
    public void Should_pass_on_what_is_known_of_a_call_without_an_outcome()
    {
        var failed = AttemptAnswer.Of(Call(), GatewayCall.Failed(CallFailureKind.OutcomeUnknown, "no answer in time"), Now).ShouldBeOfType<AttemptCallFailed>();
        (failed.Kind, failed.Reason, failed.Step).ShouldBe((CallFailureKind.OutcomeUnknown, "no answer in time", AttemptStep.LookUp));
    }

    [Theory]
    [InlineData(null, "payment_intent.succeeded", true)]
    [InlineData(GatewayStatus.Open, "payment_intent.created", false)]
    [InlineData(GatewayStatus.Open, "payment_intent.amount_capturable_updated", true)]
    [InlineData(GatewayStatus.Authorized, "payment_intent.amount_capturable_updated", false)]
    [InlineData(GatewayStatus.Authorized, "payment_intent.payment_failed", true)]
    [InlineData(GatewayStatus.Captured, "payment_intent.succeeded", false)]
    [InlineData(GatewayStatus.Captured, "payment_intent.payment_failed", false)]
    [InlineData(GatewayStatus.Canceled, "payment_intent.succeeded", true)]
    [InlineData(GatewayStatus.Authorized, "payment_intent.partially_funded", true)]
    public void Should_look_when_a_webhook_may_tell_something_new(GatewayStatus? known, string eventType, bool expected) =>
        StatusOrder.Tells(known, StripeMapper.Suggests(eventType)).ShouldBe(expected);

    [Theory]
    [MemberData(nameof(EveryStatus))]
    public void Should_read_the_word_it_stored(GatewayStatus status) => StatusOrder.Read(StatusOrder.Word(status)).ShouldBe(status);

    private static IAttemptAnswer Answer(GatewayObject found) => AttemptAnswer.Of(Call(), GatewayCall.Answered(found, "req_1", 200), Now);

    private static CallRecord Call() => new(Guid.NewGuid(), Asked, 5, AttemptStep.LookUp, null, Now);

    private static GatewayObject Found(GatewayStatus status) => new()
    {
        Reference = "pi_1", Status = status, GatewayWord = "word", AmountMinor = 1999, Currency = "EUR", AttemptId = Asked.AttemptId.ToString(),
        CapturedMinor = status == GatewayStatus.Captured ? 1999 : 0,
    };
}
