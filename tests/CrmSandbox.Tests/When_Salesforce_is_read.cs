using System.Net;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace Integration.CrmSandbox.Tests;

public sealed class When_Salesforce_is_read
{
    [Fact]
    public async Task Should_give_records_in_order_and_null_for_those_that_are_gone()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var reply = await sandbox.UpsertOpportunitiesAsync(Sandbox.Opportunity("pay-1"), Sandbox.Opportunity("pay-2"));
        var (one, gone) = (Id(reply.Body[0]), Id(reply.Body[1]));
        (await sandbox.SalesforceAsync(HttpMethod.Delete, $"sobjects/Opportunity/{gone}")).ShouldBe(HttpStatusCode.NoContent);
        (await sandbox.SalesforceAsync(HttpMethod.Delete, $"sobjects/Opportunity/{gone}")).ShouldBe(HttpStatusCode.NotFound).Body[0].GetProperty("errorCode").GetString().ShouldBe("ENTITY_IS_DELETED");
        (await sandbox.SalesforceAsync(HttpMethod.Delete, "sobjects/Opportunity/006k0000000009zAAA")).ShouldBe(HttpStatusCode.NotFound).Body[0].GetProperty("errorCode").GetString().ShouldBe("NOT_FOUND");
        foreach (var read in new[]
        {
            await sandbox.SalesforceAsync(HttpMethod.Post, "composite/sobjects/Opportunity", new { ids = new[] { gone, one[..15], "nonsense" }, fields = new[] { "Id", "Amount", "StageName", "IsWon" } }),
            await sandbox.SalesforceAsync(HttpMethod.Get, $"composite/sobjects/Opportunity?ids={gone},{one[..15]},nonsense&fields=Id,Amount,StageName,IsWon"),
        })
        {
            read.ShouldBe(HttpStatusCode.OK).Body.EnumerateArray().Select(r => r.ValueKind).ShouldBe([JsonValueKind.Null, JsonValueKind.Object, JsonValueKind.Null]);
            (read.Body[1].GetProperty("Id").GetString(), read.Body[1].GetProperty("Amount").GetDecimal(), read.Body[1].GetProperty("IsWon").GetBoolean()).ShouldBe((one, 12.5m, true));
        }

