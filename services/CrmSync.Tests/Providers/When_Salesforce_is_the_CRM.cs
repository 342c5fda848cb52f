using Integration.CrmSync.Events;
using Integration.CrmSync.Mapping;
using Integration.CrmSync.Providers;
using Integration.CrmSync.Records;

namespace Integration.CrmSync.Tests.Providers;

[Collection("Salesforce's quota is measured")]
public sealed class When_Salesforce_is_the_CRM : CrmCompliance
{
    protected override string Provider => "Salesforce";

    private protected override CrmObject Payments { get; } = new("Opportunity", "Integration_Payment_Id__c");

    private protected override CrmObject Customers { get; } = new("Contact", "Integration_Customer_Id__c");

    private protected override PaymentFields Fields { get; } = new("Amount", "Integration_Reason__c", 255, "Integration_Version__c", "StageName", "CloseDate", "CreatedDate");

    private protected override (string Name, string InTheBooks) Relation => ("Integration_Customer__r", "Integration_Customer__c");

    private protected override RefusalCodes Codes { get; } = new(
        "INVALID_FIELD", "INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST", "STRING_TOO_LONG", "JSON_PARSER_ERROR", "INVALID_FIELD_FOR_INSERT_UPDATE", "REQUIRED_FIELD_MISSING", "INVALID_FIELD");

    private protected override int CallsOfALinkedBatch => 1;

    private protected override string AbsentId => "006ak00000ZZZZZAAA";

    [Fact]
    public async Task Should_call_a_locked_row_passing()
    {
        await Sandbox.ControlAsync("/sandbox/locked", new { objectType = "Opportunity", keys = new[] { "p-1" } });
        var answers = await Crm.UpsertAsync(Payments, [Payment("p-1", 1m), Payment("p-2", 1m)], CancellationToken.None);
        answers.Select(a => (a.Code, a.Passing)).ShouldBe([("UNABLE_TO_LOCK_ROW", true), (null, false)]);
        (await UpsertAsync(Payment("p-1", 1m))).Written.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_take_ids_and_reasons_as_long_as_they_may_be()
    {
        var plan = new MappingPlan(Crm.Mapping, new());
        (await new SchemaCheck(Crm, plan).RunAsync(CancellationToken.None)).ShouldBeEmpty();
        var mapper = new RecordMapper(plan);
        var (customer, payment) = (new string('c', 128), Guid.NewGuid());
        var own = new FactBody { State = "failed", At = DateTimeOffset.UnixEpoch, AmountMinor = 1999, Currency = "EUR", CustomerId = customer, OrderId = new string('o', 128), Reason = new string('r', 500) };
        var contact = (await Crm.UpsertAsync(plan.Of(RecordKind.Customer).Object, [mapper.Map(RecordKind.Customer, new(customer, 1, null, null), null)], CancellationToken.None)).Single();
        contact.Written.ShouldBeTrue(contact.Reason);
        var write = mapper.Map(RecordKind.Payment, new(payment.ToString(), 1, new(payment, [new(payment, FactKind.Payment, "", own)]), null), (customer, contact.Id!));
        var answer = (await Crm.UpsertAsync(plan.Of(RecordKind.Payment).Object, [write], CancellationToken.None)).Single();
        answer.Written.ShouldBeTrue(answer.Reason);
        var (name, order) = ((string)write.Fields["Name"]!, (string)write.Fields["Integration_Order_Id__c"]!);
        (name.Length, name[^1], order).ShouldBe((120, '…', own.OrderId), "only what does not fit is cut");
    }

    [Fact]
    public async Task Should_leave_a_tenth_of_the_day_to_others()
    {
        await Sandbox.ControlAsync("/sandbox/spend", new { crm = "salesforce", calls = 89_998 });
        (await UpsertAsync(Payment("p-1", 1m))).Written.ShouldBeTrue();
        (await UpsertAsync(Payment("p-1", 1m))).Written.ShouldBeTrue();
        await Sandbox.CallsAsync();
        (await FailsAsync(CrmFailureKind.RateLimited, () => UpsertAsync(Payment("p-1", 1m)))).RetryAfter!.Value.ShouldBeInRange(TimeSpan.FromMinutes(50), TimeSpan.FromHours(1));
        (await Sandbox.CallsAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task Should_tell_a_day_that_is_used_up()
    {
        await Sandbox.ControlAsync("/sandbox/spend", new { crm = "salesforce", calls = 100_000 });
        (await FailsAsync(CrmFailureKind.RateLimited, () => UpsertAsync(Payment("p-1", 1m)))).RetryAfter!.Value.ShouldBeInRange(TimeSpan.FromMinutes(50), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Should_fetch_a_new_token_when_the_session_has_ended()
    {
        await UpsertAsync(Payment("p-1", 1m));
        await Sandbox.ControlAsync("/sandbox/token", new { crm = "salesforce", expired = true });
        (await UpsertAsync(Payment("p-1", 2m))).Written.ShouldBeTrue();
    }

    private protected override Dictionary<string, object?> NewPayment() => new() { ["Name"] = "Order 1", ["StageName"] = "Closed Won", ["CloseDate"] = new DateOnly(2026, 11, 30) };

    private protected override Dictionary<string, object?> NewCustomer(string name) => new() { ["LastName"] = name };
}
