using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Integration.Contracts.Operations;
using Integration.Contracts.Payments;

namespace Integration.Acceptance;

[Trait("Rule", "U6")]
public sealed class When_money_goes_back_at_Stripe(World world) : RefundSpec(world)
{
    protected override string RefundOperation => "refund";

    [Fact]
    public async Task Should_follow_what_is_pending_to_its_end()
    {
        var payment = await CapturedAsync("pm_card_pendingRefund");
        var refund = await RefundAsync(payment);
        await World.RefundIsAsync(refund, "Succeeded");
        await World.StateIsAsync(payment, "Refunded");
        (await World.Database.CountAsync($"messaging.journal where correlation_id = '{refund}' and to_state = 'Pending'")).ShouldBeGreaterThanOrEqualTo(1);
        (await RefundedAsync(payment)).ShouldBe((1, Amount));
    }

    [Fact]
    public async Task Should_take_it_back_when_it_fails_late_and_allow_another()
    {
        var payment = await CapturedAsync("pm_card_visa");
        var refund = await RefundAsync(payment);
        await World.RefundIsAsync(refund, "Succeeded");
        await World.StateIsAsync(payment, "Refunded");
        await World.AtGatewayAsync($"/sandbox/refunds/{await ReferenceAsync(refund)}?outcome=fail");
        await World.RefundIsAsync(refund, "Failed");
        (await World.Heard.UntilAsync<RefundFailed>(e => e.RefundId == refund)).ShouldHaveSingleItem().Code.ShouldBe("failed_late");
        await World.StateIsAsync(payment, "Confirmed");
        (await RefundedAsync(payment)).ShouldBe((0, 0));

        await World.RefundIsAsync(await RefundAsync(payment), "Succeeded");
        await World.StateIsAsync(payment, "Refunded");
        (await RefundedAsync(payment)).ShouldBe((1, Amount));
    }

    [Fact]
    public async Task Should_take_back_what_was_given_by_hand_and_failed()
    {
        var payment = await CapturedAsync("pm_card_visa");
        await ByHandAsync(payment, 600);
        await World.StateIsAsync(payment, "PartiallyRefunded");
        var reference = (await World.Heard.UntilAsync<RefundMadeElsewhere>(e => e.PaymentId == payment)).ShouldHaveSingleItem().RefundReference;
        await World.AtGatewayAsync($"/sandbox/refunds/{reference}?outcome=fail");
        await World.StateIsAsync(payment, "Confirmed");
        (await World.Heard.UntilAsync<RefundMadeElsewhere>(e => e.PaymentId == payment && e.Failed)).ShouldHaveSingleItem();
    }

    /// <summary>The webhook is lost too: the timer finds it.</summary>
    [Fact]
    public async Task Should_find_a_lost_refund_without_a_webhook()
    {
        var payment = await CapturedAsync("pm_card_visa");
        var refund = Guid.NewGuid();
        await World.FaultOnAsync("refund", $"{refund:N}", "executed_then_500", 1);
        await World.FaultOnAsync("refund", $"{refund:N}", "webhook_lost", 10);
        await RefundAsync(payment, 500, refund);
        await World.RefundIsAsync(refund, "Succeeded");
        (await World.Database.CountAsync($"messaging.journal where correlation_id = '{refund}' and to_state = 'Reconciling'")).ShouldBeGreaterThanOrEqualTo(1);
        (await RefundedAsync(payment)).ShouldBe((1, 500));
    }

    /// <summary>Nothing of ours is certain: a person is told, and the money stays reserved until the gateway answers.</summary>
    [Fact]
    public async Task Should_ask_a_person_while_the_gateway_cannot_be_asked_and_go_on_by_itself()
    {
        var payment = await CapturedAsync("pm_card_visa");
        var refund = Guid.NewGuid();
        await World.FaultOnAsync("refund", $"{refund:N}", "executed_then_500", 1);
        await World.FaultOnAsync("refund", $"{refund:N}", "webhook_lost", 10);
        var intent = await IntentAsync(payment);
        await World.FaultOnAsync("list_refunds", intent, "not_executed_503", 1_000_000);
        await RefundAsync(payment, null, refund);
        await World.RefundIsAsync(refund, "NeedsReview");
        (await World.Heard.UntilAsync<RefundNeedsReview>(e => e.RefundId == refund)).ShouldHaveSingleItem();
        await RefusedAsync(await RefundAsync(payment, 1), "nothing_left", "nothing is left of 1999 EUR: 0 went back, 1999 is on its way");
        await World.EndFaultsAsync();
        await World.RefundIsAsync(refund, "Succeeded");
        (await RefundedAsync(payment)).ShouldBe((1, Amount));
    }

