using Integration.Contracts.Payments;
using Integration.Sagas.Attempts;

namespace Integration.Sagas.Tests;

/// <summary>The news of a dispute overtakes the news that the money is taken: it waits for it, and the gateway is asked again (SAFETY R4).</summary>
[Trait("Rule", "R4")]
public sealed class When_a_dispute_is_told_early
{
    private const string Reference = "du_1";

    [Theory]
    [InlineData(DisputeStanding.Open, "Disputed")]
    [InlineData(DisputeStanding.Lost, "Disputed")]
    [InlineData(DisputeStanding.Won, "Confirmed")]
    public async Task Should_be_told_once_the_money_is_taken(DisputeStanding later, string state)
    {
        await using var run = await PaymentRun.AuthorizingAsync();
        await run.AnswerAsync(attempt => Seen(attempt, DisputeStanding.Open), p => p is { DisputeReference: Reference, CurrentState: "Authorizing" });
        await run.AnswerAsync(attempt => new AttemptCaptured { Attempt = attempt, CaptureReference = "ch_1" }, p => p.CurrentState == "Confirmed");
        (await run.ToldAsync<LookUpDispute>()).DisputeReference.ShouldBe(Reference);

        await run.AnswerAsync(attempt => Seen(attempt, later), p => p.CurrentState == state && p.DisputeOutcome == (later == DisputeStanding.Open ? null : later == DisputeStanding.Won ? "won" : "lost"));
        (await run.ToldAsync<PaymentDisputed>()).DisputeReference.ShouldBe(Reference);
    }

    /// <summary>A gateway that breaks its word: the attempt was disputed, and is closed without money. Refunds of the next attempt's money must not wait for that dispute.</summary>
    [Fact]
    public async Task Should_be_forgotten_with_its_attempt()
    {
        await using var run = await PaymentRun.AuthorizingAsync();
        await run.AnswerAsync(attempt => Seen(attempt, DisputeStanding.Open), p => p.DisputeReference == Reference);
        await run.AnswerAsync(attempt => new AttemptDeclined { Attempt = attempt, Code = "try_again_later", Retryable = true, FallbackAllowed = false }, p => p.CurrentState == "Releasing");
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "canceled" }, p => p.AttemptNumber == 2);
        run.Payment.DisputeReference.ShouldBeNull();
    }

    [Fact]
    public async Task Should_ask_nothing_when_there_is_none()
    {
        await using var run = await PaymentRun.AuthorizingAsync();
        await run.AnswerAsync(attempt => new AttemptCaptured { Attempt = attempt, CaptureReference = "ch_1" }, p => p.CurrentState == "Confirmed");
        await run.ToldAsync<PaymentConfirmed>();
        run.HasTold<LookUpDispute>().ShouldBeFalse();
    }

    private static DisputeSeen Seen(AttemptRef attempt, DisputeStanding standing) =>
        new() { Attempt = attempt, DisputeReference = Reference, Standing = standing, AmountMinor = 1999, Currency = "EUR" };
}
