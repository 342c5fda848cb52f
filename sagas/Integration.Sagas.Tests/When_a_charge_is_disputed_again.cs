using Integration.Contracts.Payments;
using Integration.Sagas.Attempts;
using Integration.Sagas.Payments;

namespace Integration.Sagas.Tests;

/// <summary>Several disputes of one charge, and decisions that are appealed: the money is free when none is open or lost, and each turn is told (SAFETY U6).</summary>
[Trait("Rule", "U6")]
public sealed class When_a_charge_is_disputed_again
{
    private static readonly DateTimeOffset Start = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    [Theory]
    [InlineData(DisputeStanding.Won, "Confirmed", "won")]
    [InlineData(DisputeStanding.Lost, "Disputed", "lost")]
    public async Task Should_wait_for_the_other_one(DisputeStanding second, string state, string outcome)
    {
        await using var run = await ConfirmedAsync();
        await run.AnswerAsync(a => Seen(a, "du_a", DisputeStanding.Open, 1), p => p is { CurrentState: "Disputed", DisputeReference: "du_a" });
        await run.AnswerAsync(a => Seen(a, "du_b", DisputeStanding.Open, 2), p => p.DisputeReference == "du_b");
        await run.AnswerAsync(a => Seen(a, "du_a", DisputeStanding.Won, 3), p => p.Reason!.StartsWith("dispute du_a is won", StringComparison.Ordinal));
        run.Payment.ShouldSatisfyAllConditions(p => p.CurrentState.ShouldBe("Disputed"), p => p.DisputeReference.ShouldBe("du_b"), p => p.DisputeOutcome.ShouldBeNull());

        await run.AnswerAsync(a => Seen(a, "du_b", second, 4), p => p.CurrentState == state && p.DisputeOutcome == outcome);
        run.Payment.DisputeReference.ShouldBe("du_b");
        run.AllTold<PaymentDisputed>().Select(t => t.DisputeReference).ShouldBe(["du_a", "du_b"]);
        run.AllTold<DisputeClosed>().Select(t => (t.DisputeReference, t.Won)).ShouldBe([("du_a", true), ("du_b", second == DisputeStanding.Won)]);
    }

    [Fact]
    public async Task Should_stay_lost_when_the_next_one_is_won()
    {
        await using var run = await ConfirmedAsync();
        await run.AnswerAsync(a => Seen(a, "du_a", DisputeStanding.Lost, 1), p => p is { CurrentState: "Disputed", DisputeOutcome: "lost" });
        await run.AnswerAsync(a => Seen(a, "du_b", DisputeStanding.Open, 2), p => p is { DisputeReference: "du_b", DisputeOutcome: null });
        await run.AnswerAsync(a => Seen(a, "du_b", DisputeStanding.Won, 3), p => p is { CurrentState: "Disputed", DisputeReference: "du_a", DisputeOutcome: "lost" });
    }

    [Theory]
    [InlineData(DisputeStanding.Won, DisputeStanding.Lost, "Disputed", "lost")]
    [InlineData(DisputeStanding.Lost, DisputeStanding.Won, "Confirmed", "won")]
    public async Task Should_follow_an_appeal(DisputeStanding first, DisputeStanding then, string state, string outcome)
    {
        await using var run = await ConfirmedAsync();
        await run.AnswerAsync(a => Seen(a, "du_a", DisputeStanding.Open, 1), p => p.CurrentState == "Disputed");
        await run.AnswerAsync(a => Seen(a, "du_a", first, 2), p => p.DisputeOutcome is not null);
        await run.AnswerAsync(a => Seen(a, "du_a", DisputeStanding.Open, 3), p => p is { CurrentState: "Disputed", DisputeOutcome: null });
        await run.AnswerAsync(a => Seen(a, "du_a", then, 4), p => p.CurrentState == state && p.DisputeOutcome == outcome);
        run.AllTold<PaymentDisputed>().Select(t => t.Reopened).ShouldBe([false, true]);
        var closed = run.AllTold<DisputeClosed>();
        closed.Select(t => t.Won).ShouldBe([first == DisputeStanding.Won, then == DisputeStanding.Won]);
        run.AllTold<PaymentDisputed>()[1].DisputedAt.ShouldBeGreaterThan(closed[0].ClosedAt, "who puts them in order by time must not take the first end for the last");
    }

    [Fact]
    public async Task Should_tell_an_appeal_whose_opening_was_missed()
    {
        await using var run = await ConfirmedAsync();
        await run.AnswerAsync(a => Seen(a, "du_a", DisputeStanding.Won, 1), p => p is { CurrentState: "Confirmed", DisputeOutcome: "won" });
        await run.AnswerAsync(a => Seen(a, "du_a", DisputeStanding.Lost, 2), p => p is { CurrentState: "Disputed", DisputeOutcome: "lost" });
        run.AllTold<PaymentDisputed>().Count.ShouldBe(2);
        run.AllTold<DisputeClosed>().Select(t => t.Won).ShouldBe([true, false]);
    }

