using System.Security.Claims;
using System.Text.Encodings.Web;
using Integration.Hosting.Startup;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Api.Security;

/// <summary>Reads <c>X-Api-Key</c> and looks for its hash among the keys that are configured now.</summary>
internal sealed class ApiKeyAuthentication(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, LiveSettings<ApiOptions> api)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string SchemeName = "ApiKey";
    public const string Header = "X-Api-Key";
    private const int MaxLength = 256;

    /// <summary>Set, with the time, on a request whose key was right until then.</summary>
    public static readonly object Expired = new();

    protected override Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        var given = Request.Headers[Header];
        return Task.FromResult(given.Count == 0 ? AuthenticateResult.NoResult() : Judge(given is [{ Length: > 0 and <= MaxLength } sent] ? ApiKey.Find(api.Current.Keys, sent) : null));
    }

    private AuthenticateResult Judge(ApiKeyOptions? key)
    {
        if (key is null)
        {
            return AuthenticateResult.Fail("The key is not known.");
        }

        if (key.ExpiresAt <= TimeProvider.GetUtcNow())
        {
            Context.Items[Expired] = key.ExpiresAt;
            return AuthenticateResult.Fail("The key has expired.");
        }

        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(Caller.Identity(SchemeName, key.Name, $"key {key.Fingerprint}", key.Scopes)), SchemeName));
    }
}
