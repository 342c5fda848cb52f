using Integration.Contracts.Crm;
using Integration.Contracts.Webhooks;
using Integration.CrmSync.Inbound;
using Integration.CrmSync.Providers;

namespace Integration.CrmSync.Tests;

/// <summary>Rings that are rare.</summary>
public sealed class When_the_CRM_rings_oddly : CrmSpec
{
    private int _rings;

    protected override IEnumerable<string> Settings =>
        ["--Crm:Inbound:QuietSeconds=0.05", "--Crm:Inbound:Contact:Fields:0=email", "--Crm:Inbound:Deal:Fields:0=dealstage", "--Crm:Inbound:Deal:Fields:1=amount"];

    [Fact]
    public async Task Should_tell_what_a_person_sets_back_to_what_we_wrote()
    {
        var payment = Guid.NewGuid();
        await PublishAsync(Confirmed(payment));
        await SettledAsync(2);
        var deal = Crm.Find("deals", payment.ToString())!.Id;
        await SeenAsync("deal", deal, "dealstage", "negotiation", 1);
        (await ToldAsync<CrmDealChanged>()).Fields["dealstage"].ShouldBe("negotiation");
        await SeenAsync("deal", deal, "dealstage", "closedwon", 2);
        await SeenAsync("deal", deal, "dealstage", "other", 3);
        (await ToldAsync<CrmDealChanged>()).Fields["dealstage"].ShouldBe("closedwon");
    }

    [Fact]
    public async Task Should_tell_a_state_once_although_a_replica_lagged_in_between()
    {
        await SeenAsync("contact", "900", "email", "new@example.com", 0);
        await SeenAsync("contact", "900", "email", "old@example.com", -1);
        await SeenAsync("contact", "900", "email", "new@example.com", 0);
        await SeenAsync("contact", "900", "email", "newest@example.com", 1);
        (await ToldAsync<CrmContactChanged>()).Fields["email"].ShouldBe("new@example.com");
        (await ToldAsync<CrmContactChanged>()).Fields["email"].ShouldBe("newest@example.com");
    }

