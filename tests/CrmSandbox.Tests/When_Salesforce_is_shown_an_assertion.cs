using System.Net;
using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Integration.CrmSandbox.Tests;

public sealed class When_Salesforce_is_shown_an_assertion : IDisposable
{
    private static readonly DateTime Now = new(2026, 11, 30, 9, 0, 0, DateTimeKind.Utc);

    private readonly RSA _key = RSA.Create(2048);
    private readonly RSA _other = RSA.Create(2048);

    public void Dispose()
    {
        _key.Dispose();
        _other.Dispose();
    }

    [Fact]
    public async Task Should_open_a_session()
    {
        await using var sandbox = await StartAsync();
        var token = (await ShowAsync(sandbox, Assertion())).ShouldBe(HttpStatusCode.OK)["access_token"].GetString();
        (await sandbox.SendAsync(HttpMethod.Get, "/services/data/v60.0/limits", null, token)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("issuer", "invalid_client_id", "client identifier invalid")]
    [InlineData("audience", "invalid_grant", "audience is invalid")]
    [InlineData("user", "invalid_grant", "user hasn't approved this consumer")]
    [InlineData("expired", "invalid_grant", "expired authorization code")]
    [InlineData("long", "invalid_grant", "invalid assertion")]
    [InlineData("key", "invalid_grant", "invalid assertion")]
    [InlineData("text", "invalid_grant", "invalid assertion")]
    public async Task Should_refuse_what_is_wrong(string wrong, string error, string description)
    {
        await using var sandbox = await StartAsync();
        var reply = (await ShowAsync(sandbox, Assertion(wrong))).ShouldBe(HttpStatusCode.BadRequest);
        (reply["error"].GetString(), reply["error_description"].GetString()).ShouldBe((error, description));
    }

    [Fact]
    public async Task Should_take_none_without_a_certificate_or_when_the_app_is_revoked()
    {
        await using var without = await Sandbox.StartAsync(new FakeTimeProvider(Now));
        (await ShowAsync(without, Assertion())).ShouldBe(HttpStatusCode.BadRequest);
        await using var sandbox = await StartAsync();
        await sandbox.ControlAsync("token", new { crm = "salesforce", revoked = true });
        (await ShowAsync(sandbox, Assertion())).ShouldBe(HttpStatusCode.BadRequest)["error"].GetString().ShouldBe("invalid_grant");
    }

    private Task<Sandbox> StartAsync() => Sandbox.StartAsync(new FakeTimeProvider(Now), "Salesforce:AssertionKey=" + _key.ExportSubjectPublicKeyInfoPem());

    private string Assertion(string wrong = "") => wrong == "text" ? "a.b.c" : new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
    {
        Issuer = wrong == "issuer" ? "somebody" : "sandbox-client",
        Audience = wrong == "audience" ? "https://login.example" : "https://login.salesforce.com",
        Claims = new Dictionary<string, object> { ["sub"] = wrong == "user" ? "nobody@sandbox.test" : "integration@sandbox.test" },
        Expires = Now.AddSeconds(wrong switch { "expired" => -1, "long" => 181, _ => 180 }),
        SigningCredentials = new(new RsaSecurityKey(wrong == "key" ? _other : _key) { CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } }, SecurityAlgorithms.RsaSha256),
    });

    private static async Task<Reply> ShowAsync(Sandbox sandbox, string assertion) =>
        await sandbox.TokenAsync(new Dictionary<string, string> { ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer", ["assertion"] = assertion });
}
