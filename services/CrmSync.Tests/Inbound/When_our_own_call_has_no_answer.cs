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

/// <summary>The CRM has what we wrote, and the record is set aside all the same: it was not linked, or nobody knows the end of its last call.</summary>
public sealed class When_our_own_record_is_set_aside : CrmSpec
{
    protected override IEnumerable<string> Settings => ["--Crm:Sync:MaxTries=1", "--Crm:Sync:LateSeconds=0", "--Crm:Inbound:QuietSeconds=0.05", "--Crm:Inbound:Deal:Fields:0=dealstage"];

    [Theory]
    [InlineData("NOT_LINKED")]
    [InlineData("NO_ANSWER")]
    [InlineData("Unanswered")]
    public async Task Should_tell_only_what_others_change(string code)
    {
        var payment = Guid.NewGuid();
        var key = payment.ToString();
        switch (code)
        {
            case "NOT_LINKED":
                Crm.Unlinked[key] = true;
                break;
            case "NO_ANSWER":
                Crm.Unsaid.Add(key);
                break;
            default:
                Crm.After = records => records.Any(r => r.Key == key) ? throw new CrmCallException(CrmFailureKind.Unanswered, "the connection broke") : Task.CompletedTask;
                break;
        }

        await PublishAsync(Confirmed(payment));
        await Database.UntilAsync($"ops.crm_failures where code = '{code}' and key = '{key}'", count => count == 1);
        var deal = Crm.Find("deals", key)!.Id;
        (await Database.CountAsync($"ops.crm_links where key = '{key}' and crm_id = '{deal}'")).ShouldBe(code == "NOT_LINKED" ? 1 : 0, "only its answer had the id");
        await RungAsync(deal, 1);
        Crm.Edited[deal] = (new() { ["dealstage"] = "negotiation" }, At);
        await RungAsync(deal, 2);
        var told = await ToldAsync<CrmDealChanged>();
        (told.PaymentId, told.Fields["dealstage"]).ShouldBe((payment, "negotiation"));
    }

    [Fact]
    public async Task Should_send_the_refunds_of_a_payment_that_is_there()
    {
        var (payment, refund) = (Guid.NewGuid(), Guid.NewGuid());
        Crm.Unlinked[payment.ToString()] = true;
        await PublishAsync(Confirmed(payment), Refunded(payment, refund, 500));
        await Database.UntilAsync("crm.records where kind = 'entry' and status = 'synced'", count => count == 1);
        Crm.Of("notes").Single().Record.Parents.ShouldBe([payment.ToString()]);
    }

    private async Task RungAsync(string deal, int rings)
    {
        await PublishAsync(new CrmRecordChanged { Crm = "book", RecordType = "deal", RecordId = deal, Change = "propertyChange", EventId = $"{rings}", EventType = "deal.propertyChange", OccurredAt = At });
        await Database.UntilAsync($"crm.changes where record_id = '{deal}' and rings = {rings} and told_rings = rings and due_at is null", count => count == 1);
    }
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
