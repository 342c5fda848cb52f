using System.Text.Json.Nodes;
using Integration.CrmSync.Providers;

namespace Integration.CrmSync.Tests.Providers;

/// <summary>What is sent to HubSpot, and what its answers mean that the sandbox does not give.</summary>
public sealed class When_HubSpot_is_called : IAsyncLifetime
{
    private static readonly CrmObject Deals = new("deals", "our_id");
    private static readonly CrmObject Contacts = new("contacts", "customer_id");
    private static readonly CrmObject Companies = new("companies", "company_id");

    private ScriptedCrm _hubSpot = null!;
    private BuiltProvider _built = null!;

    private ICrmProvider Crm => _built.Crm;

    public async Task InitializeAsync()
    {
        _hubSpot = await ScriptedCrm.StartAsync();
        _built = new("HubSpot", _hubSpot.Address);
    }

    public async Task DisposeAsync()
    {
        _built.Dispose();
        await _hubSpot.DisposeAsync();
    }

    [Fact]
    public async Task Should_send_values_as_text_and_link_in_one_call_per_type()
    {
        _hubSpot.Answer = call => call.Path.Contains("/associations/", StringComparison.Ordinal)
            ? new(200, """{"status":"COMPLETE","results":[]}""")
            : new(200, """{"results":[{"id":"12","properties":{"our_id":"p-2"}},{"id":"11","properties":{"our_id":"P-1"}}]}""");
        var day = new DateTimeOffset(2026, 11, 30, 10, 0, 0, 5, TimeSpan.FromHours(1));
        var contact = new CrmLink(Contacts, "c-1", "501", "");
        var answers = await Crm.UpsertAsync(
            Deals,
            [
                new()
                {
                    Key = "p-1",
                    Fields = new Dictionary<string, object?>
                    {
                        ["text"] = "é \"x\"", ["count"] = 7L, ["amount"] = 12.50m, ["paid"] = true, ["at"] = day, ["day"] = new DateOnly(2026, 11, 30), ["gone"] = null,
                    },
                    Links = [contact, new CrmLink(Companies, "f-1", "701", "")],
                },
                new() { Key = "p-2", Fields = new Dictionary<string, object?>(), Links = [contact] },
            ],
            CancellationToken.None);

        answers.ShouldBe([new("p-1", "11"), new("p-2", "12")]);
        var calls = _hubSpot.Calls.ToList();
        calls.Select(c => c.Path).ShouldBe(
            ["/crm/v3/objects/deals/batch/upsert", "/crm/v4/associations/deals/contacts/batch/associate/default", "/crm/v4/associations/deals/companies/batch/associate/default"]);
        calls.ShouldAllBe(c => c.Authorization == "Bearer " + BuiltProvider.HubSpotToken && c.Method == "POST");
        ShouldBeJson(calls[0].Body, """
            {"inputs":[
              {"idProperty":"our_id","id":"p-1","objectWriteTraceId":"0","properties":
                {"text":"é \"x\"","count":"7","amount":"12.50","paid":"true","at":"2026-11-30T09:00:00.005Z","day":"2026-11-30","gone":"","our_id":"p-1"}},
              {"idProperty":"our_id","id":"p-2","objectWriteTraceId":"1","properties":{"our_id":"p-2"}}]}
            """);
        ShouldBeJson(calls[1].Body, """{"inputs":[{"from":{"id":"11"},"to":{"id":"501"}},{"from":{"id":"12"},"to":{"id":"501"}}]}""");
        ShouldBeJson(calls[2].Body, """{"inputs":[{"from":{"id":"11"},"to":{"id":"701"}}]}""");
    }

    [Theory]
    [InlineData("0-1", "contact")]
    [InlineData("0-3", "deal")]
    [InlineData("0-2", "0-2")]
    [InlineData("contact", "contact")]
    public void Should_know_types_by_their_numbers(string type, string word) => Crm.Word(type).ShouldBe(word);

