using Integration.Contracts.Crm;
using Integration.Contracts.Webhooks;
using Integration.CrmSync.Commands;
using Integration.CrmSync.Providers;

namespace Integration.CrmSync.Tests;

/// <summary>What others change in the CRM becomes a message, once; what we wrote ourselves does not.</summary>
public sealed class When_the_CRM_rings : CrmSpec
{
    private int _rings;

    protected override IEnumerable<string> Settings =>
        ["--Persistence:PruneIntervalSeconds=1", "--Crm:Inbound:QuietSeconds=0.05", "--Crm:Inbound:Contact:Fields:0=email", "--Crm:Inbound:Deal:Fields:0=dealstage", "--Crm:Inbound:Deal:Fields:1=amount", "--Crm:Inbound:Deal:Fields:2=closedate"];

    [Fact]
    public async Task Should_fetch_a_record_once_and_tell_it()
    {
        Crm.Edited["900"] = (new() { ["email"] = "payer@example.com" }, At);
        await PublishAsync(Enumerable.Range(0, 20).Select(_ => (object)Ring("contact", "900", "propertyChange")));
        var change = await ToldAsync<CrmContactChanged>();
        (change.Crm, change.RecordId, change.CustomerId, change.Fields["email"], change.ModifiedAt).ShouldBe(("book", "900", null, "payer@example.com", At));
        await QuietAsync();
        Told.Reader.TryRead(out _).ShouldBeFalse("twenty rings about one state are one message");
        Crm.Reads.ShouldBeLessThan(5);
    }

    [Fact]
    public async Task Should_name_our_customer_and_our_payment()
    {
        var payment = await MirroredAsync();
        Crm.Edited[Id("contacts", "customer-1")] = (new() { ["email"] = "payer@example.com" }, At);
        Crm.Edited[Id("deals", payment.ToString())] = (new() { ["dealstage"] = "negotiation" }, At);
        await PublishAsync(Ring("contact", Id("contacts", "customer-1"), "propertyChange"));
        (await ToldAsync<CrmContactChanged>()).CustomerId.ShouldBe("customer-1");
        await PublishAsync(Ring("deal", Id("deals", payment.ToString()), "propertyChange"));
        var deal = await ToldAsync<CrmDealChanged>();
        (deal.PaymentId, deal.Fields["dealstage"], deal.Fields["amount"]).ShouldBe((payment, "negotiation", "19.99"));
    }

    [Fact]
    public async Task Should_drop_the_echo_of_what_we_wrote()
    {
        var payment = await MirroredAsync();
        var deal = Id("deals", payment.ToString());
        // As a CRM writes numbers and times.
        Crm.Edited[deal] = (new() { ["amount"] = "19.990", ["closedate"] = "1796029200000" }, At);
        await PublishAsync(Ring("deal", deal, "creation"));
        await Database.UntilAsync("crm.changes where told_rings = rings and due_at is null", count => count == 1);
        await Database.UntilAsync("messaging.outbox", count => count == 0);

        Crm.Edited[deal] = (new() { ["amount"] = "25", ["closedate"] = "1796029200000" }, At.AddMinutes(1));
        await PublishAsync(Ring("deal", deal, "propertyChange"));
        (await ToldAsync<CrmDealChanged>()).Fields["amount"].ShouldBe("25", "the first was an echo, this is news");
    }

