using System.Net;
using System.Text.Json;

namespace Integration.CrmSandbox.Tests;

public sealed class When_deals_are_upserted
{
    [Fact]
    public async Task Should_make_them_once_and_change_them_afterwards()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var made = await sandbox.UpsertDealAsync("pay-1", new { closedate = "2026-11-30T09:00:00Z", integration_version = "3" });
        made.GetProperty("new").GetBoolean().ShouldBeTrue();
        var properties = made.GetProperty("properties");
        properties.GetProperty("integration_payment_id").GetString().ShouldBe("pay-1", "it is written from the input's id");
        properties.GetProperty("closedate").GetString().ShouldBe("2026-11-30T09:00:00.000Z");
        properties.GetProperty("hs_object_id").GetString().ShouldBe(made.GetProperty("id").GetString());

        var changed = (await sandbox.UpsertDealsAsync(Sandbox.Input("integration_payment_id", "pay-1", new { amount = "20" }))).ShouldBe(HttpStatusCode.OK).Results.Single();
        changed.GetProperty("new").GetBoolean().ShouldBeFalse();
        changed.GetProperty("id").GetString().ShouldBe(made.GetProperty("id").GetString());
        var record = await sandbox.RecordAsync("hubspot", "deals", "pay-1");
        record.GetProperty("fields").GetProperty("amount").GetString().ShouldBe("20");
        record.GetProperty("fields").GetProperty("dealname").GetString().ShouldBe("Order 7", "fields that are not named stay");
        record.GetProperty("fields").GetProperty("pipeline").GetString().ShouldBe("default");
        record.GetProperty("revisions").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Should_change_nothing_by_a_repeat()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var first = await sandbox.UpsertDealAsync("pay-1");
        var again = await sandbox.UpsertDealAsync("pay-1");
        again.GetProperty("updatedAt").GetString().ShouldBe(first.GetProperty("updatedAt").GetString());
        var record = (await sandbox.RecordsAsync("hubspot", "deals")).Single();
        record.GetProperty("revisions").GetInt32().ShouldBe(1);
        record.GetProperty("writes").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task Should_empty_a_property_by_an_empty_text()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.UpsertDealAsync("pay-1", new { integration_reason = "declined" });
        await sandbox.UpsertDealAsync("pay-1", new { integration_reason = "" });
        (await sandbox.RecordAsync("hubspot", "deals", "pay-1")).GetProperty("fields").TryGetProperty("integration_reason", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task Should_write_the_good_ones_and_name_the_bad_ones()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var reply = await sandbox.UpsertDealsAsync(Sandbox.Deal("good-1"), Sandbox.Deal("bad-1", new { dealstage = "won", colour = "red" }), Sandbox.Deal("good-2"), Sandbox.Deal("bad-2", new { amount = "much" }));
        reply.ShouldBe((HttpStatusCode)207);
        reply["numErrors"].GetInt32().ShouldBe(2);
        reply.Results.Select(r => r.GetProperty("properties").GetProperty("integration_payment_id").GetString()).ShouldBe(["good-1", "good-2"], ignoreOrder: true);
        reply.Results.ShouldAllBe(r => !HasTrace(r), "results are matched by the id property: HubSpot has not been seen to say more");
        reply.Errors.Select(Trace).ShouldBe(["bad-1", "bad-2"]);
        reply.Errors[0].GetProperty("category").GetString().ShouldBe("VALIDATION_ERROR");
        Codes(reply.Errors[0]).ShouldBe(["INVALID_OPTION", "PROPERTY_DOESNT_EXIST"]);
        Codes(reply.Errors[1]).ShouldBe(["INVALID_FLOAT"]);
        (await sandbox.RecordsAsync("hubspot", "deals")).Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_say_so_when_all_are_bad()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var reply = await sandbox.UpsertDealsAsync(Sandbox.Deal("bad-1", new { dealstage = "won" }));
        reply.ShouldBe((HttpStatusCode)207).Results.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_echo_trace_ids_where_it_is_set_to()
    {
        await using var sandbox = await Sandbox.StartAsync("HubSpot:EchoTraceId=true");
        (await sandbox.UpsertDealAsync("pay-1")).GetProperty("objectWriteTraceId").GetString().ShouldBe("pay-1");
    }

    [Fact]
    public async Task Should_refuse_all_for_a_bad_one_when_they_have_no_trace_ids()
    {
        await using var sandbox = await Sandbox.StartAsync();
        object Untraced(string key, string stage) => new { idProperty = "integration_payment_id", id = key, properties = new { dealname = "x", dealstage = stage } };
        var reply = await sandbox.UpsertDealsAsync(Untraced("good", "closedwon"), Untraced("bad", "won"));
        reply.ShouldBe(HttpStatusCode.BadRequest)["category"].GetString().ShouldBe("VALIDATION_ERROR");
        reply.Errors.Single().GetProperty("code").GetString().ShouldBe("INVALID_OPTION");
        (await sandbox.RecordsAsync("hubspot", "deals")).ShouldBeEmpty("nothing is written");
        (await sandbox.UpsertDealsAsync(Untraced("good", "closedwon"))).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("deals", "{\"colour\":\"red\"}", "PROPERTY_DOESNT_EXIST")]
    [InlineData("deals", "{\"hs_lastmodifieddate\":\"1\"}", "READ_ONLY_VALUE")]
    [InlineData("deals", "{\"deal_currency_code\":\"EURO\"}", "INVALID_OPTION")]
    [InlineData("deals", "{\"integration_version\":\"three\"}", "INVALID_FLOAT")]
    [InlineData("deals", "{\"closedate\":\"tomorrow\"}", "INVALID_DATE")]
    [InlineData("deals", "{\"dealname\":\"\"}", "REQUIRED_PROPERTY")]
    [InlineData("notes", "{\"hs_timestamp\":\"\"}", "REQUIRED_PROPERTY")]
    [InlineData("contacts", "{\"email\":\"nobody\"}", "INVALID_EMAIL")]
    public async Task Should_refuse_a_value_with_the_code_of_HubSpot(string type, string properties, string code)
    {
        await using var sandbox = await Sandbox.StartAsync();
        Dictionary<string, string> given = type switch
        {
            "deals" => new() { ["dealname"] = "x", ["dealstage"] = "closedwon" },
            "notes" => new() { ["hs_timestamp"] = "1796031511291", ["hs_note_body"] = "x" },
            _ => [],
        };
        foreach (var (name, value) in JsonSerializer.Deserialize<Dictionary<string, string>>(properties)!)
        {
            given[name] = value;
        }

        var key = type switch { "deals" => "integration_payment_id", "notes" => "integration_entry_id", _ => "integration_customer_id" };
        var reply = await sandbox.HubSpotAsync(HttpMethod.Post, $"/crm/v3/objects/{type}/batch/upsert", new { inputs = new[] { Sandbox.Input(key, "k", given) } });
        Codes(reply.ShouldBe((HttpStatusCode)207).Errors.Single()).ShouldBe([code]);
        (await sandbox.RecordsAsync("hubspot", type)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(65_536, null)]
    [InlineData(65_537, "INVALID_LENGTH")]
    public async Task Should_take_notes_up_to_their_length(int length, string? code)
    {
        await using var sandbox = await Sandbox.StartAsync();
        var note = Sandbox.Input("integration_entry_id", "e-1", new { hs_timestamp = "2026-11-30T09:00:00Z", hs_note_body = new string('x', length) });
        var reply = await sandbox.HubSpotAsync(HttpMethod.Post, "/crm/v3/objects/notes/batch/upsert", new { inputs = new[] { note } });
        reply.Errors.SelectMany(Codes).ShouldBe(code is null ? [] : [code]);
    }

    [Fact]
    public async Task Should_refuse_a_whole_call_that_it_cannot_read()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await RefusedAsync(sandbox, [], "empty");
        await RefusedAsync(sandbox, [.. Enumerable.Range(0, 101).Select(i => Sandbox.Deal($"p{i}"))], "maximum number of inputs supported in a batch request is 100");
        await RefusedAsync(sandbox, [Sandbox.Deal("twin"), Sandbox.Deal("twin")], "Duplicate IDs found in batch input: [twin]. IDs must be unique");
        await RefusedAsync(sandbox, [Sandbox.Input("dealname", "x", new { })], "non-unique 0-3 property");
        await RefusedAsync(sandbox, [new { id = "x" }], "properties is required");
        (await sandbox.HubSpotAsync(HttpMethod.Post, "/crm/v3/objects/dragons/batch/upsert", new { inputs = new[] { Sandbox.Deal("x") } })).ShouldBe(HttpStatusCode.BadRequest);
        (await sandbox.HubSpotAsync(HttpMethod.Get, "/crm/v3/owners")).ShouldBe(HttpStatusCode.NotFound);
        (await sandbox.RecordsAsync("hubspot", "deals")).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_refuse_the_whole_call_for_a_value_that_another_record_has()
    {
        await using var sandbox = await Sandbox.StartAsync();
        Task<Reply> Contacts(params object[] inputs) => sandbox.HubSpotAsync(HttpMethod.Post, "/crm/v3/objects/contacts/batch/upsert", new { inputs });
        object Contact(string key, string email) => Sandbox.Input("integration_customer_id", key, new { email });
        var first = (await Contacts(Contact("c-1", "ada@example.com"))).ShouldBe(HttpStatusCode.OK).Results.Single();
        var reply = await Contacts(Contact("c-2", "bob@example.com"), Contact("c-3", "ADA@example.com"));
        reply.ShouldBe(HttpStatusCode.Conflict)["message"].GetString().ShouldBe($"Contact already exists. Existing ID: {first.GetProperty("id").GetString()}");
        (await Contacts(Contact("c-4", "eve@example.com"), Contact("c-5", "eve@example.com"))).ShouldBe(HttpStatusCode.Conflict);
        (await sandbox.RecordsAsync("hubspot", "contacts")).Count.ShouldBe(1, "not even the good one is written");
        (await Contacts(Contact("c-1", "ada@example.com"))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_refuse_records_that_were_named_bad()
    {
        await using var sandbox = await Sandbox.StartAsync();
        (await sandbox.ControlAsync("bad", new { objectType = "deals", keys = new[] { "pay-2" } })).ShouldBe(HttpStatusCode.NoContent);
        var reply = await sandbox.UpsertDealsAsync(Sandbox.Deal("pay-1"), Sandbox.Deal("pay-2"));
        reply.ShouldBe((HttpStatusCode)207).Errors.Select(Trace).ShouldBe(["pay-2"]);
        await sandbox.ControlAsync("bad", new { objectType = "deals", keys = Array.Empty<string>() });
        (await sandbox.UpsertDealsAsync(Sandbox.Deal("pay-2"))).ShouldBe(HttpStatusCode.OK);
        (await sandbox.ControlAsync("bad", new { objectType = "dragons" })).ShouldBe(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Should_be_locked_for_as_often_as_asked()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ControlAsync("locked", new { objectType = "deals", keys = new[] { "pay-1" }, times = 2 });
        (await sandbox.UpsertDealsAsync(Sandbox.Deal("pay-1"), Sandbox.Deal("pay-2"))).ShouldBe(HttpStatusCode.Locked);
        (await sandbox.UpsertDealsAsync(Sandbox.Deal("pay-2"))).ShouldBe(HttpStatusCode.OK);
        (await sandbox.UpsertDealsAsync(Sandbox.Deal("pay-1"))).ShouldBe(HttpStatusCode.Locked);
        (await sandbox.UpsertDealsAsync(Sandbox.Deal("pay-1"))).ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_update_by_id_only_what_is_there()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var id = (await sandbox.UpsertDealAsync("pay-1")).GetProperty("id").GetString()!;
        var reply = await sandbox.HubSpotAsync(HttpMethod.Post, "/crm/v3/objects/deals/batch/update", new
        {
            inputs = new object[]
            {
                new { id, objectWriteTraceId = "a", properties = new { amount = "7" } },
                new { id = "12", objectWriteTraceId = "b", properties = new { amount = "7" } },
                Sandbox.Input("integration_payment_id", "pay-9", new { amount = "7" }),
            },
        });
        reply.ShouldBe((HttpStatusCode)207).Results.Single().GetProperty("properties").GetProperty("amount").GetString().ShouldBe("7");
        var error = reply.Errors.Single();
        error.GetProperty("category").GetString().ShouldBe("OBJECT_NOT_FOUND");
        error.GetProperty("context").GetProperty("ids").EnumerateArray().Select(i => i.GetString()).ShouldBe(["12", "pay-9"]);
    }

    private static async Task RefusedAsync(Sandbox sandbox, object[] inputs, string reason) =>
        (await sandbox.UpsertDealsAsync(inputs)).ShouldBe(HttpStatusCode.BadRequest)["message"].GetString()!.ShouldContain(reason);

    private static bool HasTrace(JsonElement result) => result.TryGetProperty("objectWriteTraceId", out _);

    private static string Trace(JsonElement error) => error.GetProperty("context").GetProperty("objectWriteTraceId").EnumerateArray().Single().GetString()!;

    /// <summary>The codes stand in the JSON inside of the message.</summary>
    private static IEnumerable<string> Codes(JsonElement error)
    {
        var message = error.GetProperty("message").GetString()!;
        return [.. JsonSerializer.Deserialize<List<JsonElement>>(message[message.IndexOf('[', StringComparison.Ordinal)..])!.Select(p => p.GetProperty("error").GetString()!)];
    }
}
