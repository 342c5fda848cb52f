using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace Integration.Hosting.Tests.ExternalApi;

/// <summary>RFC 7523: what the issuer gets is read here with nothing but the platform's RSA.</summary>
public sealed class When_a_token_is_asked_for_with_an_assertion : IDisposable
{
    private readonly RSA _key = RSA.Create(2048);
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UnixEpoch.AddSeconds(1_000));

    public void Dispose() => _key.Dispose();

    [Fact]
    public async Task Should_sign_who_we_are_whom_we_act_for_and_until_when()
    {
        await using var party = await ThirdParty.StartAsync();
        var client = party.Client(_time, [.. Settings(party), ("Auth:JwtBearer:KeyId", "k1"), ("Auth:JwtBearer:Scope", "api"), ("Auth:JwtBearer:LifeSeconds", "90")]);
        (await client.GetAsync("contacts/1", CancellationToken.None)).Status.ShouldBe(200);
        party.Calls.ShouldHaveSingleItem().Headers["Authorization"].ShouldBe("Bearer planted-token-1");

        var form = party.Asked.ShouldHaveSingleItem();
        (form["grant_type"].ToString(), form["scope"].ToString()).ShouldBe(("urn:ietf:params:oauth:grant-type:jwt-bearer", "api"));
        var assertion = form["assertion"].ToString();
        var (header, claims) = (Part(assertion, 0), Part(assertion, 1));
        (header.GetProperty("alg").GetString(), header.GetProperty("kid").GetString()).ShouldBe(("RS256", "k1"));
        (claims.GetProperty("iss").GetString(), claims.GetProperty("sub").GetString(), claims.GetProperty("aud").GetString(), claims.GetProperty("exp").GetInt64())
            .ShouldBe(("us", "robot@acme.test", "https://issuer.test", 1_090));
        claims.EnumerateObject().Select(claim => claim.Name).ShouldNotContain(name => name == "nbf" || name == "iat", "a clock that is a little behind ours would refuse them");
        _key.VerifyData(Encoding.ASCII.GetBytes(assertion[..assertion.LastIndexOf('.')]), Bytes(assertion.Split('.')[2]), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).ShouldBeTrue();
        string.Join(' ', party.Log).ShouldNotContain(assertion[^40..]);
    }

    [Fact]
    public async Task Should_sign_a_new_one_for_every_token()
    {
        await using var party = await ThirdParty.StartAsync();
        var client = party.Client(_time, Settings(party));
        await client.GetAsync("contacts/1", CancellationToken.None);
        party.RevokedUpTo = 1;
        await client.GetAsync("contacts/1", CancellationToken.None);

        party.Asked.Select(f => Part(f["assertion"].ToString(), 1).GetProperty("jti").GetString()).Distinct().Count().ShouldBe(2);
        party.Calls.Last().Headers["Authorization"].ShouldBe("Bearer planted-token-2");
    }

    /// <summary>As settings of one line hold it.</summary>
    [Fact]
    public async Task Should_take_a_key_whose_lines_are_told_by_a_backslash_and_an_n()
    {
        await using var party = await ThirdParty.StartAsync();
        var client = party.Client(_time, [.. Settings(party), ("Auth:JwtBearer:PrivateKey", _key.ExportPkcs8PrivateKeyPem().ReplaceLineEndings("\\n"))]);
        (await client.GetAsync("contacts/1", CancellationToken.None)).Status.ShouldBe(200);
    }

    /// <summary>An issuer that remembers assertions would refuse a repeat, although nothing is wrong with us.</summary>
    [Fact]
    public async Task Should_not_send_an_assertion_again_when_its_answer_was_lost()
    {
        await using var party = await ThirdParty.StartAsync();
        party.Answer = context =>
        {
            context.Abort();
            return Task.CompletedTask;
        };
        var client = party.Client(settings: [.. Settings(party), ("Auth:JwtBearer:TokenAddress", new Uri(party.Address, "lost").ToString())]);
        var failure = await Should.ThrowAsync<Hosting.ExternalApi.ExternalApiException>(() => client.GetAsync("contacts/1", CancellationToken.None));
        failure.InnerException.ShouldBeOfType<Hosting.ExternalApi.AccessTokenException>().Refused.ShouldBeFalse();
        party.Calls.ShouldHaveSingleItem().Path.ShouldBe("/lost");
    }

    [Fact]
    public async Task Should_name_everything_that_is_missing()
    {
        await using var party = await ThirdParty.StartAsync();
        var wrong = Should.Throw<OptionsValidationException>(() => party.Client(_time, ("Auth:Kind", "JwtBearer"))).Message;
        ((string[])["ClientId", "Subject", "Audience", "PrivateKey", "TokenAddress"]).ShouldAllBe(name => wrong.Contains($"ExternalApis__crm__Auth__JwtBearer__{name}: is missing", StringComparison.Ordinal), wrong);
    }

    [Theory]
    [InlineData("planted: no key at all")]
    [InlineData("public")]
    [InlineData("short")]
    [InlineData("encrypted")]
    [InlineData("curve")]
    public async Task Should_refuse_a_key_that_cannot_sign_and_not_show_it(string which)
    {
        using var small = RSA.Create(1024);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = which switch
        {
            "public" => _key.ExportSubjectPublicKeyInfoPem(),
            "short" => small.ExportPkcs8PrivateKeyPem(),
            "encrypted" => _key.ExportEncryptedPkcs8PrivateKeyPem("x", new(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1)),
            "curve" => curve.ExportPkcs8PrivateKeyPem(),
            _ => which,
        };
        await using var party = await ThirdParty.StartAsync();
        var wrong = Should.Throw<OptionsValidationException>(() => party.Client(_time, [.. Settings(party), ("Auth:JwtBearer:PrivateKey", key)])).Message;
        wrong.ShouldContain("ExternalApis__crm__Auth__JwtBearer__PrivateKey: has to be an RSA private key of at least 2,048 bits");
        wrong.ShouldNotContain(key[..Math.Min(key.Length, 60)][^10..]);
    }

    private List<(string Name, string Value)> Settings(ThirdParty party) =>
    [
        ("Auth:Kind", "jwtbearer"), ("Auth:JwtBearer:TokenAddress", new Uri(party.Address, "token").ToString()), ("Auth:JwtBearer:ClientId", "us"), ("Auth:JwtBearer:Subject", "robot@acme.test"),
        ("Auth:JwtBearer:Audience", "https://issuer.test"), ("Auth:JwtBearer:PrivateKey", _key.ExportPkcs8PrivateKeyPem()),
    ];

    private static JsonElement Part(string token, int part) => JsonSerializer.Deserialize<JsonElement>(Bytes(token.Split('.')[part]));

    private static byte[] Bytes(string base64Url) => System.Buffers.Text.Base64Url.DecodeFromChars(base64Url);
}
