using System.Net;
using System.Text.Json;

namespace Integration.CrmSandbox.Tests;

public sealed class When_fields_are_changed
{
    [Fact]
    public async Task Should_take_what_is_added_and_refuse_what_is_taken_away()
    {
        await using var sandbox = await Sandbox.StartAsync();
        (await sandbox.UpsertDealsAsync(Sandbox.Deal("pay-1", new { colour = "red" }))).ShouldBe((HttpStatusCode)207);
        await FieldAsync(sandbox, new { name = "colour", kind = "choice", options = new[] { "red" } });
        (await sandbox.UpsertDealsAsync(Sandbox.Deal("pay-1", new { colour = "red" }))).ShouldBe(HttpStatusCode.OK);
        await FieldAsync(sandbox, new { name = "colour", options = new[] { "blue" } });
        (await sandbox.UpsertDealsAsync(Sandbox.Deal("pay-2", new { colour = "red" }))).ShouldBe((HttpStatusCode)207);
        await FieldAsync(sandbox, new { name = "colour", readOnly = true });
        (await sandbox.UpsertDealsAsync(Sandbox.Deal("pay-2", new { colour = "blue" }))).ShouldBe((HttpStatusCode)207);
        using var deleted = await sandbox.Http.DeleteAsync(new Uri("/sandbox/hubspot/fields/deals/colour", UriKind.Relative));
        deleted.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var fields = (await sandbox.HubSpotAsync(HttpMethod.Get, "/crm/v3/properties/deals")).Results;
        fields.Select(f => f.GetProperty("name").GetString()).ShouldNotContain("colour");
    }

    [Fact]
    public async Task Should_refuse_a_change_that_makes_no_sense()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.UpsertDealAsync("pay-1");
        (await sandbox.ControlAsync("hubspot/fields/deals", new { name = "colour" })).ShouldBe(HttpStatusCode.BadRequest);
        (await sandbox.ControlAsync("hubspot/fields/deals", new { name = "colour", kind = "paint" })).ShouldBe(HttpStatusCode.BadRequest);
        (await sandbox.ControlAsync("hubspot/fields/deals", new { name = "dealname", unique = true })).ShouldBe(HttpStatusCode.Conflict);
        (await sandbox.ControlAsync("hubspot/fields/dragons", new { name = "colour", kind = "text" })).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Should_reach_Salesforce_as_well()
    {
        await using var sandbox = await Sandbox.StartAsync();
        (await sandbox.ControlAsync("salesforce/fields/Opportunity", new { name = "Colour__c", kind = "text", maxLength = 3 })).ShouldBe(HttpStatusCode.NoContent);
        var reply = await sandbox.UpsertOpportunitiesAsync(Sandbox.Opportunity("pay-1", new { Colour__c = "red" }), Sandbox.Opportunity("pay-2", new { Colour__c = "blue" }));
        reply.Body.EnumerateArray().Select(r => r.GetProperty("success").GetBoolean()).ShouldBe([true, false]);
        var described = (await sandbox.SalesforceAsync(HttpMethod.Get, "sobjects/Opportunity/describe"))["fields"].EnumerateArray().Single(f => f.GetProperty("name").GetString() == "Colour__c");
        described.GetProperty("length").GetInt32().ShouldBe(3);
    }

    private static async Task FieldAsync(Sandbox sandbox, object field) => (await sandbox.ControlAsync("hubspot/fields/deals", field)).ShouldBe(HttpStatusCode.NoContent);
}
