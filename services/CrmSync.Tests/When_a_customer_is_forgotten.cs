using Integration.Contracts.Crm;
using Integration.Contracts.Webhooks;
using Integration.CrmSync.Commands;
using Integration.CrmSync.Providers;
using Integration.Hosting.Startup;

namespace Integration.CrmSync.Tests;

/// <summary>What the CRM keeps of the person is erased, and nothing of it is sent again.</summary>
public sealed class When_a_customer_is_forgotten : CrmSpec
{
    private const string Customer = "customer-1";

    protected override IEnumerable<string> Settings => ["--Crm:Sync:LateSeconds=0.2", "--Crm:Inbound:QuietSeconds=0.05", "--Crm:Mapping:Payment:Fields:buyer=customerId"];

    public override Task InitializeAsync()
    {
        Crm.Extra.Add("buyer");
        return base.InitializeAsync();
    }

    [Fact]
    public async Task Should_erase_the_contact_and_tell_it()
    {
        var payment = await MirroredAsync();
        var contact = Crm.Find("contacts", Customer)!.Id;
        Crm.Find("deals", payment.ToString())!.Fields["buyer"].ShouldBe(Customer);
        await AskAsync();
        var told = await ToldAsync<CustomerForgotten>();
        (told.Crm, told.CustomerId, told.RecordId).ShouldBe(("book", Customer, contact));
        told.SharedWith.ShouldBeEmpty();
        Crm.Forgotten.ShouldBe([contact]);
        await Database.UntilAsync("ops.crm_backlog", count => count == 0);
        Crm.Find("deals", payment.ToString())!.Fields["buyer"].ShouldBeNull("the payment's record named the customer");
        (await Database.CountAsync("crm.facts where body ? 'customerId'")).ShouldBe(0);
        (await Database.CountAsync($"ops.crm_forgotten where done and customer_id = '{Customer}'")).ShouldBe(1);
        (await Database.CountAsync("ops.crm_actions where action = 'forget' and asked_by = 'dpo@example.com'")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_erase_while_the_mapping_of_the_rest_does_not_fit()
    {
        await MirroredAsync();
        var contact = Crm.Find("contacts", Customer)!.Id;
        Crm.Missing.Add("integration_dispute");
        // As if another process had died: whoever takes over looks at the mapping first.
        await Database.ExecuteAsync("update crm.connection set holder = gen_random_uuid(), held_until = now() - interval '1 hour'");
        await Database.UntilAsync("ops.crm_connection where reason like 'the mapping does not fit%'", count => count == 1);
        await AskAsync();
        (await ToldAsync<CustomerForgotten>()).RecordId.ShouldBe(contact);
        Crm.Forgotten.ShouldBe([contact]);
        (await Database.CountAsync("ops.crm_connection where reason like 'the mapping does not fit%'")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_not_make_the_contact_again_when_more_is_told_of_the_customer()
    {
        var payment = await MirroredAsync();
        await AskAsync();
        await ToldAsync<CustomerForgotten>();
        var later = Guid.NewGuid();
        await PublishAsync(Confirmed(later), Refunded(payment, Guid.NewGuid(), 500));
        await Database.UntilAsync("crm.records where status = 'synced' and kind <> 'customer'", count => count == 3);
        Crm.Calls.Count(c => c.Type == "contacts").ShouldBe(1);
        Crm.Find("deals", later.ToString())!.Parents.ShouldBeEmpty();
        Crm.Find("deals", later.ToString())!.Fields["buyer"].ShouldBeNull();
        (await Database.CountAsync("crm.facts where body ? 'customerId'")).ShouldBe(0);

        (await CrmCommand.RunAsync(Services, ["resync", "--from", "2020-01-01", "--until", "2100-01-01", "--by", "ops@example.com", "--why", "restored"], TextWriter.Null)).ShouldBe(0);
        await Database.UntilAsync("ops.crm_backlog", count => count == 0);
        (await Database.CountAsync("ops.crm_forgotten where done")).ShouldBe(1, "who sends everything again does not mean those who are forgotten");
    }

    [Fact]
    public async Task Should_forget_one_of_whom_nothing_is_known_and_answer_a_repeat()
    {
        await AskAsync();
        (await ToldAsync<CustomerForgotten>()).RecordId.ShouldBeNull();
        await AskAsync();
        (await ToldAsync<CustomerForgotten>()).RecordId.ShouldBeNull();
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await Database.UntilAsync("crm.records where status = 'synced'", count => count == 1);
        Crm.Of("contacts").ShouldBeEmpty();
        Crm.Forgotten.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_find_a_contact_that_was_made_by_a_call_without_an_answer()
    {
        var lost = 0;
        Crm.After = records => records.Any(r => r.Key == Customer) && Interlocked.Increment(ref lost) == 1 ? throw new CrmCallException(CrmFailureKind.Unanswered, "the connection broke") : Task.CompletedTask;
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await Database.UntilAsync("ops.crm_connection where reason = 'the connection broke'", count => count == 1);
        await AskAsync();
        (await ToldAsync<CustomerForgotten>()).RecordId.ShouldNotBeNull();
        Crm.Forgotten.Count.ShouldBe(1);
        Crm.Find("contacts", Customer).ShouldBeNull();
    }

    [Fact]
    public async Task Should_find_a_contact_that_the_answer_did_not_name()
    {
        Crm.Unsaid.Add(Customer);
        await PublishAsync(Confirmed(Guid.NewGuid()));
        // Most often before the next call asks again; where that was faster, its answer names the contact.
        await Database.UntilAsync("crm.records where kind = 'customer' and (code = 'NO_ANSWER' or crm_id is not null)", count => count == 1);
        await AskAsync();
        (await ToldAsync<CustomerForgotten>()).RecordId.ShouldNotBeNull();
        Crm.Find("contacts", Customer).ShouldBeNull();
    }

    [Fact]
    public async Task Should_wait_for_a_CRM_that_is_away()
    {
        await MirroredAsync();
        Crm.Failure = new(CrmFailureKind.Unavailable, "HTTP 503");
        await AskAsync();
        await Database.UntilAsync("ops.crm_backlog where kind = 'customer' and reason = 'HTTP 503' and next_try_at is not null", count => count == 1);
        Crm.Forgotten.ShouldBeEmpty();
        Crm.Failure = null;
        await ToldAsync<CustomerForgotten>();
        Crm.Forgotten.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_list_what_the_CRM_refuses_to_erase_and_ask_again_when_a_person_does()
    {
        await MirroredAsync();
        Crm.ForgetFailure = new(CrmFailureKind.Refused, "MISSING_SCOPES: crm.objects.contacts.write");
        await AskAsync();
        var failed = await ToldAsync<CrmSyncFailed>();
        (failed.Kind, failed.Key, failed.Code).ShouldBe(("customer", Customer, "NOT_ERASED"));
        await Database.UntilAsync("ops.crm_failures where status = 'forgetting' and reason like 'MISSING_SCOPES%'", count => count == 1);
        (await Database.CountAsync("ops.crm_backlog where reason like 'MISSING_SCOPES%' and next_try_at > now() + interval '50 minutes'")).ShouldBe(1);
        Crm.ForgetFailure = null;
        (await CrmCommand.RunAsync(Services, ["forget", "--customer", Customer, "--by", "dpo@example.com", "--why", "allowed now"], TextWriter.Null)).ShouldBe(0);
        await ToldAsync<CustomerForgotten>();
        (await Database.CountAsync("ops.crm_failures")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_say_who_had_the_same_contact()
    {
        var (kept, payment) = await SharedAsync();
        await AskAsync();
        var told = await ToldAsync<CustomerForgotten>();
        (told.RecordId, told.SharedWith.Single()).ShouldBe((kept, "customer-2"));

        // The CRM rings about our own erasure.
        await PublishAsync(Ring(kept, "privacyDeletion"), Ring(kept, "deletion"));
        await Database.UntilAsync($"crm.changes where record_id = '{kept}' and rings = 3 and told_rings = rings and due_at is null", count => count == 1);
        await OtherIsSetAsideAsync();

        (await CrmCommand.RunAsync(Services, ["retry", "--kind", "customer", "--key", "customer-2", "--by", "ops@example.com", "--why", "another person"], TextWriter.Null)).ShouldBe(0);
        await Database.UntilAsync($"ops.crm_links where key = 'customer-2' and status = 'synced' and crm_id <> '{kept}'", count => count == 1);
        await Database.UntilAsync("ops.crm_backlog", count => count == 0);
        var deal = Crm.Find("deals", payment.ToString())!;
        (deal.Writes, deal.Parents.Single()).ShouldBe((2, "customer-2"), "its link was lost with the contact");
    }

    [Fact]
    public async Task Should_set_the_others_aside_although_the_erasure_has_no_answer_and_is_rung_about()
    {
        var (kept, _) = await SharedAsync();
        var erased = 0;
        Crm.Erased = async id =>
        {
            if (Interlocked.Increment(ref erased) == 1)
            {
                await PublishAsync(Ring(kept, "privacyDeletion"));
                await Database.UntilAsync($"crm.changes where record_id = '{kept}' and erased and due_at <= now()", count => count == 1);
                throw new CrmCallException(CrmFailureKind.Unanswered, "the connection broke");
            }
        };
        await AskAsync();
        var told = await ToldAsync<CustomerForgotten>();
        (told.CustomerId, told.SharedWith.Single()).ShouldBe((Customer, "customer-2"));
        await Database.UntilAsync($"crm.changes where record_id = '{kept}' and rings = 2 and told_rings = rings", count => count == 1);
        await OtherIsSetAsideAsync();
    }

    [Fact]
    public async Task Should_not_tell_our_own_erasure_as_news()
    {
        await MirroredAsync();
        var contact = Crm.Find("contacts", Customer)!.Id;
        await AskAsync();
        await ToldAsync<CustomerForgotten>();
        await PublishAsync(new CrmRecordChanged { Crm = "book", RecordType = "contact", RecordId = contact, Change = "privacyDeletion", EventId = "1", EventType = "contact.privacyDeletion", OccurredAt = At });
        await Database.UntilAsync($"crm.changes where record_id = '{contact}' and rings = 1 and told_rings = 1 and due_at is null", count => count == 1);
        await Database.UntilAsync("messaging.outbox", count => count == 0);
        var told = new List<object>();
        while (Told.Reader.TryRead(out var news))
        {
            told.Add(news);
        }

        told.OfType<CrmContactDeleted>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_take_a_customer_back_only_by_name()
    {
        await MirroredAsync();
        await AskAsync();
        await ToldAsync<CustomerForgotten>();
        (await CrmCommand.RunAsync(Services, ["retry", "--by", "ops@example.com", "--why", "all"], TextWriter.Null)).ShouldBe(1);
        (await CrmCommand.RunAsync(Services, ["retry", "--kind", "customer", "--key", Customer, "--by", "ops@example.com", "--why", "came back"], TextWriter.Null)).ShouldBe(0);
        await Database.UntilAsync($"ops.crm_links where key = '{Customer}' and status = 'synced'", count => count == 1);
    }

    [Theory]
    [InlineData("", "dpo", "asked")]
    [InlineData("customer-1", "", "asked")]
    [InlineData("customer-1", "dpo", "")]
    public async Task Should_refuse_what_names_nobody(string customer, string by, string why) =>
        (await CrmCommand.RunAsync(Services, ["forget", "--customer", customer, "--by", by, "--why", why], TextWriter.Null)).ShouldBe(CommandWords.WrongUse);

    /// <summary>The contact of both, and a payment of the one who does not ask.</summary>
    private async Task<(string Contact, Guid Payment)> SharedAsync()
    {
        var payment = Guid.NewGuid();
        await PublishAsync(Confirmed(Guid.NewGuid(), Customer), Confirmed(payment, "customer-2"));
        await SettledAsync(4);
        var (kept, lost) = (Crm.Find("contacts", "customer-2")!.Id, Crm.Find("contacts", Customer)!.Id);
        Crm.Merged[lost] = kept;
        await PublishAsync(Ring(kept, "merge", lost));
        await ToldAsync<CrmContactMerged>();
        await Database.UntilAsync("crm.changes where told_rings = rings and due_at is null", count => count == 2);
        return (kept, payment);
    }

    private async Task OtherIsSetAsideAsync()
    {
        (await Database.CountAsync("ops.crm_failures where key = 'customer-2' and status = 'deleted' and code = 'ERASED'")).ShouldBe(1);
        (await Database.CountAsync("ops.crm_forgotten where customer_id = 'customer-2'")).ShouldBe(0, "who did not ask is not forgotten");
        (await Database.CountAsync("crm.records where kind = 'payment' and customer_id = 'customer-2'")).ShouldBe(1);
    }

    private static CrmRecordChanged Ring(string contact, string change, params string[] merged) => new()
    {
        Crm = "book", RecordType = "contact", RecordId = contact, Change = change, MergedRecordIds = merged.Length > 0 ? merged : null, EventId = Guid.NewGuid().ToString(), EventType = $"contact.{change}", OccurredAt = At,
    };

    private Task AskAsync() => PublishAsync(new ForgetCustomer { CustomerId = Customer, By = "dpo@example.com", Why = "the customer asked for it" });

    private async Task<Guid> MirroredAsync()
    {
        var payment = Guid.NewGuid();
        await PublishAsync(Confirmed(payment));
        await SettledAsync(2);
        while (Told.Reader.TryRead(out _))
        {
        }

        return payment;
    }
}
