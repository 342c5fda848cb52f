using System.Net.Http.Headers;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.IdentityModel.Tokens;

namespace Integration.WebhookIngress.Tests;

public sealed class When_a_caller_is_judged(ApiHost host) : IClassFixture<ApiHost>
{
    public static TheoryData<string, Func<IdentityProvider, string>> BadTokens() => new()
    {
        { "no signature", p => p.WithoutSignature() },
        { "public key as secret", p => p.Confused() },
        { "other issuer", p => p.Token(issuer: "https://issuer.example") },
        { "other audience", p => p.Token(audience: "somebody-else") },
        { "expired", p => p.Token(expiresInSeconds: -60) },
        { "wrong key", p => p.Token(key: new RsaSecurityKey(RSA.Create(2048)) { KeyId = "key-1" }) },
        { "key that is not published", p => p.Token(key: new RsaSecurityKey(RSA.Create(2048)) { KeyId = "key-2" }) },
        { "tampered", p => p.Token()[..^6] + "AAAAAA" },
        { "no client", p => p.Token(client: "") },
        { "no client but a person of a client's name", p => p.Token(claim: "sub", client: "shop") },
        { "another use: logout", p => p.Token(type: "logout+jwt") },
        { "no token", _ => "nonsense" },
    };

    [Theory]
    [InlineData(ApiHost.Key)]
    [InlineData(ApiHost.OldKey)]
    public async Task Should_let_in_every_key_of_a_client(string key)
    {
        using var request = Keyed(key);
        (await host.SendAsync(request)).Status.ShouldBe(202);
    }

    [Theory]
    [InlineData("the-key-of-nobody")]
    [InlineData("the-key-of-the-shop ")]
    [InlineData("THE-KEY-OF-THE-SHOP")]
    public async Task Should_refuse_a_key_that_is_not_known(string key)
    {
        using var request = Keyed(key + (key.EndsWith(' ') ? "x" : ""));
        await host.RefusesAsync(request, 401, "not-authenticated");
    }

    [Fact]
    public async Task Should_refuse_two_keys_no_key_and_the_hash_as_key()
    {
        using var two = Keyed(ApiHost.Key);
        two.Headers.Add("X-Api-Key", ApiHost.OldKey);
        await host.RefusesAsync(two, 401, "not-authenticated");
        using var none = Keyed(null);
        await host.RefusesAsync(none, 401, "not-authenticated");
        using var hash = Keyed(ApiHost.Sha256(ApiHost.Key));
        await host.RefusesAsync(hash, 401, "not-authenticated");
    }

    [Fact]
    public async Task Should_refuse_what_the_scope_does_not_allow()
    {
        using var key = Keyed("the-key-of-the-looker");
        await host.RefusesAsync(key, 403, "scope-missing");
        using var token = Bearing(host.Provider.Token(scope: "payments:read openid"));
        await host.RefusesAsync(token, 403, "scope-missing");
    }

    [Fact]
    public async Task Should_let_in_a_good_token_as_a_client_of_the_provider()
    {
        using var request = Bearing(host.Provider.Token(client: "shop"));
        (await host.SendAsync(request)).Status.ShouldBe(202);
        (await host.Database.CountAsync("requests.writes where client = 'oidc:shop' and credential = 'token token-1'")).ShouldBe(1);
    }

    [Theory]
    [MemberData(nameof(BadTokens))]
    public async Task Should_refuse_a_token_with(string flaw, Func<IdentityProvider, string> token)
    {
        using var request = Bearing(token(host.Provider));
        await host.RefusesAsync(request, 401, "not-authenticated");
        flaw.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("/v1/payments/00000000-0000-0000-0000-000000000001")]
    [InlineData("/v1/payments")]
    public async Task Should_show_nothing_to_a_stranger(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        (await host.SendAsync(request)).ShouldBe((401, "not-authenticated"));
    }

    [Fact]
    public void Should_have_no_anonymous_route_but_webhooks_health_and_the_documents()
    {
        var routes = host.Endpoints.OfType<RouteEndpoint>().ToList();
        routes.Count.ShouldBeGreaterThan(10);
        routes.Where(r => r.Metadata.GetMetadata<IAuthorizeData>() is null || r.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            .Select(r => r.RoutePattern.RawText!.Trim('/').Split('/')[0]).Distinct().ShouldBe(["health", "webhooks", "openapi", "docs"], ignoreOrder: true);
    }

    /// <summary>Proxies are known here, and the caller is none of them.</summary>
    [Fact]
    public async Task Should_believe_no_forwarded_header_of_a_stranger()
    {
        using var request = Keyed(ApiHost.Key);
        request.Headers.Add("X-Forwarded-For", "203.0.113.7");
        request.Headers.Add("X-Forwarded-Proto", "https");
        (await host.SendAsync(request)).Status.ShouldBe(202);
        (await host.Database.CountAsync("requests.writes where remote_address <> '127.0.0.1'")).ShouldBe(0);
    }

    private static HttpRequestMessage Keyed(string? key)
    {
        var request = ApiHost.Payment();
        request.Headers.Remove("X-Api-Key");
        if (key is not null)
        {
            request.Headers.TryAddWithoutValidation("X-Api-Key", key);
        }

        return request;
    }

    private static HttpRequestMessage Bearing(string token)
    {
        var request = Keyed(null);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return request;
    }
}
