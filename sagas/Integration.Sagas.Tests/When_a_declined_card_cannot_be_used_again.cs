using Integration.Sagas.Attempts;
using Integration.Sagas.Payments;

namespace Integration.Sagas.Tests;

/// <summary>A gateway may refuse a second attempt with a card that was declined before and is kept with no customer: that payment was declined, with all that may follow a decline.</summary>
public sealed class When_a_declined_card_cannot_be_used_again
{
    [Fact]
    public async Task Should_end_as_declined()
    {
        await using var run = await PaymentRun.AuthorizingAsync();
        await run.AnswerAsync(attempt => new AttemptDeclined { Attempt = attempt, Code = "try_again_later", Retryable = true, FallbackAllowed = true }, p => p.CurrentState == "Releasing");
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "canceled" }, p => p.AttemptNumber == 2 && p.DueAt is not null);
        await run.DueAsync(p => p is { CurrentState: "Authorizing", Step: AttemptStep.Create });

        await run.AnswerAsync(attempt => Refused(attempt, AttemptStep.Create), p => p is { CurrentState: "Releasing", FailureCode: FallbackPolicy.Declined });
    }

    [Fact]
    public async Task Should_end_as_rejected_without_a_decline()
    {
        await using var run = await PaymentRun.AuthorizingAsync();
        await run.AnswerAsync(attempt => Refused(attempt, AttemptStep.Authorize), p => p is { CurrentState: "Releasing", FailureCode: "rejected" });
    }

    private static AttemptCallFailed Refused(AttemptRef attempt, string step) => new() { Attempt = attempt, Step = step, Kind = CallFailureKind.Rejected, Reason = "this PaymentMethod may not be used again" };
}
