using Integration.PaymentWorker.Attempts;
using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Orphans;

namespace Integration.PaymentWorker.Tests;

/// <summary>SAFETY U4, the decision alone.</summary>
[Trait("Rule", "U4")]
public sealed class When_money_is_on_the_wrong_attempt
{
    private static readonly AttemptRecord Attempt = new()
    {
        AttemptId = Guid.NewGuid(), PaymentId = Guid.NewGuid(), Number = 1, Gateway = "stripe", AmountMinor = 1999, Currency = "EUR", Reference = "pi_1",
        Active = false, Closed = true, AnsweredEpoch = 0,
    };

    [Fact]
    public void Should_give_back_what_moved() => Decide(Captured()).ShouldBe(OrphanAction.Refund);

    [Fact]
    public void Should_let_go_what_is_held() => Decide(Captured() with { Status = GatewayStatus.Authorized, CapturedMinor = 0 }).ShouldBe(OrphanAction.Cancel);

    [Fact]
    public void Should_ask_a_person_about_what_goes_back_already()
    {
        Decide(Captured() with { Disputed = true }).ShouldBe(OrphanAction.Review);
        Decide(Captured() with { RefundedMinor = 1 }).ShouldBe(OrphanAction.Review);
    }

    [Fact]
    public void Should_write_down_what_somebody_else_gave_back() => Decide(Captured() with { RefundedMinor = 1999 }).ShouldBe(OrphanAction.Settle);

    /// <summary>A dispute that is won stays with the charge at some gateways; a lost one that took all leaves nothing to give back.</summary>
    [Fact]
    public void Should_write_down_what_went_back_whatever_a_dispute_says()
    {
        var all = Captured() with { RefundedMinor = 1999, Disputed = true };
        Decide(all).ShouldBe(OrphanAction.Settle);
        After(Kept(OrphanState.NeedsReview) with { RefundReference = null }, null, all, decided: false).ShouldBe(OrphanAction.Settle);
        Decide(all with { RefundedMinor = 1998 }).ShouldBe(OrphanAction.Review);
    }

    [Theory]
    [InlineData(OrphanState.Returned, RefundStatus.Succeeded, false, OrphanAction.Nothing)]
    [InlineData(OrphanState.Returned, RefundStatus.Succeeded, true, OrphanAction.Nothing)]
    [InlineData(OrphanState.Returned, RefundStatus.Pending, true, OrphanAction.Nothing)]
    [InlineData(OrphanState.Returned, RefundStatus.Failed, false, OrphanAction.TakeBack)]
    [InlineData(OrphanState.Returned, RefundStatus.Failed, true, OrphanAction.RefundAnew)]
    [InlineData(OrphanState.NeedsReview, RefundStatus.Succeeded, false, OrphanAction.Finish)]
    [InlineData(OrphanState.NeedsReview, RefundStatus.Pending, false, OrphanAction.Nothing)]
    [InlineData(OrphanState.NeedsReview, RefundStatus.Failed, false, OrphanAction.TakeBack)]
    [InlineData(OrphanState.NeedsReview, RefundStatus.Failed, true, OrphanAction.RefundAnew)]
    [InlineData(OrphanState.Canceled, RefundStatus.Failed, true, OrphanAction.Nothing)]
    public void Should_follow_its_refund(string state, RefundStatus refund, bool decided, OrphanAction then) =>
        After(Kept(state), Refund(refund), Went(refund), decided).ShouldBe(then);

    /// <summary>SAFETY U6: two refunds of one charge are impossible unless the gateway says now that the first failed.</summary>
    [Theory]
    [InlineData(OrphanState.Calling)]
    [InlineData(OrphanState.Waiting)]
    [InlineData(OrphanState.NeedsReview)]
    [InlineData(OrphanState.Returned)]
    public void Should_never_make_another_while_one_may_succeed(string state)
    {
        foreach (var refund in new[] { null, Refund(RefundStatus.Pending), Refund(RefundStatus.Succeeded) })
        {
            After(Kept(state), refund, Captured(), decided: true).ShouldNotBe(OrphanAction.RefundAnew);
            After(Kept(state) with { RefundReference = null }, refund, Captured(), decided: true).ShouldNotBe(OrphanAction.RefundAnew);
        }
    }

