using System.Security.Claims;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Integration.WebhookIngress.Tests;

/// <summary>An OpenID Connect provider over real HTTP: a discovery document, keys, and tokens of any kind a test wants.</summary>
public sealed class IdentityProvider : IAsyncDisposable
{
    private readonly RSA _rsa = RSA.Create(2048);
    private WebApplication _app = null!;

    public string Issuer { get; private set; } = "";

    public RsaSecurityKey SigningKey => new(_rsa) { KeyId = "key-1" };

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.MapGet("/.well-known/openid-configuration", () => Results.Json(new { issuer = Issuer, jwks_uri = $"{Issuer}/keys" }));
        _app.MapGet("/keys", () => Results.Text(JsonSerializer.Serialize(new { keys = new[] { Public() } }), "application/json"));
        await _app.StartAsync();
        Issuer = _app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
    }

    /// <summary>A token that is good unless the test says otherwise.</summary>
    public string Token(
        string scope = "payments:read payments:write", string? issuer = null, string audience = "integration", int expiresInSeconds = 300, SecurityKey? key = null,
        string algorithm = SecurityAlgorithms.RsaSha256, string client = "partner", string claim = "client_id", string type = "JWT", string? subject = null)
    {
        var now = TimeProvider.System.GetUtcNow().UtcDateTime;
        return new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = issuer ?? Issuer, Audience = audience, NotBefore = now.AddHours(-1), Expires = now.AddSeconds(expiresInSeconds), SigningCredentials = new(key ?? SigningKey, algorithm),
            TokenType = type, Subject = new ClaimsIdentity([new(claim, client), new("scope", scope), new("jti", "token-1"), .. subject is null ? [] : new[] { new Claim("sub", subject) }]),
        });
    }

    /// <summary>A token without a signature that says everything right.</summary>
    public string WithoutSignature()
    {
        var parts = Token().Split('.');
        return $"{Base64UrlEncoder.Encode("""{"alg":"none","typ":"JWT"}""")}.{parts[1]}.";
    }

    /// <summary>The public key used as a shared secret, which a careless verifier would accept.</summary>
    public string Confused() => Token(key: new SymmetricSecurityKey(_rsa.ExportSubjectPublicKeyInfo()) { KeyId = "key-1" }, algorithm: SecurityAlgorithms.HmacSha256);

    private Dictionary<string, string> Public()
    {
        var key = JsonWebKeyConverter.ConvertFromRSASecurityKey(SigningKey);
        return new() { ["kty"] = "RSA", ["kid"] = "key-1", ["use"] = "sig", ["n"] = key.N, ["e"] = key.E };
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        _rsa.Dispose();
    }
}
