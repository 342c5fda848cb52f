using System.Security.Cryptography;
using Integration.CrmSync.Providers;

namespace Integration.CrmSync.Tests.Providers;

/// <summary>The service's own settings against a Salesforce that judges the assertion.</summary>
[Collection("Salesforce's quota is measured")]
public sealed class When_Salesforce_is_entered_with_an_assertion : IDisposable
{
    private static readonly CrmObject Opportunity = new("Opportunity", "Integration_Payment_Id__c");

    private readonly RSA _key = RSA.Create(2048);

    public void Dispose() => _key.Dispose();

    [Fact]
    public async Task Should_be_let_in_and_again_when_the_session_has_ended()
    {
        await using var salesforce = await StartAsync();
        var crm = salesforce.Build(Settings(_key)).Crm;
        (await UpsertAsync(crm, 1m)).Written.ShouldBeTrue();
        await salesforce.ControlAsync("/sandbox/token", new { crm = "salesforce", expired = true });
        (await UpsertAsync(crm, 2m)).Written.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_say_what_to_look_at_when_the_certificate_is_another()
    {
        await using var salesforce = await StartAsync();
        using var other = RSA.Create(2048);
        var failure = await Should.ThrowAsync<CrmCallException>(() => UpsertAsync(salesforce.Build(Settings(other)).Crm, 1m));
        failure.Kind.ShouldBe(CrmFailureKind.Unauthorized);
        failure.Message.ShouldContain("Check ExternalApis__crm__Auth__… (client id; secret, or signing key, user and audience; token address)");
    }

    private Task<CrmSandboxHost> StartAsync() => CrmSandboxHost.StartAsync("Salesforce", "--CrmSandbox:Salesforce:AssertionKey=" + _key.ExportSubjectPublicKeyInfoPem());

    private static (string Name, string Value)[] Settings(RSA key) =>
    [
        ("ExternalApis:crm:Auth:Kind", "JwtBearer"), ("ExternalApis:crm:Auth:JwtBearer:ClientId", "sandbox-client"), ("ExternalApis:crm:Auth:JwtBearer:Subject", "integration@sandbox.test"),
        ("ExternalApis:crm:Auth:JwtBearer:PrivateKey", key.ExportPkcs8PrivateKeyPem()),
    ];

    private static async Task<CrmWriteAnswer> UpsertAsync(ICrmProvider crm, decimal amount) => (await crm.UpsertAsync(
        Opportunity,
        [
            new()
            {
                Key = "p-1",
                Fields = new Dictionary<string, object?> { ["Name"] = "Order 1", ["StageName"] = "Closed Won", ["CloseDate"] = new DateOnly(2026, 11, 30), ["Amount"] = amount },
            },
        ],
        CancellationToken.None)).Single();
}
