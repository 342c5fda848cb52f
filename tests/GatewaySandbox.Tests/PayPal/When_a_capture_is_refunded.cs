namespace Integration.GatewaySandbox.Tests.PayPal;

public sealed class When_a_capture_is_refunded
{
    [Fact]
    public async Task Should_give_back_parts_until_nothing_is_left()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var paid = await paypal.PaidAsync();
        var part = await paypal.RefundAsync(paid.CaptureId, "5.00");
        (part.Status, part.State, part.Body.GetProperty("custom_id").GetString()).ShouldBe((201, "COMPLETED", "refund-1"));
        (await paypal.OrderAsync(paid.Id)).CaptureState.ShouldBe("PARTIALLY_REFUNDED");
        (await paypal.RefundAsync(paid.CaptureId, "15.00")).Issue.ShouldBe("REFUND_AMOUNT_EXCEEDED");
        (await paypal.RefundAsync(paid.CaptureId, "5.00", currency: "USD")).Issue.ShouldBe("REFUND_CAPTURE_CURRENCY_MISMATCH");
        (await paypal.RefundAsync(paid.CaptureId)).Body.GetProperty("amount").GetProperty("value").GetString().ShouldBe("14.99");
        (await paypal.OrderAsync(paid.Id)).CaptureState.ShouldBe("REFUNDED");
        (await paypal.RefundAsync(paid.CaptureId, "0.01")).Issue.ShouldBe("CAPTURE_FULLY_REFUNDED");
        (await paypal.GetAsync($"/v2/payments/refunds/{part.Id}")).State.ShouldBe("COMPLETED");
        var line = await sandbox.LineAsync(paid.Id);
        (line.GetProperty("refunded").GetInt64(), line.GetProperty("net").GetInt64()).ShouldBe((1999, 0));
    }

    [Theory]
    [InlineData("vault_refund_pending", null, "COMPLETED", 1999)]
    [InlineData("vault_refund_fails", null, "FAILED", 0)]
    [InlineData("vault_refund_pending", "failed", "FAILED", 0)]
    public async Task Should_wait_and_be_settled_later(string vault, string? outcome, string state, long refunded)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var paid = await paypal.PaidAsync(vault);
        var refund = await paypal.RefundAsync(paid.CaptureId, "19.99", "key");
        refund.State.ShouldBe("PENDING");
        (await paypal.OrderAsync(paid.Id)).CaptureState.ShouldBe("COMPLETED");
        (await paypal.RefundAsync(paid.CaptureId, "0.01", "other")).Issue.ShouldBe("CAPTURE_FULLY_REFUNDED", "what is on its way counts");
        (await sandbox.LineAsync(paid.Id)).GetProperty("refund_pending").GetInt64().ShouldBe(1999);

        await paypal.ControlAsync($"/sandbox/paypal/settle/{refund.Id}" + (outcome is null ? "" : $"?outcome={outcome}"));
        (await paypal.RefundAsync(paid.CaptureId, "19.99", "key")).State.ShouldBe(state, "a repeat says where it stands now");
        (await sandbox.LineAsync(paid.Id)).GetProperty("refunded").GetInt64().ShouldBe(refunded);
    }

    [Fact]
    public async Task Should_be_refused_for_what_was_never_captured()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        (await paypal.RefundAsync((await paypal.PaidAsync("vault_declined_capture")).CaptureId)).Issue.ShouldBe("REFUND_NOT_ALLOWED");
        (await paypal.RefundAsync("NOBODYS")).Status.ShouldBe(404);
    }

    [Fact]
    public async Task Should_be_disputed_and_decided()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var paid = await paypal.PaidAsync();
        var id = (await paypal.ControlAsync("/sandbox/paypal/disputes", new { order = paid.Id }))!.Value.GetProperty("id").GetString()!;
        var dispute = await paypal.GetAsync($"/v1/customer/disputes/{id}");
        (dispute.State, dispute.Body.GetProperty("disputed_transactions")[0].GetProperty("seller_transaction_id").GetString(), dispute.Body.GetProperty("dispute_amount").GetProperty("value").GetString())
            .ShouldBe(("WAITING_FOR_SELLER_RESPONSE", paid.CaptureId, "19.99"));
        (await paypal.OrderAsync(paid.Id)).Capture.GetProperty("status_details").GetProperty("reason").GetString().ShouldBe("BUYER_COMPLAINT");
        (await paypal.RefundAsync(paid.CaptureId, "5.00")).Issue.ShouldBe("TRANSACTION_DISPUTED");

        await paypal.ControlAsync($"/sandbox/paypal/disputes/{id}/resolve?outcome=buyer");
        dispute = await paypal.GetAsync($"/v1/customer/disputes/{id}");
        (dispute.State, dispute.Body.GetProperty("dispute_outcome").GetProperty("outcome_code").GetString()).ShouldBe(("RESOLVED", "RESOLVED_BUYER_FAVOUR"));
        (await paypal.RefundAsync(paid.CaptureId)).Issue.ShouldBe("REFUND_NOT_PERMITTED_DUE_TO_CHARGEBACK");
        (await sandbox.LineAsync(paid.Id)).GetProperty("disputed").GetInt64().ShouldBe(1999);

        await paypal.ControlAsync($"/sandbox/paypal/disputes/{id}/appeal");
        dispute = await paypal.GetAsync($"/v1/customer/disputes/{id}");
        (dispute.State, dispute.Body.GetProperty("dispute_life_cycle_stage").GetString(), dispute.Body.TryGetProperty("dispute_outcome", out _)).ShouldBe(("UNDER_REVIEW", "ARBITRATION", false));
        (await sandbox.LineAsync(paid.Id)).GetProperty("disputed").GetInt64().ShouldBe(0);
        (await paypal.RefundAsync(paid.CaptureId, "5.00")).Issue.ShouldBe("TRANSACTION_DISPUTED");
    }

    [Fact]
    public async Task Should_be_free_again_when_the_dispute_is_won()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var paid = await paypal.PaidAsync();
        var id = (await paypal.ControlAsync("/sandbox/paypal/disputes", new { capture = paid.CaptureId, amountMinor = 500 }))!.Value.GetProperty("id").GetString()!;
        await paypal.ControlAsync($"/sandbox/paypal/disputes/{id}/resolve?outcome=seller");
        (await paypal.RefundAsync(paid.CaptureId, "5.00")).State.ShouldBe("COMPLETED");
    }
}
