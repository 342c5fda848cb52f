namespace Integration.GatewaySandbox.Tests.PayPal;

public sealed class When_a_request_id_is_used_again
{
    [Fact]
    public async Task Should_answer_with_the_latest_state_of_what_the_first_made()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var created = await paypal.CreateAsync("create");
        var pending = await paypal.CaptureAsync(created.Id, "vault_pending", "capture");
        await paypal.ControlAsync($"/sandbox/paypal/settle/{created.Id}");

        var recreated = await paypal.CreateAsync("create", amount: "77.00");
        (recreated.Status, recreated.Id, recreated.State).ShouldBe((200, created.Id, "COMPLETED"), "the bodies are not compared");
        var recaptured = await paypal.CaptureAsync(created.Id, "vault_pending", "capture");
        (recaptured.Status, recaptured.CaptureId, recaptured.CaptureState).ShouldBe((200, pending.CaptureId, "COMPLETED"));
        var refund = await paypal.RefundAsync(pending.CaptureId, "5.00", "refund");
        (await paypal.RefundAsync(pending.CaptureId, "5.00", "refund")).ShouldSatisfyAllConditions(r => r.Id.ShouldBe(refund.Id), r => r.Status.ShouldBe(200));
        (await sandbox.LineAsync(created.Id)).GetProperty("refunded").GetInt64().ShouldBe(500);
    }

    [Fact]
    public async Task Should_answer_with_the_decline_again_and_forget_what_was_never_tried()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var created = await paypal.CreateAsync();
        (await paypal.CaptureAsync(created.Id, vault: null, key: "key")).Issue.ShouldBe("ORDER_NOT_APPROVED");
        var declined = await paypal.CaptureAsync(created.Id, "vault_declined", "key");
        var again = await paypal.CaptureAsync(created.Id, "vault_ok", "key");
        (again.Status, again.Issue).ShouldBe((422, "INSTRUMENT_DECLINED"));
        again.DebugId.ShouldNotBe(declined.DebugId);
        again.Body.GetProperty("debug_id").GetString().ShouldBe(again.DebugId);
        (await sandbox.LineAsync(created.Id)).GetProperty("declines").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Should_execute_anew_after_six_hours_and_a_refund_after_forty_five_days()
    {
        await using var sandbox = await Sandbox.StartAsync("PayPal:TokenSeconds=1000000", "PayPal:OrderHours=1000");
        var paypal = new PayPalCaller(sandbox);
        var created = await paypal.CreateAsync("create");
        var paid = await paypal.CaptureAsync(created.Id, key: "capture");
        var refund = await paypal.RefundAsync(paid.CaptureId, "5.00", "refund");
        await sandbox.AdvanceAsync(TimeSpan.FromHours(5.9));
        (await paypal.CreateAsync("create")).Id.ShouldBe(created.Id);
        await sandbox.AdvanceAsync(TimeSpan.FromHours(0.2));
        (await paypal.CreateAsync("create")).Id.ShouldNotBe(created.Id);
        (await paypal.CaptureAsync(created.Id, key: "capture")).Issue.ShouldBe("ORDER_ALREADY_CAPTURED");
        (await paypal.RefundAsync(paid.CaptureId, "5.00", "refund")).Id.ShouldBe(refund.Id);
        await sandbox.AdvanceAsync(TimeSpan.FromDays(45));
        paypal = new PayPalCaller(sandbox);
        (await paypal.RefundAsync(paid.CaptureId, "5.00", "refund")).Id.ShouldNotBe(refund.Id);
    }

    [Fact]
    public async Task Should_fail_the_twin_that_comes_while_the_first_is_under_way()
    {
        await using var sandbox = await Sandbox.StartAsync("SlowMilliseconds=1500");
        var paypal = new PayPalCaller(sandbox);
        var created = await paypal.CreateAsync();
        await sandbox.FaultAsync("paypal.capture", "slow");
        var first = paypal.CaptureAsync(created.Id, key: "key");
        await sandbox.UntilAsync("/sandbox/log?operation=paypal.capture", log => log.EnumerateArray().Any(e => e.GetProperty("fault").ValueKind != System.Text.Json.JsonValueKind.Null));
        var twin = await paypal.CaptureAsync(created.Id, key: "key");
        (twin.Status, twin.Body.GetProperty("name").GetString()).ShouldBe((409, "RESOURCE_CONFLICT"));
        (await first).CaptureState.ShouldBe("COMPLETED");
        (await paypal.CaptureAsync(created.Id, key: "key")).CaptureState.ShouldBe("COMPLETED");
    }

    [Theory]
    [InlineData("executed_then_500", true)]
    [InlineData("not_executed_500", false)]
    [InlineData("not_executed_503", false)]
    [InlineData("rate_limited", false)]
    [InlineData("lock_timeout", false)]
    public async Task Should_say_what_became_of_a_call_that_failed(string fault, bool executed)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var created = await paypal.CreateAsync();
        await sandbox.FaultAsync("paypal.capture", fault, "attempt-1");
        (await paypal.CaptureAsync(created.Id, key: "key")).Status.ShouldBe(fault switch { "rate_limited" => 429, "lock_timeout" => 409, "not_executed_503" => 503, _ => 500 });
        (await paypal.OrderAsync(created.Id)).State.ShouldBe(executed ? "COMPLETED" : "CREATED");
        var again = await paypal.CaptureAsync(created.Id, key: "key");
        (again.Status, again.CaptureState).ShouldBe((executed ? 200 : 201, "COMPLETED"));
        (await sandbox.LineAsync(created.Id)).GetProperty("captures").GetInt32().ShouldBe(1);
    }

    [Theory]
    [InlineData("connection_reset_before", false)]
    [InlineData("connection_reset_after", true)]
    public async Task Should_say_what_became_of_a_call_that_was_cut(string fault, bool executed)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        var created = await paypal.CreateAsync();
        await sandbox.FaultAsync("paypal.*", fault);
        await Should.ThrowAsync<HttpRequestException>(paypal.CaptureAsync(created.Id, key: "key"));
        (await paypal.OrderAsync(created.Id)).State.ShouldBe(executed ? "COMPLETED" : "CREATED");
        (await paypal.CaptureAsync(created.Id, key: "key")).CaptureState.ShouldBe("COMPLETED");
    }
}
