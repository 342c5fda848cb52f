using System.Net;
using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Gateways.Stripe;
using Integration.Sagas.Attempts;
using Polly.CircuitBreaker;
using Stripe;

namespace Integration.PaymentWorker.Tests;

[Trait("Rule", "R7")]
public sealed class When_Stripe_is_read
{
    [Theory]
    [InlineData("requires_payment_method", false, GatewayStatus.Open)]
    [InlineData("requires_payment_method", true, GatewayStatus.Declined)]
    [InlineData("requires_confirmation", false, GatewayStatus.Open)]
    [InlineData("requires_action", false, GatewayStatus.ActionRequired)]
    [InlineData("processing", false, GatewayStatus.Processing)]
    [InlineData("requires_capture", false, GatewayStatus.Authorized)]
    [InlineData("succeeded", false, GatewayStatus.Captured)]
    [InlineData("canceled", false, GatewayStatus.Canceled)]
    public void Should_know_every_status(string status, bool declined, GatewayStatus expected) =>
        StripeMapper.Map(Intent(status, declined)).Status.ShouldBe(expected);

    [Theory]
    [InlineData("canceled", 0, 0)]
    [InlineData("succeeded", 1999, 500)]
    public void Should_take_a_hold_that_was_let_go_for_no_refund(string status, long received, long refunded)
    {
        var intent = Intent(status, declined: false);
        intent.AmountReceived = received;
        intent.LatestCharge = new() { AmountRefunded = received > 0 ? 500 : 1999, Refunded = received == 0 };
        StripeMapper.Map(intent).RefundedMinor.ShouldBe(refunded);
    }

    /// <summary>Stripe promises the intent's error only until the intent is updated: the charge keeps why it failed (SAFETY F4).</summary>
    [Theory]
    [InlineData("canceled", "card_declined", "fraudulent", "fraudulent", false, false)]
    [InlineData("canceled", "card_declined", "insufficient_funds", "insufficient_funds", false, true)]
    [InlineData("canceled", "card_declined", "highest_risk_level", "highest_risk_level", false, false)]
    [InlineData("canceled", "card_declined", "rule", "rule", false, false)]
    [InlineData("canceled", "processing_error", null, "processing_error", true, true)]
    [InlineData("canceled", null, null, "unknown", false, false)]
    [InlineData("requires_payment_method", "card_declined", "stolen_card", "stolen_card", false, false)]
    public void Should_read_a_decline_from_the_charge_when_the_error_is_cleared(string status, string? failure, string? reason, string code, bool retryable, bool fallback)
    {
        var intent = Intent(status, declined: false);
        intent.LatestCharge = new() { Id = "ch_1", Status = "failed", FailureCode = failure, Outcome = new() { Reason = reason } };
        var found = StripeMapper.Map(intent);
        (found.Status, found.Decline).ShouldBe((status == "canceled" ? GatewayStatus.Canceled : GatewayStatus.Declined, new Decline(code, retryable, fallback)));
    }

    [Fact]
    public void Should_read_no_decline_from_a_hold_that_was_let_go()
    {
        var intent = Intent("canceled", declined: false);
        intent.LatestCharge = new() { Id = "ch_1", Status = "succeeded", Refunded = true, Outcome = new() { Type = "authorized" } };
        StripeMapper.Map(intent).Decline.ShouldBeNull();
    }

    /// <summary>The body of an error has the charge's id alone: whether it failed, only a look shows.</summary>
    [Fact]
    public void Should_look_before_a_refusal_is_taken_for_the_end_of_an_intent_that_may_have_been_declined()
    {
        var intent = Intent("canceled", declined: false);
        intent.LatestChargeId = "ch_1";
        StripeErrors.Read(Error(400, intent)).Failure.ShouldBe(CallFailureKind.OutcomeUnknown);
        StripeErrors.Read(Error(400, Intent("canceled", declined: true))).Found!.Status.ShouldBe(GatewayStatus.Canceled);
        StripeErrors.Read(Error(400, Intent("canceled", declined: false))).Found!.Status.ShouldBe(GatewayStatus.Canceled);
    }

    [Fact]
    public void Should_not_guess_a_status_it_does_not_know() => Should.Throw<NotSupportedException>(() => StripeMapper.Map(Intent("requires_luck", false)));

    [Theory]
    [InlineData("needs_response", "chargeback", DisputeStatus.Open)]
    [InlineData("under_review", "chargeback", DisputeStatus.Open)]
    [InlineData("warning_needs_response", "inquiry", DisputeStatus.Open)]
    [InlineData("warning_under_review", "inquiry", DisputeStatus.Open)]
    [InlineData("warning_closed", "inquiry", DisputeStatus.Won)]
    [InlineData("appeal_needs_response", "chargeback", DisputeStatus.Open)]
    [InlineData("appeal_under_review", "chargeback", DisputeStatus.Open)]
    [InlineData("won", "chargeback", DisputeStatus.Won)]
    [InlineData("lost", "chargeback", DisputeStatus.Lost)]
    [InlineData("prevented", "chargeback", DisputeStatus.Lost)]
    [InlineData("prevented", "resolution", DisputeStatus.Lost)]
    [InlineData("prevented", null, DisputeStatus.Lost)]
    [InlineData("prevented", "block", DisputeStatus.Won)]
    public void Should_know_where_every_dispute_stands(string status, string? type, DisputeStatus expected)
    {
        var found = StripeRefundMapper.Map(Disputed(status, type));
        (found.Status, found.WordUnknown, found.GatewayWord).ShouldBe((expected, false, status));
    }

