using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Api.Security;

/// <summary>Reads <c>X-Api-Key</c> and compares its hash with every configured one, in a time that tells nothing.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, IOptions<ApiOptions> api)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string Header = "X-Api-Key";
    private const int MaxLength = 256;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var given = Request.Headers[Header];
        if (given.Count == 0)
        {
            return Task.FromResult(AuthenticateResult.NoResult());
        }

        return Task.FromResult(given is [{ Length: > 0 and <= MaxLength } key] && Find(key) is { } known
            ? AuthenticateResult.Success(new AuthenticationTicket(
                new ClaimsPrincipal(Caller.Identity(SchemeName, known.Name, $"key {known.Fingerprint}", known.Scopes)), SchemeName))
            : AuthenticateResult.Fail("The key is not known."));
    }

    /// <summary>Looks at every key, also after a match.</summary>
    private ApiKeyOptions? Find(string key)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));
        ApiKeyOptions? found = null;
        foreach (var known in api.Value.Keys)
        {
            found = CryptographicOperations.FixedTimeEquals(hash, Convert.FromHexString(known.Sha256)) ? known : found;
        }

        return found;
    }
}
