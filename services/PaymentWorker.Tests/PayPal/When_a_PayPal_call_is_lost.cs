using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Tests.Compliance;
using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Tests.PayPal;

/// <summary>Executed, and no answer came: the repeat under the same key finds what the first made (SAFETY U2, U5, U6).</summary>
public sealed class When_a_PayPal_call_is_lost
{
    public static TheoryData<string> Losses() => ["executed_then_timeout", "executed_then_500", "connection_reset_after"];

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Should_find_the_order_that_was_created(string loss)
    {
        await using var sandbox = await StartAsync();
        var steps = new PayPalSteps(sandbox.Gateway);
        await sandbox.FaultAsync("paypal.create", loss);
        (await steps.CreateAsync()).Failure.ShouldBe(CallFailureKind.OutcomeUnknown);
        var again = await steps.CreateAsync();
        (again.Found!.Status, again.HttpStatus, again.Found.AttemptId).ShouldBe((GatewayStatus.Open, 200, steps.Id.ToString()));
        (await sandbox.LogAsync("paypal.create")).Select(e => e.GetProperty("executed").GetBoolean()).ShouldBe([true, false]);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Should_find_the_capture_that_was_made(string loss)
    {
        await using var sandbox = await StartAsync();
        var steps = new PayPalSteps(sandbox.Gateway);
        await steps.CreateAsync();
        await sandbox.FaultAsync("paypal.capture", loss);
        (await steps.CaptureAsync()).Failure.ShouldBe(CallFailureKind.OutcomeUnknown);
        var looked = (await steps.LookUpAsync()).Found!;
        var again = (await steps.CaptureAsync()).Found!;
        (again.Status, again.CaptureReference).ShouldBe((GatewayStatus.Captured, looked.CaptureReference));
        (await sandbox.BooksAsync()).ShouldBe((1, 1999));
    }

    [Fact]
    public async Task Should_find_a_capture_under_another_key_too_and_never_take_it_twice()
    {
        await using var sandbox = await StartAsync();
        var steps = new PayPalSteps(sandbox.Gateway);
        var paid = await steps.PaidAsync();
        var other = await sandbox.Gateway.CaptureAsync(new() { Attempt = steps.Attempt, PaymentMethod = "vault_ok" }, "another-key", CancellationToken.None);
        (other.Found!.Status, other.Found.CaptureReference, other.HttpStatus).ShouldBe((GatewayStatus.Captured, paid.CaptureReference, 422));
        other.Reason!.ShouldContain("ORDER_ALREADY_CAPTURED");
        (await sandbox.BooksAsync()).ShouldBe((1, 1999));
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public async Task Should_find_the_refund_that_was_made(string loss)
    {
        await using var sandbox = await StartAsync();
        var steps = new PayPalSteps(sandbox.Gateway);
        var request = steps.Refund(await steps.PaidAsync(), 500);
        await sandbox.FaultAsync("paypal.refund", loss);
        (await sandbox.Gateway.RefundAsync(request, "refund-key", CancellationToken.None)).Failure.ShouldBe(CallFailureKind.OutcomeUnknown);
        var found = (await sandbox.Gateway.FindRefundAsync(request, CancellationToken.None)).Found!;
        (found.Status, found.AmountMinor, found.RefundId).ShouldBe((RefundStatus.Succeeded, 500, request.RefundId.ToString()));
        (await sandbox.Gateway.RefundAsync(request, "refund-key", CancellationToken.None)).Found!.Reference.ShouldBe(found.Reference);
        (await steps.LookUpAsync()).Found!.RefundedMinor.ShouldBe(500);
    }

    [Theory]
    [InlineData("not_executed_500")]
    [InlineData("connection_reset_before")]
    public async Task Should_see_in_the_order_that_no_refund_was_made(string loss)
    {
        await using var sandbox = await StartAsync();
        var steps = new PayPalSteps(sandbox.Gateway);
        var paid = await steps.PaidAsync();
        var request = steps.Refund(paid, 500);
        (await sandbox.Gateway.RefundAsync(steps.Refund(paid, 700), "another", CancellationToken.None)).Found!.Status.ShouldBe(RefundStatus.Succeeded);
        await sandbox.FaultAsync("paypal.refund", loss);
        (await sandbox.Gateway.RefundAsync(request, "refund-key", CancellationToken.None)).Failure.ShouldBe(CallFailureKind.OutcomeUnknown);
        (await sandbox.Gateway.FindRefundAsync(request, CancellationToken.None)).NotFound.ShouldBeTrue();
        (await sandbox.LogAsync("paypal.refund")).Count.ShouldBe(2, "asking sends nothing");
    }

    /// <summary>SAFETY U6: an order that may hide the refund is no witness.</summary>
    [Fact]
    public async Task Should_not_take_an_order_for_a_witness_that_may_hide_the_refund()
    {
        await using var sandbox = await StartAsync();
        var steps = new PayPalSteps(sandbox.Gateway);
        var request = steps.Refund(await steps.PaidAsync(), 500);
        var elsewhere = await sandbox.Gateway.FindRefundAsync(request with { CaptureReference = "another" }, CancellationToken.None);
        (elsewhere.NotFound, elsewhere.Failure).ShouldBe((false, CallFailureKind.Rejected));
        elsewhere.Reason!.ShouldContain("does not show capture another");

        await sandbox.RefundByHandAsync(request.CaptureReference, "5.00");
        var unnamed = await sandbox.Gateway.FindRefundAsync(request, CancellationToken.None);
        (unnamed.NotFound, unnamed.Failure).ShouldBe((false, CallFailureKind.Rejected));
        unnamed.Reason!.ShouldContain("of the same amount without an id");
        (await sandbox.Gateway.FindRefundAsync(request with { AmountMinor = 501 }, CancellationToken.None)).NotFound.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_not_take_a_refund_that_failed_for_one_that_may_be_ours()
    {
        await using var sandbox = await StartAsync();
        var steps = new PayPalSteps(sandbox.Gateway);
        var request = steps.Refund(await steps.PaidAsync("vault_refund_fails"), 500);
        var byHand = await sandbox.RefundByHandAsync(request.CaptureReference, "5.00");
        (await sandbox.Gateway.FindRefundAsync(request, CancellationToken.None)).NotFound.ShouldBeFalse();
        await sandbox.ControlAsync($"/sandbox/paypal/settle/{byHand}");
        (await sandbox.Gateway.FindRefundAsync(request, CancellationToken.None)).NotFound.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_call_the_outcome_unknown_while_the_first_is_still_under_way()
    {
        await using var sandbox = await PayPalSandbox.StartAsync("SlowMilliseconds=3000");
        var impatient = sandbox.Build(settings: ("TimeoutSeconds", "1"));
        var steps = new PayPalSteps(impatient);
        await steps.CreateAsync();
        await sandbox.FaultAsync("paypal.capture", "slow");
        (await steps.CaptureAsync()).Failure.ShouldBe(CallFailureKind.OutcomeUnknown);
        var twin = await steps.CaptureAsync();
        (twin.Failure, twin.HttpStatus).ShouldBe((CallFailureKind.OutcomeUnknown, 409));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while ((await steps.LookUpAsync()).Found!.Status != GatewayStatus.Captured)
        {
            await pace.WaitForNextTickAsync(deadline.Token);
        }

        (await steps.CaptureAsync()).Found!.Status.ShouldBe(GatewayStatus.Captured);
        (await sandbox.BooksAsync()).ShouldBe((1, 1999));
    }

    private static Task<PayPalSandbox> StartAsync() => PayPalSandbox.StartAsync("HoldMilliseconds=300");
}
