using Integration.Contracts.Crm;
using Integration.CrmSync.Providers;

namespace Integration.CrmSync.Tests;

/// <summary>One record makes the CRM answer HTTP 500, in whichever batch it is.</summary>
public sealed class When_a_record_breaks_the_CRM : CrmSpec
{
    protected override IEnumerable<string> Settings => ["--Crm:Sync:LateSeconds=0", "--Crm:Sync:MaxTries=2", "--Crm:Inbound:QuietSeconds=0.05"];

    [Fact]
    public async Task Should_send_the_others_and_set_it_aside()
    {
        var payments = Enumerable.Range(0, 10).Select(_ => Guid.NewGuid()).ToList();
        Break(records => records.Any(r => r.Key == payments[4].ToString()));
        await PublishAsync(payments.Select(p => (object)Confirmed(p)));
        await Database.UntilAsync("crm.records where kind = 'payment' and status = 'synced'", count => count == 9, 40);
        // What comes later is taken, and shows that it is this one.
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await Database.UntilAsync($"ops.crm_failures where key = '{payments[4]}' and reason like '%HTTP 500%'", count => count == 1, 60);
    }

    [Fact]
    public async Task Should_erase_and_look_at_rings_although_nothing_can_be_sent()
    {
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await SettledAsync(2);
        var contact = Crm.Find("contacts", "customer-1")!.Id;
        Break(_ => true);
        await PublishAsync(Confirmed(Guid.NewGuid(), "customer-2"));
        await Database.UntilAsync("ops.crm_connection where failures > 1", count => count == 1);
        Crm.Edited["900"] = ([], At);
        await PublishAsync(
            new ForgetCustomer { CustomerId = "customer-1", By = "dpo@example.com", Why = "the customer asked for it" },
            new Integration.Contracts.Webhooks.CrmRecordChanged { Crm = "book", RecordType = "contact", RecordId = "900", Change = "creation", EventId = "1", EventType = "contact.creation", OccurredAt = At });
        (await ToldAsync<CustomerForgotten>()).RecordId.ShouldBe(contact);
        await Database.UntilAsync("crm.changes where record_id = '900' and told_rings = rings", count => count == 1);
        (await Database.CountAsync("ops.crm_connection where failure = 'Unavailable'")).ShouldBe(1, "what is sent is still not taken");
    }

    [Fact]
    public async Task Should_leave_a_CRM_alone_that_asks_for_it()
    {
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await SettledAsync(2);
        Crm.Before = _ => throw new CrmCallException(CrmFailureKind.RateLimited, "the day's requests are used up", TimeSpan.FromHours(1));
        await PublishAsync(Confirmed(Guid.NewGuid(), "customer-2"));
        await Database.UntilAsync("ops.crm_connection where failure = 'RateLimited' and paused_until > now() + interval '50 minutes'", count => count == 1);
        Crm.Forgotten.ShouldBeEmpty();
    }

    private void Break(Func<IReadOnlyList<CrmWrite>, bool> breaks) => Crm.Before = records =>
        breaks(records) ? throw new CrmCallException(CrmFailureKind.Unavailable, "it answered HTTP 500") { MayLieInARecord = true } : Task.CompletedTask;
}
