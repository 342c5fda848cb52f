using System.Net.Http.Json;
using System.Text.Json;
using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Gateways.PayPal;
using Integration.PaymentWorker.Tests.Compliance;
using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Tests.PayPal;

[Trait("Rule", "U6")]
public sealed class When_money_goes_back_at_PayPal
{
    [Fact]
    public async Task Should_give_parts_back_and_refuse_more_than_there_is()
    {
        await using var sandbox = await PayPalSandbox.StartAsync();
        var steps = new PayPalSteps(sandbox.Gateway);
        var paid = await steps.PaidAsync();
        (await RefundAsync(sandbox, steps.Refund(paid, 500))).Found!.Status.ShouldBe(RefundStatus.Succeeded);
        var looked = (await steps.LookUpAsync()).Found!;
        (looked.Status, looked.CapturedMinor, looked.RefundedMinor).ShouldBe((GatewayStatus.Captured, 1999, 500));
        var refused = await RefundAsync(sandbox, steps.Refund(paid, 1500));
        (refused.Failure, refused.HttpStatus).ShouldBe((CallFailureKind.Rejected, 422));
        refused.Reason!.ShouldContain("REFUND_AMOUNT_EXCEEDED");
        (await RefundAsync(sandbox, steps.Refund(paid, 1499))).Found!.Status.ShouldBe(RefundStatus.Succeeded);
        (await steps.LookUpAsync()).Found!.RefundedMinor.ShouldBe(1999);
    }

    [Theory]
    [InlineData("vault_refund_pending", RefundStatus.Succeeded, 500)]
    [InlineData("vault_refund_fails", RefundStatus.Failed, 0)]
    public async Task Should_follow_a_refund_that_is_pending(string token, RefundStatus end, long refunded)
    {
        await using var sandbox = await PayPalSandbox.StartAsync();
        var steps = new PayPalSteps(sandbox.Gateway);
        var request = steps.Refund(await steps.PaidAsync(token), 500);
        var pending = (await RefundAsync(sandbox, request)).Found!;
        pending.Status.ShouldBe(RefundStatus.Pending);
        (await steps.LookUpAsync()).Found!.RefundedMinor.ShouldBe(500, "what is on its way counts");

        await sandbox.ControlAsync($"/sandbox/paypal/settle/{pending.Reference}");
        var found = (await sandbox.Gateway.FindRefundAsync(request with { RefundReference = pending.Reference }, CancellationToken.None)).Found!;
        (found.Status, found.RefundId, found.FailureReason is null).ShouldBe((end, request.RefundId.ToString(), end == RefundStatus.Succeeded));
        (await steps.LookUpAsync()).Found!.RefundedMinor.ShouldBe(refunded);
    }

    [Theory]
    [InlineData("seller", DisputeStatus.Won)]
    [InlineData("buyer", DisputeStatus.Lost)]
    [InlineData("canceled", DisputeStatus.Won)]
    [InlineData("none", DisputeStatus.Open)]
    public async Task Should_follow_a_dispute(string outcome, DisputeStatus end)
    {
        await using var sandbox = await PayPalSandbox.StartAsync();
        var steps = new PayPalSteps(sandbox.Gateway);
        var paid = await steps.PaidAsync();
        await sandbox.ControlAsync("/sandbox/paypal/disputes", new { order = paid.Reference });
        var reference = (await sandbox.Http.GetFromJsonAsync<JsonElement>("/ledger"))
            .GetProperty("disputes")[0].GetProperty("id").GetString()!;

        var open = (await sandbox.Gateway.LookUpDisputeAsync(reference, CancellationToken.None)).Found!;
        (open.Status, open.CaptureReference, open.AmountMinor, open.Currency).ShouldBe((DisputeStatus.Open, paid.CaptureReference, 1999, "EUR"));
        (await steps.LookUpAsync()).Found!.Disputed.ShouldBeTrue();
        await sandbox.ControlAsync($"/sandbox/paypal/disputes/{reference}/resolve?outcome={outcome}");
        (await sandbox.Gateway.LookUpDisputeAsync(reference, CancellationToken.None)).Found!.Status.ShouldBe(end);
    }

    [Fact]
    public async Task Should_stand_in_the_books_with_our_ids_to_the_minor_unit()
    {
        await using var sandbox = await PayPalSandbox.StartAsync();
        var from = TimeProvider.System.GetUtcNow().AddMinutes(-5);
        var steps = Enumerable.Range(0, 3).Select(_ => new PayPalSteps(sandbox.Gateway)).ToList();
        var paid = await Task.WhenAll(steps.Select(s => s.PaidAsync()));
        var refund = steps[0].Refund(paid[0], 500);
        await RefundAsync(sandbox, refund);
        await new PayPalSteps(sandbox.Gateway).PaidAsync("vault_declined_capture");

        var books = new List<GatewayMovement>();
        await foreach (var movement in sandbox.Gateway.ListAsync(from, from.AddMinutes(90), CancellationToken.None))
        {
            books.Add(movement);
        }

        books.Count.ShouldBe(5, "each line once, over two windows");
        books.Where(m => m.CapturedMinor > 0).Select(m => (m.Reference, m.ParentReference, m.AttemptId, m.CapturedMinor, m.Currency))
            .ShouldBe(paid.Select((p, i) => (p.CaptureReference!, (string?)p.Reference, (string?)steps[i].Id.ToString(), 1999L, "EUR")), ignoreOrder: true);
        var back = books.Single(m => m.Kind == MovementKind.Refund);
        (back.AmountMinor, back.RefundId, back.ParentReference).ShouldBe((500, refund.RefundId.ToString(), paid[0].CaptureReference));

        // Alone, in fewer questions, and only those.
        (await sandbox.Gateway.ListRefundsAsync(from, from.AddHours(13), CancellationToken.None).ToListAsync()).ShouldHaveSingleItem().ShouldBe(back);
        PayPalReports.WindowsOfRefunds(from, from.AddHours(13)).Select(w => w.End - w.Start).ShouldBe([TimeSpan.FromHours(6), TimeSpan.FromHours(6), TimeSpan.FromHours(1)]);
    }

    [Fact]
    public async Task Should_not_take_half_a_list_for_the_books()
    {
        await using var sandbox = await PayPalSandbox.StartAsync();
        await sandbox.FaultAsync("paypal.report", "not_executed_503", times: 4);
        var broken = await Should.ThrowAsync<GatewayListException>(async () =>
        {
            await foreach (var _ in sandbox.Gateway.ListAsync(TimeProvider.System.GetUtcNow().AddHours(-3), TimeProvider.System.GetUtcNow(), CancellationToken.None))
            {
                throw new InvalidOperationException("there is nothing on the books");
            }
        });
        broken.Failure.HttpStatus.ShouldBe(503);
    }

    [Fact]
    public async Task Should_read_a_page_again_that_failed()
    {
        await using var sandbox = await PayPalSandbox.StartAsync();
        await sandbox.FaultAsync("paypal.report", "not_executed_503", times: 3);
        var now = TimeProvider.System.GetUtcNow();
        (await sandbox.Gateway.ListAsync(now.AddMinutes(-30), now, CancellationToken.None).ToListAsync()).ShouldBeEmpty();
    }

    private static Task<RefundCall> RefundAsync(PayPalSandbox sandbox, RefundRequest request) =>
        sandbox.Gateway.RefundAsync(request, $"refund:{request.RefundId}", CancellationToken.None);
}