    [Fact]
    public async Task Should_forget_what_nobody_has_changed_for_long()
    {
        Crm.Edited["900"] = (new() { ["email"] = "payer@example.com" }, At);
        Crm.Edited["901"] = (new() { ["email"] = "other@example.com" }, At);
        await PublishAsync(Ring("contact", "900", "creation"), Ring("contact", "901", "creation"));
        await Database.UntilAsync("crm.changes where told_rings = rings and due_at is null", count => count == 2);
        await Database.ExecuteAsync("update crm.changes set rung_at = rung_at - interval '366 days', looked_at = looked_at - interval '366 days' where record_id = '900'");
        await Database.UntilAsync("crm.changes where record_id = '900'", count => count == 0);
        (await Database.CountAsync("crm.changes where record_id = '901' and told_fields is not null")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_not_go_back_to_older_news()
    {
        Crm.Edited["900"] = (new() { ["email"] = "new@example.com" }, At);
        await PublishAsync(Ring("contact", "900", "propertyChange"));
        await ToldAsync<CrmContactChanged>();
        await QuietAsync();

        // A replica that lags.
        Crm.Edited["900"] = (new() { ["email"] = "old@example.com" }, At.AddMinutes(-1));
        await PublishAsync(Ring("contact", "900", "propertyChange"));
        await QuietAsync();
        Crm.Edited["900"] = (new() { ["email"] = "newest@example.com" }, At.AddMinutes(1));
        await PublishAsync(Ring("contact", "900", "propertyChange"));
        (await ToldAsync<CrmContactChanged>()).Fields["email"].ShouldBe("newest@example.com");
    }

    [Fact]
    public async Task Should_list_what_was_deleted_there_and_make_it_again_when_asked()
    {
        var payment = await MirroredAsync();
        var contact = Id("contacts", "customer-1");
        Crm.Deleted.Add(contact);
        Crm.Deleted.Add(Id("deals", payment.ToString()));
        await PublishAsync(Ring("contact", contact, "privacyDeletion"), Ring("deal", Id("deals", payment.ToString()), "deletion"));
        var deleted = await ToldAsync<CrmContactDeleted>();
        (deleted.RecordId, deleted.CustomerId, deleted.Erased).ShouldBe((contact, "customer-1", true));
        await Database.UntilAsync("ops.crm_failures where status = 'deleted' and code = 'DELETED_IN_CRM' and kind = 'payment'", count => count == 1);
        await Database.UntilAsync("ops.crm_forgotten where done", count => count == 1);

        // It changes here: nothing is sent by itself, and nothing is lost.
        await PublishAsync(Refunded(payment, Guid.NewGuid(), 1999));
        await Database.UntilAsync($"ops.crm_failures where key = '{payment}' and version > synced_version", count => count == 1);
        Crm.Find("deals", payment.ToString())!.Writes.ShouldBe(1);

        (await CrmCommand.RunAsync(Services, ["retry", "--kind", "payment", "--key", payment.ToString(), "--by", "ops@example.com", "--why", "deleted by mistake"], TextWriter.Null)).ShouldBe(0);
        await Database.UntilAsync($"crm.records where key = '{payment}' and status = 'synced'", count => count == 1);
        Crm.Find("deals", payment.ToString())!.Fields["integration_state"].ShouldBe("refunded");
    }

    [Fact]
    public async Task Should_follow_a_merge_and_never_make_the_merged_one_again()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());
        await PublishAsync(Confirmed(first, "customer-1"), Confirmed(second, "customer-2"));
        await SettledAsync(4);
        var (kept, lost) = (Id("contacts", "customer-1"), Id("contacts", "customer-2"));
        Crm.Merged[lost] = kept;
        await PublishAsync(Ring("contact", kept, "merge", lost));
        var merged = await ToldAsync<CrmContactMerged>();
        merged.RecordId.ShouldBe(kept);
        merged.MergedRecordIds.ShouldBe([lost]);
        merged.CustomerIds.ShouldBe(["customer-2"]);
        await Database.UntilAsync($"ops.crm_links where key = 'customer-2' and crm_id = '{kept}' and status = 'merged'", count => count == 1);

        var writes = Crm.Calls.Count(c => c.Type == "contacts");
        var third = Guid.NewGuid();
        await PublishAsync(Confirmed(third, "customer-2"));
        await SettledAsync(5);
        Crm.Calls.Count(c => c.Type == "contacts").ShouldBe(writes);
        Crm.Calls.Last(c => c.Type == "deals").Records.Single().Links.Single().Id.ShouldBe(kept);
    }

    [Fact]
    public async Task Should_wait_for_a_CRM_that_does_not_answer()
    {
        await MirroredAsync();      // the mapping was looked at
        Crm.Edited["900"] = (new() { ["email"] = "payer@example.com" }, At);
        Crm.Failure = new(CrmFailureKind.Unavailable, "HTTP 503");
        await PublishAsync(Ring("contact", "900", "creation"));
        await Database.UntilAsync("ops.crm_changes where open_rings = 1 and age is not null and reason = 'HTTP 503'", count => count == 1);
        Crm.Failure = null;
        (await ToldAsync<CrmContactChanged>()).RecordId.ShouldBe("900");
        await Database.UntilAsync("ops.crm_changes where record_id = '900' and reason is null", count => count == 1);
    }

