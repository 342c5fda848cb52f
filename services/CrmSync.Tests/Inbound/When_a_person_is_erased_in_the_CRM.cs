using Integration.Contracts.Crm;
using Integration.Contracts.Webhooks;
using Integration.CrmSync.Commands;
using Integration.CrmSync.Mapping;
using Integration.CrmSync.Providers;
using Integration.CrmSync.Records;
using Microsoft.Extensions.DependencyInjection;

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
        var forgotten = await ToldAsync<CustomerForgotten>();
        (forgotten.CustomerId, forgotten.RecordId).ShouldBe(("customer-1", contact));
        Crm.Forgotten.ShouldBeEmpty("it is erased already");
        await Database.UntilAsync("ops.crm_backlog", count => count == 0);
        (await Database.CountAsync("ops.crm_forgotten where done and customer_id = 'customer-1' and reason like 'its contact was erased in the CRM%'")).ShouldBe(1);
        (await Database.CountAsync("ops.crm_actions where action = 'forget' and asked_by = 'book'")).ShouldBe(1);
        (await Database.CountAsync("ops.crm_failures")).ShouldBe(0);
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
        await Database.UntilAsync("ops.crm_forgotten where done", count => count == 1);
        (await Database.CountAsync("crm.facts where body ? 'customerId'")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_name_the_customer_nowhere_when_more_is_told()
    {
        await ErasedAsync();
        await ToldAsync<CustomerForgotten>();
        var later = Guid.NewGuid();
        await PublishAsync(Confirmed(later));
        await Database.UntilAsync($"crm.records where key = '{later}' and status = 'synced'", count => count == 1);
        Crm.Calls.Count(c => c.Type == "contacts").ShouldBe(1);
        Crm.Find("deals", later.ToString())!.Fields["buyer"].ShouldBeNull();
        (await Database.CountAsync("crm.facts where body ? 'customerId'")).ShouldBe(0);
        (await Database.CountAsync("crm.records where customer_id is not null and kind = 'payment'")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_keep_nothing_of_an_event_that_is_being_written_down()
    {
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await SettledAsync(2);
        var (payment, contact) = (Guid.NewGuid(), Crm.Find("contacts", "customer-1")!.Id);
        await PublishAsync(Refunded(payment, Guid.NewGuid(), 500));
        await Database.UntilAsync($"crm.records where key = '{payment}'", count => count == 1);
        await using (var connection = await Database.Source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var hold = connection.CreateCommand();
            hold.CommandText = $"select from crm.records where key = '{payment}' for update";
            await hold.ExecuteNonQueryAsync();
            await PublishAsync(Confirmed(payment));
            await Database.UntilAsync("pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'", count => count == 1);
            Crm.Deleted.Add(contact);
            await PublishAsync(Ring("contact", contact, "privacyDeletion"));
            await Database.UntilAsync(
                "(select from crm.records where status = 'forgotten' union all select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' offset 1) either",
                count => count > 0);
            await transaction.CommitAsync();
        }

        await ToldAsync<CustomerForgotten>();
        await Database.UntilAsync($"crm.records where key = '{payment}' and complete and status = 'synced'", count => count == 1);
        (await Database.CountAsync("crm.facts where body ? 'customerId'")).ShouldBe(0);
        (await Database.CountAsync("crm.records where kind = 'payment' and customer_id is not null")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_erase_what_a_call_made_that_nobody_waited_for()
    {
        await ErasedAsync();
        await ToldAsync<CustomerForgotten>();
        await Crm.UpsertAsync(new("contacts", "integration_customer_id"), [new() { Key = "customer-1", Fields = new Dictionary<string, object?>() }], CancellationToken.None);
        await Services.GetRequiredService<RecordStore>().OverwrittenAsync(RecordKind.Customer, [new() { Key = "customer-1", Version = 1, CrmId = null, Tries = 0 }], At, CancellationToken.None);
        await ToldAsync<CustomerForgotten>();
        Crm.Find("contacts", "customer-1").ShouldBeNull();
    }

    [Fact]
    public async Task Should_look_again_while_the_contact_can_still_be_read()
    {
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await SettledAsync(2);
        var contact = Crm.Find("contacts", "customer-1")!.Id;
        await PublishAsync(Ring("contact", contact, "privacyDeletion"));
        await Database.UntilAsync("ops.crm_changes where open_rings = 1 and reason = 'it was erased, and can still be read'", count => count == 1);
        Crm.Deleted.Add(contact);
        (await ToldAsync<CrmContactDeleted>()).Erased.ShouldBeTrue();
        await Database.UntilAsync("ops.crm_forgotten where done", count => count == 1);
        Crm.Forgotten.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_not_make_the_contact_again_when_a_copy_that_lags_shows_it()
    {
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await SettledAsync(2);
        var contact = Crm.Find("contacts", "customer-1")!.Id;
        Crm.Deleted.Add(contact);
        await PublishAsync(Ring("contact", contact, "deletion"));
        await Database.UntilAsync("ops.crm_failures where code = 'DELETED_IN_CRM'", count => count == 1);
        Crm.Deleted.Clear();
        await PublishAsync(Ring("contact", contact, "privacyDeletion"));
        await Database.UntilAsync("ops.crm_changes where open_rings = 1 and reason = 'it was erased, and can still be read'", count => count == 1);
        Crm.Deleted.Add(contact);
        await Database.UntilAsync("ops.crm_forgotten where done", count => count == 1);
        Crm.Calls.Count(c => c.Type == "contacts").ShouldBe(1);
    }

    [Fact]
    public async Task Should_send_no_contact_that_is_said_to_be_erased_before_it_was_looked_at()
    {
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await SettledAsync(2);
        var contact = Crm.Find("contacts", "customer-1")!.Id;
        Crm.Denied["contacts"] = new(CrmFailureKind.Unauthorized, "lacks a scope: crm.objects.contacts.read") { IsOfOneRight = true };
        await PublishAsync(Ring("contact", contact, "privacyDeletion"));
        await Database.UntilAsync("ops.crm_changes where reason like 'lacks a scope%'", count => count == 1);
        (await AskAsync("resync", "--from", "2020-01-01", "--until", "2100-01-01")).ShouldBe(0);
        await Database.UntilAsync("crm.records where kind = 'payment' and version = 2 and status = 'synced'", count => count == 1);
        await Database.UntilAsync("ops.crm_backlog where reason = 'its contact is said to be erased, and is looked at first'", count => count == 1);
        Crm.Calls.Count(c => c.Type == "contacts").ShouldBe(1);

        Crm.Deleted.Add(contact);
        Crm.Denied.Clear();
        (await ToldAsync<CustomerForgotten>()).RecordId.ShouldBe(contact);
        Crm.Find("contacts", "customer-1")!.Writes.ShouldBe(1);
    }

    [Fact]
    public async Task Should_make_nobody_again_who_is_not_named()
    {
        var (payment, _) = await ErasedAsync();
        var deal = Crm.Find("deals", payment.ToString())!.Id;
        await Database.UntilAsync("ops.crm_forgotten where done", count => count == 1);
        await Database.UntilAsync("ops.crm_backlog", count => count == 0);
        Crm.Deleted.Add(deal);
        await PublishAsync(Ring("deal", deal, "deletion"));
        await Database.UntilAsync("ops.crm_failures where code = 'DELETED_IN_CRM'", count => count == 1);
        var writes = Crm.Calls.Count;

        (await AskAsync("retry")).ShouldBe(1, "nothing was refused");
        (await AskAsync("retry", "--kind", "customer")).ShouldBe(1);
        (await AskAsync("resync", "--from", "2020-01-01", "--until", "2100-01-01")).ShouldBe(1);
        (await Database.CountAsync("ops.crm_failures where status = 'deleted'")).ShouldBe(1);
        (await Database.CountAsync("ops.crm_forgotten where done")).ShouldBe(1);
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

/// <summary>The CRM told that it erased a contact, and shows it for longer than its copies lag.</summary>
public sealed class When_an_erased_person_is_still_shown : CrmSpec
{
    protected override IEnumerable<string> Settings => ["--Crm:Inbound:QuietSeconds=0.05", "--Crm:Inbound:ErasureSeconds=0"];

    [Fact]
    public async Task Should_ask_for_the_erasure()
    {
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await SettledAsync(2);
        var contact = Crm.Find("contacts", "customer-1")!.Id;
        await PublishAsync(new CrmRecordChanged { Crm = "book", RecordType = "contact", RecordId = contact, Change = "privacyDeletion", EventId = "1", EventType = "contact.privacyDeletion", OccurredAt = At });
        (await ToldAsync<CustomerForgotten>()).RecordId.ShouldBe(contact);
        Crm.Forgotten.ShouldBe([contact]);
    }
}