    [Fact]
    public async Task Should_send_nothing_for_nothing()
    {
        (await Crm.UpsertAsync(Deals, [], CancellationToken.None)).ShouldBeEmpty();
        (await Crm.ReadAsync("deals", [], ["amount"], CancellationToken.None)).ShouldBeEmpty();
        _hubSpot.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_refuse_only_those_who_have_a_property_that_the_whole_batch_is_refused_for()
    {
        _hubSpot.Answer = call => call.Body!.ToJsonString().Contains("missing", StringComparison.Ordinal)
            ? new(400, """{"message":"Property values were not valid: [{\"isValid\":false,\"message\":\"Property \\\"missing\\\" does not exist\",\"error\":\"PROPERTY_DOESNT_EXIST\",\"name\":\"missing\"}]","category":"VALIDATION_ERROR"}""")
            : Taken(call);
        var answers = await UpsertAsync(("p-1", "amount"), ("p-2", "missing"), ("p-3", "amount"));
        answers.Select(a => (a.Written, a.Code)).ShouldBe([(true, null), (false, "PROPERTY_DOESNT_EXIST"), (true, null)]);
        answers.Select(a => a.OfAField).ShouldBe([false, true, false]);
        answers[1].Reason.ShouldBe("missing: Property \"missing\" does not exist");
        _hubSpot.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_halve_a_batch_that_a_conflict_refuses_without_a_name()
    {
        _hubSpot.Answer = call => Inputs(call).Any(i => (string?)i["id"] == "p-2")
            ? new(409, """{"status":"error","message":"Contact already exists. Existing ID: 123","category":"CONFLICT"}""") : Taken(call);
        var answers = await UpsertAsync(("p-1", "a"), ("p-2", "a"), ("p-3", "a"), ("p-4", "a"));
        answers.Select(a => a.Code).ShouldBe([null, "CONFLICT", null, null]);
        answers[1].Reason.ShouldBe("Contact already exists. Existing ID: 123");
        _hubSpot.Calls.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Should_take_a_refusal_with_names_record_by_record_whatever_its_status()
    {
        _hubSpot.Answer = call => Inputs(call).Count > 1
            ? new(400, """
                {"message":"2 failed","category":"VALIDATION_ERROR","errors":[
                  {"category":"VALIDATION_ERROR","message":"x","context":{"objectWriteTraceId":["0"]},"errors":[{"code":"INVALID_EMAIL","message":"bad","context":{"propertyName":["email"]}}]},
                  {"category":"CONFLICT","message":"taken","context":{"objectWriteTraceId":["2"],"existingId":["9"]}}]}
                """)
            : Taken(call);
        var answers = await UpsertAsync(("p-1", "a"), ("p-2", "a"), ("p-3", "a"));
        answers.Select(a => (a.Code, a.Reason)).ShouldBe([("INVALID_EMAIL", "email: bad"), (null, null), ("CONFLICT", "taken")]);
        _hubSpot.Calls.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Should_not_call_a_record_written_that_the_answer_does_not_name()
    {
        _hubSpot.Answer = _ => new(200, """{"results":[{"id":"11","properties":{"our_id":"p-1"}}]}""");
        var answers = await UpsertAsync(("p-1", "a"), ("p-2", "a"));
        answers[1].ShouldBe(new CrmWriteAnswer("p-2", null, "NO_ANSWER", "HubSpot's answer does not say what became of the record", Passing: true));
    }

    [Fact]
    public async Task Should_not_call_a_record_written_whose_link_is_refused()
    {
        _hubSpot.Answer = call => call.Path.Contains("/associations/", StringComparison.Ordinal)
            ? new(207, """
                {"results":[{"from":{"id":"11"},"to":{"id":"501"}},{"from":{"id":"501"},"to":{"id":"11"}}],"numErrors":1,
                 "errors":[{"status":"error","category":"VALIDATION_ERROR","subCategory":"crm.associations.INVALID_OBJECT_IDS","message":"Invalid object ids: 502","context":{"fromObjectId":["12"],"toObjectId":["502"]}}]}
                """)
            : new(200, """{"results":[{"id":"11","properties":{"our_id":"p-1"}},{"id":"12","properties":{"our_id":"p-2"}}]}""");
        var answers = await Crm.UpsertAsync(Deals, [Linked("p-1", "501"), Linked("p-2", "502")], CancellationToken.None);
        answers.Select(a => (a.Id, a.Written)).ShouldBe([("11", true), ("12", false)]);
        (answers[1].Code, answers[1].Reason, answers[1].Passing).ShouldBe(("crm.associations.INVALID_OBJECT_IDS", "not linked to contacts: Invalid object ids: …", true), "the contact may have been merged a moment ago");
    }

    [Fact]
    public async Task Should_not_link_what_was_refused()
    {
        _hubSpot.Answer = _ => new(207, """{"results":[],"errors":[{"category":"VALIDATION_ERROR","message":"no","context":{"objectWriteTraceId":["0"]}}]}""");
        (await Crm.UpsertAsync(Deals, [Linked("p-1", "501")], CancellationToken.None)).Single().Code.ShouldBe("VALIDATION_ERROR");
        _hubSpot.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(400, """{"category":"VALIDATION_ERROR","message":"Unable to perform update/upsert by non-unique 0-3 property our_id"}""")]
    [InlineData(400, """{"category":"VALIDATION_ERROR","message":"Unable to infer object type from: deals"}""")]
    [InlineData(400, """{"category":"VALIDATION_ERROR","message":"x","errors":[{"code":"PROPERTY_DOESNT_EXIST","message":"Property \"our_id\" does not exist","context":{"propertyName":["our_id"]}}]}""")]
    [InlineData(404, """{"category":"OBJECT_NOT_FOUND","message":"resource not found"}""")]
    [InlineData(404, "<html>")]
    public async Task Should_refuse_the_call_when_no_record_could_be_taken(int status, string body)
    {
        _hubSpot.Answer = _ => new(status, body);
        (await FailsAsync(CrmFailureKind.Refused)).Message.ShouldNotContain("<");
        _hubSpot.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("""{"policyName":"TEN_SECONDLY_ROLLING","message":"You have reached your ten_secondly_rolling limit."}""", null, 10)]
    [InlineData("""{"policyName":"SECONDLY","message":"You have reached your secondly limit."}""", null, 1)]
    [InlineData("""{"policyName":"DAILY","message":"You have reached your daily limit."}""", null, 3600)]
    [InlineData("""{"policyName":"DAILY"}""", "77", 77)]
    [InlineData("", null, 10)]
    public async Task Should_say_how_long_to_wait(string body, string? retryAfter, int seconds)
    {
        _hubSpot.Answer = _ => retryAfter is null ? new(429, body) : new(429, body, ("Retry-After", retryAfter));
        (await FailsAsync(CrmFailureKind.RateLimited)).RetryAfter.ShouldBe(TimeSpan.FromSeconds(seconds));
        _hubSpot.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(423, CrmFailureKind.RateLimited)]
    [InlineData(477, CrmFailureKind.Unavailable)]
    [InlineData(500, CrmFailureKind.Unavailable)]
    [InlineData(503, CrmFailureKind.Unavailable)]
    [InlineData(502, CrmFailureKind.Unanswered)]
    [InlineData(524, CrmFailureKind.Unanswered)]
    [InlineData(302, CrmFailureKind.Refused)]
    public async Task Should_tell_trouble_from_refusal(int status, CrmFailureKind kind)
    {
        _hubSpot.Answer = _ => new(status, "<html>secret</html>");
        (await FailsAsync(kind)).Message.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Should_name_the_scope_that_is_missing()
    {
        _hubSpot.Answer = _ => new(403, """{"category":"MISSING_SCOPES","message":"x","errors":[{"message":"One or more","context":{"requiredGranularScopes":["crm.objects.deals.write"]}}]}""");
        (await FailsAsync(CrmFailureKind.Unauthorized)).Message.ShouldBe("HubSpot's private app lacks a scope (MISSING_SCOPES): give it crm.objects.deals.write");
    }

    [Fact]
    public async Task Should_not_believe_a_success_that_is_not_JSON()
    {
        _hubSpot.Answer = _ => new(200, "<html>");
        await FailsAsync(CrmFailureKind.Unavailable);
    }

    [Fact]
    public async Task Should_say_nothing_of_a_person_when_it_says_why()
    {
        _hubSpot.Answer = _ => new(207, """
            {"results":[],"errors":[{"category":"VALIDATION_ERROR","message":"Property values were not valid: [{\"isValid\":false,\"message\":\"Ada Lovelace was not one of the allowed options: [a]\",\"error\":\"INVALID_OPTION\",\"name\":\"stage\"},{\"message\":\"Email address ada@example.com is invalid\",\"error\":\"INVALID_EMAIL\",\"name\":\"email\"}]","context":{"objectWriteTraceId":["0"]}}]}
            """);
        var answer = (await Crm.UpsertAsync(
            Deals, [new() { Key = "p-1", Fields = new Dictionary<string, object?> { ["stage"] = "Ada Lovelace", ["email"] = "ada@example.com" } }], CancellationToken.None)).Single();
        (answer.Code, answer.Reason).ShouldBe(("INVALID_OPTION", "stage: … was not one of the allowed options: [a]; email: Email address … is invalid"));
    }

    [Theory]
    [InlineData("777")]
    [InlineData("502")]
    public async Task Should_find_a_merged_record_for_each_id_that_leads_to_it(string answered)
    {
        _hubSpot.Answer = _ => new(207, $$$"""
            {"results":[{"id":"{{{answered}}}","properties":{"amount":"5","hs_merged_object_ids":"501;502"},"updatedAt":"2026-11-30T09:00:00.123Z"},
             {"id":"601","properties":{"amount":""},"updatedAt":"2026-11-30T09:00:00Z"}],
             "errors":[{"category":"OBJECT_NOT_FOUND","context":{"ids":["99"]}}]}
            """);
        var found = await Crm.ReadAsync("deals", ["501", "502", "601", "99", "601"], ["amount"], CancellationToken.None);
        found.Select(r => (r.AskedFor, r.Id, r.Fields["amount"])).ShouldBe([("501", answered, "5"), ("502", answered, "5"), ("601", "601", null)]);
        found[0].ModifiedAt.ShouldBe(new DateTimeOffset(2026, 11, 30, 9, 0, 0, 123, TimeSpan.Zero));
        ShouldBeJson(_hubSpot.Calls.Single().Body, """{"inputs":[{"id":"501"},{"id":"502"},{"id":"601"},{"id":"99"}],"properties":["amount","hs_merged_object_ids"]}""");
    }

    [Theory]
    [InlineData("INTERNAL_ERROR", CrmFailureKind.Unavailable)]
    [InlineData("SOMETHING_NEW", CrmFailureKind.Unavailable)]
    [InlineData("VALIDATION_ERROR", CrmFailureKind.Refused)]
    public async Task Should_not_take_a_record_for_deleted_that_could_not_be_read(string category, CrmFailureKind kind)
    {
        _hubSpot.Answer = _ => new(207, $$$"""
            {"results":[{"id":"601","properties":{"amount":"5"},"updatedAt":"2026-11-30T09:00:00Z"}],
             "errors":[{"category":"OBJECT_NOT_FOUND","context":{"ids":["99"]}},{"category":"{{{category}}}","message":"it broke","context":{"ids":["98"]}}]}
            """);
        var failure = await Should.ThrowAsync<CrmCallException>(() => Crm.ReadAsync("deals", ["601", "98", "99"], ["amount"], CancellationToken.None));
        failure.Kind.ShouldBe(kind, failure.Message);
    }

    [Theory]
    [InlineData("""{"results":[{"id":"601","properties":{},"updatedAt":"2026-11-30T09:00:00Z"}]}""")]
    [InlineData("""{"results":[{"id":"601","properties":{},"updatedAt":"2026-11-30T09:00:00Z"}],"errors":[{"category":"OBJECT_NOT_FOUND","context":{"ids":["99"]}}]}""")]
    public async Task Should_not_take_a_record_for_deleted_of_which_nothing_is_said(string answer)
    {
        _hubSpot.Answer = _ => new(207, answer);
        var failure = await Should.ThrowAsync<CrmCallException>(() => Crm.ReadAsync("deals", ["601", "98", "99"], ["amount"], CancellationToken.None));
        (failure.Kind, failure.MayLieInARecord).ShouldBe((CrmFailureKind.Unavailable, true), failure.Message);
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(503, false)]
    [InlineData(502, false)]
    public async Task Should_tell_a_call_that_broke_it_from_an_outage(int status, bool mayLieInARecord)
    {
        _hubSpot.Answer = _ => new(status, "<html>");
        (await Should.ThrowAsync<CrmCallException>(() => UpsertAsync(("p-1", "a")))).MayLieInARecord.ShouldBe(mayLieInARecord);
    }

    [Theory]
    [InlineData(403, true)]
    [InlineData(401, false)]
    public async Task Should_tell_a_right_that_is_missing_from_a_stranger(int status, bool isOfOneRight)
    {
        _hubSpot.Answer = _ => new(status, "<html>");
        (await Should.ThrowAsync<CrmCallException>(() => UpsertAsync(("p-1", "a")))).IsOfOneRight.ShouldBe(isOfOneRight);
    }

    [Fact]
    public async Task Should_describe_what_a_mapping_has_to_know()
    {
        _hubSpot.Answer = _ => new(200, """
            {"results":[
              {"name":"our_id","type":"string","fieldType":"text","hasUniqueValue":true,"modificationMetadata":{"readOnlyValue":false}},
              {"name":"email","type":"string","hasUniqueValue":false},
              {"name":"amount","type":"number","options":null},
              {"name":"dealstage","type":"enumeration","externalOptions":true,"options":[]},
              {"name":"color","type":"enumeration","options":[{"label":"Red","value":"red"},{"label":"Blue","value":"blue"}]},
              {"name":"createdate","type":"datetime","modificationMetadata":{"readOnlyValue":true}},
              {"name":"sum","type":"number","calculated":true}]}
            """);
        var fields = (await Crm.DescribeAsync("contacts", CancellationToken.None)).Fields;
        fields["our_id"].ShouldBe(new CrmField("our_id", true, true, CrmFieldKind.Text, null, 65_536));
        fields["email"].Unique.ShouldBeTrue();
        fields["amount"].ShouldBe(new CrmField("amount", true, false, CrmFieldKind.Number, null, null));
        (fields["dealstage"].Kind, fields["dealstage"].Options).ShouldBe((CrmFieldKind.Choice, null));
        fields["color"].Options.ShouldBe(["red", "blue"]);
        (fields["createdate"].Writable, fields["createdate"].Kind, fields["sum"].Writable).ShouldBe((false, CrmFieldKind.Time, false));
    }

    [Theory]
    [InlineData("contacts", "POST /crm/v3/objects/contacts/gdpr-delete")]
    [InlineData("0-1", "POST /crm/v3/objects/0-1/gdpr-delete")]
    [InlineData("notes", "DELETE /crm/v3/objects/notes/5")]
    public async Task Should_forget_for_good_where_HubSpot_can(string type, string call)
    {
        _hubSpot.Answer = _ => new(204);
        await Crm.ForgetAsync(type, "5", CancellationToken.None);
        _hubSpot.Answer = _ => new(404, """{"category":"OBJECT_NOT_FOUND","message":"resource not found"}""");
        await Crm.ForgetAsync(type, "5", CancellationToken.None);
        _hubSpot.Calls.ShouldAllBe(c => $"{c.Method} {c.Path}" == call);
        _hubSpot.Answer = _ => new(400, """{"category":"VALIDATION_ERROR","message":"not enabled"}""");
        (await Should.ThrowAsync<CrmCallException>(() => Crm.ForgetAsync(type, "5", CancellationToken.None))).Kind.ShouldBe(CrmFailureKind.Refused);
    }

    private static IReadOnlyList<JsonNode> Inputs(ScriptedCrm.Seen call) => [.. call.Body!["inputs"]!.AsArray().Select(i => i!)];

    private static ScriptedCrm.Said Taken(ScriptedCrm.Seen call) => new(
        200, new JsonObject { ["results"] = new JsonArray([.. Inputs(call).Select(i => new JsonObject { ["id"] = "crm-" + i["id"], ["objectWriteTraceId"] = (string?)i["objectWriteTraceId"] })]) }.ToJsonString());

    private static CrmWrite Linked(string key, string contact) => new() { Key = key, Fields = new Dictionary<string, object?>(), Links = [new(Contacts, "c", contact, "")] };

    private static void ShouldBeJson(JsonNode? actual, string expected) => JsonNode.DeepEquals(actual, JsonNode.Parse(expected)).ShouldBeTrue(actual?.ToJsonString());

    private Task<IReadOnlyList<CrmWriteAnswer>> UpsertAsync(params IEnumerable<(string Key, string Field)> records) => Crm.UpsertAsync(
        Deals, [.. records.Select(r => new CrmWrite { Key = r.Key, Fields = new Dictionary<string, object?> { [r.Field] = "x" } })], CancellationToken.None);

    private async Task<CrmCallException> FailsAsync(CrmFailureKind kind)
    {
        var failure = await Should.ThrowAsync<CrmCallException>(() => UpsertAsync(("p-1", "a"), ("p-2", "a")));
        failure.Kind.ShouldBe(kind, failure.Message);
        return failure;
    }
}
