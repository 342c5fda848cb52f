using Integration.Sagas.Attempts;

namespace Integration.Sagas.Tests;

/// <summary>A check follows the answer to the one before: a backlog of our own is not taken for a gateway that says nothing (SAFETY U1, U3).</summary>
[Trait("Rule", "U1")]
[Trait("Rule", "U3")]
public sealed class When_an_answer_is_late
{
    private static readonly TimeSpan AnswerLimit = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan FirstCheck = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan SecondCheck = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Should_wait_for_the_look_up_and_then_for_the_schedule()
    {
        await using var run = await UnknownAsync();
        await run.WaitsAsync(AnswerLimit);

        await run.AnswerAsync(attempt => Unanswered(attempt, AttemptStep.LookUp), _ => run.Wait == FirstCheck);
        var epoch = run.Payment.Epoch;
        await run.DueAsync(p => p.Epoch == epoch + 1);
        await run.WaitsAsync(AnswerLimit);

        await run.AnswerAsync(attempt => new AttemptProcessing { Attempt = attempt }, _ => run.Wait == SecondCheck);
        run.Payment.CurrentState.ShouldBe("Reconciling");
    }

    [Fact]
    public async Task Should_ask_again_when_no_answer_comes_and_in_the_end_a_person()
    {
        await using var run = await UnknownAsync();
        for (var check = 2; check <= 5; check++)
        {
            await run.DueAsync(p => p.Checks == check);
            await run.WaitsAsync(AnswerLimit);
        }

        await run.DueAsync(p => p.CurrentState == "NeedsReview");
    }

    [Fact]
    public async Task Should_not_count_a_look_beside_or_an_older_one()
    {
        await using var run = await UnknownAsync();
        await run.AnswerInVainAsync(attempt => Unanswered(attempt with { Epoch = 0 }, AttemptStep.LookUp));
        await run.AnswerInVainAsync(attempt => Unanswered(attempt with { Epoch = attempt.Epoch - 1 }, AttemptStep.Authorize));
        await run.WaitsAsync(AnswerLimit);
        run.Payment.Checks.ShouldBe(1);
    }

    /// <summary>A cancel that was sent again before the first was claimed would have that one refused as stale, and so on for as long as the backlog lasts.</summary>
    [Fact]
    public async Task Should_wait_for_the_cancel_and_then_for_the_schedule()
    {
        await using var run = await PaymentRun.AuthorizingAsync();
        await run.AnswerAsync(attempt => new AttemptDeclined { Attempt = attempt, Code = "fraudulent", Retryable = false, FallbackAllowed = false }, p => p.CurrentState == "Releasing");
        await run.WaitsAsync(AnswerLimit);

        await run.AnswerAsync(attempt => Unanswered(attempt, AttemptStep.Cancel), _ => run.Wait == FirstCheck);
        await run.DueAsync(p => p.Checks == 2);
        await run.WaitsAsync(AnswerLimit);

        await run.AnswerAsync(attempt => new AttemptStillOpen { Attempt = attempt, Status = "CREATED" }, _ => run.Wait == SecondCheck);
        await run.AnswerInVainAsync(attempt => new AttemptStillOpen { Attempt = attempt with { Epoch = 0 }, Status = "CREATED" });
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "canceled" }, p => p.CurrentState == "Failed");
    }

    private static async Task<PaymentRun> UnknownAsync()
    {
        var run = await PaymentRun.AuthorizingAsync();
        await run.AnswerAsync(attempt => Unanswered(attempt, AttemptStep.Authorize), p => p.CurrentState == "Reconciling");
        return run;
    }

    private static AttemptCallFailed Unanswered(AttemptRef attempt, string step) => new() { Attempt = attempt, Step = step, Kind = CallFailureKind.OutcomeUnknown, Reason = "no answer in time" };
}