    [Fact]
    public void Should_tell_once_that_a_refund_failed()
    {
        var failed = Refund(RefundStatus.Failed);
        After(Kept(OrphanState.NeedsReview) with { Reason = OrphanDecision.FailureOf(failed) }, failed, Captured(), decided: false).ShouldBe(OrphanAction.Nothing);
    }

    [Fact]
    public void Should_go_on_with_what_is_under_way_when_a_person_decides_again() =>
        After(Kept(OrphanState.NeedsReview), Refund(RefundStatus.Pending), Went(RefundStatus.Pending), decided: true).ShouldBe(OrphanAction.Refund);

    [Fact]
    public void Should_leave_what_became_the_payments_own() =>
        After(Kept(OrphanState.NeedsReview), Refund(RefundStatus.Failed), Captured(), decided: true, own: true).ShouldBe(OrphanAction.Nothing);

    [Fact]
    public void Should_end_the_review_of_what_somebody_else_gave_back()
    {
        var all = Captured() with { RefundedMinor = 1999 };
        After(Kept(OrphanState.NeedsReview) with { RefundReference = null }, null, all, decided: false).ShouldBe(OrphanAction.Settle);
        After(Kept(OrphanState.NeedsReview), Refund(RefundStatus.Failed), all, decided: false, elsewhere: true).ShouldBe(OrphanAction.Settle);
        // The sum alone does not tell whose refund is in it.
        After(Kept(OrphanState.NeedsReview), Refund(RefundStatus.Failed), all, decided: false).ShouldBe(OrphanAction.TakeBack);
        After(Kept(OrphanState.NeedsReview), Refund(RefundStatus.Pending), all, decided: false).ShouldBe(OrphanAction.Nothing);
        var failed = Kept(OrphanState.NeedsReview) with { RefundReference = null, Failed = "re_1" };
        After(failed, null, all, decided: false).ShouldBe(OrphanAction.Nothing, "what failed may be in the sum yet");
        After(failed, null, all, decided: false, elsewhere: true).ShouldBe(OrphanAction.Settle);
    }

    [Fact]
    public void Should_leave_to_a_person_what_is_disputed_or_given_back_in_part()
    {
        OrphanDecision.NeedsDecision(Captured()).ShouldBeNull();
        OrphanDecision.NeedsDecision(Captured() with { Disputed = true }).ShouldNotBeNull();
        OrphanDecision.NeedsDecision(Captured() with { RefundedMinor = 1 }).ShouldNotBeNull();
    }

    [Fact]
    public void Should_ask_a_person_when_what_somebody_else_gave_back_did_not_go()
    {
        After(Kept(OrphanState.Returned) with { RefundReference = null }, null, Captured() with { RefundedMinor = 600 }, decided: false).ShouldBe(OrphanAction.TakeBack);
        After(Kept(OrphanState.Returned) with { RefundReference = null }, null, Captured() with { RefundedMinor = 1999 }, decided: true).ShouldBe(OrphanAction.Nothing);
    }

    /// <summary>Given back, and then disputed: the payer may get it twice, so a person looks, and neither late news of the refund nor what the sums say ends that.</summary>
    [Fact]
    public void Should_leave_to_a_person_what_was_given_back_and_is_disputed()
    {
        var all = Captured() with { RefundedMinor = 1999, Disputed = true };
        var kept = Kept(OrphanState.NeedsReview) with { Reason = $"{OrphanDecision.DisputedAfterwards}dispute du_1 is open" };
        After(kept, Refund(RefundStatus.Succeeded), all, decided: false).ShouldBe(OrphanAction.Nothing);
        After(kept, Refund(RefundStatus.Succeeded), all, decided: true).ShouldBe(OrphanAction.Finish);
        After(kept, Refund(RefundStatus.Failed), Captured() with { Disputed = true }, decided: false).ShouldBe(OrphanAction.TakeBack);

        var byOthers = kept with { RefundReference = null };
        After(byOthers, null, all, decided: false, elsewhere: true).ShouldBe(OrphanAction.Nothing);
        After(byOthers, null, all, decided: true).ShouldBe(OrphanAction.Settle);
    }

