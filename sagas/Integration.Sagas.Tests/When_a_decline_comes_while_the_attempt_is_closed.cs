using Integration.Contracts.Payments;
using Integration.Sagas.Attempts;
using Integration.Sagas.Payments;

namespace Integration.Sagas.Tests;

/// <summary>A confirm outlived our time-out and ended as a decline while its attempt was being closed for the next one: what follows has to be allowed after that decline, too (SAFETY F4).</summary>
[Trait("Rule", "F4")]
public sealed class When_a_decline_comes_while_the_attempt_is_closed
{
    private static readonly PayPalMethod PayPal = new() { VaultToken = "vault_ok" };

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Should_try_nothing_again_after_fraud(int epochs)
    {
        await using var run = await ClosingAsync(PayPal);
        await run.AnswerAsync(attempt => Declined(attempt with { Epoch = attempt.Epoch * epochs }, "fraudulent", retryable: false, elsewhere: false), p => p is { ReleaseFor: ReleasePurpose.Fail, DeclineCode: "fraudulent" });
        run.Payment.CurrentState.ShouldBe("Releasing");

        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "canceled" }, p => p.CurrentState == "Failed");
        var failed = await run.ToldAsync<PaymentFailed>();
        (failed.Code, failed.DeclineCode, run.Payment.AttemptNumber).ShouldBe(("declined", "fraudulent", 1));
    }

    /// <summary>Nobody looked in between: only the answer to the cancel shows it.</summary>
    [Fact]
    public async Task Should_heed_the_decline_that_the_close_shows()
    {
        await using var run = await ClosingAsync(PayPal);
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "canceled", Decline = new("stolen_card", false, false) }, p => p.CurrentState == "Failed");

        (run.Payment.FailureCode, run.Payment.DeclineCode, run.HasTold<PaymentFallbackStarted>()).ShouldBe(("declined", "stolen_card", false));
    }

    [Fact]
    public async Task Should_go_where_the_decline_would_have_led()
    {
        await using var run = await ClosingAsync(PayPal);
        await run.AnswerAsync(attempt => Declined(attempt with { Epoch = 0 }, "insufficient_funds", retryable: false, elsewhere: true), p => p.ReleaseFor == ReleasePurpose.Fallback);
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "canceled", Decline = new("insufficient_funds", false, true) }, p => p is { Gateway: "paypal", CurrentState: "Authorizing" });
    }

    [Fact]
    public async Task Should_fail_after_a_decline_when_there_is_no_other_way_to_pay()
    {
        await using var run = await ClosingAsync();
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "canceled", Decline = new("insufficient_funds", false, true) }, p => p is { CurrentState: "Failed", FailureCode: "declined" });
    }

    [Fact]
    public async Task Should_go_on_with_the_next_attempt_when_the_decline_may_pass()
    {
        await using var run = await ClosingAsync(PayPal);
        await run.AnswerAsync(attempt => Declined(attempt with { Epoch = 0 }, "try_again_later", retryable: true, elsewhere: true), p => p.DeclineCode == "try_again_later");
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "canceled", Decline = new("try_again_later", true, true) }, p => p is { Gateway: "stripe", AttemptNumber: 2 });
    }

    [Fact]
    public async Task Should_not_fall_back_after_fraud()
    {
        await using var run = await PaymentRun.AuthorizingAsync(PayPal);
        await run.AnswerAsync(attempt => Declined(attempt, "generic_decline", retryable: false, elsewhere: true), p => p.ReleaseFor == ReleasePurpose.Fallback);
        await run.AnswerAsync(attempt => Declined(attempt with { Epoch = 0 }, "fraudulent", retryable: false, elsewhere: false), p => p.ReleaseFor == ReleasePurpose.Fail);
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "canceled" }, p => p.CurrentState == "Failed");
    }

    [Fact]
    public async Task Should_still_cancel_what_the_caller_wants_to_stop()
    {
        await using var run = await ClosingAsync(PayPal);
        await run.TellAsync(id => new CancelPayment { PaymentId = id });
        await run.AnswerAsync(attempt => Declined(attempt with { Epoch = 0 }, "fraudulent", retryable: false, elsewhere: false), p => p.DeclineCode == "fraudulent");
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "canceled" }, p => p.CurrentState == "Canceled");
    }

    /// <summary>The confirm gives no outcome until its key is spent: the attempt is closed, and the next one is to follow.</summary>
    private static async Task<PaymentRun> ClosingAsync(PayPalMethod? payPal = null)
    {
        var run = await PaymentRun.AuthorizingAsync(payPal);
        for (var unknown = 1; unknown <= 3; unknown++)
        {
            await run.AnswerAsync(
                attempt => new AttemptCallFailed { Attempt = attempt, Step = AttemptStep.Authorize, Kind = CallFailureKind.OutcomeUnknown, Reason = "no answer in time" }, p => p.CurrentState == "Reconciling");
            await run.AnswerAsync(attempt => new AttemptStillOpen { Attempt = attempt, Status = "requires_confirmation" }, p => p.CurrentState is "AwaitingRetry" or "Releasing");
            if (unknown < 3)
            {
                await run.DueAsync(p => p.CurrentState == "Authorizing");
            }
        }

        run.Payment.ReleaseFor.ShouldBe(ReleasePurpose.Retry);
        return run;
    }

    private static AttemptDeclined Declined(AttemptRef attempt, string code, bool retryable, bool elsewhere) =>
        new() { Attempt = attempt, Code = code, Retryable = retryable, FallbackAllowed = elsewhere };
}