    [Fact]
    public void Should_take_no_word_that_it_does_not_know_for_a_decision()
    {
        var found = StripeRefundMapper.Map(Disputed("settled_by_luck", "block"));
        (found.Status, found.WordUnknown).ShouldBe((DisputeStatus.Open, true));
    }

    [Theory]
    [InlineData(500, CallFailureKind.OutcomeUnknown)]
    [InlineData(503, CallFailureKind.OutcomeUnknown)]
    [InlineData(409, CallFailureKind.OutcomeUnknown)]
    [InlineData(429, CallFailureKind.RateLimited)]
    [InlineData(401, CallFailureKind.Misconfigured)]
    [InlineData(403, CallFailureKind.Misconfigured)]
    [InlineData(400, CallFailureKind.Rejected)]
    [InlineData(404, CallFailureKind.Rejected)]
    public void Should_tell_what_is_known_from_the_status(int status, CallFailureKind expected) =>
        StripeErrors.Read(Error(status)).Failure.ShouldBe(expected);

    [Fact]
    public void Should_take_an_intent_in_an_error_for_an_answer_but_never_in_a_500()
    {
        StripeErrors.Read(Error(402, Intent("requires_payment_method", true))).Found!.Status.ShouldBe(GatewayStatus.Declined);
        StripeErrors.Read(Error(500, Intent("requires_payment_method", true))).Failure.ShouldBe(CallFailureKind.OutcomeUnknown);
    }

    public static TheoryData<string, Exception, CallFailureKind> Network() => new()
    {
        { "refused", new HttpRequestException(HttpRequestError.ConnectionError), CallFailureKind.Transient },
        { "reset in the middle", new HttpRequestException(HttpRequestError.ResponseEnded), CallFailureKind.OutcomeUnknown },
        { "no details", new HttpRequestException("?"), CallFailureKind.OutcomeUnknown },
        { "time-out", new TaskCanceledException(), CallFailureKind.OutcomeUnknown },
        { "our time-out", new Polly.Timeout.TimeoutRejectedException(), CallFailureKind.OutcomeUnknown },
        { "open circuit", new BrokenCircuitException(), CallFailureKind.Transient },
        { "our rate", new Polly.RateLimiting.RateLimiterRejectedException(), CallFailureKind.RateLimited },
        { "anything else", new IOException(), CallFailureKind.OutcomeUnknown },
    };

    [Theory]
    [MemberData(nameof(Network))]
    public void Should_take_everything_that_may_have_been_executed_for_unknown(string what, Exception failure, CallFailureKind expected) =>
        StripeErrors.Read(failure).Failure.ShouldBe(expected, what);

    [Fact]
    public void Should_forbid_a_repeat_and_another_gateway_after_a_code_it_does_not_know() =>
        StripeDeclineCodes.Of("brand_new_code", "card_declined").ShouldBe(new Decline("brand_new_code", Retryable: false, FallbackAllowed: false));

    [Theory]
    [InlineData("fraudulent")]
    [InlineData("lost_card")]
    [InlineData("stolen_card")]
    [InlineData("pickup_card")]
    public void Should_forbid_another_gateway_after_fraud(string code) => StripeDeclineCodes.Of(code, "card_declined").FallbackAllowed.ShouldBeFalse();

    [Theory]
    [InlineData("EUR", 50, true)]
    [InlineData("EUR", 49, false)]
    [InlineData("JPY", 50, true)]
    [InlineData("KWD", 1230, true)]
    [InlineData("KWD", 1234, false)]
    [InlineData("UGX", 100_00, true)]
    [InlineData("UGX", 100_01, false)]
    [InlineData("USD", 99_999_999, true)]
    [InlineData("USD", 100_000_000, false)]
    [InlineData("XXX", 100, false)]
    public void Should_refuse_money_Stripe_cannot_express(string currency, long amount, bool accepted) =>
        (new StripeCurrencies().Refuse(currency, amount) is null).ShouldBe(accepted);

    private static StripeException Error(int status, PaymentIntent? intent = null) =>
        new((HttpStatusCode)status, new StripeError { Type = "t", Code = "c", Message = "m", PaymentIntent = intent }, "m");

    private static PaymentIntent Intent(string status, bool declined) => new()
    {
        Id = "pi_1", Status = status, Amount = 1, Currency = "eur", LastPaymentError = declined ? new StripeError { Code = "card_declined", DeclineCode = "do_not_honor" } : null,
    };

    private static Dispute Disputed(string status, string? type) => new()
    {
        Id = "du_1", Status = status, Amount = 1999, Currency = "eur", PaymentMethodDetails = type is null ? null : new() { Card = new() { CaseType = type } },
    };
}
