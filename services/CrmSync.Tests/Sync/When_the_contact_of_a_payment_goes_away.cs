using Integration.Contracts.Crm;
using Integration.Contracts.Webhooks;
using Integration.CrmSync.Commands;

namespace Integration.CrmSync.Tests;

/// <summary>The CRM refuses a payment whose contact is not there any more, and we hear of that later.</summary>
public sealed class When_the_contact_of_a_payment_goes_away : CrmSpec
{
    private const string Customer = "customer-1";

    protected override IEnumerable<string> Settings => ["--Crm:Inbound:QuietSeconds=0.05", "--Crm:Sync:LateSeconds=0.2"];

    [Theory]
    [InlineData("merge", "customer-2")]
    [InlineData("deletion", "")]
    [InlineData("forgetting", "")]
    [InlineData("forgetting another", "")]
    public async Task Should_try_the_payment_anew(string what, string parent)
    {
        await PublishAsync(Confirmed(Guid.NewGuid(), Customer), Confirmed(Guid.NewGuid(), "customer-2"));
        await SettledAsync(4);
        if (what == "forgetting another")
        {
            await GoneAsync("merge");
            await ToldAsync<CrmContactMerged>();
        }

        var refused = await RefusedAsync();
        await GoneAsync(what);
        await Database.UntilAsync($"crm.records where key = '{refused}' and status = 'synced'", count => count == 1);
        string.Join(",", Crm.Find("deals", refused.ToString())!.Parents).ShouldBe(parent);
    }

    [Fact]
    public async Task Should_try_the_payment_anew_when_the_contact_is_made_again()
    {
        Crm.Refused[Customer] = ("INVALID_EMAIL", false);
        var refused = await RefusedAsync();
        (await CrmCommand.RunAsync(Services, ["retry", "--kind", "customer", "--key", Customer, "--by", "ops@example.com", "--why", "corrected"], TextWriter.Null)).ShouldBe(0);
        await Database.UntilAsync($"crm.records where key = '{refused}' and status = 'synced'", count => count == 1);
        Crm.Find("deals", refused.ToString())!.Parents.ShouldBe([Customer]);
    }

    /// <summary>A payment of the customer that the CRM refused, and takes from now on.</summary>
    private async Task<Guid> RefusedAsync()
    {
        var payment = Guid.NewGuid();
        Crm.Refused[payment.ToString()] = ("INVALID_FIELD", false);
        await PublishAsync(Confirmed(payment, Customer));
        await Database.UntilAsync($"ops.crm_failures where key = '{payment}'", count => count == 1);
        Crm.Refused.Clear();
        return payment;
    }

    private Task GoneAsync(string what)
    {
        var (kept, lost) = (Crm.Find("contacts", "customer-2")!.Id, Crm.Find("contacts", Customer)!.Id);
        switch (what)
        {
            case "merge":
                Crm.Merged[lost] = kept;
                return PublishAsync(Ring(kept, "merge", [lost]));
            case "deletion":
                Crm.Deleted.Add(lost);
                return PublishAsync(Ring(lost, "deletion", null));
            default:
                return PublishAsync(new ForgetCustomer { CustomerId = what == "forgetting" ? Customer : "customer-2", By = "dpo@example.com", Why = "the customer asked for it" });
        }
    }

    private static CrmRecordChanged Ring(string contact, string change, IReadOnlyList<string>? merged) => new()
    {
        Crm = "book", RecordType = "contact", RecordId = contact, Change = change, MergedRecordIds = merged, EventId = Guid.NewGuid().ToString(), EventType = $"contact.{change}", OccurredAt = At,
    };
}
