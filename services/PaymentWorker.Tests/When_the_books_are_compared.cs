using Integration.Contracts.Rules;
using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Reconciliation;

namespace Integration.PaymentWorker.Tests;

/// <summary>Both ways, and no difference without words.</summary>
[Trait("Rule", "invariant 9")]
public sealed class When_the_books_are_compared
{
    private static readonly OurAttempt Ours = new()
    {
        AttemptId = Guid.NewGuid(), PaymentId = Guid.NewGuid(), Reference = "pi_1", CaptureReference = "ch_1", CapturedMinor = 1999, Currency = "EUR", Busy = false,
    };

    private static readonly GatewayMovement Line = new()
    {
        Kind = MovementKind.Payment, Reference = "pi_1", AmountMinor = 1999, CapturedMinor = 1999, Currency = "EUR", Word = "succeeded", AttemptId = Ours.AttemptId.ToString(), At = DateTimeOffset.UnixEpoch,
    };

    [Fact]
    public void Should_find_nothing_where_both_say_the_same()
    {
        var comparison = Compare([Line], [Ours], []);
        comparison.Differences.ShouldBeEmpty();
        comparison.Agreed.ShouldBe(["pi_1"]);
    }

    [Fact]
    public void Should_ask_about_money_that_we_do_not_have() =>
        Only([Line], [Ours with { CapturedMinor = 0 }]).ShouldSatisfyAllConditions(
            d => d.Kind.ShouldBe(DifferenceKind.NotRecorded), d => d.Ask.ShouldBeTrue(), d => (d.OursMinor, d.TheirsMinor).ShouldBe((0, 1999)), d => d.Words.ShouldContain("1999"));

    [Fact]
    public void Should_ask_about_money_that_the_gateway_did_not_take() =>
        Only([Line with { CapturedMinor = 0, Word = "canceled" }], [Ours]).ShouldSatisfyAllConditions(d => d.Kind.ShouldBe(DifferenceKind.NotTaken), d => d.Ask.ShouldBeTrue(), d => d.Words.ShouldContain("canceled"));

    [Fact]
    public void Should_ask_about_money_that_the_gateway_does_not_list() =>
        Only([], [Ours]).ShouldSatisfyAllConditions(d => d.Kind.ShouldBe(DifferenceKind.NotListed), d => d.Ask.ShouldBeTrue());

    [Fact]
    public void Should_tell_a_currency_that_differs() => Only([Line with { Currency = "USD" }], [Ours]).Kind.ShouldBe(DifferenceKind.Currency);

    [Fact]
    public void Should_only_report_money_that_is_not_ours() =>
        Only([Line with { Reference = "pi_9", AttemptId = null }], []).ShouldSatisfyAllConditions(d => d.Kind.ShouldBe(DifferenceKind.NotOurs), d => d.Ask.ShouldBeFalse(), d => d.Attempt.ShouldBeNull());