        (await sandbox.SalesforceAsync(HttpMethod.Post, "composite/sobjects/Opportunity", new { ids = new[] { one }, fields = new[] { "Colour__c" } }))
            .ShouldBe(HttpStatusCode.BadRequest).Body[0].GetProperty("errorCode").GetString().ShouldBe("INVALID_FIELD");
        (await sandbox.SalesforceAsync(HttpMethod.Get, $"sobjects/Opportunity/{one}?fields=Name")).ShouldBe(HttpStatusCode.OK)["Name"].GetString().ShouldBe("Order 7");
        (await sandbox.SalesforceAsync(HttpMethod.Get, $"sobjects/Opportunity/{gone}")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Should_describe_fields()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var fields = (await sandbox.SalesforceAsync(HttpMethod.Get, "sobjects/Opportunity/describe")).ShouldBe(HttpStatusCode.OK)["fields"].EnumerateArray().ToDictionary(f => f.GetProperty("name").GetString()!);
        var key = fields["Integration_Payment_Id__c"];
        (key.GetProperty("externalId").GetBoolean(), key.GetProperty("unique").GetBoolean(), key.GetProperty("idLookup").GetBoolean(), key.GetProperty("length").GetInt32()).ShouldBe((true, true, true, 64));
        fields["SystemModstamp"].GetProperty("updateable").GetBoolean().ShouldBeFalse();
        var stage = fields["StageName"];
        (stage.GetProperty("type").GetString(), stage.GetProperty("restrictedPicklist").GetBoolean()).ShouldBe(("picklist", true));
        stage.GetProperty("picklistValues").EnumerateArray().Select(v => v.GetProperty("value").GetString()).ShouldContain("Closed Won");
        var lookup = fields["Integration_Customer__c"];
        (lookup.GetProperty("relationshipName").GetString(), lookup.GetProperty("referenceTo")[0].GetString()).ShouldBe(("Integration_Customer__r", "Contact"));
        (await sandbox.SalesforceAsync(HttpMethod.Get, "sobjects/Dragon/describe")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Should_tell_what_changed_since_page_by_page()
    {
        var clock = new FakeTimeProvider(new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero));
        await using var sandbox = await Sandbox.StartAsync(clock, "Salesforce:QueryPageSize=2");
        for (var i = 0; i < 6; i++)
        {
            clock.Advance(TimeSpan.FromSeconds(1));
            await sandbox.UpsertOpportunitiesAsync(Sandbox.Opportunity($"pay-{i}"));
        }

        clock.Advance(TimeSpan.FromSeconds(1));
        await sandbox.UpsertOpportunitiesAsync(Sandbox.Opportunity("pay-1"));
        var page = await QueryAsync(sandbox, "2026-11-30T09:00:02.000Z", 100);
        var keys = Keys(page);
        (page["totalSize"].GetInt32(), page["done"].GetBoolean()).ShouldBe((5, false));
        while (page.Body.TryGetProperty("nextRecordsUrl", out var next))
        {
            page = (await sandbox.SalesforceAsync(HttpMethod.Get, next.GetString()!["/services/data/v60.0/".Length..])).ShouldBe(HttpStatusCode.OK);
            keys.AddRange(Keys(page));
        }

        keys.ShouldBe(["pay-2", "pay-3", "pay-4", "pay-5", "pay-1"], "a write without a change moves the time, too; equal times are not later");
        page["done"].GetBoolean().ShouldBeTrue();
        page["records"][0].GetProperty("SystemModstamp").GetString().ShouldBe("2026-11-30T09:00:07.000+0000");
        Keys(await QueryAsync(sandbox, "2026-11-30T09:00:02.000Z", 1)).ShouldBe(["pay-2"]);
        Keys(await QueryAsync(sandbox, "2026-11-30T10:00:00.000Z", 1)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("SELECT Id FROM Opportunity", "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Dragon WHERE SystemModstamp > 2026-11-30T09:00:00Z ORDER BY SystemModstamp, Id LIMIT 1", "INVALID_TYPE")]
    [InlineData("SELECT Colour__c FROM Opportunity WHERE SystemModstamp > 2026-11-30T09:00:00Z ORDER BY SystemModstamp, Id LIMIT 1", "INVALID_FIELD")]
    [InlineData("SELECT Id FROM Opportunity WHERE SystemModstamp > yesterday ORDER BY SystemModstamp, Id LIMIT 1", "MALFORMED_QUERY")]
    public async Task Should_refuse_a_query_that_is_not_modelled(string query, string code)
    {
        await using var sandbox = await Sandbox.StartAsync();
        (await sandbox.SalesforceAsync(HttpMethod.Get, "query?q=" + Uri.EscapeDataString(query))).ShouldBe(HttpStatusCode.BadRequest).Body[0].GetProperty("errorCode").GetString().ShouldBe(code);
    }

    private static async Task<Reply> QueryAsync(Sandbox sandbox, string since, int limit) => (await sandbox.SalesforceAsync(
        HttpMethod.Get,
        "query?q=" + Uri.EscapeDataString($"SELECT Id, Integration_Payment_Id__c, SystemModstamp FROM Opportunity WHERE SystemModstamp > {since} ORDER BY SystemModstamp, Id LIMIT {limit}")))
        .ShouldBe(HttpStatusCode.OK);

    private static List<string> Keys(Reply page) => [.. page["records"].EnumerateArray().Select(r => r.GetProperty("Integration_Payment_Id__c").GetString()!)];

    private static string Id(JsonElement answer) => answer.GetProperty("id").GetString()!;
}
