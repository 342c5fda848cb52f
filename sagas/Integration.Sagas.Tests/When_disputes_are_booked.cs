using Integration.Sagas.Attempts;
using Integration.Sagas.Payments;

namespace Integration.Sagas.Tests;

/// <summary>The book of a payment's disputes by itself: what older versions wrote is read, and the order of arrival decides nothing.</summary>
[Trait("Rule", "U6")]
public sealed class When_disputes_are_booked
{
    private static readonly DateTime Now = DateTime.UnixEpoch.AddYears(60);

    [Theory]
    [InlineData("Disputed", null, DisputeStanding.Open, true, true)]
    [InlineData("Disputed", "lost", DisputeStanding.Lost, true, true)]
    [InlineData("Confirmed", "won", DisputeStanding.Won, true, false)]
    [InlineData("Confirmed", null, DisputeStanding.Open, false, true)]
    public void Should_read_a_row_of_an_older_version(string state, string? outcome, DisputeStanding standing, bool told, bool disputed)
    {
        var payment = new PaymentState { CurrentState = state, DisputeReference = "du_a", DisputeOutcome = outcome };
        DisputeBook.Find(payment, "du_a").ShouldBe(new(standing, told, null, null, told ? 1 : 0));
        DisputeBook.Disputed(payment).ShouldBe(disputed);
        DisputeBook.IsNewest(payment, Seen("du_a", DisputeStanding.Open, 1)).ShouldBeTrue();
    }

    [Fact]
    public void Should_take_up_what_an_older_version_wrote_since()
    {
        var payment = new PaymentState { CurrentState = "Disputed" };
        DisputeBook.Open(payment, Seen("du_a", DisputeStanding.Open, 1), Now);
        DisputeBook.Open(payment, Seen("du_b", DisputeStanding.Open, 2), Now.AddSeconds(1));
        payment.DisputeOutcome = "lost";        // of du_b

        DisputeBook.Find(payment, "du_b")!.Standing.ShouldBe(DisputeStanding.Lost);
        DisputeBook.Close(payment, Seen("du_a", DisputeStanding.Won, 3), Now);
        (payment.DisputeReference, payment.DisputeOutcome).ShouldBe(("du_b", "lost"));
    }

    [Fact]
    public void Should_take_a_message_without_a_time_as_older_versions_did()
    {
        var payment = new PaymentState { CurrentState = "Disputed" };
        DisputeBook.IsNewest(payment, Seen("du_a", DisputeStanding.Open, null)).ShouldBeTrue();
        DisputeBook.Open(payment, Seen("du_a", DisputeStanding.Open, null), Now);
        DisputeBook.IsNewest(payment, Seen("du_a", DisputeStanding.Lost, null)).ShouldBeTrue();
        DisputeBook.Close(payment, Seen("du_a", DisputeStanding.Lost, null), Now);
        DisputeBook.IsNewest(payment, Seen("du_a", DisputeStanding.Open, null)).ShouldBeFalse("it may be late: the gateway is asked");
    }

    /// <summary>Disputes turn as they like; each turn rings, its look sees the truth of its time, and the answers come in any order, some twice.</summary>
    [Fact]
    public void Should_end_with_the_truth_whatever_comes_when()
    {
        for (var seed = 0; seed < 2000; seed++)
        {
            var dice = new Random(seed);
            var payment = new PaymentState { CurrentState = "Disputed" };
            var truth = new Dictionary<string, DisputeStanding>();
            var under = new List<DisputeSeen>();
            var pace = seed % 2 == 0 ? 1 : 12;      // all within what clocks may differ, or partly beyond
            for (var second = 1; second < 12; second++)
            {
                var reference = $"du_{dice.Next(3)}";
                truth[reference] = (DisputeStanding)dice.Next(3);
                // Two at a time are asked about at the same moment.
                Look(reference, second / 2 * pace, null);
            }

            for (var second = 12 * pace; under.Count > 0; second++)
            {
                second.ShouldBeLessThan(700, $"seed {seed}: it asks for ever");
                var seen = under[dice.Next(under.Count)];
                if (dice.Next(4) > 0 || second > 12 * pace + 100)
                {
                    under.Remove(seen);
                }

                if (Handle(payment, seen))
                {
                    Look(seen.DisputeReference, second, DisputeBook.Find(payment, seen.DisputeReference)!.AskedAt);
                }
            }

            truth.ShouldAllBe(t => DisputeBook.Find(payment, t.Key)!.Standing == t.Value, $"seed {seed}: {payment.DisputeLedger}");
            payment.DisputeOutcome.ShouldBe(truth.ContainsValue(DisputeStanding.Open) ? null : truth.ContainsValue(DisputeStanding.Lost) ? "lost" : "won");
            DisputeBook.Disputed(payment).ShouldBe(payment.DisputeOutcome != "won");

            void Look(string reference, int second, DateTimeOffset? after) =>
                under.Add(Seen(reference, truth[reference], second) with { AskedAt = DateTimeOffset.FromUnixTimeSeconds(second) + Wrong(dice), After = after });
        }
    }

    /// <summary>By how much a process's clock goes wrong, two of them at most by what is allowed for.</summary>
    private static TimeSpan Wrong(Random dice) => (dice.NextDouble() - 0.5) * DisputeBook.ClockDifference;

    /// <summary>As the machine does. True: it asks again.</summary>
    private static bool Handle(PaymentState payment, DisputeSeen seen)
    {
        if (!DisputeBook.IsNewest(payment, seen))
        {
            return DisputeBook.Find(payment, seen.DisputeReference)!.Standing != seen.Standing;
        }

        var (opens, known) = (DisputeBook.Opens(payment, seen), DisputeBook.Find(payment, seen.DisputeReference));
        if (opens)
        {
            DisputeBook.Open(payment, seen, Now);
        }

        if (DisputeBook.Closes(payment, seen))
        {
            DisputeBook.Close(payment, seen, Now);
        }
        else if (!opens)
        {
            DisputeBook.Hear(payment, seen);
            DisputeBook.Find(payment, seen.DisputeReference)!.Standing.ShouldBe(known!.Standing);
        }

        return false;
    }

    private static DisputeSeen Seen(string reference, DisputeStanding standing, int? second) => new()
    {
        Attempt = new() { PaymentId = Guid.Empty, AttemptId = Guid.Empty, Number = 1, Gateway = "stripe", Epoch = 0 },
        DisputeReference = reference, Standing = standing, AmountMinor = 1999, Currency = "EUR", AskedAt = second is { } s ? DateTimeOffset.UnixEpoch.AddSeconds(s) : null,
    };
}
