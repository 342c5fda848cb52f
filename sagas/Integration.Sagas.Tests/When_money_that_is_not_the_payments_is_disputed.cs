using Integration.Contracts.Payments;
using Integration.Sagas.Attempts;
using Integration.Sagas.Payments;

namespace Integration.Sagas.Tests;

/// <summary>Money of a closed attempt goes back (SAFETY U4), and its payer disputes it, too: a person is asked about each dispute where it stands, and not again for what is known.</summary>
[Trait("Rule", "U4")]
public sealed class When_money_that_is_not_the_payments_is_disputed
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_ask_a_person_once_while_it_is_open_and_once_when_it_is_lost(bool active)
    {
        await using var run = active ? await FailedAsync() : await PaidAsync();
        foreach (var standing in (DisputeStanding[])[DisputeStanding.Open, DisputeStanding.Open, DisputeStanding.Lost, DisputeStanding.Lost, DisputeStanding.Open])
        {
            await run.AnswerInVainAsync(attempt => Seen(attempt, active, standing));
        }

        run.AllTold<PaymentNeedsReview>().Select(asked => asked.Reason).ShouldBe(
        [
            "money on attempt 7 at stripe, which is not the payment's own: dispute du_1 is open", "money on attempt 7 at stripe, which is not the payment's own: dispute du_1 is lost",
        ]);
        run.AllTold<ReturnOrphan>().Select(shown => shown.Disputed).ShouldBe(["dispute du_1 is open", "dispute du_1 is lost"]);
        (run.Payment.CurrentState, run.Payment.DisputeReference).ShouldBe((active ? "Failed" : "Confirmed", null), "the payment is unchanged");
    }

    [Fact]
    public async Task Should_tell_of_every_dispute()
    {
        await using var run = await FailedAsync();
        await run.AnswerInVainAsync(attempt => Seen(attempt, true, DisputeStanding.Open));
        await run.AnswerInVainAsync(attempt => Seen(attempt, true, DisputeStanding.Open) with { DisputeReference = "du_2" });
        run.AllTold<PaymentNeedsReview>().Count.ShouldBe(2);
    }

    /// <summary>Two looks can be heard in another order than they were made: the later one is where it stands. What older versions wrote has no time.</summary>
    [Theory]
    [InlineData(-60, false, false)]
    [InlineData(-1, false, true)]
    [InlineData(0, false, true)]
    [InlineData(1, false, true)]
    [InlineData(60, true, false)]
    public async Task Should_tell_an_open_one_after_a_lost_one_only_if_it_was_asked_later(int seconds, bool told, bool asks)
    {
        await using var run = await FailedAsync();
        var asked = DateTimeOffset.FromUnixTimeSeconds(1_800_000_100);
        await run.AnswerInVainAsync(attempt => Seen(attempt, true, DisputeStanding.Lost) with { AskedAt = asked.AddSeconds(-5) });
        await run.AnswerInVainAsync(attempt => Seen(attempt, true, DisputeStanding.Lost) with { AskedAt = asked });
        await run.AnswerInVainAsync(attempt => Seen(attempt, true, DisputeStanding.Lost) with { AskedAt = asked.AddSeconds(-9) });
        await run.AnswerInVainAsync(attempt => Seen(attempt, true, DisputeStanding.Open) with { AskedAt = asked.AddSeconds(seconds) });
        run.AllTold<PaymentNeedsReview>().Count.ShouldBe(told ? 2 : 1);
        run.AllTold<ReturnOrphan>().Select(shown => shown.Disputed).ShouldBe(told ? ["dispute du_1 is lost", "dispute du_1 is open"] : ["dispute du_1 is lost"]);
        run.AllTold<LookUpDispute>().Select(again => again.After).ShouldBe(asks ? [asked] : [], "by clocks that differ nobody can tell");
    }

    /// <summary>What was asked because two looks were too near to each other counts, whatever the clocks say.</summary>
    [Theory]
    [InlineData(DisputeStanding.Open, 2)]
    [InlineData(DisputeStanding.Lost, 1)]
    public async Task Should_believe_what_was_asked_after_a_doubt(DisputeStanding truth, int told)
    {
        await using var run = await FailedAsync();
        var asked = DateTimeOffset.FromUnixTimeSeconds(1_800_000_100);
        await run.AnswerInVainAsync(attempt => Seen(attempt, true, DisputeStanding.Lost) with { AskedAt = asked });
        await run.AnswerInVainAsync(attempt => Seen(attempt, true, DisputeStanding.Open) with { AskedAt = asked.AddSeconds(1) });
        var again = await run.ToldAsync<LookUpDispute>();
        await run.AnswerInVainAsync(attempt => Seen(attempt, true, truth) with { AskedAt = asked.AddSeconds(-2), After = again.After });
        run.AllTold<PaymentNeedsReview>().Count.ShouldBe(told);
        run.AllTold<LookUpDispute>().ShouldHaveSingleItem();
    }

    /// <summary>The decision was heard again, by a later look, while the gateway was asked: that answer is in doubt again, and not dropped.</summary>
    [Fact]
    public async Task Should_ask_once_more_when_the_decision_was_heard_again_meanwhile()
    {
        await using var run = await FailedAsync();
        var asked = DateTimeOffset.FromUnixTimeSeconds(1_800_000_100);
        await run.AnswerInVainAsync(attempt => Seen(attempt, true, DisputeStanding.Lost) with { AskedAt = asked });
        await run.AnswerInVainAsync(attempt => Seen(attempt, true, DisputeStanding.Open) with { AskedAt = asked.AddSeconds(1) });
        await run.AnswerInVainAsync(attempt => Seen(attempt, true, DisputeStanding.Lost) with { AskedAt = asked.AddSeconds(0.5) });
        await run.AnswerInVainAsync(attempt => Seen(attempt, true, DisputeStanding.Open) with { AskedAt = asked.AddSeconds(2), After = asked });
        run.AllTold<LookUpDispute>().Select(again => again.After).ShouldBe([asked, asked.AddSeconds(0.5)]);
        await run.AnswerInVainAsync(attempt => Seen(attempt, true, DisputeStanding.Open) with { AskedAt = asked.AddSeconds(3), After = asked.AddSeconds(0.5) });
        run.AllTold<ReturnOrphan>().Select(shown => shown.Disputed).ShouldBe(["dispute du_1 is lost", "dispute du_1 is open"]);
    }

    [Theory]
    [InlineData(DisputeStanding.Lost, true)]
    [InlineData(DisputeStanding.Open, false)]
    public void Should_read_what_an_older_version_wrote(DisputeStanding standing, bool told)
    {
        var payment = new PaymentState { OrphanDisputes = "du_0:open du_1:lost" };
        var seen = Seen(new() { PaymentId = Guid.NewGuid(), AttemptId = Guid.NewGuid(), Number = 1, Gateway = "stripe", Epoch = 1 }, false, standing);
        OrphanDisputes.IsTold(payment, seen with { AskedAt = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000) }).ShouldBe(told);
        OrphanDisputes.IsTold(payment, seen).ShouldBeTrue("a look without a time is not known to be later");
    }

    [Fact]
    public async Task Should_bother_nobody_with_one_that_is_won()
    {
        await using var run = await PaidAsync();
        await run.AnswerInVainAsync(attempt => Seen(attempt, false, DisputeStanding.Won));
        await run.AnswerInVainAsync(attempt => Seen(attempt, false, DisputeStanding.Won));
        run.HasTold<PaymentNeedsReview>().ShouldBeFalse();
        run.AllTold<ReturnOrphan>().ShouldHaveSingleItem("what a person had left as it is, is opened by it").ShouldSatisfyAllConditions(
            opened => opened.Disputed.ShouldBe("dispute du_1 is won"), opened => opened.DisputeWon.ShouldBeTrue());
    }

    private static async Task<PaymentRun> FailedAsync()
    {
        var run = await PaymentRun.AuthorizingAsync();
        await run.AnswerAsync(attempt => new AttemptDeclined { Attempt = attempt, Code = "fraudulent", Retryable = false, FallbackAllowed = false }, p => p.CurrentState == "Releasing");
        await run.AnswerAsync(attempt => new AttemptClosed { Attempt = attempt, Proof = "canceled" }, p => p.CurrentState == "Failed");
        return run;
    }

    private static async Task<PaymentRun> PaidAsync()
    {
        var run = await PaymentRun.AuthorizingAsync();
        await run.AnswerAsync(attempt => new AttemptCaptured { Attempt = attempt, CaptureReference = "ch_1" }, p => p.CurrentState == "Confirmed");
        return run;
    }

    private static DisputeSeen Seen(AttemptRef attempt, bool active, DisputeStanding standing) => new()
    {
        Attempt = attempt with { AttemptId = active ? attempt.AttemptId : Guid.NewGuid(), Number = 7, Epoch = 0 }, DisputeReference = "du_1", Standing = standing, AmountMinor = 1999, Currency = "EUR",
    };
}
