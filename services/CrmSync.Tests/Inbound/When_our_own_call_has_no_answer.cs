using Integration.Contracts.Crm;
using Integration.Contracts.Webhooks;
using Integration.CrmSync.Providers;

namespace Integration.CrmSync.Tests;

/// <summary>The CRM executes a call of ours that has no answer, and rings about it before it was sent again: what is new there is ours.</summary>
public sealed class When_our_own_call_has_no_answer : CrmSpec
{
    protected override IEnumerable<string> Settings => ["--Crm:Sync:LateSeconds=2", "--Crm:Inbound:QuietSeconds=0.05", "--Crm:Inbound:Deal:Fields:0=dealstage"];

    [Fact]
    public async Task Should_not_tell_a_new_record_as_somebody_elses()
    {
        var payment = Guid.NewGuid();
        LoseAnswer(payment);
        await PublishAsync(Confirmed(payment));
        await AwaitedAndLookedAtAsync(rings: 1);

        var deal = Crm.Find("deals", payment.ToString())!.Id;
        Crm.Edited[deal] = (new() { ["dealstage"] = "negotiation" }, At);
        await PublishAsync(Ring(deal));
        (await ToldAsync<CrmDealChanged>()).PaymentId.ShouldBe(payment);
    }

    [Fact]
    public async Task Should_not_tell_a_new_stage_as_somebody_elses()
    {
        var payment = Guid.NewGuid();
        await PublishAsync(Confirmed(payment));
        await SettledAsync(2);
        await PublishAsync(Ring(Crm.Find("deals", payment.ToString())!.Id));
        await Database.UntilAsync("crm.changes where rings = 1 and told_rings = rings and due_at is null", count => count == 1);
        LoseAnswer(payment);
        await PublishAsync(Refunded(payment, Guid.NewGuid(), 1999));
        await AwaitedAndLookedAtAsync(rings: 2);
    }

    private void LoseAnswer(Guid payment)
    {
        var lost = 0;
        Crm.After = async records =>
        {
            if (records.Any(r => r.Key == payment.ToString()) && Interlocked.Increment(ref lost) == 1)
            {
                await PublishAsync(Ring(Crm.Find("deals", payment.ToString())!.Id));
                await Database.UntilAsync("crm.changes where told_rings < rings and due_at <= now()", count => count == 1);
                throw new CrmCallException(CrmFailureKind.Unanswered, "the connection broke");
            }
        };
    }

    private async Task AwaitedAndLookedAtAsync(int rings)
    {
        await Database.UntilAsync("ops.crm_changes where open_rings = 1 and due_at is not null and reason like 'the call by which we wrote it last%'", count => count == 1);
        await Database.UntilAsync($"crm.changes where rings = {rings} and told_rings = rings and due_at is null and reason is null", count => count == 1);
        await Database.UntilAsync("messaging.outbox", count => count == 0);
        var told = new List<object>();
        while (Told.Reader.TryRead(out var news))
        {
            told.Add(news);
        }

        told.OfType<CrmDealChanged>().ShouldBeEmpty();
    }

    private static CrmRecordChanged Ring(string deal) =>
        new() { Crm = "book", RecordType = "deal", RecordId = deal, Change = "propertyChange", EventId = Guid.NewGuid().ToString(), EventType = "deal.propertyChange", OccurredAt = At };
}

/// <summary>The CRM has a record of ours, and we never heard its id.</summary>
public sealed class When_the_CRMs_id_is_not_known : CrmSpec
{
    protected override IEnumerable<string> Settings => ["--Crm:Sync:MaxTries=1", "--Crm:Inbound:QuietSeconds=0.05", "--Crm:Inbound:Deal:Fields:0=dealstage"];

    [Fact]
    public async Task Should_name_the_payment_by_our_id_of_it()
    {
        var payment = Guid.NewGuid();
        Crm.Unsaid.Add(payment.ToString());
        await PublishAsync(Confirmed(payment));
        await Database.UntilAsync("ops.crm_failures where code = 'NO_ANSWER' and crm_id is null", count => count == 1);
        var deal = Crm.Find("deals", payment.ToString())!.Id;
        Crm.Edited[deal] = (new() { ["dealstage"] = "negotiation" }, At);
        await PublishAsync(new CrmRecordChanged { Crm = "book", RecordType = "deal", RecordId = deal, Change = "propertyChange", EventId = "1", EventType = "deal.propertyChange", OccurredAt = At });
        (await ToldAsync<CrmDealChanged>()).PaymentId.ShouldBe(payment);
    }
}
