using System.Security.Claims;

namespace Integration.WebhookIngress.Api.Security;

/// <summary>Who calls, once authenticated.</summary>
internal sealed record Caller(string Client, string Credential, bool SeesAll)
{
    public const string ClientClaim = "integration:client";
    public const string CredentialClaim = "integration:credential";
    public const string ScopeClaim = "integration:scope";

    public static Caller Of(ClaimsPrincipal principal) => new(
        principal.FindFirstValue(ClientClaim) ?? throw new InvalidOperationException("The caller is not authenticated."),
        principal.FindFirstValue(CredentialClaim)!,
        principal.HasClaim(ScopeClaim, Scopes.Ops));

    /// <summary>The one identity that everything behind authentication looks at, whatever the caller showed.</summary>
    public static ClaimsIdentity Identity(string scheme, string client, string credential, IEnumerable<string> scopes) => new(
        [new(ClientClaim, client), new(CredentialClaim, credential), .. scopes.Where(Scopes.All.Contains).Select(scope => new Claim(ScopeClaim, scope))], scheme);
}
