namespace Integration.GatewaySandbox.Tests.PayPal;

public sealed class When_a_vaulted_token_pays
{
    [Fact]
    public async Task Should_be_declined_without_a_capture_and_only_so_often()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var created = await paypal.CreateAsync();
        for (var i = 0; i < 10; i++)
        {
            var declined = await paypal.CaptureAsync(created.Id, "vault_declined", $"try-{i}");
            (declined.Status, declined.Issue).ShouldBe((422, "INSTRUMENT_DECLINED"));
        }

        (await paypal.CaptureAsync(created.Id, "vault_ok", "try-10")).Issue.ShouldBe("MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED");
        (await paypal.OrderAsync(created.Id)).State.ShouldBe("CREATED");
        (await sandbox.LineAsync(created.Id)).GetProperty("declines").GetInt32().ShouldBe(10);
    }

    [Fact]
    public async Task Should_be_declined_with_a_capture_that_says_so()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var declined = await paypal.PaidAsync("vault_declined_capture");
        (declined.Status, declined.State, declined.CaptureState).ShouldBe((201, "COMPLETED", "DECLINED"));
        declined.Capture.GetProperty("processor_response").GetProperty("response_code").GetString().ShouldBe("5120");
        (await paypal.CaptureAsync(declined.Id, "vault_ok", "other")).Issue.ShouldBe("ORDER_ALREADY_CAPTURED");
        (await sandbox.LineAsync(declined.Id)).GetProperty("amount_received").GetInt64().ShouldBe(0);
    }

    [Theory]
    [InlineData("vault_pending", null, "COMPLETED", 1999)]
    [InlineData("vault_pending_denied", null, "DECLINED", 0)]
    [InlineData("vault_pending", "denied", "DECLINED", 0)]
    public async Task Should_wait_and_be_settled_later(string vault, string? outcome, string state, long received)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var pending = await paypal.PaidAsync(vault);
        (pending.State, pending.CaptureState, pending.Capture.GetProperty("status_details").GetProperty("reason").GetString()).ShouldBe(("COMPLETED", "PENDING", "PENDING_REVIEW"));
        (await sandbox.LineAsync(pending.Id)).GetProperty("amount_received").GetInt64().ShouldBe(0);
        (await paypal.RefundAsync(pending.CaptureId)).Issue.ShouldBe("PENDING_CAPTURE");

        await paypal.ControlAsync($"/sandbox/paypal/settle/{pending.Id}" + (outcome is null ? "" : $"?outcome={outcome}"));
        (await paypal.OrderAsync(pending.Id)).CaptureState.ShouldBe(state);
        (await sandbox.LineAsync(pending.Id)).GetProperty("amount_received").GetInt64().ShouldBe(received);
        await paypal.ControlAsync($"/sandbox/paypal/settle/{pending.Id}");
        (await paypal.OrderAsync(pending.Id)).CaptureState.ShouldBe(state, "settled once");
    }

    [Fact]
    public async Task Should_want_the_payer_back_and_then_pay()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var created = await paypal.CreateAsync();
        var refused = await paypal.CaptureAsync(created.Id, "vault_payer_action", "key");
        (refused.Status, refused.Issue, refused.Link("payer-action")).ShouldBe((422, "PAYER_ACTION_REQUIRED", $"/checkoutnow?token={created.Id}"));
        (await paypal.OrderAsync(created.Id)).State.ShouldBe("PAYER_ACTION_REQUIRED");
        await paypal.ControlAsync($"/sandbox/paypal/orders/{created.Id}/approve");
        (await paypal.CaptureAsync(created.Id, "vault_payer_action", "key")).CaptureState.ShouldBe("COMPLETED");
    }

    [Fact]
    public async Task Should_be_refused_when_nobody_knows_it()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var created = await paypal.CreateAsync();
        (await paypal.CaptureAsync(created.Id, "vault_of_nobody")).Issue.ShouldBe("TOKEN_ID_NOT_FOUND");
        (await paypal.CaptureAsync(created.Id, "no id!")).ShouldSatisfyAllConditions(r => r.Status.ShouldBe(400), r => r.Issue.ShouldBe("INVALID_PARAMETER_SYNTAX"));
    }

    [Fact]
    public async Task Should_pay_an_invoice_once_where_the_account_says_so()
    {
        await using var strict = await Sandbox.StartAsync("PayPal:BlockRepeatedInvoices=true");
        var paypal = new PayPalCaller(strict);
        await paypal.PaidAsync("vault_declined");
        (await paypal.PaidAsync()).CaptureState.ShouldBe("COMPLETED", "a decline leaves the invoice unpaid");
        var refused = await paypal.PaidAsync();
        (refused.Status, refused.Issue).ShouldBe((422, "DUPLICATE_INVOICE_ID"));
        (await paypal.PaidAsync(invoice: "payment-2")).CaptureState.ShouldBe("COMPLETED");

        await using var lax = await Sandbox.StartAsync();
        paypal = new PayPalCaller(lax);
        await paypal.PaidAsync();
        await paypal.PaidAsync();
        (await lax.LedgerAsync()).GetProperty("payments_charged_twice").GetArrayLength().ShouldBe(1, "nothing but the caller's care prevents it");
    }
}
