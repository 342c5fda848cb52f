using Integration.Contracts.Crm;
using Integration.Contracts.Webhooks;
using Integration.CrmSync.Commands;

namespace Integration.CrmSync.Tests;

/// <summary>What was deleted there is made again at a person's wish, and what belongs to it belongs to it again.</summary>
public sealed class When_a_record_is_made_again : CrmSpec
{
    protected override IEnumerable<string> Settings => ["--Crm:Inbound:QuietSeconds=0.05", "--Crm:Sync:LateSeconds=0"];

    [Fact]
    public async Task Should_link_the_payments_to_the_new_customer()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await PublishAsync(Confirmed(first));
        await SettledAsync(2);
        await DeletedAsync("contact", Crm.Find("contacts", "customer-1")!.Id);
        await PublishAsync(Confirmed(second));
        await Database.UntilAsync($"crm.records where key = '{second}' and status = 'synced'", count => count == 1);
        await RetryAsync("customer", "customer-1");
        await Database.UntilAsync("crm.records where kind = 'customer' and status = 'synced'", count => count == 1);
        await Database.UntilAsync("ops.crm_backlog", count => count == 0);
        Crm.Find("deals", second.ToString())!.Parents.ShouldBe(["customer-1"]);
        Crm.Find("deals", first.ToString())!.Writes.ShouldBe(2, "its link was lost with the contact");
    }

    [Fact]
    public async Task Should_give_the_new_deal_its_notes()
    {
        var (payment, refund) = (Guid.NewGuid(), Guid.NewGuid());
        await PublishAsync(Confirmed(payment), Refunded(payment, refund, 500));
        await SettledAsync(3);
        await DeletedAsync("deal", Crm.Find("deals", payment.ToString())!.Id);
        await RetryAsync("payment", payment.ToString());
        await Database.UntilAsync("crm.records where kind = 'payment' and status = 'synced'", count => count == 1);
        await Database.UntilAsync("ops.crm_backlog", count => count == 0);
        Crm.Calls.Last(c => c.Type == "notes").Records.Single().Links.Single().Id.ShouldBe(Crm.Find("deals", payment.ToString())!.Id);
    }

    [Fact]
    public async Task Should_say_that_a_note_waits_for_the_deleted_deal()
    {
        var payment = Guid.NewGuid();
        await PublishAsync(Confirmed(payment));
        await SettledAsync(2);
        await DeletedAsync("deal", Crm.Find("deals", payment.ToString())!.Id);
        await PublishAsync(Refunded(payment, Guid.NewGuid(), 500));
        await Database.UntilAsync("ops.crm_backlog where kind = 'entry'", count => count == 1);
        (await Database.TextAsync("select reason from ops.crm_backlog where kind = 'entry'")).ShouldNotBe("waits for its batch");
    }

    private async Task DeletedAsync(string type, string id)
    {
        Crm.Deleted.Add(id);
        await PublishAsync(new CrmRecordChanged { Crm = "book", RecordType = type, RecordId = id, Change = "deletion", EventId = id, EventType = "deletion", OccurredAt = At });
        await Database.UntilAsync("ops.crm_failures where status = 'deleted'", count => count == 1);
    }

    private Task<int> RetryAsync(string kind, string key) =>
        CrmCommand.RunAsync(Services, ["retry", "--kind", kind, "--key", key, "--by", "ops@example.com", "--why", "deleted by mistake"], TextWriter.Null);
}
