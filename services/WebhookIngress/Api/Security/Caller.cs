using System.Security.Claims;

namespace Integration.WebhookIngress.Api.Security;

/// <summary>Who calls, once authenticated.</summary>
internal sealed record Caller(string Client, string Credential, bool SeesAll, string? Subject = null)
{
    public const string ClientClaim = "integration:client";
    public const string CredentialClaim = "integration:credential";
    public const string SubjectClaim = "integration:subject";
    public const string ScopeClaim = "integration:scope";

    public static Caller Of(ClaimsPrincipal principal) => new(
        principal.FindFirstValue(ClientClaim) ?? throw new InvalidOperationException("The caller is not authenticated."),
        principal.FindFirstValue(CredentialClaim)!,
        principal.HasClaim(ScopeClaim, Scopes.Ops),
        principal.FindFirstValue(SubjectClaim));

    /// <summary>For the audit: the client, and who uses it where the token names somebody.</summary>
    public string Actor => Subject is null ? Client : $"{Client} {Subject}";

    /// <summary>The one identity that everything behind authentication looks at, whatever the caller showed.</summary>
    public static ClaimsIdentity Identity(string scheme, string client, string credential, IEnumerable<string> scopes, string? subject = null) => new(
        [new(ClientClaim, client), new(CredentialClaim, credential), .. subject is null ? [] : new[] { new Claim(SubjectClaim, subject) }, .. scopes.Where(Scopes.All.Contains).Select(scope => new Claim(ScopeClaim, scope))], scheme);
}