    /// <summary>Whoever decides on the rest, or has left it as it is, was shown a sum: he is told when less went.</summary>
    [Fact]
    public void Should_tell_when_a_part_that_somebody_else_gave_back_did_not_go()
    {
        var kept = Kept(OrphanState.NeedsReview) with { RefundReference = null, ReturnedMinor = 600 };
        var decision = Decision(kept, null, Captured());
        (decision.Action, decision.Reason).ShouldBe((OrphanAction.TakeBack, "of 600 that had gone back only 0 did"));
        After(kept, null, Captured() with { RefundedMinor = 600 }, decided: false).ShouldBe(OrphanAction.Nothing);
        After(kept, null, Captured() with { RefundedMinor = 900 }, decided: false).ShouldBe(OrphanAction.Nothing, "more went");
        After(kept, null, Captured(), decided: true).ShouldBe(OrphanAction.Refund, "all of it is here again, and a person wants it to go");
        After(kept, null, Captured(), decided: false, own: true).ShouldBe(OrphanAction.Nothing);
        After(kept with { Reason = $"{OrphanDecision.DisputedAfterwards}dispute du_1 is open" }, null, Captured(), decided: false).ShouldBe(OrphanAction.TakeBack);
    }

    [Fact]
    public void Should_tell_once_when_a_part_that_went_after_ours_had_failed_did_not_go()
    {
        var failed = Refund(RefundStatus.Failed);
        var kept = Kept(OrphanState.NeedsReview) with { ReturnedMinor = 600, Reason = OrphanDecision.FailureOf(failed) };
        After(kept, failed, Captured() with { RefundedMinor = 600 }, decided: false).ShouldBe(OrphanAction.Nothing);
        var decision = Decision(kept, failed, Captured());
        decision.Action.ShouldBe(OrphanAction.TakeBack);
        After(kept with { ReturnedMinor = 0, Reason = decision.Reason }, failed, Captured(), decided: false).ShouldBe(OrphanAction.Nothing);
        After(kept, Refund(RefundStatus.Pending), Captured(), decided: false).ShouldBe(OrphanAction.Nothing, "what is in the sum is not known yet");

        // The rest goes by hand, too: ours is of the whole, and the sum says nothing of the parts any more.
        After(kept, failed, Captured() with { RefundedMinor = 1999 }, decided: false, elsewhere: true).ShouldBe(OrphanAction.Settle);
        After(kept, failed, Captured() with { RefundedMinor = 1999 }, decided: false).ShouldBe(OrphanAction.Nothing);
    }

    [Fact]
    public void Should_open_what_was_left_as_it_is_for_a_dispute_that_matters()
    {
        OrphanDecision.OpenedBy("it is disputed", "dispute du_1 is won", won: true).ShouldBe("it is disputed; dispute du_1 is won");
        OrphanDecision.OpenedBy("a part", "dispute du_1 is open", won: false).ShouldBe("a part; dispute du_1 is open");
        const string back = $"{OrphanDecision.DisputedAfterwards}dispute du_1 is open";
        OrphanDecision.OpenedBy(back, "dispute du_1 is won", won: true).ShouldBeNull("the money went back once");
        OrphanDecision.OpenedBy(back, "dispute du_1 is lost", won: false).ShouldBe($"{OrphanDecision.DisputedAfterwards}dispute du_1 is lost");
    }

    [Fact]
    public void Should_count_nothing_of_a_refund_that_failed()
    {
        OrphanDecision.Remaining(Captured(), Refund(RefundStatus.Failed)).ShouldBe(0);
        OrphanDecision.Remaining(Captured() with { RefundedMinor = 600 }, Refund(RefundStatus.Failed)).ShouldBe(600);
        OrphanDecision.Remaining(Captured() with { RefundedMinor = 1999 }, Refund(RefundStatus.Failed)).ShouldBe(0, "it is in the sum yet");
    }