    /// <summary>Only a new look can tell whether a look was late or a clock is wrong: the gateway is asked once more, and that answer counts, whatever the clocks say.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(null)]
    public async Task Should_ask_again_about_a_look_that_came_late(int? late)
    {
        await using var run = await ConfirmedAsync();
        await run.AnswerAsync(a => Seen(a, "du_a", DisputeStanding.Won, 5), p => p.DisputeOutcome == "won");
        await run.AnswerInVainAsync(a => Seen(a, "du_a", DisputeStanding.Open, late));
        run.Payment.ShouldSatisfyAllConditions(p => p.CurrentState.ShouldBe("Confirmed"), p => p.DisputeOutcome.ShouldBe("won"));
        var again = await run.ToldAsync<LookUpDispute>();
        (again.DisputeReference, again.After).ShouldBe(("du_a", Start.AddMinutes(5)));

        await run.AnswerAsync(a => Seen(a, "du_a", DisputeStanding.Open, 2) with { After = again.After }, p => p is { CurrentState: "Disputed", DisputeOutcome: null });
        await run.AnswerInVainAsync(a => Seen(a, "du_a", DisputeStanding.Won, 5));
        run.Payment.DisputeOutcome.ShouldBeNull("a repeat of the first end is older now");
    }

    /// <summary>A clock that was ahead when the older look was made, or was set back since, makes it look like the newer one.</summary>
    [Theory]
    [InlineData(DisputeStanding.Won, DisputeStanding.Open)]
    [InlineData(DisputeStanding.Lost, DisputeStanding.Open)]
    [InlineData(DisputeStanding.Won, DisputeStanding.Lost)]
    public async Task Should_ask_again_about_a_look_that_is_newer_by_less_than_clocks_differ(DisputeStanding known, DisputeStanding late)
    {
        await using var run = await ConfirmedAsync();
        await run.AnswerAsync(a => Seen(a, "du_a", known, 5), p => p.DisputeOutcome is not null);
        var (state, outcome) = (run.Payment.CurrentState, run.Payment.DisputeOutcome);
        await run.AnswerInVainAsync(a => Seen(a, "du_a", late, 5) with { AskedAt = Start.AddMinutes(5) + DisputeBook.ClockDifference });
        (run.Payment.CurrentState, run.Payment.DisputeOutcome).ShouldBe((state, outcome));
        var again = await run.ToldAsync<LookUpDispute>();
        (again.DisputeReference, again.After).ShouldBe(("du_a", Start.AddMinutes(5)));

        await run.AnswerInVainAsync(a => Seen(a, "du_a", known, 5) with { After = again.After });
        run.AllTold<DisputeClosed>().ShouldHaveSingleItem();
        run.AllTold<LookUpDispute>().ShouldHaveSingleItem("what is known was said again");
    }

    [Fact]
    public async Task Should_not_ask_about_a_late_look_that_tells_nothing_else()
    {
        await using var run = await ConfirmedAsync();
        await run.AnswerAsync(a => Seen(a, "du_a", DisputeStanding.Won, 5), p => p.DisputeOutcome == "won");
        await run.AnswerInVainAsync(a => Seen(a, "du_a", DisputeStanding.Won, 1));
        run.HasTold<LookUpDispute>().ShouldBeFalse();
        run.AllTold<DisputeClosed>().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_ask_about_each_that_was_told_early()
    {
        await using var run = await PaymentRun.AuthorizingAsync();
        await run.AnswerAsync(a => Seen(a, "du_a", DisputeStanding.Open, 1), p => p.DisputeReference == "du_a");
        await run.AnswerAsync(a => Seen(a, "du_b", DisputeStanding.Won, 2), p => p.DisputeLedger!.Contains("du_b", StringComparison.Ordinal));
        run.Payment.DisputeOutcome.ShouldBeNull();
        await run.AnswerAsync(attempt => new AttemptCaptured { Attempt = attempt, CaptureReference = "ch_1" }, p => p.CurrentState == "Confirmed");
        await run.ToldAsync<LookUpDispute>();
        run.AllTold<LookUpDispute>().Select(l => l.DisputeReference).ShouldBe(["du_a", "du_b"], ignoreOrder: true);

        await run.AnswerAsync(a => Seen(a, "du_b", DisputeStanding.Won, 3), p => p.CurrentState == "Disputed");
        await run.AnswerAsync(a => Seen(a, "du_a", DisputeStanding.Won, 4), p => p.CurrentState == "Confirmed");
        run.AllTold<PaymentDisputed>().Count.ShouldBe(2);
    }

    private static async Task<PaymentRun> ConfirmedAsync()
    {
        var run = await PaymentRun.AuthorizingAsync();
        await run.AnswerAsync(attempt => new AttemptCaptured { Attempt = attempt, CaptureReference = "ch_1" }, p => p.CurrentState == "Confirmed");
        return run;
    }

    private static DisputeSeen Seen(AttemptRef attempt, string reference, DisputeStanding standing, int? minute) => new()
    {
        Attempt = attempt, DisputeReference = reference, Standing = standing, AmountMinor = 1999, Currency = "EUR", AskedAt = minute is { } m ? Start.AddMinutes(m) : null,
    };
}
