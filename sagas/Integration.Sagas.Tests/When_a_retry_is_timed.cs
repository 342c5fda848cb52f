using Integration.Sagas.Payments;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Sagas.Tests;

[Trait("Rule", "U2")]
[Trait("Rule", "U5")]
public sealed class When_a_retry_is_timed
{
    [Theory]
    [InlineData(0, 2)]
    [InlineData(1, 4)]
    [InlineData(4, 32)]
    [InlineData(40, 300)]
    public void Should_stay_below_a_ceiling_that_doubles_up_to_the_limit(int retries, double ceiling)
    {
        var policy = TestPolicy.Create();
        var delays = Enumerable.Range(0, 500).Select(_ => policy.Backoff(retries).TotalSeconds).ToList();
        delays.ShouldAllBe(d => d > 0 && d <= ceiling);
        delays.Max().ShouldBeGreaterThan(ceiling * 0.9);
        delays.Min().ShouldBeLessThan(ceiling * 0.1);       // full jitter, not half
    }

    [Fact]
    public void Should_spend_the_schedule_and_then_say_so()
    {
        var policy = TestPolicy.Create();
        Enumerable.Range(0, 6).Select(policy.NextCheck).ShouldBe([
            TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(15), TimeSpan.FromHours(1), TimeSpan.FromHours(6), null,
        ]);
    }

    [Theory]
    [InlineData("stripe", 23)]
    [InlineData("paypal", 5.5)]
    public void Should_trust_a_key_for_less_than_the_gateway_remembers_it(string gateway, double hours)
    {
        var time = new FakeTimeProvider(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));
        var policy = TestPolicy.Create(time: time);
        var payment = new PaymentState { Gateway = gateway, AuthorizeStartedAt = policy.Now };
        time.Advance(TimeSpan.FromHours(hours) - TimeSpan.FromSeconds(1));
        policy.KeyIsAlive(payment).ShouldBeTrue();
        time.Advance(TimeSpan.FromSeconds(1));
        policy.KeyIsAlive(payment).ShouldBeFalse();
        policy.KeyIsAlive(new PaymentState { Gateway = gateway }).ShouldBeFalse();
    }
}
