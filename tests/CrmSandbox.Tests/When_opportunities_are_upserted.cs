using System.Net;
using System.Text.Json;

namespace Integration.CrmSandbox.Tests;

public sealed class When_opportunities_are_upserted
{
    [Fact]
    public async Task Should_answer_each_record_in_order()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var contact = await sandbox.ContactAsync("c-1");
        var reply = (await sandbox.UpsertOpportunitiesAsync(
            Sandbox.Opportunity("pay-1", new { Integration_Customer__r = new { Integration_Customer_Id__c = "c-1" } }),
            Sandbox.Opportunity("pay-2", new { StageName = "Won" }),
            Sandbox.Opportunity("pay-3"))).ShouldBe(HttpStatusCode.OK);
        reply.Body.EnumerateArray().Select(r => r.GetProperty("success").GetBoolean()).ShouldBe([true, false, true]);
        reply.Body[0].GetProperty("created").GetBoolean().ShouldBeTrue();
        reply.Body[0].GetProperty("id").GetString()!.ShouldStartWith("006");
        reply.Body[1].TryGetProperty("id", out _).ShouldBeFalse();
        Codes(reply.Body[1]).ShouldBe(["INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST"]);
        var record = await sandbox.RecordAsync("salesforce", "Opportunity", "pay-1");
        record.GetProperty("links").GetProperty("Integration_Customer__c")[0].GetString().ShouldBe(contact);
        record.GetProperty("fields").GetProperty("Amount").GetDecimal().ShouldBe(12.5m);
        record.GetProperty("fields").GetProperty("CurrencyIsoCode").GetString().ShouldBe("EUR");

