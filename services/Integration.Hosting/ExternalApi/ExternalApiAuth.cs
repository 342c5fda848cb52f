using System.ComponentModel.DataAnnotations;

namespace Integration.Hosting.ExternalApi;

/// <summary>How a request shows who sends it.</summary>
public enum ExternalApiAuthKind
{
    /// <summary>Not at all.</summary>
    None,

    /// <summary>A fixed secret in a header.</summary>
    ApiKey,

    /// <summary>OAuth 2 client credentials: an access token, kept and renewed.</summary>
    OAuth2,

    /// <summary>OAuth 2 with a signed assertion in place of a secret: an access token, kept and renewed.</summary>
    JwtBearer,

    /// <summary>OAuth 2 with a refresh token that somebody's consent gave once: an access token, kept and renewed.</summary>
    RefreshToken,

    /// <summary>A signature (HMAC-SHA-256) over method, path and query, time and body.</summary>
    Hmac,
}

/// <summary>Who we are to an API. Only the settings of the chosen kind are looked at.</summary>
public sealed class ExternalApiAuth : IValidatableObject
{
    /// <summary>Which of the others counts.</summary>
    public ExternalApiAuthKind Kind { get; set; }

    /// <summary>For <see cref="ExternalApiAuthKind.ApiKey"/>.</summary>
    public ApiKeyAuth ApiKey { get; set; } = new();

    /// <summary>For <see cref="ExternalApiAuthKind.OAuth2"/>.</summary>
    public OAuth2Auth OAuth2 { get; set; } = new();

    /// <summary>For <see cref="ExternalApiAuthKind.JwtBearer"/>.</summary>
    public JwtBearerAuth JwtBearer { get; set; } = new();

    /// <summary>For <see cref="ExternalApiAuthKind.RefreshToken"/>.</summary>
    public RefreshTokenAuth RefreshToken { get; set; } = new();

    /// <summary>For <see cref="ExternalApiAuthKind.Hmac"/>.</summary>
    public HmacAuth Hmac { get; set; } = new();

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Kind switch
    {
        ExternalApiAuthKind.ApiKey => Missing("ApiKey", ("Key", ApiKey.Key), ("Header", ApiKey.Header)),
        ExternalApiAuthKind.OAuth2 => Missing("OAuth2", ("ClientId", OAuth2.ClientId), ("ClientSecret", OAuth2.ClientSecret), ("TokenAddress", OAuth2.TokenAddress))
            .Concat(Unsafe("OAuth2", OAuth2.TokenAddress)),
        ExternalApiAuthKind.JwtBearer => Missing(
                "JwtBearer", ("ClientId", JwtBearer.ClientId), ("Subject", JwtBearer.Subject), ("Audience", JwtBearer.Audience), ("PrivateKey", JwtBearer.PrivateKey), ("TokenAddress", JwtBearer.TokenAddress))
            .Concat(Unsafe("JwtBearer", JwtBearer.TokenAddress))
            .Concat(JwtBearer.PrivateKey.Length > 0 && !ExternalApi.JwtBearer.IsKey(JwtBearer.PrivateKey)
                ? [new ValidationResult("has to be an RSA private key of at least 2,048 bits as PEM, not encrypted.", ["JwtBearer:PrivateKey"])]
                : []),
        ExternalApiAuthKind.RefreshToken => Missing(
                "RefreshToken", ("ClientId", RefreshToken.ClientId), ("ClientSecret", RefreshToken.ClientSecret), ("Token", RefreshToken.Token), ("TokenAddress", RefreshToken.TokenAddress))
            .Concat(Unsafe("RefreshToken", RefreshToken.TokenAddress)),
        ExternalApiAuthKind.Hmac => Missing("Hmac", ("Secret", Hmac.Secret), ("SignatureHeader", Hmac.SignatureHeader), ("TimeHeader", Hmac.TimeHeader)),
        _ => [],
    };

    private static IEnumerable<ValidationResult> Unsafe(string kind, string address) =>
        address.Length > 0 && !SafeAddress.Is(address) ? [new ValidationResult("has to be an https address (http only for loopback).", [$"{kind}:TokenAddress"])] : [];

