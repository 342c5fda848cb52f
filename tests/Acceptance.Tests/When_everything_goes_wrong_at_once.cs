using Integration.Chaos;

namespace Integration.Acceptance;

/// <summary>The small sister of <c>deploy/local/chaos</c>: every kind of payment, both gateways at their worst, Stripe down twice, by a fixed seed.</summary>
[Trait("Rule", "invariant 1")]
[Trait("Rule", "invariant 2")]
[Trait("Rule", "invariant 3")]
[Trait("Rule", "invariant 4")]
[Trait("Rule", "invariant 5")]
[Trait("Rule", "invariant 9")]
public sealed class When_everything_goes_wrong_at_once
{
    private const int Payments = 150;

    [Fact]
    public async Task Should_charge_nobody_twice_and_leave_nothing_without_a_due_time()
    {
        using var client = new HttpClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", "sk_test_sandbox");
        var outcome = await Run.ChaosAsync(new Plan(Payments, Seed: 7, Limit: TimeSpan.FromSeconds(50)), client, _ => { });
        outcome.Violations.ShouldBeEmpty(string.Join(Environment.NewLine, outcome.Report));
        // Whatever the machine's pace: a run in which next to nothing came to its end has shown nothing.
        outcome.Open.ShouldBeLessThan(Payments / 2, string.Join(Environment.NewLine, outcome.Report));
    }
}
