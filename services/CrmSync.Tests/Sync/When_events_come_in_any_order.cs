using Integration.Contracts.Payments;

namespace Integration.CrmSync.Tests;

/// <summary>Brokers repeat and reorder. The record ends as the payment did.</summary>
public sealed class When_events_come_in_any_order : CrmSpec
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Should_end_in_the_same_records(int seed)
    {
        var payments = Enumerable.Range(0, 12).Select(i => new Guid(i + 1, 0, 0, new byte[8])).ToList();
        var events = payments.SelectMany(Life).ToList();
        events.AddRange(events.ToList());       // each twice
        var random = new Random(seed);
        random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(events));

        await PublishAsync(events);
        await SettledAsync(12 + 3 + 12 * 3);

        foreach (var (payment, i) in payments.Select((p, i) => (p, i)))
        {
            var deal = Crm.Find("deals", payment.ToString()).ShouldNotBeNull();
            deal.Fields["integration_state"].ShouldBe(i % 2 == 0 ? "dispute_lost" : "partially_refunded");
            deal.Fields["integration_refunded_amount"].ShouldBe(5m);
            deal.Fields["dealstage"].ShouldBe(i % 2 == 0 ? "closedlost" : "closedwon");
            deal.Parents.ShouldBe([$"customer-{i % 3}"]);
            Crm.Find("notes", $"refund:{Refund(payment, 1)}")!.Fields["hs_note_body"].ShouldBe($"Refund of 5.00 EUR (stripe re_{Refund(payment, 1):N}): succeeded.");
            Crm.Find("notes", $"refund:{Refund(payment, 2)}")!.Fields["hs_note_body"].ShouldBe($"Refund of 3.00 EUR (stripe re_{Refund(payment, 2):N}): failed, the bank sent it back.");
            Crm.Find("notes", $"dispute:stripe:dp_{payment:N}")!.Parents.ShouldBe([payment.ToString()]);
        }

        Crm.Of("contacts").Count().ShouldBe(3);
        (await Database.CountAsync("crm.records where synced_version <> version")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_keep_a_refund_back_until_its_payment_is_known()
    {
        var (payment, refund) = (Guid.NewGuid(), Guid.NewGuid());
        await PublishAsync(Refunded(payment, refund, 500));
        await Database.UntilAsync("ops.crm_backlog where reason = 'waits for the payment''s own event'", count => count == 1);
        Crm.Calls.ShouldBeEmpty();

        await PublishAsync(Confirmed(payment));
        await SettledAsync(3);
        Crm.Find("deals", payment.ToString())!.Fields["integration_state"].ShouldBe("partially_refunded");
        Crm.Find("notes", $"refund:{refund}")!.Parents.ShouldBe([payment.ToString()]);
    }

    [Fact]
    public async Task Should_tell_what_the_CRM_has()
    {
        var payment = Guid.NewGuid();
        await PublishAsync(Confirmed(payment));
        await SettledAsync(2);
        var told = new List<Integration.Contracts.Crm.CrmRecordSynced>();
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (told.Count < 2)
        {
            told.Add((await Told.Reader.ReadAsync(limit.Token)).ShouldBeOfType<Integration.Contracts.Crm.CrmRecordSynced>());
        }

        var deal = told.Single(t => t.Kind == "payment");
        (deal.Crm, deal.Key, deal.RecordType, deal.RecordId, deal.PaymentId).ShouldBe(("book", payment.ToString(), "deals", Crm.Find("deals", payment.ToString())!.Id, payment));
    }

    private static IEnumerable<object> Life(Guid payment, int i)
    {
        yield return Confirmed(payment, $"customer-{i % 3}");
        yield return new RefundPending { PaymentId = payment, RefundId = Refund(payment, 1), Gateway = "stripe", AmountMinor = 500, Currency = "EUR", AcceptedAt = At };
        yield return Refunded(payment, Refund(payment, 1), 500);
        yield return Refunded(payment, Refund(payment, 2), 300);
        yield return new RefundFailed { PaymentId = payment, RefundId = Refund(payment, 2), Code = "failed_late", Reason = "the bank sent it back", FailedAt = At.AddHours(2) };
        var disputed = new PaymentDisputed { PaymentId = payment, Gateway = "stripe", DisputeReference = $"dp_{payment:N}", AmountMinor = 1999, Currency = "EUR", DisputedAt = At };
        var closed = new DisputeClosed { PaymentId = payment, Gateway = "stripe", DisputeReference = $"dp_{payment:N}", Won = i % 2 == 1, ClosedAt = At.AddDays(3) };
        yield return disputed;
        yield return closed;
        if (i % 4 < 2)      // the first decision did not hold
        {
            yield return closed with { Won = !closed.Won, ClosedAt = At.AddDays(1) };
            yield return disputed with { DisputedAt = At.AddDays(2), Reopened = true };
        }
    }

    private static Guid Refund(Guid payment, short number) => new(BitConverter.ToInt32(payment.ToByteArray()), number, 0, new byte[8]);
}
