using Integration.Contracts.Operations;
using Integration.Contracts.Payments;
using Integration.Sagas.Attempts;

namespace Integration.Sagas.Tests;

/// <summary>The end that was told stays, also when a late answer brings the payment before a person.</summary>
[Trait("Rule", "R4")]
[Trait("Rule", "R6")]
public sealed class When_a_cancel_comes_after_a_failure
{
    [Fact]
    public async Task Should_make_no_second_end_of_it()
    {
        await using var run = await FailedAsync();
        await run.AnswerAsync(attempt => new AttemptMismatched { Attempt = attempt with { Epoch = 0 }, Difference = "19077 EUR, not 18977 EUR" }, p => p.CurrentState == "NeedsReview");

        await run.TellAsync(id => new CancelPayment { PaymentId = id, Reason = "too late" });
        (run.Payment.CurrentState, run.Payment.CancelRequested).ShouldBe(("NeedsReview", false));

        await run.TellAsync(id => new ReleasePayment { PaymentId = id, By = "ops", Why = "seen" });
        run.Payment.CurrentState.ShouldBe("Releasing");
        await run.TellAsync(id => new CancelPayment { PaymentId = id });
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "stripe says canceled" }, p => p.CurrentState == "Failed");
        run.HasTold<PaymentCanceled>().ShouldBeFalse();
    }

    /// <summary>Nothing was told yet: the caller's wish counts.</summary>
    [Fact]
    public async Task Should_cancel_what_a_person_looks_at_and_has_no_end()
    {
        await using var run = await PaymentRun.AuthorizingAsync();
        await run.AnswerAsync(attempt => new AttemptMismatched { Attempt = attempt, Difference = "19077 EUR, not 18977 EUR" }, p => p.CurrentState == "NeedsReview");
        await run.TellAsync(id => new CancelPayment { PaymentId = id });
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "stripe says canceled" }, p => p.CurrentState == "Canceled");
        await run.ToldAsync<PaymentCanceled>();
    }

    private static async Task<PaymentRun> FailedAsync()
    {
        var run = await PaymentRun.AuthorizingAsync();
        await run.AnswerAsync(attempt => new AttemptDeclined { Attempt = attempt, Code = "fraudulent", Retryable = false, FallbackAllowed = false }, p => p.CurrentState == "Releasing");
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "stripe says canceled" }, p => p.CurrentState == "Failed");
        await run.ToldAsync<PaymentFailed>();
        return run;
    }
}
