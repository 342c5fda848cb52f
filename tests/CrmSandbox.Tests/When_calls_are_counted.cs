using System.Net;
using System.Text.Json;

namespace Integration.CrmSandbox.Tests;

public sealed class When_calls_are_counted
{
    [Fact]
    public async Task Should_tell_kinds_outcomes_and_records_per_batch()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.UpsertDealsAsync(Sandbox.Deal("p-1"), Sandbox.Deal("p-2"), Sandbox.Deal("p-3", new { dealstage = "won" }));
        await sandbox.UpsertDealsAsync(Sandbox.Deal("p-1"), Sandbox.Deal("p-2"));
        await sandbox.UpsertDealsAsync(Sandbox.Deal("p-4"), Sandbox.Deal("p-5"));
        await sandbox.HubSpotAsync(HttpMethod.Get, "/crm/v3/objects/deals/12");
        await sandbox.HubSpotAsync(HttpMethod.Get, "/crm/v3/objects/deals/13");
        await sandbox.HubSpotAsync(HttpMethod.Get, "/crm/v3/objects/dragons/13");
        await sandbox.ContactAsync("c-1");

        var calls = (await sandbox.CallsAsync()).GetProperty("calls").EnumerateArray().ToDictionary(c => $"{c.GetProperty("method")} {c.GetProperty("path")} {c.GetProperty("outcome")}");
        var good = calls["POST /crm/v3/objects/deals/batch/upsert 200"];
        (good.GetProperty("calls").GetInt64(), good.GetProperty("records").GetInt64(), good.GetProperty("mostRecords").GetInt32()).ShouldBe((2, 4, 2));
        good.GetProperty("batches").GetProperty("2").GetInt64().ShouldBe(2);
        calls["POST /crm/v3/objects/deals/batch/upsert 207"].GetProperty("refused").GetInt64().ShouldBe(1);
        calls["GET /crm/v3/objects/deals/{id} 404"].GetProperty("calls").GetInt64().ShouldBe(2);
        calls.ShouldContainKey("GET /crm/v3/objects/…/{id} 400");
        calls["PATCH /services/data/composite/sobjects/Contact/Integration_Customer_Id__c 200"].GetProperty("records").GetInt64().ShouldBe(1);
        calls["POST /services/oauth2/token 200"].GetProperty("calls").GetInt64().ShouldBe(1);

        using var cleared = await sandbox.Http.DeleteAsync(new Uri("/sandbox/calls", UriKind.Relative));
        cleared.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        var report = await sandbox.CallsAsync();
        report.GetProperty("calls").GetArrayLength().ShouldBe(0);
        report.GetProperty("hubspot").GetProperty("calls").GetInt64().ShouldBe(0);
    }

    [Fact]
    public async Task Should_refuse_a_body_that_is_too_large()
    {
        await using var sandbox = await Sandbox.StartAsync("MaxBodyBytes=2000");
        var note = Sandbox.Input("integration_entry_id", "e-1", new { hs_timestamp = "2026-11-30", hs_note_body = new string('x', 3_000) });
        (await sandbox.HubSpotAsync(HttpMethod.Post, "/crm/v3/objects/notes/batch/upsert", new { inputs = new[] { note } })).ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task Should_be_full_at_its_limit()
    {
        await using var sandbox = await Sandbox.StartAsync("MaxRecords=2");
        (await sandbox.UpsertDealsAsync(Sandbox.Deal("p-1"), Sandbox.Deal("p-2"))).ShouldBe(HttpStatusCode.OK);
        (await sandbox.UpsertDealsAsync(Sandbox.Deal("p-1"), Sandbox.Deal("p-3"))).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await sandbox.UpsertDealsAsync(Sandbox.Deal("p-1", new { amount = "1" }))).ShouldBe(HttpStatusCode.OK, "what is there can be changed");
    }

    [Theory]
    [InlineData("HubSpot:RateLimit=0", "RateLimit")]
    [InlineData("HubSpot:Webhooks:Url=nowhere", "CrmSandbox__HubSpot__Webhooks__Url")]
    [InlineData("HubSpot:Webhooks:Url=http://localhost/x", "ClientSecret")]
    [InlineData("Salesforce:QueryPageSize=3000", "QueryPageSize")]
    public async Task Should_not_start_with_a_wrong_setting(string setting, string named)
    {
        var failure = await Should.ThrowAsync<Microsoft.Extensions.Options.OptionsValidationException>(() => Sandbox.StartAsync(setting));
        failure.Message.ShouldContain(named);
    }
}
