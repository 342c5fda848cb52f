using Integration.Contracts.Operations;
using Integration.Contracts.Payments;
using Integration.Sagas.Attempts;
using Integration.Sagas.Payments;

namespace Integration.Sagas.Tests;

/// <summary>What <see cref="RetryPayment"/> moves, and what waits for it.</summary>
[Trait("Rule", "U2")]
[Trait("Rule", "U3")]
public sealed class When_a_person_wants_it_tried_again
{
    /// <summary>Silence of the gateway is no end, however long it lasts: nothing but a person ends what was never known there.</summary>
    [Fact]
    public async Task Should_wait_for_the_person_as_long_as_it_takes()
    {
        await using var run = await UnreachedAsync();
        for (var day = 1; day <= 3; day++)
        {
            await run.DueAsync(p => p.CurrentState == "NeedsReview");
            await run.WaitsAsync(TimeSpan.FromDays(1));
        }

        run.HasTold<PaymentFailed>().ShouldBeFalse();
    }

    /// <summary>The key of the creation may be forgotten by then: nothing was confirmed, so the attempt is closed by its claims, and the next one has a key of its own.</summary>
    [Fact]
    public async Task Should_begin_another_attempt_when_the_key_of_the_first_is_too_old()
    {
        await using var run = await UnreachedAsync();
        await run.TellAsync(Retry);
        run.AllTold<PaymentRetryScheduled>()[^1].Retry.ShouldBe(1, "they begin anew");
        await run.DueAsync(p => p is { CurrentState: "Authorizing", Step: AttemptStep.Create, AttemptNumber: 1 });
        await run.AnswerAsync(
            attempt => new AttemptCallFailed { Attempt = attempt, Step = AttemptStep.Create, Kind = CallFailureKind.OutcomeUnknown, Reason = "the gateway may have forgotten the key", KeyIsOld = true },
            p => p is { CurrentState: "Releasing", ReleaseFor: ReleasePurpose.Retry });
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "nothing could be confirmed" }, p => p is { CurrentState: "AwaitingRetry", AttemptNumber: 2 });
        await run.DueAsync(p => p is { CurrentState: "Authorizing", Step: AttemptStep.Create });
        run.HasTold<PaymentFailed>().ShouldBeFalse();
    }

    [Fact]
    public async Task Should_close_before_the_next_attempt_what_was_being_closed()
    {
        await using var run = await UnreachedAsync();
        await run.TellAsync(Retry);
        await run.DueAsync(p => p.CurrentState == "Authorizing");
        await run.AnswerAsync(
            attempt => new AttemptCallFailed { Attempt = attempt, Step = AttemptStep.Create, Kind = CallFailureKind.OutcomeUnknown, Reason = "the gateway may have forgotten the key", KeyIsOld = true },
            p => p.CurrentState == "Releasing");
        await UnclosedAsync(run);
        (run.Payment.Step, run.Payment.GatewayReference).ShouldBe((AttemptStep.Cancel, null));

        await run.TellAsync(Retry);
        (run.Payment.CurrentState, run.Payment.ReleaseFor).ShouldBe(("Releasing", ReleasePurpose.Retry));
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "nothing could be confirmed" }, p => p is { CurrentState: "AwaitingRetry", AttemptNumber: 2 });
    }

    [Fact]
    public async Task Should_send_the_cancel_again_at_once()
    {
        await using var run = await ClosingAsync();
        await run.AnswerAsync(attempt => new AttemptCallFailed { Attempt = attempt, Step = AttemptStep.Cancel, Kind = CallFailureKind.Transient, Reason = "down" }, _ => run.Wait == TimeSpan.FromMinutes(1));
        await run.DueAsync(p => p.Checks == 2);
        var epoch = run.Payment.Epoch;

        await run.TellAsync(Retry);
        (run.Payment.CurrentState, run.Payment.Step, run.Payment.Checks, run.Payment.Epoch).ShouldBe(("Releasing", AttemptStep.Cancel, 1, epoch + 1));
        await run.WaitsAsync(TimeSpan.FromMinutes(10));
        run.AllTold<CancelAttempt>().ShouldContain(c => c.Attempt.Epoch == epoch + 1);
        run.AllTold<OperatorCommandHandled>().ShouldHaveSingleItem().Accepted.ShouldBeTrue();
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "canceled" }, p => p is { CurrentState: "Failed", FailureCode: "declined" });
    }

    [Fact]
    public async Task Should_set_a_lost_timer_anew_and_refuse_to_disturb_one_that_is_not()
    {
        await using var run = await PaymentRun.AuthorizingAsync();
        await run.TellAsync(Retry);
        run.Pass(TimeSpan.FromMinutes(16));     // the answer's ten, and five of grace
        await run.TellAsync(Retry);

        run.AllTold<OperatorCommandHandled>().Select(handled => handled.Accepted).ShouldBe([false, true]);
        run.Payment.CurrentState.ShouldBe("Authorizing");
    }

    /// <summary>What could not be closed for days is closed at last: it failed for the reason that it was closed for.</summary>
    [Fact]
    public async Task Should_keep_why_it_failed_when_nobody_has_to_try_again()
    {
        await using var run = await ClosingAsync();
        await UnclosedAsync(run);
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt with { Epoch = 0 }, Proof = "canceled" }, p => p.CurrentState == "Failed");
        (await run.ToldAsync<PaymentFailed>()).Code.ShouldBe("declined");
    }

    [Fact]
    public async Task Should_say_that_a_person_closed_it()
    {
        await using var run = await PaymentRun.AuthorizingAsync();
        await run.TellAsync(id => new ReleasePayment { PaymentId = id, By = "ops", Why = "enough" });
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "canceled" }, p => p.CurrentState == "Failed");
        (await run.ToldAsync<PaymentFailed>()).Code.ShouldBe("released");
    }

    /// <summary>The key of the confirmation is too old to be used again, and the retries are not spent: the attempt is closed, and the next one has a key of its own.</summary>
    [Fact]
    public async Task Should_begin_another_attempt_when_the_key_of_the_confirmation_is_too_old()
    {
        await using var run = await PaymentRun.AuthorizingAsync();
        await run.DueAsync(p => p is { CurrentState: "Reconciling", Checks: 1 });
        await UnclosedAsync(run);
        run.Pass(TimeSpan.FromHours(30));

        await run.TellAsync(Retry);
        run.Payment.CurrentState.ShouldBe("Reconciling");
        await run.AnswerAsync(attempt => new AttemptStillOpen { Attempt = attempt, Status = "requires_confirmation" }, p => p is { CurrentState: "Releasing", ReleaseFor: ReleasePurpose.Retry });
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "canceled" }, p => p is { CurrentState: "AwaitingRetry", AttemptNumber: 2 });
        run.HasTold<PaymentFailed>().ShouldBeFalse();
    }

    [Fact]
    public async Task Should_begin_another_attempt_when_the_key_of_the_capture_is_too_old()
    {
        await using var run = await PaymentRun.AuthorizingAsync();
        await run.AnswerAsync(attempt => new AttemptAuthorized { Attempt = attempt }, p => p.CurrentState == "Capturing");
        await run.DueAsync(p => p is { CurrentState: "Reconciling", Checks: 1 });
        await UnclosedAsync(run);
        run.Pass(TimeSpan.FromHours(30));

        await run.TellAsync(Retry);
        await run.AnswerAsync(attempt => new AttemptAuthorized { Attempt = attempt }, p => p is { CurrentState: "Releasing", ReleaseFor: ReleasePurpose.Retry });
    }

    /// <summary>What was to follow was decided: a person's wish to try again sends the cancel again, and changes neither the end nor its code.</summary>
    [Theory]
    [InlineData("declined")]
    [InlineData("released")]
    [InlineData("not_authenticated")]
    public async Task Should_keep_why_it_is_closed_when_that_was_decided(string code)
    {
        await using var run = code == "declined" ? await ClosingAsync() : await PaymentRun.AuthorizingAsync(new() { ReturnUrl = "https://shop.example/back", CancelUrl = "https://shop.example/cancel" });
        if (code == "released")
        {
            await run.TellAsync(id => new ReleasePayment { PaymentId = id, By = "ops", Why = "enough" });
        }
        else if (code == "not_authenticated")
        {
            await run.AnswerAsync(attempt => new AttemptActionRequired { Attempt = attempt }, p => p.CurrentState == "AwaitingCustomer");
            await run.DueAsync(p => p.CurrentState == "Reconciling");
            await run.AnswerAsync(attempt => new AttemptActionRequired { Attempt = attempt }, p => p.CurrentState == "Releasing");
        }

        await UnclosedAsync(run);
        await run.TellAsync(Retry);
        (run.Payment.CurrentState, run.Payment.Step, run.Payment.ReleaseFor, run.Payment.FailureCode).ShouldBe(("Releasing", AttemptStep.Cancel, ReleasePurpose.Fail, code));
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "canceled" }, p => p.CurrentState == "Failed");
        (await run.ToldAsync<PaymentFailed>()).Code.ShouldBe(code);
        run.HasTold<PaymentFallbackStarted>().ShouldBeFalse();
    }

    [Fact]
    public async Task Should_keep_a_cancel_a_cancel()
    {
        await using var run = await PaymentRun.AuthorizingAsync();
        await run.TellAsync(id => new CancelPayment { PaymentId = id, Reason = "changed my mind" });
        await UnclosedAsync(run);
        await run.TellAsync(Retry);
        (run.Payment.CurrentState, run.Payment.ReleaseFor).ShouldBe(("Releasing", ReleasePurpose.Cancel));
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "canceled" }, p => p.CurrentState == "Canceled");
    }

    /// <summary>Our own cancel was executed and not answered. It is sent again, its answer is the proof, and what the gateway says of a decline counts (SAFETY F4).</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_take_the_answer_to_the_cancel_for_the_proof_when_it_was_closed_for_another_attempt(bool fraud)
    {
        await using var run = await PaymentRun.AuthorizingAsync();
        await run.AnswerAsync(attempt => new AttemptDeclined { Attempt = attempt, Code = "processing_error", Retryable = true, FallbackAllowed = true }, p => p.CurrentState == "Releasing");
        await UnclosedAsync(run);
        await run.TellAsync(Retry);
        (run.Payment.CurrentState, run.Payment.ReleaseFor).ShouldBe(("Releasing", ReleasePurpose.Retry));
        await run.AnswerAsync(
            attempt => new AttemptClosed { Attempt = attempt, Proof = "canceled", Decline = fraud ? new("fraudulent", Retryable: false, FallbackAllowed: false) : null },
            p => fraud ? p is { CurrentState: "Failed", FailureCode: "declined" } : p is { CurrentState: "AwaitingRetry", AttemptNumber: 2 });
    }

    [Fact]
    public async Task Should_keep_why_it_is_closed_when_the_gateway_answers_again()
    {
        await using var run = await ClosingAsync();
        await UnclosedAsync(run);
        await run.AnswerAsync(attempt => new AttemptStillOpen { Attempt = attempt, Status = "requires_payment_method" }, p => p.CurrentState == "Releasing");
        (run.Payment.ReleaseFor, run.Payment.FailureCode).ShouldBe((ReleasePurpose.Fail, "declined"));
    }

    private static RetryPayment Retry(Guid id) => new() { PaymentId = id, By = "ops", Why = "the gateway is back" };

    /// <summary>The creation never reaches the gateway, until a person is asked.</summary>
    private static async Task<PaymentRun> UnreachedAsync()
    {
        var run = await PaymentRun.AcceptedAsync();
        while (run.Payment.CurrentState != "NeedsReview")
        {
            await run.AnswerAsync(
                attempt => new AttemptCallFailed { Attempt = attempt, Step = AttemptStep.Create, Kind = CallFailureKind.Transient, Reason = "no connection" }, p => p.CurrentState is "AwaitingRetry" or "NeedsReview");
            if (run.Payment.CurrentState == "AwaitingRetry")
            {
                await run.DueAsync(p => p.CurrentState == "Authorizing");
            }
        }

        return run;
    }

    private static async Task<PaymentRun> ClosingAsync()
    {
        var run = await PaymentRun.AuthorizingAsync();
        await run.AnswerAsync(attempt => new AttemptDeclined { Attempt = attempt, Code = "fraudulent", Retryable = false, FallbackAllowed = false }, p => p.CurrentState == "Releasing");
        return run;
    }

    /// <summary>No cancel or look is answered, until a person is asked.</summary>
    private static async Task UnclosedAsync(PaymentRun run)
    {
        for (var check = 2; check <= 5; check++)
        {
            await run.DueAsync(p => p.Checks == check);
        }

        await run.DueAsync(p => p.CurrentState == "NeedsReview");
    }
}