    private static IEnumerable<ValidationResult> Missing(string kind, params IEnumerable<(string Name, string Value)> settings) =>
        from setting in settings where string.IsNullOrWhiteSpace(setting.Value) select new ValidationResult($"is missing: Kind {kind} needs it.", [$"{kind}:{setting.Name}"]);
}

/// <summary>A fixed secret in a header.</summary>
public sealed class ApiKeyAuth
{
    /// <summary>The header's name.</summary>
    public string Header { get; set; } = "X-Api-Key";

    /// <summary>Stands before the key, for example "Bearer ".</summary>
    public string Prefix { get; set; } = "";

    /// <summary>The secret.</summary>
    public string Key { get; set; } = "";
}

/// <summary>OAuth 2 client credentials (RFC 6749, 4.4), the client authenticated with Basic.</summary>
public sealed class OAuth2Auth
{
    /// <summary>Who issues tokens; plain http is accepted for loopback only.</summary>
    public string TokenAddress { get; set; } = "";

    /// <summary>The client's id.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The client's secret.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>What the token is for; empty asks for what the issuer gives by default.</summary>
    public string Scope { get; set; } = "";

    /// <summary>A token is renewed this many seconds before it expires, or after nine tenths of its life when it lives for less than ten times as long.</summary>
    [Range(0, 3600)] public double RenewSeconds { get; set; } = 60;
}

/// <summary>OAuth 2 with an assertion (RFC 7523, 2.1), signed with RS256: the issuer knows the certificate, and no secret goes over the wire.</summary>
public sealed class JwtBearerAuth
{
    /// <summary>Who issues tokens; plain http is accepted for loopback only.</summary>
    public string TokenAddress { get; set; } = "";

    /// <summary>The client's id: the assertion's issuer.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The user on whose behalf is called.</summary>
    public string Subject { get; set; } = "";

    /// <summary>Whom the assertion is for, as the issuer calls itself.</summary>
    public string Audience { get; set; } = "";

    /// <summary>The RSA private key as PEM, not encrypted.</summary>
    public string PrivateKey { get; set; } = "";

    /// <summary>Which key it is; empty says nothing.</summary>
    public string KeyId { get; set; } = "";

    /// <summary>Seconds for which an assertion may be used. Salesforce accepts no more than three minutes.</summary>
    [Range(10, 3600)] public double LifeSeconds { get; set; } = 120;

    /// <summary>What the token is for; empty asks for what the issuer gives by default.</summary>
    public string Scope { get; set; } = "";

    /// <summary>A token is renewed this many seconds before it expires, or after nine tenths of its life when it lives for less than ten times as long.</summary>
    [Range(0, 3600)] public double RenewSeconds { get; set; } = 60;
}

/// <summary>OAuth 2 with a refresh token (RFC 6749, 6), the client's id and secret in the body. For issuers whose refresh tokens last, as HubSpot's do: one that gives another with each use is refused
/// after the process's next start, since what it gave is not kept.</summary>
public sealed class RefreshTokenAuth
{
    /// <summary>Who issues tokens; plain http is accepted for loopback only.</summary>
    public string TokenAddress { get; set; } = "";

    /// <summary>The app's id.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The app's secret.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>The refresh token.</summary>
    public string Token { get; set; } = "";

    /// <summary>A token is renewed this many seconds before it expires, or after nine tenths of its life when it lives for less than ten times as long.</summary>
    [Range(0, 3600)] public double RenewSeconds { get; set; } = 60;
}

/// <summary>A signature over each request as it goes out; a repeat is signed anew. Signed is, each on a line of its own, joined by \n: method, path and query,
/// the time in Unix seconds, SHA-256 of the body in hex (lower case).</summary>
public sealed class HmacAuth
{
    /// <summary>The secret, as text.</summary>
    public string Secret { get; set; } = "";

    /// <summary>Which secret it is; empty sends none.</summary>
    public string KeyId { get; set; } = "";

    /// <summary>Carries <see cref="KeyId"/>.</summary>
    public string KeyIdHeader { get; set; } = "X-Key-Id";

    /// <summary>Carries the signature in hex, lower case.</summary>
    public string SignatureHeader { get; set; } = "X-Signature";

    /// <summary>Carries the time.</summary>
    public string TimeHeader { get; set; } = "X-Timestamp";

    /// <summary>Carries the body's hash; empty sends none.</summary>
    public string BodyHashHeader { get; set; } = "X-Content-SHA256";
}