    [Fact]
    public void Should_tell_money_taken_for_our_attempt_under_another_reference()
    {
        var differences = Compare([Line, Line with { Reference = "pi_2" }], [Ours], []).Differences;
        differences.ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Kind.ShouldBe(DifferenceKind.OtherReference), d => d.Reference.ShouldBe("pi_2"), d => d.Words.ShouldContain("pi_1"));
    }

    [Fact]
    public void Should_know_a_capture_by_its_own_reference_by_its_order_and_by_our_id()
    {
        var capture = Line with { Kind = MovementKind.Capture, Reference = "ch_1", AttemptId = null };
        Compare([capture], [Ours], []).Differences.ShouldBeEmpty();
        Compare([capture with { Reference = "new", ParentReference = "pi_1" }], [Ours], []).Differences.ShouldBeEmpty();
        Only([capture with { Reference = "new", AttemptId = Ours.AttemptId.ToString() }], [Ours with { CapturedMinor = 0, CaptureReference = null }]).Kind.ShouldBe(DifferenceKind.NotRecorded);
    }

    [Fact]
    public void Should_ask_about_a_refund_that_we_do_not_have()
    {
        var refund = new GatewayMovement { Kind = MovementKind.Refund, Reference = "re_1", ParentReference = "pi_1", AmountMinor = 500, CapturedMinor = 0, Currency = "EUR", Word = "succeeded", At = DateTimeOffset.UnixEpoch };
        Compare([Line, refund], [Ours], [new("re_1", 500)]).Differences.ShouldBeEmpty();
        Compare([Line, refund], [Ours], []).Differences.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            d => d.Kind.ShouldBe(DifferenceKind.RefundNotRecorded), d => d.AskRefund.ShouldBe("re_1"), d => d.Ask.ShouldBeFalse(), d => d.TheirsMinor.ShouldBe(500));
        Compare([Line, refund], [Ours], [new("re_1", 400)]).Differences.ShouldHaveSingleItem().ShouldSatisfyAllConditions(d => d.Kind.ShouldBe(DifferenceKind.RefundAmount), d => d.AskRefund.ShouldBeNull());
        Compare([Line, refund with { ParentReference = "pi_9" }], [Ours], []).Differences.ShouldHaveSingleItem().Kind.ShouldBe(DifferenceKind.NotOurs);
        Compare([Line, refund with { Word = "failed" }], [Ours], []).Differences.ShouldBeEmpty();
    }

    [Fact]
    public void Should_ask_about_a_refund_that_failed_there_and_stands_here()
    {
        var refund = new GatewayMovement { Kind = MovementKind.Refund, Reference = "re_1", ParentReference = "pi_1", AmountMinor = 500, CapturedMinor = 0, Currency = "EUR", Word = "failed", At = DateTimeOffset.UnixEpoch };
        Compare([Line, refund], [Ours], [new("re_1", 500)]).Differences.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            d => d.Kind.ShouldBe(DifferenceKind.RefundNotGiven), d => d.AskRefund.ShouldBe("re_1"), d => (d.OursMinor, d.TheirsMinor).ShouldBe((500, 0)));
        Compare([Line, refund], [Ours], [new("re_1", 500, Stands: false)]).Differences.ShouldBeEmpty();
        Compare([Line, refund with { Word = "succeeded" }], [Ours], [new("re_1", 500, Stands: false)]).Differences.ShouldHaveSingleItem().Kind.ShouldBe(DifferenceKind.RefundNotRecorded);
    }

    /// <summary>Of a duplicate that somebody gave back by hand only the sum is known: which of its refunds counts, the gateway has to be asked.</summary>
    [Theory]
    [InlineData("failed")]
    [InlineData("canceled")]
    [InlineData("D")]
    public void Should_ask_about_what_somebody_else_gave_back_and_that_failed(string word)
    {
        var refund = new GatewayMovement { Kind = MovementKind.Refund, Reference = "re_1", ParentReference = "pi_1", AmountMinor = 500, CapturedMinor = 0, Currency = "EUR", Word = word, At = DateTimeOffset.UnixEpoch };
        var returned = Ours with { GivenBackElsewhere = true };
        Compare([Line, refund], [returned], []).Differences.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
            d => d.Kind.ShouldBe(DifferenceKind.RefundNotGiven), d => d.AskRefund.ShouldBe("re_1"), d => (d.OursMinor, d.TheirsMinor).ShouldBe((500, 0)), d => d.Words.ShouldContain(word));
        Compare([Line, refund with { Word = "succeeded" }], [returned], []).ShouldSatisfyAllConditions(c => c.Differences.ShouldBeEmpty(), c => c.Agreed.ShouldContain("re_1"));
        Compare([Line, refund], [Ours], []).ShouldSatisfyAllConditions(c => c.Differences.ShouldBeEmpty(), c => c.Agreed.ShouldContain("re_1"));
    }

    /// <summary>Of a duplicate that a person decides on the sum is known, too.</summary>
    [Theory]
    [InlineData("failed", 600, DifferenceKind.RefundNotGiven)]
    [InlineData("failed", 0, null)]
    [InlineData("succeeded", 600, DifferenceKind.RefundNotRecorded)]
    [InlineData("succeeded", 0, DifferenceKind.RefundNotRecorded)]
    public void Should_ask_about_a_part_that_somebody_else_gave_back_of_what_a_person_decides_on(string word, long counts, string? kind)
    {
        var refund = new GatewayMovement { Kind = MovementKind.Refund, Reference = "re_1", ParentReference = "pi_1", AmountMinor = 600, CapturedMinor = 0, Currency = "EUR", Word = word, At = DateTimeOffset.UnixEpoch };
        var comparison = Compare([Line, refund], [Ours with { ReviewedMinor = counts }], []);
        comparison.Differences.Select(d => (d.Kind, d.AskRefund, d.ByOthers)).ShouldBe(kind is null ? [] : [(kind, "re_1", true)]);
        comparison.Agreed.Contains("re_1").ShouldBe(kind is null);
    }

    /// <summary>It has a row of its own, which the sum of what others gave back does not answer for.</summary>
    [Fact]
    public void Should_ask_about_ours_that_went_where_a_person_decides()
    {
        var refund = new GatewayMovement { Kind = MovementKind.Refund, Reference = "re_1", ParentReference = "pi_1", AmountMinor = 500, CapturedMinor = 0, Currency = "EUR", Word = "succeeded", At = DateTimeOffset.UnixEpoch };
        Compare([Line, refund], [Ours with { ReviewedMinor = 500 }], [new("re_1", 500, Stands: false)]).Differences
            .Select(d => (d.Kind, d.AskRefund, d.ByOthers)).ShouldBe([(DifferenceKind.RefundNotRecorded, "re_1", false)]);
    }

    [Theory]
    [InlineData("failed")]
    [InlineData("succeeded")]
    public void Should_say_nothing_of_a_refund_while_a_call_is_under_way(string word)
    {
        var refund = new GatewayMovement { Kind = MovementKind.Refund, Reference = "re_1", ParentReference = "pi_1", AmountMinor = 500, CapturedMinor = 0, Currency = "EUR", Word = word, At = DateTimeOffset.UnixEpoch };
        foreach (var elsewhere in new[] { false, true })
        {
            Compare([refund], [Ours with { Busy = true, GivenBackElsewhere = elsewhere }], []).ShouldSatisfyAllConditions(c => c.Differences.ShouldBeEmpty(), c => c.Agreed.ShouldBeEmpty("it did not agree either"));
        }
    }

    [Fact]
    public void Should_miss_no_payment_where_refunds_alone_were_listed()
    {
        var refund = new GatewayMovement { Kind = MovementKind.Refund, Reference = "re_1", ParentReference = "pi_1", AmountMinor = 500, CapturedMinor = 0, Currency = "EUR", Word = "failed", At = DateTimeOffset.UnixEpoch };
        Books.Compare([refund], [Ours], [new("re_1", 500)], [], refundsOnly: true).Differences.ShouldHaveSingleItem().Kind.ShouldBe(DifferenceKind.RefundNotGiven);
        Books.Compare([refund], [Ours], [new("re_1", 500)], []).Differences.Count.ShouldBe(2);
    }

    [Fact]
    public void Should_ask_about_a_refund_of_ours_that_is_not_listed() => Compare([Line], [Ours], [], new GivenRefund("re_1", 500, Ours)).Differences.ShouldHaveSingleItem().ShouldSatisfyAllConditions(
        d => d.Kind.ShouldBe(DifferenceKind.RefundNotListed), d => (d.OursMinor, d.TheirsMinor).ShouldBe((500, 0)), d => d.AskRefund.ShouldBe("re_1"), d => d.Ask.ShouldBeFalse());

    [Fact]
    public void Should_leave_what_is_under_way() => Compare([Line], [Ours with { CapturedMinor = 0, Busy = true }], []).ShouldSatisfyAllConditions(c => c.Differences.ShouldBeEmpty(), c => c.Agreed.ShouldBeEmpty());

    [Fact]
    public void Should_not_mind_what_never_took_money() => Compare([Line with { Reference = "pi_9", CapturedMinor = 0 }], [Ours with { CapturedMinor = 0 }], []).Differences.ShouldBeEmpty();

    [Theory]
    [InlineData("2026-11-24T03:00:00Z", "2026-11-24T03:00:00Z")]
    [InlineData("2026-11-24T02:59:59Z", "2026-11-23T03:00:00Z")]
    [InlineData("2026-11-24T23:59:59Z", "2026-11-24T03:00:00Z")]
    public void Should_be_due_once_a_day(string now, string due) => new ReconciliationOptions().Due(DateTimeOffset.Parse(now, null)).ShouldBe(DateTimeOffset.Parse(due, null));

    [Theory]
    [InlineData(8, 30, 30)]
    [InlineData(30, 90, 90)]
    [InlineData(8, 8, null)]
    [InlineData(8, 1, null)]
    public void Should_ask_for_refunds_further_back_than_for_payments(int days, int refundDays, int? back)
    {
        var due = DateTimeOffset.UnixEpoch.AddYears(60);
        var asked = ReconciliationSchedule.Daily(due, new() { Days = days, RefundDays = refundDays });
        (asked.From, asked.Until, asked.RefundsFrom).ShouldBe((due.AddDays(-days), due, back is { } days2 ? due.AddDays(-days2) : null));
        OperatorRules.Violations(asked).ShouldBeEmpty();
    }

    private static Comparison Compare(IReadOnlyList<GatewayMovement> lines, IReadOnlyList<OurAttempt> ours, IReadOnlyList<OurRefund> refunds, params GivenRefund[] unlisted) => Books.Compare(lines, ours, refunds, unlisted);

    private static Difference Only(GatewayMovement[] lines, OurAttempt[] ours) => Compare(lines, ours, []).Differences.ShouldHaveSingleItem();
}
