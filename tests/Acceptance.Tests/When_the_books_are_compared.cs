using Integration.Contracts.Operations;

namespace Integration.Acceptance;

/// <summary>Reconciliation finds what no webhook told, and ends when both books say the same.</summary>
public sealed class When_the_books_are_compared(World world) : PaymentSpec(world)
{
    [Fact]
    public async Task Should_find_a_refund_made_by_hand_at_the_gateway()
    {
        var payment = World.Payment();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        await World.FaultOnAsync("refund", (await World.LinesAsync(payment.PaymentId)).Single().Id, "webhook_lost", 1);
        await World.RefundByHandAsync(payment.PaymentId, 500);
        var differences = $"ops.reconciliation_differences where payment_id = '{payment.PaymentId}'";
        for (var run = 1; await World.Database.CountAsync(differences) == 0; run++)
        {
            // Stripe counts in whole seconds, so what it made in the present one is left to the next comparison.
            run.ShouldBeLessThan(30);
            var why = $"run {run} for {payment.PaymentId}";
            await World.PublishAsync(new ReconcileGateways { From = World.Started, Until = World.Started.AddDays(1), By = "ops 2", Why = why });
            await World.Database.UntilAsync($"ops.reconciliation_runs where finished_at is not null and why = '{why}'", n => n == 1);
        }

        await World.StateIsAsync(payment.PaymentId, "PartiallyRefunded");
        (await World.Database.CountAsync($"{differences} and kind = 'refund_not_recorded' and theirs_minor = 500")).ShouldBe(1);
        await World.PublishAsync(new ReconcileGateways { From = World.Started, Until = World.Started.AddDays(1), By = "ops 2", Why = $"again for {payment.PaymentId}" });
        await World.Database.UntilAsync($"{differences} and not open and resolved_at is not null", n => n == 1);
    }
}
