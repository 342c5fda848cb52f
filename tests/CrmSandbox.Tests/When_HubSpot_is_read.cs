using System.Net;
using System.Text.Json;

namespace Integration.CrmSandbox.Tests;

public sealed class When_HubSpot_is_read
{
    [Fact]
    public async Task Should_give_records_by_id_and_name_those_that_are_gone()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var one = Id(await sandbox.UpsertDealAsync("pay-1", new { amount = "1" }));
        var gone = Id(await sandbox.UpsertDealAsync("pay-2"));
        (await sandbox.HubSpotAsync(HttpMethod.Delete, $"/crm/v3/objects/deals/{gone}")).ShouldBe(HttpStatusCode.NoContent);
        (await sandbox.HubSpotAsync(HttpMethod.Delete, $"/crm/v3/objects/deals/{gone}")).ShouldBe(HttpStatusCode.NoContent);
        var reply = await ReadAsync(sandbox, [one, gone, "7"], ["amount", "integration_reason", "nonsense"]);
        reply.ShouldBe((HttpStatusCode)207);
        var error = reply.Errors.Single();
        error.GetProperty("message").GetString()!.ShouldStartWith("Could not get some DEAL objects");
        error.GetProperty("context").GetProperty("ids").EnumerateArray().Select(i => i.GetString()).ShouldBe([gone, "7"]);
        var properties = reply.Results.Single().GetProperty("properties");
        properties.GetProperty("amount").GetString().ShouldBe("1");
        properties.GetProperty("integration_reason").ValueKind.ShouldBe(JsonValueKind.Null);
        properties.TryGetProperty("nonsense", out _).ShouldBeFalse("what HubSpot does not know it leaves out");
        (await ReadAsync(sandbox, [one], [])).ShouldBe(HttpStatusCode.OK).Errors.ShouldBeEmpty();
        (await ReadAsync(sandbox, [.. Enumerable.Range(0, 101).Select(i => $"{i}")], [])).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Should_read_by_a_unique_property()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var id = Id(await sandbox.UpsertDealAsync("pay-1"));
        var reply = await sandbox.HubSpotAsync(HttpMethod.Post, "/crm/v3/objects/deals/batch/read",
            new { idProperty = "integration_payment_id", properties = Array.Empty<string>(), inputs = new[] { new { id = "pay-1" } } });
        Id(reply.ShouldBe(HttpStatusCode.OK).Results.Single()).ShouldBe(id);
        (await sandbox.HubSpotAsync(HttpMethod.Get, "/crm/v3/objects/deals/pay-1?idProperty=integration_payment_id&properties=amount,dealname"))
            .ShouldBe(HttpStatusCode.OK)["properties"].GetProperty("amount").GetString().ShouldBe("12.50");
        (await sandbox.HubSpotAsync(HttpMethod.Get, "/crm/v3/objects/deals/7")).ShouldBe(HttpStatusCode.NotFound)["category"].GetString().ShouldBe("OBJECT_NOT_FOUND");
    }

    [Fact]
    public async Task Should_lead_from_merged_ids_to_the_new_record()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var primary = Id(await sandbox.UpsertDealAsync("pay-1", new { amount = "1", integration_reason = "" }));
        var other = Id(await sandbox.UpsertDealAsync("pay-2", new { amount = "2", integration_reason = "declined" }));
        var merged = (await sandbox.ControlAsync($"hubspot/records/deals/{other}/merge", new { into = primary })).ShouldBe(HttpStatusCode.OK);
        var id = merged["id"].GetString()!;
        new[] { primary, other }.ShouldNotContain(id, "a merge makes a record of its own");
        var reply = (await ReadAsync(sandbox, [primary, other], ["amount", "integration_payment_id", "integration_reason", "hs_merged_object_ids"])).ShouldBe(HttpStatusCode.OK);
        var result = reply.Results.Single();
        Id(result).ShouldBe(id);
        var properties = result.GetProperty("properties");
        properties.GetProperty("hs_merged_object_ids").GetString().ShouldBe($"{primary};{other}");
        properties.GetProperty("integration_payment_id").GetString().ShouldBe("pay-1");
        properties.GetProperty("amount").GetString().ShouldBe("1");
        properties.GetProperty("integration_reason").GetString().ShouldBe("declined", "where the primary has none");

        Id(await sandbox.UpsertDealAsync("pay-1")).ShouldBe(id);
        (await sandbox.UpsertDealAsync("pay-2")).GetProperty("new").GetBoolean().ShouldBeTrue("nobody has the other's id any more");
    }

    [Fact]
    public async Task Should_merge_by_the_API_too()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var (primary, other) = (Id(await sandbox.UpsertDealAsync("pay-1")), Id(await sandbox.UpsertDealAsync("pay-2")));
        var reply = await sandbox.HubSpotAsync(HttpMethod.Post, "/crm/v3/objects/deals/merge", new { primaryObjectId = primary, objectIdToMerge = other });
        reply.ShouldBe(HttpStatusCode.OK)["properties"].GetProperty("integration_payment_id").GetString().ShouldBe("pay-1");
        (await sandbox.HubSpotAsync(HttpMethod.Post, "/crm/v3/objects/deals/merge", new { primaryObjectId = primary, objectIdToMerge = other })).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Should_erase_a_contact_and_leave_nothing()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var contact = Id((await sandbox.HubSpotAsync(HttpMethod.Post, "/crm/v3/objects/contacts/batch/upsert",
            new { inputs = new[] { Sandbox.Input("integration_customer_id", "c-1", new { email = "ada@example.com" }) } })).Results.Single());
        Task<Reply> Erase(object body, string type = "contacts") => sandbox.HubSpotAsync(HttpMethod.Post, $"/crm/v3/objects/{type}/gdpr-delete", body);
        (await Erase(new { objectId = "ada@example.com", idProperty = "email" })).ShouldBe(HttpStatusCode.NoContent);
        (await sandbox.RecordsAsync("hubspot", "contacts")).ShouldBeEmpty();
        (await Erase(new { objectId = contact })).ShouldBe(HttpStatusCode.NotFound);
        (await Erase(new { objectId = "1" }, "deals")).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Should_describe_properties()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var fields = (await sandbox.HubSpotAsync(HttpMethod.Get, "/crm/v3/properties/deals")).ShouldBe(HttpStatusCode.OK).Results.ToDictionary(p => p.GetProperty("name").GetString()!);
        fields["integration_payment_id"].GetProperty("hasUniqueValue").GetBoolean().ShouldBeTrue();
        fields["dealname"].GetProperty("hasUniqueValue").GetBoolean().ShouldBeFalse();
        fields["hs_lastmodifieddate"].GetProperty("modificationMetadata").GetProperty("readOnlyValue").GetBoolean().ShouldBeTrue();
        fields["dealstage"].GetProperty("type").GetString().ShouldBe("enumeration");
        Options(fields["dealstage"]).ShouldContain("closedwon");
        (fields["amount"].GetProperty("type").GetString(), fields["closedate"].GetProperty("type").GetString()).ShouldBe(("number", "datetime"));
        (await sandbox.HubSpotAsync(HttpMethod.Get, "/crm/v3/properties/dragons")).ShouldBe(HttpStatusCode.BadRequest);

        await using var bare = await Sandbox.StartAsync("HubSpot:ExternalOptionsEmpty=true");
        fields = (await bare.HubSpotAsync(HttpMethod.Get, "/crm/v3/properties/deals")).Results.ToDictionary(p => p.GetProperty("name").GetString()!);
        Options(fields["dealstage"]).ShouldBeEmpty();
        Options(fields["deal_currency_code"]).ShouldContain("EUR");
    }

    private static Task<Reply> ReadAsync(Sandbox sandbox, string[] ids, string[] properties) => sandbox.HubSpotAsync(
        HttpMethod.Post, "/crm/v3/objects/deals/batch/read", new { properties, propertiesWithHistory = Array.Empty<string>(), inputs = ids.Select(id => new { id }) });

    private static IEnumerable<string> Options(JsonElement field) => [.. field.GetProperty("options").EnumerateArray().Select(o => o.GetProperty("value").GetString()!)];

    private static string Id(JsonElement record) => record.GetProperty("id").GetString()!;
}