    /// <summary>A person may have the gateway asked now; what it says decides, and no more goes back for it.</summary>
    [Fact]
    public async Task Should_ask_the_gateway_when_a_person_wants_it()
    {
        var payment = await CapturedAsync("pm_card_visa");
        var refund = Guid.NewGuid();
        await World.FaultOnAsync("refund", $"{refund:N}", "executed_then_500", 1);
        await World.FaultOnAsync("refund", $"{refund:N}", "webhook_lost", 10);
        await World.FaultOnAsync("list_refunds", await IntentAsync(payment), "not_executed_503", 1_000_000);
        await RefundAsync(payment, null, refund);
        await World.RefundIsAsync(refund, "NeedsReview");
        var command = new RecheckRefund { PaymentId = payment, RefundId = refund, By = "ops 1", Why = "the gateway is back" };
        await World.PublishAsync(command);
        (await World.Heard.UntilAsync<OperatorCommandHandled>(e => e.PaymentId == payment && e.Accepted)).ShouldAllBe(e => e.Command == nameof(RecheckRefund) && e.Answer == $"refund {refund}: stripe is asked now");
        await World.PublishAsync(command with { PaymentId = Guid.NewGuid() });
        await World.Database.UntilAsync($"messaging.dead_letters where fault like '%refund {refund} is of payment {payment}%'", n => n == 1);

        await World.EndFaultsAsync();
        await World.PublishAsync(command);
        await World.RefundIsAsync(refund, "Succeeded");
        await World.PublishAsync(command);
        (await World.Heard.UntilAsync<OperatorCommandHandled>(e => e.PaymentId == payment && !e.Accepted)).ShouldAllBe(e => e.Answer.StartsWith($"refund {refund}: it has its end: Succeeded", StringComparison.Ordinal));
        await World.Database.UntilAsync($"ops.operator_actions where payment_id = '{payment}' and command = 'RecheckRefund'", n => n == 3);
        (await RefundedAsync(payment)).ShouldBe((1, Amount));
    }

    protected override Task<Guid> CapturedAsync() => CapturedAsync("pm_card_visa");

    protected override async Task<(int Count, long Minor)> RefundedAsync(Guid payment)
    {
        var list = (await World.Gateway.GetFromJsonAsync<JsonNode>($"/v1/refunds?payment_intent={await IntentAsync(payment)}&limit=100"))!["data"]!.AsArray();
        var standing = list.Where(r => (string?)r!["status"] is "succeeded" or "pending").ToList();
        return (standing.Count, standing.Sum(r => (long)r!["amount"]!));
    }

    protected override Task ByHandAsync(Guid payment, long amount) => World.RefundByHandAsync(payment, amount);

    protected override async Task<string> DisputeAsync(Guid payment)
    {
        using var answer = await World.Gateway.PostAsJsonAsync("/sandbox/disputes", new { intent = await IntentAsync(payment) });
        answer.EnsureSuccessStatusCode();
        return (string)(await answer.Content.ReadFromJsonAsync<JsonNode>())!["id"]!;
    }

    protected override Task WinAsync(string dispute) => World.AtGatewayAsync($"/sandbox/disputes/{dispute}", new { outcome = "won" });

    private async Task<Guid> CapturedAsync(string card)
    {
        var command = World.Payment(card, Amount);
        await World.PublishAsync(command);
        await World.StateIsAsync(command.PaymentId, "Confirmed");
        return command.PaymentId;
    }

    private Task<string> IntentAsync(Guid payment) => World.Database.TextAsync($"select gateway_reference from ops.payments where payment_id = '{payment}'");

    private Task<string> ReferenceAsync(Guid refund) => World.Database.TextAsync($"select refund_reference from ops.refunds where refund_id = '{refund}'");
}
