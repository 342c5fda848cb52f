using System.Diagnostics;
using Integration.PaymentWorker.Tests.Compliance;
using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Tests.PayPal;

public sealed class When_PayPal_cannot_keep_up
{
    [Fact]
    public async Task Should_keep_to_its_rate_and_refuse_what_waits_too_long_in_line()
    {
        await using var sandbox = await PayPalSandbox.StartAsync();
        var slow = sandbox.Build(settings: [("RequestsPerSecond", "20"), ("ConcurrentCalls", "10")]);
        var steps = new PayPalSteps(slow);
        await steps.CreateAsync();

        var watch = Stopwatch.StartNew();
        var calls = await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => steps.LookUpAsync()));
        var served = calls.Count(c => c.Found is not null);
        served.ShouldBeInRange(20, 40, "twice the calls in flight may wait");
        calls.Where(c => c.Found is null).ShouldAllBe(c => c.Failure == CallFailureKind.RateLimited && c.HttpStatus == null);
        watch.Elapsed.ShouldBeGreaterThan(TimeSpan.FromSeconds((served - 4) / 20.0 * 0.9));
        (await sandbox.LogAsync("paypal.look_up")).Count.ShouldBe(served);
    }

    [Fact]
    public async Task Should_stop_calling_while_most_calls_fail_and_begin_again()
    {
        await using var sandbox = await PayPalSandbox.StartAsync();
        var gateway = sandbox.Build(settings: ("BreakSeconds", "0.5"));
        var steps = new PayPalSteps(gateway);
        await steps.CreateAsync();
        await sandbox.FaultAsync("paypal.look_up", "not_executed_503", times: 1000);
        CallFailureKind? last;
        var calls = 0;
        do
        {
            last = (await steps.LookUpAsync()).Failure;
            calls++;
        }
        while (last == CallFailureKind.OutcomeUnknown && calls < 200);

        last.ShouldBe(CallFailureKind.Transient, "the circuit is open: surely not executed");
        (await sandbox.LogAsync("paypal.look_up")).Count.ShouldBe(calls - 1);

        using var well = await sandbox.Http.DeleteAsync(new Uri("/sandbox/faults", UriKind.Relative));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await steps.LookUpAsync()).Found is null)
        {
            await pace.WaitForNextTickAsync(deadline.Token);
        }
    }

    [Fact]
    public async Task Should_not_take_too_fast_for_broken()
    {
        await using var sandbox = await PayPalSandbox.StartAsync();
        var steps = new PayPalSteps(sandbox.Gateway);
        await steps.CreateAsync();
        await sandbox.FaultAsync("paypal.look_up", "rate_limited", times: 60);
        for (var i = 0; i < 60; i++)
        {
            (await steps.LookUpAsync()).Failure.ShouldBe(CallFailureKind.RateLimited);
        }

        sandbox.Health.IsOpen("paypal").ShouldBeFalse();
        (await steps.LookUpAsync()).Found.ShouldNotBeNull();
    }
}