    [Theory]
    [InlineData(OrphanState.Returned, 1, RefundStatus.Failed, true)]
    [InlineData(OrphanState.Returned, 1, RefundStatus.Succeeded, false)]
    [InlineData(OrphanState.Calling, 1, RefundStatus.Succeeded, false)]
    [InlineData(OrphanState.Calling, 1, RefundStatus.Failed, true)]
    [InlineData(OrphanState.Waiting, 1, RefundStatus.Pending, false)]
    [InlineData(OrphanState.Waiting, 1, RefundStatus.Succeeded, true)]
    [InlineData(OrphanState.NeedsReview, 1, RefundStatus.Succeeded, true)]
    [InlineData(OrphanState.Returned, 2, RefundStatus.Failed, false)]
    [InlineData(OrphanState.Returned, 2, RefundStatus.Succeeded, true)]
    public void Should_hear_what_its_row_does_not_know(string state, int newest, RefundStatus status, bool news) =>
        OrphanDecision.IsNews(Kept(state) with { Number = newest }, number: 1, status).ShouldBe(news);

    [Fact]
    public void Should_keep_the_names_of_its_refunds_apart_and_for_ever()
    {
        var attempt = new Guid("00000000-0000-0000-0000-000000000001");
        OrphanRefund.Id(attempt, 1).ShouldBe(attempt, "versions before knew no other");
        OrphanRefund.Id(attempt, 2).ShouldBe(OrphanRefund.Id(attempt, 2));
        Enumerable.Range(1, 9).Select(n => OrphanRefund.Id(attempt, n)).Distinct().Count().ShouldBe(9);
        OrphanRefund.NumberOf(attempt, 3, OrphanRefund.Id(attempt, 3).ToString()).ShouldBe(3);
        OrphanRefund.NumberOf(attempt, 2, OrphanRefund.Id(attempt, 3).ToString()).ShouldBeNull();
        OrphanRefund.NumberOf(attempt, 2, null).ShouldBeNull();
        (OrphanRefund.Key("pi_1", 1), OrphanRefund.Key("pi_1", 2)).ShouldBe(("orphan:pi_1", "orphan:pi_1:2"));
    }

    [Fact]
    public void Should_leave_the_payments_own_money() => Decide(Captured(), own: true).ShouldBe(OrphanAction.Nothing);

    [Fact]
    public void Should_only_report_what_is_not_ours() => Decide(Captured() with { AttemptId = null }).ShouldBe(OrphanAction.Nothing);

    [Theory]
    [InlineData(GatewayStatus.Open)]
    [InlineData(GatewayStatus.Declined)]
    [InlineData(GatewayStatus.ActionRequired)]
    [InlineData(GatewayStatus.Processing)]
    [InlineData(GatewayStatus.Canceled)]
    public void Should_do_nothing_where_no_money_is(GatewayStatus status) => Decide(Captured() with { Status = status, CapturedMinor = 0 }).ShouldBe(OrphanAction.Nothing);

    private static OrphanAction Decide(GatewayObject found, bool own = false) => OrphanDecision.Of(Attempt, own, found).Action;

    private static OrphanAction After(OrphanRecord kept, RefundObject? refund, GatewayObject found, bool decided, bool elsewhere = false, bool own = false) =>
        OrphanDecision.Of(Attempt, own, found).After(kept, refund, own, found, decided, elsewhere).Action;

    private static OrphanDecision Decision(OrphanRecord kept, RefundObject? refund, GatewayObject found) =>
        OrphanDecision.Of(Attempt, false, found).After(kept, refund, false, found, decidedByPerson: false, givenBackElsewhere: false);

    private static OrphanRecord Kept(string state) => new(state, 1, null, "re_1", 1, null, "as it was");

    private static RefundObject Refund(RefundStatus status) => new()
    {
        Reference = "re_1", Status = status, GatewayWord = "a word", AmountMinor = 1999, Currency = "EUR", RefundId = Attempt.AttemptId.ToString(),
    };

    private static GatewayObject Went(RefundStatus refund) => Captured() with { RefundedMinor = refund == RefundStatus.Failed ? 0 : 1999 };

    private static GatewayObject Captured() => new()
    {
        Reference = "pi_1", Status = GatewayStatus.Captured, GatewayWord = "succeeded", AmountMinor = 1999, CapturedMinor = 1999, Currency = "EUR", AttemptId = Attempt.AttemptId.ToString(),
    };
}
