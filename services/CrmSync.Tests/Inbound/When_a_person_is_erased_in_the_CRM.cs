using Integration.Contracts.Crm;
using Integration.Contracts.Webhooks;
using Integration.CrmSync.Commands;

namespace Integration.CrmSync.Tests;

/// <summary>Somebody erases a contact there because the person wants to be forgotten. Nobody brings it back who does not name it.</summary>
public sealed class When_a_person_is_erased_in_the_CRM : CrmSpec
{
    private int _rings;

    protected override IEnumerable<string> Settings => ["--Crm:Inbound:QuietSeconds=0.05", "--Crm:Mapping:Payment:Fields:buyer=customerId"];

    public override Task InitializeAsync()
    {
        Crm.Extra.Add("buyer");
        return base.InitializeAsync();
    }

    [Fact]
    public async Task Should_take_the_customer_out_of_what_is_kept_and_tell_it()
    {
        var (payment, contact) = await ErasedAsync();
        var told = await ToldAsync<CrmContactDeleted>();
        (told.RecordId, told.CustomerId, told.Erased).ShouldBe((contact, "customer-1", true));
        await Database.UntilAsync("ops.crm_failures where key = 'customer-1' and status = 'deleted' and code = 'ERASED'", count => count == 1);
        await Database.UntilAsync("ops.crm_backlog", count => count == 0);
        (await Database.CountAsync("crm.facts where body ? 'customerId'")).ShouldBe(0);
        (await Database.CountAsync("crm.records where customer_id is not null and kind = 'payment'")).ShouldBe(0);
        Crm.Find("deals", payment.ToString())!.Fields["buyer"].ShouldBeNull();
    }

    [Fact]
    public async Task Should_count_as_erased_although_the_deletion_was_heard_first()
    {
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await SettledAsync(2);
        var contact = Crm.Find("contacts", "customer-1")!.Id;
        Crm.Deleted.Add(contact);
        await PublishAsync(Ring("contact", contact, "deletion"));
        await Database.UntilAsync("ops.crm_failures where code = 'DELETED_IN_CRM'", count => count == 1);
        await PublishAsync(Ring("contact", contact, "privacyDeletion"));
        await Database.UntilAsync("ops.crm_failures where code = 'ERASED'", count => count == 1);
        (await Database.CountAsync("crm.facts where body ? 'customerId'")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_make_nobody_again_who_is_not_named()
    {
        var (payment, _) = await ErasedAsync();
        var deal = Crm.Find("deals", payment.ToString())!.Id;
        await Database.UntilAsync("ops.crm_failures where code = 'ERASED'", count => count == 1);
        await Database.UntilAsync("ops.crm_backlog", count => count == 0);
        Crm.Deleted.Add(deal);
        await PublishAsync(Ring("deal", deal, "deletion"));
        await Database.UntilAsync("ops.crm_failures where code = 'DELETED_IN_CRM'", count => count == 1);
        var writes = Crm.Calls.Count;

        (await AskAsync("retry")).ShouldBe(1, "nothing was refused");
        (await AskAsync("retry", "--kind", "customer")).ShouldBe(1);
        (await AskAsync("resync", "--from", "2020-01-01", "--until", "2100-01-01")).ShouldBe(1);
        (await Database.CountAsync("ops.crm_failures where status = 'deleted'")).ShouldBe(2);
        Crm.Calls.Count.ShouldBe(writes);

        (await AskAsync("retry", "--kind", "customer", "--key", "customer-1")).ShouldBe(0);
        await Database.UntilAsync("crm.records where key = 'customer-1' and status = 'synced'", count => count == 1);
    }

    private Task<int> AskAsync(params string[] words) => CrmCommand.RunAsync(Services, [.. words, "--by", "ops@example.com", "--why", "rule was corrected"], TextWriter.Null);

    private async Task<(Guid Payment, string Contact)> ErasedAsync()
    {
        var payment = Guid.NewGuid();
        await PublishAsync(Confirmed(payment));
        await SettledAsync(2);
        var contact = Crm.Find("contacts", "customer-1")!.Id;
        Crm.Deleted.Add(contact);
        await PublishAsync(Ring("contact", contact, "deletion"), Ring("contact", contact, "privacyDeletion"));
        return (payment, contact);
    }

    private CrmRecordChanged Ring(string type, string id, string change) => new()
    {
        Crm = "book", RecordType = type, RecordId = id, Change = change, EventId = $"{++_rings}", EventType = $"{type}.{change}", OccurredAt = At,
    };
}