        reply = await sandbox.UpsertOpportunitiesAsync(new { attributes = new { type = "Opportunity" }, Integration_Payment_Id__c = "PAY-1", Amount = 20 });
        reply.Body[0].GetProperty("created").GetBoolean().ShouldBeFalse("external ids are compared without regard to case");
        (await sandbox.RecordsAsync("salesforce", "Opportunity")).Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("{\"Name\":null}", "REQUIRED_FIELD_MISSING")]
    [InlineData("{\"Colour__c\":\"red\"}", "INVALID_FIELD")]
    [InlineData("{\"IsWon\":true}", "INVALID_FIELD_FOR_INSERT_UPDATE")]
    [InlineData("{\"StageName\":\"Won\"}", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST")]
    [InlineData("{\"CurrencyIsoCode\":\"EURO\"}", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST")]
    [InlineData("{\"Integration_Customer__r\":{\"Integration_Customer_Id__c\":\"nobody\"}}", "INVALID_FIELD")]
    [InlineData("{\"Integration_Customer__c\":\"003k00000000009AAA\"}", "INVALID_CROSS_REFERENCE_KEY")]
    [InlineData("{\"Integration_Customer__c\":\"nobody\"}", "MALFORMED_ID")]
    [InlineData("{\"Integration_Payment_Id__c\":null}", "MISSING_ARGUMENT")]
    public async Task Should_refuse_a_value_with_the_code_of_Salesforce(string fields, string code)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var reply = await sandbox.UpsertOpportunitiesAsync(Sandbox.Opportunity("pay-1", JsonSerializer.Deserialize<JsonElement>(fields)), Sandbox.Opportunity("pay-2"));
        Codes(reply.ShouldBe(HttpStatusCode.OK).Body[0]).ShouldBe([code]);
        reply.Body[1].GetProperty("success").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public async Task Should_refuse_what_is_too_long()
    {
        await using var sandbox = await Sandbox.StartAsync();
        object Task(string key, int length) => new { attributes = new { type = "Task" }, Integration_Entry_Id__c = key, Subject = "Entry", Description = new string('x', length) };
        var reply = (await sandbox.UpsertAsync("Task", "Integration_Entry_Id__c", Task("e-1", 32_000), Task("e-2", 32_001))).ShouldBe(HttpStatusCode.OK);
        reply.Body[0].GetProperty("success").GetBoolean().ShouldBeTrue();
        Codes(reply.Body[1]).ShouldBe(["STRING_TOO_LONG"]);
    }

    [Fact]
    public async Task Should_link_a_task_by_its_own_lookup_and_by_what_it_is_about()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var opportunity = (await sandbox.UpsertOpportunitiesAsync(Sandbox.Opportunity("pay-1"))).Body[0].GetProperty("id").GetString()!;
        object Task(string key, object what) => new { attributes = new { type = "Task" }, Integration_Entry_Id__c = key, Subject = "Entry", Integration_Payment__r = new { Integration_Payment_Id__c = "pay-1" }, What = what };
        var reply = await sandbox.UpsertAsync(
            "Task", "Integration_Entry_Id__c",
            Task("e-1", new { attributes = new { type = "Opportunity" }, Integration_Payment_Id__c = "pay-1" }),
            Task("e-2", new { Integration_Payment_Id__c = "pay-1" }),
            new { attributes = new { type = "Task" }, Integration_Entry_Id__c = "e-3", Subject = "Entry", WhatId = opportunity });
        reply.Body.EnumerateArray().Select(r => r.GetProperty("success").GetBoolean()).ShouldBe([true, false, true], "a lookup of several types has to say which");
        var links = (await sandbox.RecordAsync("salesforce", "Task", "e-1")).GetProperty("links");
        links.GetProperty("Integration_Payment__c")[0].GetString().ShouldBe(opportunity);
        links.GetProperty("WhatId")[0].GetString().ShouldBe(opportunity);
    }

    [Fact]
    public async Task Should_refuse_every_twin_in_one_call()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var reply = await sandbox.UpsertOpportunitiesAsync(Sandbox.Opportunity("twin"), Sandbox.Opportunity("pay-1"), Sandbox.Opportunity("TWIN"));
        Codes(reply.Body[0]).ShouldBe(["DUPLICATE_VALUE"]);
        Codes(reply.Body[2]).ShouldBe(["DUPLICATE_VALUE"]);
        (await sandbox.RecordsAsync("salesforce", "Opportunity")).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_write_all_or_none_where_asked_to()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var reply = await sandbox.SalesforceAsync(HttpMethod.Patch, "composite/sobjects/Opportunity/Integration_Payment_Id__c",
            new { allOrNone = true, records = new[] { Sandbox.Opportunity("pay-1"), Sandbox.Opportunity("pay-2", new { StageName = "Won" }) } });
        Codes(reply.Body[0]).ShouldBe(["ALL_OR_NONE_OPERATION_ROLLED_BACK"]);
        (await sandbox.RecordsAsync("salesforce", "Opportunity")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_refuse_the_whole_call_for_a_value_of_another_type()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var reply = await sandbox.UpsertOpportunitiesAsync(Sandbox.Opportunity("pay-1"), Sandbox.Opportunity("pay-2", new { Amount = "much" }));
        reply.ShouldBe(HttpStatusCode.BadRequest).Body[0].GetProperty("errorCode").GetString().ShouldBe("JSON_PARSER_ERROR");
        (await sandbox.UpsertOpportunitiesAsync(Sandbox.Opportunity("pay-2", new { CloseDate = "tomorrow" }))).ShouldBe(HttpStatusCode.BadRequest);
        (await sandbox.RecordsAsync("salesforce", "Opportunity")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_refuse_a_whole_call_that_it_cannot_read()
    {
        await using var sandbox = await Sandbox.StartAsync();
        Error(await sandbox.UpsertOpportunitiesAsync([.. Enumerable.Range(0, 201).Select(i => Sandbox.Opportunity($"p{i}"))]), HttpStatusCode.BadRequest).ShouldBe("EXCEEDED_ID_LIMIT");
        Error(await sandbox.UpsertOpportunitiesAsync(), HttpStatusCode.BadRequest).ShouldBe("REQUIRED_FIELD_MISSING");
        Error(await sandbox.UpsertAsync("Opportunity", "Name", Sandbox.Opportunity("p")), HttpStatusCode.NotFound).ShouldBe("NOT_FOUND");
        Error(await sandbox.UpsertAsync("Dragon", "Name", Sandbox.Opportunity("p")), HttpStatusCode.NotFound).ShouldBe("NOT_FOUND");
        Error(await sandbox.UpsertAsync("Contact", "Integration_Customer_Id__c", Sandbox.Opportunity("p")), HttpStatusCode.BadRequest).ShouldBe("INVALID_TYPE");
    }

    [Fact]
    public async Task Should_refuse_records_that_were_named_bad_or_locked()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ControlAsync("bad", new { objectType = "Opportunity", keys = new[] { "pay-1" } });
        await sandbox.ControlAsync("locked", new { objectType = "Opportunity", keys = new[] { "pay-2" }, times = 1 });
        var reply = await sandbox.UpsertOpportunitiesAsync(Sandbox.Opportunity("pay-1"), Sandbox.Opportunity("pay-2"), Sandbox.Opportunity("pay-3"));
        Codes(reply.Body[0]).ShouldBe(["FIELD_CUSTOM_VALIDATION_EXCEPTION"]);
        Codes(reply.Body[1]).ShouldBe(["UNABLE_TO_LOCK_ROW"]);
        reply.Body[2].GetProperty("success").GetBoolean().ShouldBeTrue();
        (await sandbox.UpsertOpportunitiesAsync(Sandbox.Opportunity("pay-2"))).Body[0].GetProperty("success").GetBoolean().ShouldBeTrue();
    }

    private static IEnumerable<string> Codes(JsonElement answer) => [.. answer.GetProperty("errors").EnumerateArray().Select(e => e.GetProperty("statusCode").GetString()!)];

    private static string Error(Reply reply, HttpStatusCode status) => reply.ShouldBe(status).Body[0].GetProperty("errorCode").GetString()!;
}
