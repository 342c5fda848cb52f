using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Tests.Compliance;

namespace Integration.PaymentWorker.Tests.PayPal;

public sealed class When_PayPal_takes_its_time
{
    [Theory]
    [InlineData("vault_pending", GatewayStatus.Captured, 1999)]
    [InlineData("vault_pending_denied", GatewayStatus.Declined, 0)]
    public async Task Should_wait_for_a_capture_that_is_pending(string token, GatewayStatus end, long captured)
    {
        await using var sandbox = await PayPalSandbox.StartAsync();
        var steps = new PayPalSteps(sandbox.Gateway);
        await steps.CreateAsync();
        var pending = (await steps.CaptureAsync(token)).Found!;
        (pending.Status, pending.CapturedMinor).ShouldBe((GatewayStatus.Processing, 0));
        pending.CaptureReference.ShouldNotBeNull();
        (await steps.CaptureAsync(token)).Found!.Status.ShouldBe(GatewayStatus.Processing);

        await sandbox.ControlAsync($"/sandbox/paypal/settle/{pending.Reference}");
        var settled = (await steps.LookUpAsync()).Found!;
        (settled.Status, settled.CapturedMinor).ShouldBe((end, captured));
        (await steps.CaptureAsync(token)).Found!.Status.ShouldBe(end, "a repeat says where it stands now");
    }

    [Fact]
    public async Task Should_send_the_payer_to_PayPal_and_capture_after_the_approval()
    {
        await using var sandbox = await PayPalSandbox.StartAsync();
        var steps = new PayPalSteps(sandbox.Gateway);
        var created = (await steps.CreateAsync("https://shop.example/back")).Found!;
        created.Status.ShouldBe(GatewayStatus.ActionRequired);
        created.RedirectUrl.ShouldBe($"{sandbox.Http.BaseAddress}checkoutnow?token={created.Reference}");
        var early = await steps.CaptureAsync(token: null);
        (early.Found!.Status, early.HttpStatus).ShouldBe((GatewayStatus.ActionRequired, 422));

        await sandbox.ControlAsync($"/sandbox/paypal/orders/{created.Reference}/approve");
        (await steps.LookUpAsync()).Found!.Status.ShouldBe(GatewayStatus.Authorized);
        (await steps.CaptureAsync(token: null)).Found!.Status.ShouldBe(GatewayStatus.Captured);
    }

    [Fact]
    public async Task Should_say_when_PayPal_wants_the_payer_of_a_vaulted_token()
    {
        await using var sandbox = await PayPalSandbox.StartAsync();
        var steps = new PayPalSteps(sandbox.Gateway);
        await steps.CreateAsync();
        var asked = (await steps.CaptureAsync("vault_payer_action")).Found!;
        (asked.Status, asked.RedirectUrl).ShouldBe((GatewayStatus.ActionRequired, $"{sandbox.Http.BaseAddress}checkoutnow?token={asked.Reference}"));
        await sandbox.ControlAsync($"/sandbox/paypal/orders/{asked.Reference}/approve");
        (await steps.CaptureAsync("vault_payer_action")).Found!.Status.ShouldBe(GatewayStatus.Captured);
    }

    [Fact]
    public async Task Should_read_the_decline_that_a_capture_carries()
    {
        await using var sandbox = await PayPalSandbox.StartAsync();
        var declined = await new PayPalSteps(sandbox.Gateway).PaidAsync("vault_declined_capture");
        (declined.Status, declined.Decline!.Code, declined.Decline.FallbackAllowed).ShouldBe((GatewayStatus.Declined, "5120", true));
    }

    [Fact]
    public async Task Should_not_take_a_forgotten_order_for_a_proof()
    {
        await using var sandbox = await PayPalSandbox.StartAsync();
        var steps = new PayPalSteps(sandbox.Gateway);
        await steps.CreateAsync();
        await sandbox.ControlAsync("/sandbox/clock", new { advanceSeconds = 4 * 3600 });
        var gone = await steps.LookUpAsync();
        gone.Found.ShouldBeNull();
        gone.Reason!.ShouldContain("proves nothing");
    }
}
