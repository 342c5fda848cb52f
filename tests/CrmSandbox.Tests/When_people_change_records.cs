using System.Net;
using System.Text.Json;

namespace Integration.CrmSandbox.Tests;

public sealed class When_people_change_records
{
    [Fact]
    public async Task Should_ring_for_each_field_that_changed_and_for_nothing_else()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var sandbox = await Sandbox.StartAsync(receiver.Settings);
        var id = Id(await sandbox.UpsertDealAsync("pay-1"));
        (await sandbox.ControlAsync($"hubspot/records/deals/{id}", new { amount = "99", dealname = "Order 7", dealstage = "closedlost" })).ShouldBe(HttpStatusCode.OK)["fields"]
            .GetProperty("amount").GetString().ShouldBe("99");
        await DeliveredAsync(sandbox, 2);
        receiver.Deliveries.ShouldAllBe(d => d.Verified, "the product's ingress has to take them");
        receiver.Events.Select(e => (Text(e, "subscriptionType"), Text(e, "propertyName"), Text(e, "propertyValue"), Text(e, "objectId"), Text(e, "changeSource"), Text(e, "attemptNumber")))
            .ShouldBe([("deal.propertyChange", "amount", "99", id, "CRM_UI", "0"), ("deal.propertyChange", "dealstage", "closedlost", id, "CRM_UI", "0")], ignoreOrder: true);
        receiver.Events.Select(e => e.GetProperty("eventId").GetInt64()).Distinct().Count().ShouldBe(2);
    }

    [Fact]
    public async Task Should_ring_for_what_is_made_removed_and_merged()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var sandbox = await Sandbox.StartAsync(receiver.Settings);
        var one = (await sandbox.ControlAsync("hubspot/records/contacts", new { email = "ada@example.com" })).ShouldBe(HttpStatusCode.OK)["id"].GetString()!;
        var two = (await sandbox.ControlAsync("hubspot/records/contacts", new { email = "bob@example.com" }))["id"].GetString()!;
        var merged = (await sandbox.ControlAsync($"hubspot/records/contacts/{two}/merge", new { into = one }))["id"].GetString()!;
        (await sandbox.ControlAsync($"hubspot/records/contacts/{merged}/erase")).ShouldBe(HttpStatusCode.NoContent);
        var deal = Id(await sandbox.UpsertDealAsync("pay-1"));
        (await sandbox.ControlAsync($"hubspot/records/deals/{deal}/delete")).ShouldBe(HttpStatusCode.NoContent);
        (await sandbox.ControlAsync($"hubspot/records/deals/{deal}/delete")).ShouldBe(HttpStatusCode.NotFound);
        await DeliveredAsync(sandbox, 6);
        receiver.Events.Select(e => (Text(e, "subscriptionType"), Text(e, "objectId"))).ShouldBe(
        [
            ("contact.creation", one), ("contact.creation", two), ("contact.merge", one), ("contact.deletion", merged), ("contact.privacyDeletion", merged), ("deal.deletion", deal),
        ], ignoreOrder: true);
        var merge = receiver.Events.Single(e => Text(e, "subscriptionType") == "contact.merge");
        (Text(merge, "primaryObjectId"), Text(merge, "newObjectId"), merge.GetProperty("mergedObjectIds")[0].ToString()).ShouldBe((one, merged, two));
        (await sandbox.RecordsAsync("hubspot", "deals")).Single().GetProperty("removed").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Should_not_ring_for_what_the_app_itself_wrote_unless_set_to()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var sandbox = await Sandbox.StartAsync([.. receiver.Settings, "HubSpot:Webhooks:OwnWrites=true"]);
        await sandbox.UpsertDealAsync("pay-1");
        await sandbox.UpsertDealAsync("pay-1", new { amount = "13" });
        await DeliveredAsync(sandbox, 2);
        receiver.Events.Select(e => (Text(e, "subscriptionType"), Text(e, "changeSource"))).ShouldBe([("deal.creation", "INTEGRATION"), ("deal.propertyChange", "INTEGRATION")], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_ring_again_until_it_is_taken()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.RefuseNext(3);
        await using var sandbox = await Sandbox.StartAsync(receiver.Settings);
        await sandbox.ControlAsync("hubspot/records/contacts", new { });
        var counts = await DeliveredAsync(sandbox, 1);
        counts.GetProperty("refused").GetInt64().ShouldBe(3);
        receiver.Deliveries.ShouldAllBe(d => d.Verified);
        receiver.Deliveries.Select(d => Text(d.Events.Single(), "attemptNumber")).ShouldBe(["0", "1", "2", "3"]);
        receiver.Deliveries.Select(d => Text(d.Events.Single(), "eventId")).Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Should_give_up_when_it_is_never_taken()
    {
        await using var receiver = await Receiver.StartAsync();
        receiver.RefuseNext(int.MaxValue);
        await using var sandbox = await Sandbox.StartAsync([.. receiver.Settings, "HubSpot:Webhooks:MaxAttempts=2"]);
        await sandbox.ControlAsync("hubspot/records/contacts", new { });
        var counts = await sandbox.UntilAsync("/sandbox/webhooks", c => c.GetProperty("pending").GetInt32() == 0);
        (counts.GetProperty("givenUp").GetInt64(), counts.GetProperty("refused").GetInt64(), counts.GetProperty("delivered").GetInt64()).ShouldBe((1, 2, 0));
    }

    [Fact]
    public async Task Should_send_the_last_ones_again_when_asked_to()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var sandbox = await Sandbox.StartAsync(receiver.Settings);
        await sandbox.ControlAsync("hubspot/records/contacts", new { });
        await sandbox.ControlAsync("hubspot/records/contacts", new { });
        await DeliveredAsync(sandbox, 2);
        (await sandbox.ControlAsync("webhooks/redeliver", new { last = 1 })).ShouldBe(HttpStatusCode.OK)["sent"].GetInt32().ShouldBe(1);
        await DeliveredAsync(sandbox, 3);
        var ids = receiver.Events.Select(e => Text(e, "eventId")).ToList();
        ids[2].ShouldBe(ids.Order(StringComparer.Ordinal).Last(), "it is the same event");
        (await sandbox.ControlAsync("webhooks/redeliver", new { last = 0 })).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Should_send_at_most_so_many_in_one_request()
    {
        await using var receiver = await Receiver.StartAsync();
        await using var sandbox = await Sandbox.StartAsync([.. receiver.Settings, "HubSpot:Webhooks:MaxBatch=2", "HubSpot:Webhooks:OwnWrites=true"]);
        await sandbox.UpsertDealsAsync(Enumerable.Range(0, 9).Select(i => Sandbox.Deal($"pay-{i}")));
        await DeliveredAsync(sandbox, 9);
        receiver.Deliveries.ShouldAllBe(d => d.Events.Count <= 2);
    }

    [Fact]
    public async Task Should_be_held_to_the_rules_of_the_CRM()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var id = Id(await sandbox.UpsertDealAsync("pay-1"));
        await sandbox.UpsertDealAsync("pay-2");
        (await sandbox.ControlAsync($"hubspot/records/deals/{id}", new { dealstage = "won" })).ShouldBe(HttpStatusCode.BadRequest)["detail"].GetString()!.ShouldContain("INVALID_OPTION");
        (await sandbox.ControlAsync($"hubspot/records/deals/{id}", new { integration_payment_id = "pay-2" })).ShouldBe(HttpStatusCode.BadRequest);
        (await sandbox.ControlAsync($"hubspot/records/deals/{id}/merge", new { into = id })).ShouldBe(HttpStatusCode.BadRequest);
        (await sandbox.ControlAsync($"hubspot/records/deals/{id}/merge", new { into = "7" })).ShouldBe(HttpStatusCode.NotFound);
        (await sandbox.ControlAsync("hubspot/records/dragons", new { })).ShouldBe(HttpStatusCode.NotFound);
        (await sandbox.ControlAsync("abacus/records/deals", new { })).ShouldBe(HttpStatusCode.NotFound);
        (await sandbox.ControlAsync("salesforce/records/Opportunity", new { Name = "x" })).ShouldBe(HttpStatusCode.BadRequest)["detail"].GetString()!.ShouldContain("REQUIRED_FIELD_MISSING");
    }

    [Fact]
    public async Task Should_merge_contacts_of_Salesforce_into_one_of_them()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (master, loser) = (await sandbox.ContactAsync("c-1"), await sandbox.ContactAsync("c-2"));
        await sandbox.UpsertOpportunitiesAsync(Sandbox.Opportunity("pay-1", new { Integration_Customer__c = loser }));
        (await sandbox.ControlAsync($"salesforce/records/Contact/{loser}/merge", new { into = master })).ShouldBe(HttpStatusCode.OK)["id"].GetString().ShouldBe(master);
        var read = await sandbox.SalesforceAsync(HttpMethod.Post, "composite/sobjects/Contact", new { ids = new[] { master, loser }, fields = new[] { "Id" } });
        read.Body.EnumerateArray().Select(r => r.ValueKind).ShouldBe([JsonValueKind.Object, JsonValueKind.Null]);
        (await sandbox.RecordAsync("salesforce", "Opportunity", "pay-1")).GetProperty("fields").GetProperty("Integration_Customer__c").GetString().ShouldBe(master);
        (await sandbox.ContactAsync("c-2")).ShouldNotBe(master, "the loser's id is free, and an upsert makes a new contact");
        var opportunity = (await sandbox.RecordAsync("salesforce", "Opportunity", "pay-1")).GetProperty("id").GetString()!;
        var other = (await sandbox.UpsertOpportunitiesAsync(Sandbox.Opportunity("pay-2"))).Body[0].GetProperty("id").GetString();
        (await sandbox.ControlAsync($"salesforce/records/Opportunity/{opportunity}/merge", new { into = other })).ShouldBe(HttpStatusCode.BadRequest);
    }

    private static Task<JsonElement> DeliveredAsync(Sandbox sandbox, int events) =>
        sandbox.UntilAsync("/sandbox/webhooks", c => c.GetProperty("delivered").GetInt64() >= events && c.GetProperty("pending").GetInt32() == 0);

    private static string Text(JsonElement one, string name) => one.GetProperty(name).ToString();

    private static string Id(JsonElement record) => record.GetProperty("id").GetString()!;
}
