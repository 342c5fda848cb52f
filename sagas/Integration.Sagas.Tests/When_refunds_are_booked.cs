using Integration.Sagas.Attempts;
using Integration.Sagas.Payments;
using Integration.Sagas.Refunds;

namespace Integration.Sagas.Tests;

/// <summary>SAFETY U6 and invariant 2: what is under way and what went back never exceed what was captured.</summary>
[Trait("Rule", "U6")]
public sealed class When_refunds_are_booked
{
    private readonly PaymentState _payment = new() { CorrelationId = Guid.NewGuid(), Currency = "EUR", AmountMinor = 1999, CapturedMinor = 1999 };

    [Fact]
    public void Should_reserve_parts_until_nothing_is_left()
    {
        RefundBook.Reserve(_payment, Guid.NewGuid(), 500);
        RefundBook.Left(_payment).ShouldBe(1499);
        Should.Throw<InvalidOperationException>(() => RefundBook.Reserve(_payment, Guid.NewGuid(), 1500));
        RefundBook.Reserve(_payment, Guid.NewGuid(), 1499);
        RefundBook.Left(_payment).ShouldBe(0);
        Should.Throw<InvalidOperationException>(() => RefundBook.Reserve(_payment, Guid.NewGuid(), 1));
        (_payment.RefundReservedMinor, _payment.RefundedMinor).ShouldBe((1999, 0));
    }

    [Fact]
    public void Should_reserve_once_for_one_refund()
    {
        var refund = Guid.NewGuid();
        RefundBook.Reserve(_payment, refund, 500);
        Should.Throw<InvalidOperationException>(() => RefundBook.Reserve(_payment, refund, 500));
        RefundBook.Find(_payment, refund)!.Minor.ShouldBe(500);
    }

    [Fact]
    public void Should_free_what_failed_also_after_it_succeeded()
    {
        var refund = Reserved(1999);
        Settle(refund, true, 1).ShouldBeTrue();
        (_payment.RefundReservedMinor, _payment.RefundedMinor, RefundBook.Left(_payment)).ShouldBe((0, 1999, 0));
        Settle(refund, false, 2).ShouldBeTrue();
        (_payment.RefundedMinor, RefundBook.Left(_payment)).ShouldBe((0, 1999));
    }

    [Fact]
    public void Should_follow_the_newest_end_whatever_the_order_of_arrival()
    {
        var refund = Reserved(1999);
        Settle(refund, false, 2).ShouldBeTrue();
        Settle(refund, true, 1).ShouldBeFalse("it is older");
        Settle(refund, false, 2).ShouldBeFalse("it is a repeat");
        _payment.RefundedMinor.ShouldBe(0);
    }

    [Fact]
    public void Should_ignore_the_end_of_what_never_reserved() => Settle(Guid.NewGuid(), true, 1).ShouldBeFalse();

    [Fact]
    public void Should_record_money_that_moved_after_its_reservation_was_given_to_another()
    {
        var first = Reserved(1999);
        Settle(first, false, 1);
        Reserved(1999);
        Settle(first, true, 2).ShouldBeTrue();
        (_payment.RefundReservedMinor, _payment.RefundedMinor, _payment.RefundedElsewhereMinor).ShouldBe((1999, 0, 1999));
    }

    [Fact]
    public void Should_count_what_was_given_back_by_hand_until_it_fails()
    {
        See("re_1", 500, RefundStanding.Pending).ShouldBeTrue();
        See("re_1", 500, RefundStanding.Pending).ShouldBeFalse("as much is known");
        RefundBook.Left(_payment).ShouldBe(1499);
        See("re_1", 500, RefundStanding.Succeeded).ShouldBeTrue();
        RefundBook.Left(_payment).ShouldBe(1499);
        See("re_1", 500, RefundStanding.Failed).ShouldBeTrue();
        See("re_1", 500, RefundStanding.Succeeded).ShouldBeFalse("a look from before the failure");
        RefundBook.Left(_payment).ShouldBe(1999);
    }

    /// <summary>Any order of refunds, ends and hands keeps the bound.</summary>
    [Fact]
    public void Should_never_hold_more_than_was_captured_whatever_happens()
    {
        for (var seed = 0; seed < 500; seed++)
        {
            var dice = new Random(seed);
            var payment = new PaymentState { Currency = "EUR", CapturedMinor = 1000 };
            var refunds = new Dictionary<Guid, int>();
            for (var step = 0; step < 40; step++)
            {
                var amount = dice.Next(1, 700);
                if (dice.Next(3) == 0 && amount <= RefundBook.Left(payment))
                {
                    var id = Guid.NewGuid();
                    RefundBook.Reserve(payment, id, amount);
                    refunds.Add(id, 0);
                }
                else if (refunds.Count > 0 && dice.Next(4) > 0)
                {
                    var id = refunds.Keys.ElementAt(dice.Next(refunds.Count));
                    RefundBook.Settle(payment, new() { PaymentId = Guid.Empty, RefundId = id, Succeeded = dice.Next(2) == 0, Sequence = dice.Next(refunds[id] + 2), Reason = "" });
                    refunds[id]++;
                }

                (payment.RefundReservedMinor + payment.RefundedMinor).ShouldBeInRange(0, payment.CapturedMinor, $"seed {seed}, step {step}: {payment.RefundLedger}");
            }
        }
    }

    private Guid Reserved(long minor)
    {
        var id = Guid.NewGuid();
        RefundBook.Reserve(_payment, id, minor);
        return id;
    }

    private bool Settle(Guid refund, bool succeeded, int sequence) =>
        RefundBook.Settle(_payment, new() { PaymentId = _payment.CorrelationId, RefundId = refund, Succeeded = succeeded, Sequence = sequence, Reason = "" });

    private bool See(string reference, long minor, RefundStanding standing) => RefundBook.See(_payment, new()
    {
        Attempt = new AttemptRef { PaymentId = _payment.CorrelationId, AttemptId = Guid.Empty, Number = 1, Gateway = "stripe", Epoch = 0 },
        RefundReference = reference, Standing = standing, AmountMinor = minor, Currency = "EUR",
    });
}