    [Fact]
    public async Task Should_send_as_ever_while_nothing_can_be_read()
    {
        await Database.UntilAsync("crm.connection", count => count == 1);
        Crm.Edited["900"] = (new() { ["email"] = "payer@example.com" }, At);
        Crm.Denied["contacts"] = new(CrmFailureKind.Unavailable, "HTTP 503");
        await PublishAsync(Ring("contact", "900", "propertyChange"));
        await Database.UntilAsync("ops.crm_changes where open_rings = 1 and reason = 'HTTP 503'", count => count == 1);
        for (var i = 1; i <= 3; i++)
        {
            await PublishAsync(Confirmed(Guid.NewGuid()));
            await Database.UntilAsync("crm.records where kind = 'payment' and status = 'synced'", count => count == i);
            (await Database.CountAsync("ops.crm_connection where failures > 0 or paused_until is not null")).ShouldBe(0);
        }

        Crm.Denied.Clear();
        (await ToldAsync<CrmContactChanged>()).RecordId.ShouldBe("900");
    }

    [Fact]
    public async Task Should_look_at_the_others_and_send_when_one_type_may_not_be_read()
    {
        await Database.UntilAsync("crm.connection", count => count == 1);
        Crm.Edited["900"] = (new() { ["email"] = "payer@example.com" }, At);
        Crm.Edited["700"] = (new() { ["dealstage"] = "negotiation" }, At);
        Crm.Denied["contacts"] = new(CrmFailureKind.Unauthorized, "lacks a scope: crm.objects.contacts.read") { IsOfOneRight = true };
        await PublishAsync(Ring("contact", "900", "propertyChange"));
        await Database.UntilAsync("ops.crm_changes where record_id = '900' and open_rings = 1 and reason like 'lacks a scope%'", count => count == 1);
        await PublishAsync(Ring("deal", "700", "propertyChange"));
        (await ToldAsync<CrmDealChanged>()).RecordId.ShouldBe("700");
        await MirroredAsync();
        (await Database.CountAsync("ops.crm_connection where failure is not null")).ShouldBe(0);

        Crm.Denied.Clear();
        (await ToldAsync<CrmContactChanged>()).RecordId.ShouldBe("900");
        await Database.UntilAsync("ops.crm_changes where record_id = '900' and reason is null", count => count == 1);
    }

    [Fact]
    public async Task Should_know_a_type_by_the_CRMs_other_name_for_it()
    {
        Crm.Words["0-1"] = "contact";
        Crm.Edited["900"] = (new() { ["email"] = "payer@example.com" }, At);
        await PublishAsync(Ring("0-1", "900", "propertyChange"));
        (await ToldAsync<CrmContactChanged>()).RecordId.ShouldBe("900");
    }

    [Fact]
    public async Task Should_give_payments_the_contact_that_ours_was_merged_into_although_it_is_none_of_ours()
    {
        await MirroredAsync();
        var lost = Id("contacts", "customer-1");
        Crm.Edited["900"] = ([], At);
        Crm.Merged[lost] = "900";
        await PublishAsync(Ring("contact", "900", "merge", lost));
        await ToldAsync<CrmContactMerged>();
        await Database.UntilAsync("ops.crm_links where key = 'customer-1' and crm_id = '900' and status = 'merged'", count => count == 1);
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await Database.UntilAsync("crm.records where kind = 'payment' and status = 'synced'", count => count == 2);
        var link = Crm.Calls.Last(c => c.Type == "deals").Records.Single().Links.Single();
        (link.Key, link.Id).ShouldBe((null, "900"), "our id of it stands nowhere in the CRM");
    }

    private Task QuietAsync() => Database.UntilAsync("crm.changes where due_at is not null or told_rings <> rings", count => count == 0);

    private async Task<Guid> MirroredAsync()
    {
        var payment = Guid.NewGuid();
        await PublishAsync(Confirmed(payment));
        await SettledAsync(2);
        return payment;
    }

    private string Id(string type, string key) => Crm.Find(type, key)!.Id;

    private CrmRecordChanged Ring(string type, string id, string change, params string[] merged) => new()
    {
        Crm = "book", RecordType = type, RecordId = id, Change = change, MergedRecordIds = merged.Length > 0 ? merged : null, EventId = $"{++_rings}", EventType = $"{type}.{change}", OccurredAt = At,
    };
}
