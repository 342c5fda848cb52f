using Stripe;

namespace Integration.GatewaySandbox.Tests;

/// <summary>docs.stripe.com/testing#refunds: <c>pm_card_pendingRefund</c> and <c>pm_card_refundFail</c>.</summary>
public sealed class When_a_refund_ends_later
{
    private const string Never = "LaterMilliseconds=86400000";

    [Fact]
    public async Task Should_be_pending_and_succeed_by_itself()
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync([.. endpoint.Settings, "LaterMilliseconds=200"]);
        var paid = await sandbox.PaidAsync("pm_card_pendingRefund");
        var refund = await sandbox.RefundAsync(paid.Id);
        (refund.Status, refund.PendingReason).ShouldBe(("pending", "processing"));
        var told = (await endpoint.NextAsync("refund.updated")).Data.Object.ShouldBeOfType<Refund>();
        (told.Id, told.Status).ShouldBe((refund.Id, "succeeded"));
        (await sandbox.LineAsync(paid.Id)).Number("refunded").ShouldBe(1999);
    }

    [Fact]
    public async Task Should_succeed_and_fail_by_itself_and_leave_the_money_to_be_refunded_again()
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync([.. endpoint.Settings, "LaterMilliseconds=200"]);
        var paid = await sandbox.PaidAsync("pm_card_refundFail");
        var refund = await sandbox.RefundAsync(paid.Id);
        refund.Status.ShouldBe("succeeded");
        var told = (await endpoint.NextAsync("refund.failed")).Data.Object.ShouldBeOfType<Refund>();
        (told.Id, told.Status, told.FailureReason).ShouldBe((refund.Id, "failed", "expired_or_canceled_card"));
        var charge = await sandbox.Stripe.V1.Charges.GetAsync(paid.LatestChargeId);
        (charge.AmountRefunded, charge.Refunded).ShouldBe((0, false));
        (await sandbox.LineAsync(paid.Id)).Number("net").ShouldBe(1999);
        (await sandbox.RefundAsync(paid.Id)).Amount.ShouldBe(1999);
    }

    [Fact]
    public async Task Should_count_while_it_is_pending()
    {
        await using var sandbox = await Sandbox.StartAsync(Never);
        var paid = await sandbox.PaidAsync("pm_card_pendingRefund");
        await sandbox.RefundAsync(paid.Id, 1500);
        (await sandbox.RefundAsync(paid.Id, 500).RefusedAsync()).StripeError.Code.ShouldBe("amount_too_large");
        var line = await sandbox.LineAsync(paid.Id);
        (line.Number("refunded"), line.Number("refund_pending"), line.Number("net")).ShouldBe((0, 1500, 1999));
    }

    [Theory]
    [InlineData("succeed", "succeeded")]
    [InlineData("fail", "failed")]
    public async Task Should_end_on_demand_once(string outcome, string status)
    {
        await using var sandbox = await Sandbox.StartAsync(Never);
        var refund = await sandbox.RefundAsync((await sandbox.PaidAsync("pm_card_pendingRefund")).Id);
        (await sandbox.ActAsync($"/sandbox/refunds/{refund.Id}?outcome={outcome}")).Text("status").ShouldBe(status);
        await sandbox.ActAsync($"/sandbox/refunds/{refund.Id}?outcome=succeed", status: 400);
        await sandbox.AdvanceAsync(TimeSpan.FromDays(2));
        (await sandbox.UntilRefundAsync(refund.Id, status)).Status.ShouldBe(status);
    }

    [Fact]
    public async Task Should_be_canceled_while_it_is_pending_only()
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync([.. endpoint.Settings, Never]);
        var paid = await sandbox.PaidAsync("pm_card_pendingRefund");
        var refund = await sandbox.RefundAsync(paid.Id);
        var canceled = await sandbox.Refunds().CancelAsync(refund.Id);
        (canceled.Status, canceled.FailureReason).ShouldBe(("canceled", "merchant_request"));
        (await endpoint.NextAsync("refund.updated")).Data.Object.ShouldBeOfType<Refund>().Status.ShouldBe("canceled");
        (await sandbox.Refunds().CancelAsync(refund.Id).RefusedAsync()).StripeError.Message.ShouldContain("status of canceled");
        (await sandbox.LineAsync(paid.Id)).Number("refund_pending").ShouldBe(0);
        (await sandbox.RefundAsync(paid.Id)).Amount.ShouldBe(1999);
    }

    [Fact]
    public async Task Should_end_although_the_sandbox_was_killed_meanwhile()
    {
        var directory = Directory.CreateTempSubdirectory("gateway-sandbox-");
        try
        {
            var journal = $"JournalFile={Path.Combine(directory.FullName, "journal.jsonl")}";
            string refund;
            using (var process = await SandboxProcess.StartAsync(journal, "LaterMilliseconds=5000"))
            {
                await using var sandbox = Sandbox.At(process.Address);
                refund = (await sandbox.RefundAsync((await sandbox.PaidAsync("pm_card_pendingRefund")).Id)).Id;
                process.Kill();
            }

            using var again = await SandboxProcess.StartAsync(journal);
            await using var restarted = Sandbox.At(again.Address);
            (await restarted.UntilRefundAsync(refund, "succeeded")).Amount.ShouldBe(1999);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }
}
