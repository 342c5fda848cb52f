using Integration.Contracts.Operations;
using Integration.Contracts.Payments;

namespace Integration.Acceptance;

/// <summary>Reconciliation finds what no webhook told, and ends when both books say the same.</summary>
[Trait("Rule", "invariant 9")]
public sealed class When_the_books_are_compared(World world) : PaymentSpec(world)
{
    [Fact]
    public async Task Should_find_a_refund_made_by_hand_at_the_gateway()
    {
        var payment = await ConfirmedAsync();
        await World.FaultOnAsync("refund", (await World.LinesAsync(payment)).Single().Id, "webhook_lost", 1);
        await World.RefundByHandAsync(payment, 500);
        await World.ReconcileUntilTellingAsync(payment);

        await World.StateIsAsync(payment, "PartiallyRefunded");
        (await World.Database.CountAsync($"{Differences(payment)} and kind = 'refund_not_recorded' and theirs_minor = 500")).ShouldBe(1);
        await EndsAsync(payment);
    }

    /// <summary>A bank sends the money back days after the gateway called the refund done, and the webhook that tells it is lost.</summary>
    [Fact]
    public async Task Should_find_a_refund_that_failed_late()
    {
        var payment = await ConfirmedAsync();
        var refund = Guid.NewGuid();
        await World.PublishAsync(new RefundPayment { RefundId = refund, PaymentId = payment });
        await World.RefundIsAsync(refund, "Succeeded");
        await World.StateIsAsync(payment, "Refunded");
        var reference = await World.Database.TextAsync($"select refund_reference from ops.refunds where refund_id = '{refund}'");
        await World.FaultOnAsync("settle_refund", reference, "webhook_lost", 10);
        await World.AtGatewayAsync($"/sandbox/refunds/{reference}?outcome=fail");
        await World.ReconcileUntilTellingAsync(payment);

        (await World.Database.CountAsync($"{Differences(payment)} and kind in ('refund_not_given', 'refund_not_listed') and ours_minor = 1999 and theirs_minor = 0")).ShouldBe(1);
        await World.RefundIsAsync(refund, "Failed");
        await World.StateIsAsync(payment, "Confirmed");
        (await World.Heard.UntilAsync<RefundFailed>(e => e.RefundId == refund)).ShouldHaveSingleItem().Code.ShouldBe("failed_late");
        await EndsAsync(payment);
    }

    /// <summary>Weeks later: payments of that time are not compared any more, refunds are.</summary>
    [Fact]
    public async Task Should_find_a_refund_that_failed_when_its_payment_is_not_compared_any_more()
    {
        var payment = await ConfirmedAsync();
        var refund = Guid.NewGuid();
        await World.PublishAsync(new RefundPayment { RefundId = refund, PaymentId = payment, AmountMinor = 700 });
        await World.RefundIsAsync(refund, "Succeeded");
        var reference = await World.Database.TextAsync($"select refund_reference from ops.refunds where refund_id = '{refund}'");
        await World.FaultOnAsync("settle_refund", reference, "webhook_lost", 10);
        await World.AtGatewayAsync($"/sandbox/refunds/{reference}?outcome=fail");

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var run = 1; await World.Database.CountAsync($"{Differences(payment)} and kind = 'refund_not_given' and ours_minor = 700") == 0; run++)
        {
            await pace.WaitForNextTickAsync(deadline.Token);
            var (now, why) = (TimeProvider.System.GetUtcNow(), $"weeks later, run {run} for {payment}");
            await World.PublishAsync(new ReconcileGateways { From = now, Until = now.AddDays(1), RefundsFrom = World.Started, By = "ops", Why = why });
            await World.Database.UntilAsync($"ops.reconciliation_runs where finished_at is not null and why = '{why}' and failure is null", n => n == 1);
        }

        await World.RefundIsAsync(refund, "Failed");
        await World.StateIsAsync(payment, "Confirmed");
        (await World.Database.CountAsync($"{Differences(payment)} and kind <> 'refund_not_given'")).ShouldBe(0);
        await EndsAsync(payment);
    }

    [Fact]
    public async Task Should_tell_of_a_refund_that_the_gateway_does_not_have()
    {
        var payment = await ConfirmedAsync();
        var refund = Guid.NewGuid();
        await World.PublishAsync(new RefundPayment { RefundId = refund, PaymentId = payment, AmountMinor = 700 });
        await World.RefundIsAsync(refund, "Succeeded");
        var missing = $"{Differences(payment)} and kind = 'refund_not_listed' and reference = 're_of_nobody' and ours_minor = 700 and theirs_minor = 0";
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        for (var run = 1; await World.Database.CountAsync(missing) == 0; run++)
        {
            // A webhook about the real one may put its reference back in between.
            await pace.WaitForNextTickAsync(deadline.Token);
            await World.Database.ExecuteAsync($"update payments.refund_claims set reference = 're_of_nobody' where refund_id = '{refund}'");
            await World.ReconcileAsync($"run {run} for {payment}");
        }

        // What nobody has stays for a person, so it is taken away for the other tests.
        await World.Database.ExecuteAsync($"update payments.refund_claims c set reference = r.refund_reference from payments.refunds r where r.correlation_id = c.refund_id and c.refund_id = '{refund}'");
        await World.Database.ExecuteAsync($"delete from payments.reconciliation_differences where payment_id = '{payment}'");
    }

    private static string Differences(Guid payment) => $"ops.reconciliation_differences where payment_id = '{payment}'";

    private async Task<Guid> ConfirmedAsync()
    {
        var payment = World.Payment();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        return payment.PaymentId;
    }

    /// <summary>A later comparison finds the difference gone.</summary>
    private Task EndsAsync(Guid payment) => World.ReconcileUntilAsync(payment, $"{Differences(payment)} and not open and resolved_at is not null", "again");
}
