using Integration.Contracts.Payments;

namespace Integration.CrmSync.Tests;

/// <summary>Why an earlier stage was as it was is no word about the later one.</summary>
public sealed class When_a_stage_explains_itself : CrmSpec
{
    [Fact]
    public async Task Should_not_give_a_confirmed_payment_the_reason_of_its_failure()
    {
        var payment = Guid.NewGuid();
        await PublishAsync(new PaymentFailed { PaymentId = payment, Code = "declined", Reason = "the card was declined", FailedAt = At, AmountMinor = 1999, Currency = "EUR", CustomerId = "customer-1" });
        await SettledAsync(2);
        await PublishAsync(Confirmed(payment));
        await Database.UntilAsync($"crm.records where key = '{payment}' and synced_version = 2", count => count == 1);
        Crm.Find("deals", payment.ToString())!.Fields["integration_state"].ShouldBe("confirmed");
        Crm.Find("deals", payment.ToString())!.Fields["integration_reason"].ShouldBeNull();
    }

    [Fact]
    public async Task Should_not_give_a_refund_that_succeeded_the_reason_of_its_review()
    {
        var (payment, refund) = (Guid.NewGuid(), Guid.NewGuid());
        await PublishAsync(Confirmed(payment), new RefundNeedsReview { PaymentId = payment, RefundId = refund, Reason = "the gateway does not answer", Since = At }, Refunded(payment, refund, 500));
        await SettledAsync(3);
        Crm.Find("notes", $"refund:{refund}")!.Fields["hs_note_body"].ShouldBe($"Refund of 5.00 EUR (stripe re_{refund:N}): succeeded.");
    }

    [Fact]
    public async Task Should_keep_a_note_beside_each_payment()
    {
        var (one, other) = (Guid.NewGuid(), Guid.NewGuid());
        await PublishAsync(Confirmed(one), Confirmed(other));
        await SettledAsync(3);
        await PublishAsync(
            new PaymentDisputed { PaymentId = one, Gateway = "stripe", DisputeReference = "D-1", AmountMinor = 1999, Currency = "EUR", DisputedAt = At },
            new PaymentDisputed { PaymentId = other, Gateway = "paypal", DisputeReference = "D-1", AmountMinor = 1999, Currency = "EUR", DisputedAt = At });
        await Database.UntilAsync("crm.records where kind = 'payment' and synced_version = 2", count => count == 2);
        await Database.UntilAsync("ops.crm_backlog", count => count == 0);
        Crm.Of("notes").SelectMany(n => n.Record.Parents).ShouldBe([one.ToString(), other.ToString()], ignoreOrder: true);
    }

    /// <summary>The gateway refused a refund and yet made it: the refund failed, needed a person, and succeeded (RefundStateMachine.ConfigureEnds and ConfigureReview).</summary>
    [Fact]
    public async Task Should_show_a_refund_that_succeeded_after_it_had_failed()
    {
        var (payment, refund) = (Guid.NewGuid(), Guid.NewGuid());
        await PublishAsync(Confirmed(payment), new RefundFailed { PaymentId = payment, RefundId = refund, Code = "declined", Reason = "the gateway refused it", FailedAt = At.AddMinutes(1) });
        await SettledAsync(3);
        await PublishAsync(
            new RefundNeedsReview { PaymentId = payment, RefundId = refund, Reason = "the gateway shows it although it failed", Since = At.AddMinutes(2) },
            Refunded(payment, refund, 500));
        await Database.UntilAsync("crm.facts where kind = 'refund' and body ->> 'gatewayReference' is not null", count => count == 1);
        await Database.UntilAsync("ops.crm_backlog", count => count == 0);
        Crm.Find("notes", $"refund:{refund}")!.Fields["hs_note_body"]!.ToString()!.ShouldContain("succeeded");
        Crm.Find("deals", payment.ToString())!.Fields["integration_state"].ShouldBe("partially_refunded");
    }
}
