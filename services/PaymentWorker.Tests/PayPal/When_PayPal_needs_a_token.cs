using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Tests.Compliance;
using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Tests.PayPal;

public sealed class When_PayPal_needs_a_token
{
    [Fact]
    public async Task Should_ask_for_it_once_however_many_callers_there_are()
    {
        await using var sandbox = await PayPalSandbox.StartAsync("SlowMilliseconds=300");
        await sandbox.FaultAsync("paypal.token", "slow");
        var calls = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => new PayPalSteps(sandbox.Gateway).CreateAsync()));
        calls.ShouldAllBe(c => c.Found != null);
        (await sandbox.LogAsync("paypal.token")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_renew_it_once_when_PayPal_refuses_it_and_send_the_call_again()
    {
        await using var sandbox = await PayPalSandbox.StartAsync();
        var steps = new PayPalSteps(sandbox.Gateway);
        await steps.CreateAsync();
        using var revoked = await sandbox.Http.DeleteAsync(new Uri("/sandbox/paypal/tokens", UriKind.Relative));

        var looks = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => steps.LookUpAsync()));
        looks.ShouldAllBe(l => l.Found != null);
        (await sandbox.LogAsync("paypal.token")).Count.ShouldBe(2);
        (await steps.CaptureAsync()).Found!.Status.ShouldBe(GatewayStatus.Captured);
    }

    [Fact]
    public async Task Should_give_up_on_the_second_refusal()
    {
        await using var sandbox = await PayPalSandbox.StartAsync();
        var stranger = sandbox.Build(secret: "somebody_else_s");
        var refused = await new PayPalSteps(stranger).CreateAsync();
        (refused.Failure, refused.HttpStatus).ShouldBe((CallFailureKind.Misconfigured, 401));
        refused.Reason!.ShouldBe("no access token: invalid_client: Client Authentication failed");
        refused.Reason!.ShouldNotContain("somebody_else_s");
    }

    [Theory]
    [InlineData("not_executed_500", CallFailureKind.Transient)]
    [InlineData("connection_reset_after", CallFailureKind.Transient)]
    [InlineData("executed_then_timeout", CallFailureKind.Transient)]
    [InlineData("rate_limited", CallFailureKind.RateLimited)]
    public async Task Should_say_that_the_call_was_not_sent_when_there_is_none(string fault, CallFailureKind expected)
    {
        await using var sandbox = await PayPalSandbox.StartAsync("HoldMilliseconds=100");
        var steps = new PayPalSteps(sandbox.Gateway);
        await sandbox.FaultAsync("paypal.token", fault);
        (await steps.CreateAsync()).Failure.ShouldBe(expected);
        (await sandbox.LogAsync("paypal.create")).ShouldBeEmpty();
        (await steps.CreateAsync()).Found.ShouldNotBeNull("a failure is forgotten");
    }

    [Fact]
    public async Task Should_renew_it_before_it_expires()
    {
        await using var sandbox = await PayPalSandbox.StartAsync("PayPal:TokenSeconds=2");
        var steps = new PayPalSteps(sandbox.Gateway);
        await steps.CreateAsync();
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while ((await sandbox.LogAsync("paypal.token")).Count < 2)
        {
            (await steps.LookUpAsync()).Found.ShouldNotBeNull();
            await pace.WaitForNextTickAsync(deadline.Token);
        }

        (await sandbox.LogAsync("paypal.look_up")).ShouldAllBe(e => e.GetProperty("status").GetInt32() == 200);
    }
}
