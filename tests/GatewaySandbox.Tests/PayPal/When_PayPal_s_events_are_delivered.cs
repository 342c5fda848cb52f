namespace Integration.GatewaySandbox.Tests.PayPal;

public sealed class When_PayPal_s_events_are_delivered : IDisposable
{
    private readonly string _directory = Directory.CreateTempSubdirectory("gateway-sandbox-").FullName;

    [Fact]
    public async Task Should_be_signed_with_a_certificate_that_leads_to_the_sandbox_s_root_and_tell_everything()
    {
        await using var endpoint = await PayPalEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync(endpoint.Settings);
        await endpoint.TrustAsync(sandbox);
        var paypal = new PayPalCaller(sandbox);

        var created = await paypal.CreateAsync();
        await paypal.ControlAsync($"/sandbox/paypal/orders/{created.Id}/approve");
        (await endpoint.NextAsync("CHECKOUT.ORDER.APPROVED")).Resource.GetProperty("id").GetString().ShouldBe(created.Id);
        var paid = await paypal.CaptureAsync(created.Id, "vault_pending");
        var pending = await endpoint.NextAsync("PAYMENT.CAPTURE.PENDING");
        pending.Resource.GetProperty("supplementary_data").GetProperty("related_ids").GetProperty("order_id").GetString().ShouldBe(created.Id);
        await paypal.ControlAsync($"/sandbox/paypal/settle/{created.Id}");
        (await endpoint.NextAsync("PAYMENT.CAPTURE.COMPLETED")).Resource.GetProperty("id").GetString().ShouldBe(paid.CaptureId);
        var refund = await paypal.RefundAsync(paid.CaptureId, "5.00");
        var refunded = await endpoint.NextAsync("PAYMENT.CAPTURE.REFUNDED");
        refunded.Resource.GetProperty("id").GetString().ShouldBe(refund.Id);
        refunded.Resource.GetProperty("links").EnumerateArray().ShouldContain(l => l.GetProperty("rel").GetString() == "up" && l.GetProperty("href").GetString()!.EndsWith("/captures/" + paid.CaptureId));
        var dispute = (await paypal.ControlAsync("/sandbox/paypal/disputes", new { capture = paid.CaptureId }))!.Value.GetProperty("id").GetString();
        (await endpoint.NextAsync("CUSTOMER.DISPUTE.CREATED")).Resource.GetProperty("dispute_id").GetString().ShouldBe(dispute);
        await paypal.ControlAsync($"/sandbox/paypal/disputes/{dispute}/resolve?outcome=canceled");
        await endpoint.NextAsync("CUSTOMER.DISPUTE.RESOLVED");

        await sandbox.UntilAsync("/sandbox/webhooks?gateway=paypal", c => c.GetProperty("pending").GetInt32() == 0);
        endpoint.Broken.ShouldBeEmpty();
        endpoint.Accepted.Select(e => e.Id).Distinct().Count().ShouldBe(6);
    }

    [Theory]
    [InlineData("vault_declined_capture", false, "PAYMENT.CAPTURE.DECLINED")]
    [InlineData("vault_pending_denied", true, "PAYMENT.CAPTURE.DENIED")]
    public async Task Should_tell_of_money_that_did_not_come(string vault, bool settle, string type)
    {
        await using var endpoint = await PayPalEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync(endpoint.Settings);
        await endpoint.TrustAsync(sandbox);
        var paypal = new PayPalCaller(sandbox);
        var paid = await paypal.PaidAsync(vault);
        if (settle)
        {
            await paypal.ControlAsync($"/sandbox/paypal/settle/{paid.CaptureId}");
        }

        (await endpoint.NextAsync(type)).Resource.GetProperty("status").GetString().ShouldBe("DECLINED");
    }

    [Fact]
    public async Task Should_tell_of_a_refund_that_fails_later()
    {
        await using var endpoint = await PayPalEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync(endpoint.Settings);
        await endpoint.TrustAsync(sandbox);
        var paypal = new PayPalCaller(sandbox);
        var refund = await paypal.RefundAsync((await paypal.PaidAsync("vault_refund_fails")).CaptureId);
        await endpoint.NextAsync("PAYMENT.REFUND.PENDING");
        await paypal.ControlAsync($"/sandbox/paypal/settle/{refund.Id}");
        (await endpoint.NextAsync("PAYMENT.REFUND.FAILED")).Resource.GetProperty("id").GetString().ShouldBe(refund.Id);
    }

    [Fact]
    public async Task Should_be_lost_or_arrive_twice_when_asked()
    {
        await using var endpoint = await PayPalEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync(endpoint.Settings);
        await endpoint.TrustAsync(sandbox);
        var paypal = new PayPalCaller(sandbox);
        await sandbox.FaultAsync("paypal.capture", "webhook_lost");
        await paypal.PaidAsync();
        await sandbox.FaultAsync("paypal.capture", "webhook_twin");
        var second = await paypal.PaidAsync();
        await endpoint.NextAsync("PAYMENT.CAPTURE.COMPLETED");
        await endpoint.NextAsync("PAYMENT.CAPTURE.COMPLETED");
        endpoint.Accepted.Select(e => e.Resource.GetProperty("id").GetString()).ShouldAllBe(id => id == second.CaptureId);
        endpoint.Accepted.Select(e => e.Id).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Should_come_from_the_next_process_with_another_certificate_of_the_same_root()
    {
        string[] journal = [$"JournalFile={Path.Combine(_directory, "journal.jsonl")}"];
        await using var endpoint = await PayPalEndpoint.StartAsync();
        endpoint.RefuseNext(int.MaxValue);
        string root, order;
        PayPalReply paid;
        await using (var first = await Sandbox.StartAsync([.. journal, .. endpoint.Settings]))
        {
            root = await endpoint.TrustAsync(first);
            var paypal = new PayPalCaller(first);
            order = (await paypal.CreateAsync()).Id;
            paid = await paypal.CaptureAsync(order, key: "capture");
            await paypal.RefundAsync(paid.CaptureId, "5.00", "refund");
        }

        endpoint.RefuseNext(0);
        await using var again = await Sandbox.StartAsync([.. journal, .. endpoint.Settings]);
        (await again.TextAsync("/sandbox/paypal/root.pem")).ShouldBe(root);
        (await endpoint.NextAsync("PAYMENT.CAPTURE.COMPLETED")).Resource.GetProperty("id").GetString().ShouldBe(paid.CaptureId);
        endpoint.Broken.ShouldBeEmpty();

        var caller = new PayPalCaller(again);
        (await caller.CaptureAsync(order, key: "capture")).ShouldSatisfyAllConditions(r => r.Status.ShouldBe(200), r => r.CaptureId.ShouldBe(paid.CaptureId), r => r.CaptureState.ShouldBe("PARTIALLY_REFUNDED"));
        (await again.LineAsync(order)).GetProperty("refunded").GetInt64().ShouldBe(500);
    }

    [Fact]
    public async Task Should_name_the_public_address_where_there_is_one()
    {
        await using var sandbox = await Sandbox.StartAsync("PublicUrl=http://gateways.example:8080/");
        var created = await new PayPalCaller(sandbox).CreateAsync();
        created.Body.GetProperty("links").EnumerateArray().Select(l => l.GetProperty("href").GetString())
            .ShouldContain($"http://gateways.example:8080/checkoutnow?token={created.Id}");
    }

    public void Dispose() => Directory.Delete(_directory, recursive: true);
}
