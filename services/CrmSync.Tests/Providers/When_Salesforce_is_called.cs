using System.Text.Json.Nodes;
using Integration.CrmSync.Providers;
using Integration.Persistence.Tests;
using Microsoft.Extensions.Time.Testing;

namespace Integration.CrmSync.Tests.Providers;

/// <summary>What is sent to Salesforce, and what its answers mean that the sandbox does not give.</summary>
[Collection("Salesforce's quota is measured")]
public sealed class When_Salesforce_is_called : IAsyncLifetime
{
    private static readonly CrmObject Opportunity = new("Opportunity", "Payment_Id__c");
    private static readonly CrmObject Contact = new("Contact", "Customer_Id__c");

    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch);
    private ScriptedCrm _salesforce = null!;
    private BuiltProvider _built = null!;

    private ICrmProvider Crm => _built.Crm;

    public async Task InitializeAsync()
    {
        _salesforce = await ScriptedCrm.StartAsync();
        // A clock that stands still ends no wait before a repeat.
        _built = new("salesforce", _salesforce.Address, _time, ("ExternalApis:crm:Retry:MaxAttempts", "1"));
    }

    public async Task DisposeAsync()
    {
        _built.Dispose();
        await _salesforce.DisposeAsync();
    }

    [Fact]
    public async Task Should_send_values_as_they_are_and_links_by_our_ids_in_one_call()
    {
        _salesforce.Answer = _ => new(200, """[{"id":"0061","success":true,"created":true,"errors":[]},{"success":false,"errors":[{"statusCode":"REQUIRED_FIELD_MISSING","message":"Required fields are missing: [LastName]","fields":["LastName"]}]}]""");
        var answers = await Crm.UpsertAsync(
            Opportunity,
            [
                new()
                {
                    Key = "p-1",
                    Fields = new Dictionary<string, object?>
                    {
                        ["Name"] = "é \"x\"", ["Count__c"] = 7L, ["Amount"] = 12.50m, ["Paid__c"] = true, ["At__c"] = new DateTimeOffset(2026, 11, 30, 10, 0, 0, 5, TimeSpan.FromHours(1)),
                        ["CloseDate"] = new DateOnly(2026, 11, 30), ["Gone__c"] = null,
                    },
                    Links = [new CrmLink(Contact, "c-1", "0031", "Customer__r")],
                },
                new() { Key = "p-2", Fields = new Dictionary<string, object?>() },
            ],
            CancellationToken.None);

        answers.ShouldBe([new("p-1", "0061"), new("p-2", null, "REQUIRED_FIELD_MISSING", "Required fields are missing: [LastName]")]);
        var call = _salesforce.Calls.ShouldHaveSingleItem();
        (call.Method, call.Path, call.Authorization).ShouldBe(("PATCH", "/services/data/v62.0/composite/sobjects/Opportunity/Payment_Id__c", "Bearer planted-token"));
        JsonNode.DeepEquals(call.Body, JsonNode.Parse("""
            {"allOrNone":false,"records":[
              {"attributes":{"type":"Opportunity"},"Payment_Id__c":"p-1","Name":"é \"x\"","Count__c":7,"Amount":12.50,"Paid__c":true,"At__c":"2026-11-30T09:00:00.005Z","CloseDate":"2026-11-30","Gone__c":null,
               "Customer__r":{"attributes":{"type":"Contact"},"Customer_Id__c":"c-1"}},
              {"attributes":{"type":"Opportunity"},"Payment_Id__c":"p-2"}]}
            """)).ShouldBeTrue(call.Body!.ToJsonString());
    }

    [Theory]
    [InlineData("Integration_Customer__r", "Integration_Customer__c")]
    [InlineData("Who", "WhoId")]
    public async Task Should_name_the_other_end_by_Salesforces_id_when_ours_stands_nowhere(string relation, string field)
    {
        _salesforce.Answer = Taken;
        (await Crm.UpsertAsync(Opportunity, [new() { Key = "p-1", Fields = new Dictionary<string, object?>(), Links = [new CrmLink(Contact, null, "0031", relation)] }], CancellationToken.None))
            .Single().Written.ShouldBeTrue();
        var record = _salesforce.Calls.ShouldHaveSingleItem().Body!["records"]![0]!;
        ((string?)record[field], record[relation]).ShouldBe(("0031", null));
    }

    [Theory]
    [InlineData("UNABLE_TO_LOCK_ROW", "unable to obtain exclusive access to this record or 1 records: 006xx", true)]
    [InlineData("DUPLICATE_VALUE", "duplicate value found: Payment_Id__c duplicates value on record with id: 0061", true)]
    [InlineData("DUPLICATE_VALUE", "duplicate value found: Other__c duplicates value on record with id: 0061", false)]
    [InlineData("INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "Stage: bad value for restricted picklist field: planted value", false)]
    [InlineData("STRING_TOO_LONG", "Name: data value too large: planted value (max length=3)", false)]
    [InlineData("INVALID_FIELD", "Foreign key external ID: planted-link not found for field Customer_Id__c in entity Contact", true)]
    [InlineData("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id, planted-link", true)]
    [InlineData("ENTITY_IS_DELETED", "the entity is deleted: planted-link", true)]
    public async Task Should_tell_what_passes_and_say_nothing_of_a_person(string code, string message, bool passing)
    {
        _salesforce.Answer = _ => new(200, new JsonArray(new JsonObject
        {
            ["success"] = false, ["errors"] = new JsonArray(new JsonObject { ["statusCode"] = code, ["message"] = message, ["fields"] = new JsonArray() }),
        }).ToJsonString());
        var answer = (await Crm.UpsertAsync(
            Opportunity,
            [new() { Key = "p-1", Fields = new Dictionary<string, object?> { ["Name"] = "planted value" }, Links = [new(Contact, "planted-link", "0031", "Customer__r")] }],
            CancellationToken.None)).Single();
        (answer.Code, answer.Passing, answer.Written).ShouldBe((code, passing, false));
        answer.Reason!.ShouldNotContain("planted");
        answer.Reason!.Length.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task Should_refuse_only_those_who_have_a_field_that_the_whole_batch_is_refused_for()
    {
        _salesforce.Answer = call => call.Body!.ToJsonString().Contains("Missing__c", StringComparison.Ordinal)
            ? new(400, """[{"message":"No such column 'Missing__c' on sobject of type Opportunity","errorCode":"INVALID_FIELD"}]""") : Taken(call);
        var answers = await UpsertAsync("Amount", "missing__c".Replace("missing", "Missing", StringComparison.Ordinal), "Amount");
        answers.Select(a => a.Code).ShouldBe([null, "INVALID_FIELD", null]);
        answers.Select(a => a.OfAField).ShouldBe([false, true, false]);
        _salesforce.Calls.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(404, """[{"message":"Provided external ID field does not exist or is not accessible: Payment_Id__c","errorCode":"NOT_FOUND"}]""")]
    [InlineData(404, "<html>")]
    [InlineData(400, """[{"message":"No such column 'payment_id__c' on sobject of type Opportunity","errorCode":"INVALID_FIELD"}]""")]
    [InlineData(200, """[{"success":false,"errors":[{"statusCode":"INVALID_FIELD","message":"No such column 'Payment_Id__c' on sobject of type Opportunity"}]},{"success":false}]""")]
    public async Task Should_refuse_the_call_when_no_record_could_be_taken(int status, string body)
    {
        _salesforce.Answer = _ => new(status, body);
        await FailsAsync(CrmFailureKind.Refused);
        _salesforce.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("00QD000000L0VhM", "00QD000000L0VhMMAV")]
    [InlineData("006ak00000zzzzz", "006ak00000zzzzzAAA")]
    [InlineData("00QD000000L0VhMMAV", "00QD000000L0VhMMAV")]
    [InlineData("00qd000000l0vhmmav", "00QD000000L0VhMMAV")]
    [InlineData("00QD000000L0VhM999", "00QD000000L0VhM999")]
    [InlineData("p-1", "p-1")]
    [InlineData("00QD000000L0Vh'", "00QD000000L0Vh'")]
    public void Should_know_the_long_form_of_an_id(string id, string canonical) => Crm.Canonical(id).ShouldBe(canonical);

    [Fact]
    public async Task Should_need_the_name_of_a_relationship() => await Should.ThrowAsync<ArgumentException>(() => Crm.UpsertAsync(
        Opportunity, [new() { Key = "p-1", Fields = new Dictionary<string, object?>(), Links = [new(Contact, "c", "0031", "")] }], CancellationToken.None));

    [Fact]
    public async Task Should_keep_to_its_share_of_the_day_and_look_again_every_hour()
    {
        using var measured = new Measured();
        _salesforce.Answer = call => Taken(call) with { Headers = [("Sforce-Limit-Info", "api-usage=90/100 (per-app-api-usage=1/9)")] };
        await UpsertAsync("Amount");
        (measured["integration.crm.quota.used"], measured["integration.crm.quota.limit"]).ShouldBe((90, 100));

        _time.Advance(TimeSpan.FromMinutes(20));
        var failure = await FailsAsync(CrmFailureKind.RateLimited);
        (failure.RetryAfter, failure.Message).ShouldBe((TimeSpan.FromMinutes(40), "our share of Salesforce's daily requests is used up (Crm__Salesforce__DailyShare is 0.9)"));
        await Should.ThrowAsync<CrmCallException>(() => Crm.DescribeAsync("Contact", CancellationToken.None));
        _salesforce.Calls.Count.ShouldBe(1);

        _time.Advance(TimeSpan.FromMinutes(40));
        await UpsertAsync("Amount");
        await FailsAsync(CrmFailureKind.RateLimited);
        _salesforce.Calls.Count.ShouldBe(2, "one call an hour asks");

        _time.Advance(TimeSpan.FromHours(1));
        _salesforce.Answer = call => Taken(call) with { Headers = [("Sforce-Limit-Info", "api-usage=89/100")] };
        await UpsertAsync("Amount");
        await UpsertAsync("Amount");
        _salesforce.Calls.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Should_wait_an_hour_when_everything_is_used_up_and_shortly_when_too_much_runs_at_once()
    {
        _salesforce.Answer = _ => new(403, """[{"message":"ConcurrentRequests (Concurrent API Requests) Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}]""");
        (await FailsAsync(CrmFailureKind.RateLimited)).RetryAfter.ShouldBe(TimeSpan.FromSeconds(30));
        _salesforce.Answer = _ => new(403, """[{"message":"TotalRequests Limit exceeded.","errorCode":"REQUEST_LIMIT_EXCEEDED"}]""");
        (await FailsAsync(CrmFailureKind.RateLimited)).RetryAfter.ShouldBe(TimeSpan.FromHours(1));
        (await FailsAsync(CrmFailureKind.RateLimited)).RetryAfter.ShouldBe(TimeSpan.FromHours(1));
        _salesforce.Calls.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(401, "INVALID_SESSION_ID", CrmFailureKind.Unauthorized, 2)]
    [InlineData(403, "API_DISABLED_FOR_ORG", CrmFailureKind.Unauthorized, 1)]
    [InlineData(503, "SERVER_UNAVAILABLE", CrmFailureKind.Unavailable, 1)]
    [InlineData(500, "UNKNOWN_EXCEPTION", CrmFailureKind.Unavailable, 1)]
    [InlineData(504, "GATEWAY", CrmFailureKind.Unanswered, 1)]
    [InlineData(302, "MOVED", CrmFailureKind.Refused, 1)]
    public async Task Should_tell_trouble_from_refusal(int status, string code, CrmFailureKind kind, int calls)
    {
        _salesforce.Answer = _ => new(status, $$"""[{"message":"words","errorCode":"{{code}}"}]""");
        (await FailsAsync(kind)).Message.ShouldContain(code);
        _salesforce.Calls.Count.ShouldBe(calls);
    }

    [Theory]
    [InlineData(400, CrmFailureKind.Unauthorized)]
    [InlineData(401, CrmFailureKind.Unauthorized)]
    [InlineData(503, CrmFailureKind.Unavailable)]
    public async Task Should_say_what_to_do_when_there_is_no_token(int status, CrmFailureKind kind)
    {
        _salesforce.Token = new(status, """{"error":"invalid_client","error_description":"planted"}""");
        var failure = await FailsAsync(kind);
        failure.Message.ShouldNotContain("planted");
        failure.Message.Contains("ExternalApis__crm__Auth__… (client id", StringComparison.Ordinal).ShouldBe(kind == CrmFailureKind.Unauthorized);
        _salesforce.Calls.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""[{"id":"0061","success":true}]""")]
    [InlineData("<html>")]
    public async Task Should_not_believe_an_answer_that_does_not_fit(string body)
    {
        _salesforce.Answer = _ => new(200, body);
        await FailsAsync(CrmFailureKind.Unavailable);
    }

    [Fact]
    public async Task Should_follow_a_merged_record_to_the_one_it_lives_on_in()
    {
        const string First = "003000000000001AAA", Second = "003000000000002AAA", Third = "003000000000003AAA", Gone = "003000000000009AAA";
        _salesforce.Answer = call => call switch
        {
            { Method: "POST" } => new(200, new JsonArray([.. call.Body!["ids"]!.AsArray().Select(id => (string?)id == Third
                ? new JsonObject { ["Id"] = Third, ["lastname"] = "x", ["Amount"] = 12.5, ["Empty"] = null, ["LastModifiedDate"] = "2026-11-30T09:00:00.123+0000" } : null)]).ToJsonString()),
            _ when call.Path.Contains(First, StringComparison.Ordinal) => new(200, $$"""{"records":[{"Id":"{{First}}","MasterRecordId":"{{Second}}"},{"Id":"{{Gone}}","MasterRecordId":null}]}"""),
            _ => new(200, $$"""{"records":[{"Id":"{{Second}}","MasterRecordId":"{{Third}}"}]}"""),
        };
        var found = await Crm.ReadAsync("Contact", [First, Third, Gone, "it's"], ["LastName", "Amount", "Empty"], CancellationToken.None);
        found.Select(r => (r.AskedFor, r.Id)).ShouldBe([(Third, Third), (First, Third)]);
        found.ShouldAllBe(r => r.Fields["LastName"] == "x" && r.Fields["Amount"] == "12.5" && r.Fields["Empty"] == null);
        found[0].ModifiedAt.ShouldBe(new DateTimeOffset(2026, 11, 30, 9, 0, 0, 123, TimeSpan.Zero));
        var queries = _salesforce.Calls.Where(c => c.Method == "GET").Select(c => Uri.UnescapeDataString(c.Path)).ToList();
        queries.ShouldBe(
        [
            $"/services/data/v62.0/queryAll?q=SELECT Id, MasterRecordId FROM Contact WHERE IsDeleted = true AND Id IN ('{First}','{Gone}')",
            $"/services/data/v62.0/queryAll?q=SELECT Id, MasterRecordId FROM Contact WHERE IsDeleted = true AND Id IN ('{Second}')",
        ]);
    }

    [Fact]
    public async Task Should_not_look_for_merges_where_there_are_none()
    {
        _salesforce.Answer = _ => new(200, "[null]");
        (await Crm.ReadAsync("Opportunity", ["006000000000001AAA"], [], CancellationToken.None)).ShouldBeEmpty();
        _salesforce.Calls.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(503, false)]
    [InlineData(502, false)]
    public async Task Should_tell_a_call_that_broke_it_from_an_outage(int status, bool mayLieInARecord)
    {
        _salesforce.Answer = _ => new(status, "<html>");
        (await Should.ThrowAsync<CrmCallException>(() => UpsertAsync("Amount"))).MayLieInARecord.ShouldBe(mayLieInARecord);
    }

    [Theory]
    [InlineData(403, true)]
    [InlineData(401, false)]
    public async Task Should_tell_a_right_that_is_missing_from_a_stranger(int status, bool isOfOneRight)
    {
        _salesforce.Answer = _ => new(status, "<html>");
        (await Should.ThrowAsync<CrmCallException>(() => UpsertAsync("Amount"))).IsOfOneRight.ShouldBe(isOfOneRight);
    }

    [Fact]
    public async Task Should_describe_what_a_mapping_has_to_know()
    {
        _salesforce.Answer = _ => new(200, """
            {"fields":[
              {"name":"Payment_Id__c","type":"string","length":36,"createable":true,"updateable":true,"externalId":true,"unique":true},
              {"name":"Loose__c","type":"string","length":36,"createable":true,"updateable":true,"externalId":true,"unique":false},
              {"name":"Order_Id__c","type":"string","length":18,"createable":true,"updateable":true,"externalId":false,"unique":true},
              {"name":"Amount","type":"currency","length":0,"createable":true,"updateable":true},
              {"name":"StageName","type":"picklist","length":255,"createable":true,"updateable":true,"restrictedPicklist":true,"picklistValues":[{"value":"Open","active":true},{"value":"Old","active":false}]},
              {"name":"Free__c","type":"picklist","createable":true,"updateable":true,"restrictedPicklist":false,"picklistValues":[{"value":"Open","active":true}]},
              {"name":"Name","type":"string","length":120,"createable":true,"updateable":true},{"name":"AccountId","type":"reference","length":18,"createable":true,"updateable":true},
              {"name":"CreatedDate","type":"datetime"},{"name":"CloseDate","type":"date"},{"name":"IsWon","type":"boolean"}]}
            """);
        var fields = (await Crm.DescribeAsync("Opportunity", CancellationToken.None)).Fields;
        fields["payment_id__c"].ShouldBe(new CrmField("Payment_Id__c", true, true, CrmFieldKind.Text, null, null));
        (fields["Loose__c"].Unique, fields["Loose__c"].MaxLength).ShouldBe((false, null), "it may hold ids of another system");
        (fields["Order_Id__c"].Unique, fields["Order_Id__c"].MaxLength).ShouldBe((false, null), "ids that are cut are the same for two orders");
        fields["Amount"].ShouldBe(new CrmField("Amount", true, false, CrmFieldKind.Number, null, null));
        (fields["Name"].MaxLength, fields["AccountId"].MaxLength).ShouldBe((120, null), "part of an id leads nowhere");
        fields["StageName"].Options.ShouldBe(["Open"]);
        (fields["Free__c"].Kind, fields["Free__c"].Options).ShouldBe((CrmFieldKind.Choice, null));
        (fields["CreatedDate"].Writable, fields["CreatedDate"].Kind, fields["CloseDate"].Kind, fields["IsWon"].Kind).ShouldBe((false, CrmFieldKind.Time, CrmFieldKind.Date, CrmFieldKind.Bool));
    }

    [Theory]
    [InlineData(204, null, true)]
    [InlineData(404, """[{"message":"entity is deleted","errorCode":"ENTITY_IS_DELETED","fields":[]}]""", true)]
    [InlineData(404, """[{"message":"x","errorCode":"NOT_FOUND"}]""", true)]
    [InlineData(400, """[{"message":"x","errorCode":"DELETE_FAILED"}]""", false)]
    public async Task Should_take_a_record_that_is_gone_for_removed(int status, string? body, bool removed)
    {
        _salesforce.Answer = _ => new(status, body);
        var forget = Crm.ForgetAsync("Contact", "0031", CancellationToken.None);
        if (removed)
        {
            await forget;
        }
        else
        {
            (await Should.ThrowAsync<CrmCallException>(() => forget)).Kind.ShouldBe(CrmFailureKind.Refused);
        }

        var call = _salesforce.Calls.ShouldHaveSingleItem();
        (call.Method, call.Path).ShouldBe(("DELETE", "/services/data/v62.0/sobjects/Contact/0031"));
    }

    private static ScriptedCrm.Said Taken(ScriptedCrm.Seen call) => new(
        200, new JsonArray([.. call.Body!["records"]!.AsArray().Select(r => new JsonObject { ["id"] = "crm-" + r!["Payment_Id__c"], ["success"] = true })]).ToJsonString());

    private Task<IReadOnlyList<CrmWriteAnswer>> UpsertAsync(params IEnumerable<string> fields) => Crm.UpsertAsync(
        Opportunity, [.. fields.Select((field, i) => new CrmWrite { Key = $"p-{i}", Fields = new Dictionary<string, object?> { [field] = "x" } })], CancellationToken.None);

    private async Task<CrmCallException> FailsAsync(CrmFailureKind kind)
    {
        var failure = await Should.ThrowAsync<CrmCallException>(() => UpsertAsync("Amount", "Amount"));
        failure.Kind.ShouldBe(kind, failure.Message);
        return failure;
    }
}