    [Fact]
    public async Task Should_tell_an_erasure_that_follows_a_deletion()
    {
        await SeenAsync("contact", "900", "email", "payer@example.com", 0);
        Crm.Deleted.Add("900");
        await RungAsync("contact", "900", "deletion");
        (await ToldAsync<CrmContactDeleted>()).Erased.ShouldBeFalse();
        await RungAsync("contact", "900", "privacyDeletion");
        await SeenAsync("contact", "901", "email", "last@example.com", 0);
        (await NextAsync()).ShouldBeOfType<CrmContactDeleted>().Erased.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_forget_the_fields_of_an_erased_person()
    {
        await SeenAsync("contact", "900", "email", "payer@example.com", 0);
        Crm.Deleted.Add("900");
        await RungAsync("contact", "900", "privacyDeletion");
        (await ToldAsync<CrmContactDeleted>()).Erased.ShouldBeTrue();
        (await Database.CountAsync("crm.changes where told_fields::text like '%payer@example.com%'")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_know_a_record_by_the_short_form_of_its_id()
    {
        Crm.Short["9"] = "900";
        await SeenAsync("contact", "900", "email", "payer@example.com", 0);
        await ToldAsync<CrmContactChanged>();
        Crm.Edited["900"] = (new() { ["email"] = "new@example.com" }, At.AddMinutes(1));
        await PublishAsync(Ring("contact", "9", "propertyChange"));
        (await NextAsync()).ShouldBeOfType<CrmContactChanged>().RecordId.ShouldBe("900");
        (await Database.CountAsync("crm.changes")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_let_no_unreadable_id_hold_up_the_others()
    {
        Crm.Unreadable = "x";
        Crm.Edited["899"] = (new() { ["email"] = "first@example.com" }, At);
        await PublishAsync(Ring("contact", "x", "creation"), Ring("contact", "899", "creation"));
        (await ToldAsync<CrmContactChanged>()).RecordId.ShouldBe("899");
        await Database.UntilAsync("ops.crm_changes where record_id = 'x' and reason = 'it cannot be fetched: MALFORMED_ID'", count => count == 1);
        Crm.Edited["900"] = (new() { ["email"] = "payer@example.com" }, At);
        await PublishAsync(Ring("contact", "900", "creation"));
        await Database.UntilAsync("crm.changes where record_id = '900' and told_rings = rings", count => count == 1, 30);
    }

    [Fact]
    public async Task Should_let_no_record_that_breaks_the_CRM_hold_up_the_others()
    {
        Crm.Breaking["x"] = true;
        Crm.Edited["899"] = (new() { ["email"] = "first@example.com" }, At);
        Crm.Edited["900"] = (new() { ["email"] = "payer@example.com" }, At);
        await DueAtOnceAsync(["899", "x", "900"]);
        await Database.UntilAsync("crm.changes where record_id in ('899', '900') and told_rings = rings", count => count == 2);
        await Database.UntilAsync("ops.crm_changes where record_id = 'x' and open_rings = 1 and reason = 'it cannot be fetched: HTTP 500' and due_at is not null", count => count == 1);
        (await Database.CountAsync("ops.crm_connection where failures > 0")).ShouldBe(0);

        Crm.Edited["x"] = (new() { ["email"] = "last@example.com" }, At);
        Crm.Breaking.Clear();
        await Database.UntilAsync("crm.changes where record_id = 'x' and told_rings = rings and reason is null", count => count == 1);
    }

    [Fact]
    public async Task Should_not_ask_for_each_alone_while_the_CRM_is_broken()
    {
        Crm.Denied["contacts"] = new(CrmFailureKind.Unavailable, "HTTP 500") { MayLieInARecord = true };
        await DueAtOnceAsync([.. Enumerable.Range(900, 60).Select(i => $"{i}")]);
        await Database.UntilAsync("ops.crm_changes where reason = 'HTTP 500'", count => count == 60);
        Crm.Reads.ShouldBeLessThan(40);
    }

    [Fact]
    public async Task Should_name_the_remaining_customer_to_a_CRM_that_links_by_key()
    {
        await PublishAsync(Confirmed(Guid.NewGuid(), "customer-1"), Confirmed(Guid.NewGuid(), "customer-2"));
        await SettledAsync(4);
        var (kept, lost) = (Crm.Find("contacts", "customer-1")!.Id, Crm.Find("contacts", "customer-2")!.Id);
        Crm.Merged[lost] = kept;
        await PublishAsync(Ring("contact", kept, "merge", lost));
        await ToldAsync<CrmContactMerged>();
        var third = Guid.NewGuid();
        await PublishAsync(Confirmed(third, "customer-2"));
        await SettledAsync(5);
        Crm.Find("deals", third.ToString())!.Parents.ShouldBe(["customer-1"], "Salesforce links by our id, and only the remaining contact has one");
    }

    [Theory]
    [InlineData("1.05", "1.5")]
    [InlineData("10.1", "10.01")]
    [InlineData("+49 1", "49 1")]
    [InlineData("007", "7")]
    public void Should_tell_different_values_apart(string told, string now) =>
        Echo.Is(new Dictionary<string, string?> { ["f"] = now }, new Dictionary<string, string?> { ["f"] = told }, null).ShouldBeFalse();

    private async Task DueAtOnceAsync(IReadOnlyList<string> contacts)
    {
        await Database.UntilAsync("crm.connection", count => count == 1);
        await Database.ExecuteAsync("update crm.connection set paused_until = now() + interval '1 hour'");
        await PublishAsync(contacts.Select(id => (object)Ring("contact", id, "propertyChange")));
        await Database.UntilAsync("crm.changes where due_at <= now()", count => count == contacts.Count);
        await Database.ExecuteAsync("update crm.connection set paused_until = null");
    }

    private async Task SeenAsync(string type, string id, string field, string value, int minute)
    {
        Crm.Edited[id] = (new() { [field] = value }, At.AddMinutes(minute));
        await RungAsync(type, id, "propertyChange");
    }

    private async Task RungAsync(string type, string id, string change)
    {
        var rings = await Database.CountAsync($"crm.changes where record_id = '{id}'") == 0 ? 0 : int.Parse(await Database.TextAsync($"select rings::text from crm.changes where record_id = '{id}'"), System.Globalization.CultureInfo.InvariantCulture);
        await PublishAsync(Ring(type, id, change));
        await Database.UntilAsync($"crm.changes where record_id = '{id}' and rings = {rings + 1} and told_rings = rings and due_at is null", count => count == 1);
    }

    private async Task<object> NextAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        return await Told.Reader.ReadAsync(limit.Token);
    }

    private CrmRecordChanged Ring(string type, string id, string change, params string[] merged) => new()
    {
        Crm = "book", RecordType = type, RecordId = id, Change = change, MergedRecordIds = merged.Length > 0 ? merged : null, EventId = $"{++_rings}", EventType = $"{type}.{change}", OccurredAt = At,
    };
}

/// <summary>No fields are configured to come in, which is the default: only that something changed is told.</summary>
public sealed class When_no_fields_come_in : CrmSpec
{
    protected override IEnumerable<string> Settings => ["--Crm:Inbound:QuietSeconds=0.05"];

    [Fact]
    public async Task Should_tell_each_change()
    {
        for (var i = 1; i <= 2; i++)
        {
            Crm.Edited["900"] = ([], At.AddMinutes(i));
            await PublishAsync(new CrmRecordChanged { Crm = "book", RecordType = "contact", RecordId = "900", Change = "propertyChange", EventId = $"{i}", EventType = "contact.propertyChange", OccurredAt = At });
            await Database.UntilAsync($"crm.changes where told_rings = {i} and rings = {i}", count => count == 1);
        }

        (await ToldAsync<CrmContactChanged>()).ModifiedAt.ShouldBe(At.AddMinutes(1));
        (await ToldAsync<CrmContactChanged>()).ModifiedAt.ShouldBe(At.AddMinutes(2));
    }
}
