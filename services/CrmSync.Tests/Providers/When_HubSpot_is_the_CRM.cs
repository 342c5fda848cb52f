using Integration.CrmSync.Providers;

namespace Integration.CrmSync.Tests.Providers;

public sealed class When_HubSpot_is_the_CRM : CrmCompliance
{
    protected override string Provider => "HubSpot";

    private protected override CrmObject Payments { get; } = new("deals", "integration_payment_id");

    private protected override CrmObject Customers { get; } = new("contacts", "integration_customer_id");

    private protected override PaymentFields Fields { get; } = new("amount", "description", 65_536, "integration_version", "dealstage", "closedate", "createdate");

    private protected override (string Name, string InTheBooks) Relation => ("", "contacts");

    private protected override RefusalCodes Codes { get; } = new(
        "PROPERTY_DOESNT_EXIST", "INVALID_OPTION", "INVALID_LENGTH", "INVALID_FLOAT", "READ_ONLY_VALUE", "REQUIRED_PROPERTY", "crm.associations.INVALID_OBJECT_IDS");

    private protected override int CallsOfALinkedBatch => 2;

    private protected override string AbsentId => "999999";

    [Fact]
    public async Task Should_write_the_others_when_one_has_the_address_of_somebody_else()
    {
        await Crm.UpsertAsync(Customers, [Customer("c-0", "ada@example.com")], CancellationToken.None);
        await Sandbox.CallsAsync();
        var answers = await Crm.UpsertAsync(
            Customers, [.. Enumerable.Range(1, 100).Select(i => Customer($"c-{i}", i == 57 ? "ada@example.com" : $"c{i}@example.com"))], CancellationToken.None);
        answers.Where(a => !a.Written).Select(a => (a.Key, a.Code, a.Passing)).ShouldBe([("c-57", "CONFLICT", false)]);
        answers[56].Reason!.ShouldNotContain("example.com");
        (await Sandbox.CallsAsync()).ShouldBeLessThanOrEqualTo(15);
    }

    /// <summary>An app that was installed with somebody's consent, instead of a private one.</summary>
    [Fact]
    public async Task Should_get_in_with_a_refresh_token()
    {
        (string, string)[] app =
        [
            ("ExternalApis:crm:Auth:Kind", "RefreshToken"), ("ExternalApis:crm:Auth:ApiKey:Key", ""), ("ExternalApis:crm:Auth:RefreshToken:ClientId", "sandbox-client"),
            ("ExternalApis:crm:Auth:RefreshToken:ClientSecret", "sandbox-secret"),
        ];
        var installed = Sandbox.Build([.. app, ("ExternalApis:crm:Auth:RefreshToken:Token", "refresh-sandbox")]).Crm;
        (await installed.UpsertAsync(Payments, [Payment("p-1", 1m)], CancellationToken.None)).ShouldHaveSingleItem().Written.ShouldBeTrue();
        var revoked = Sandbox.Build([.. app, ("ExternalApis:crm:Auth:RefreshToken:Token", "planted-refresh-token")]).Crm;
        var failure = await FailsAsync(CrmFailureKind.Unauthorized, () => revoked.UpsertAsync(Payments, [Payment("p-2", 1m)], CancellationToken.None));
        failure.Message.ShouldNotContain("planted");
    }

    [Fact]
    public async Task Should_wait_a_moment_for_locked_records()
    {
        await Sandbox.ControlAsync("/sandbox/locked", new { objectType = "deals", keys = new[] { "p-1" } });
        (await FailsAsync(CrmFailureKind.RateLimited, () => UpsertAsync(Payment("p-1", 1m)))).RetryAfter.ShouldBe(TimeSpan.FromSeconds(2));
        (await UpsertAsync(Payment("p-1", 1m))).Written.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_name_the_scope_that_is_missing()
    {
        await Sandbox.ControlAsync("/sandbox/token", new { crm = "hubspot", missingScope = "crm.objects.deals.write" });
        (await FailsAsync(CrmFailureKind.Unauthorized, () => UpsertAsync(Payment("p-1", 1m)))).Message.ShouldContain("give it crm.objects.deals.write");
    }

    [Fact]
    public async Task Should_tell_a_day_that_is_used_up()
    {
        await Sandbox.ControlAsync("/sandbox/spend", new { crm = "hubspot", calls = 650_000 });
        (await FailsAsync(CrmFailureKind.RateLimited, () => UpsertAsync(Payment("p-1", 1m)))).RetryAfter.ShouldBe(TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task Should_keep_nothing_of_a_contact_that_is_forgotten()
    {
        var id = (await Crm.UpsertAsync(Customers, [Customer("c-1", "ada@example.com")], CancellationToken.None)).Single().Id!;
        await Crm.ForgetAsync("contacts", id, CancellationToken.None);
        (await Sandbox.RecordAsync("contacts", id)).ShouldBeNull();
    }

    private protected override Dictionary<string, object?> NewPayment() => new() { ["dealname"] = "Order 1", ["dealstage"] = "closedwon" };

    private protected override Dictionary<string, object?> NewCustomer(string name) => new() { ["lastname"] = name };

    private CrmWrite Customer(string key, string email) => new() { Key = key, Fields = new Dictionary<string, object?>(NewCustomer(key)) { ["email"] = email } };
}
