using System.ComponentModel.DataAnnotations;

namespace Integration.WebhookIngress.Api.Security;

/// <summary>Bearer tokens of an OpenID Connect provider. Its keys are fetched from its discovery document and fetched again when they change.</summary>
public sealed class JwtOptions : IValidatableObject
{
    /// <summary>The provider's issuer address; absent: no bearer token is accepted.</summary>
    public string? Authority { get; set; }

    /// <summary>The audience that a token has to name; needed with <see cref="Authority"/>.</summary>
    public string? Audience { get; set; }

    /// <summary>How far a token's times may be off, in seconds.</summary>
    [Range(0, 300)] public int ClockSkewSeconds { get; set; } = 30;

    /// <summary>Seconds one question to the provider may take. One that failed stands for twice as long, counted from when it was asked.</summary>
    [Range(1, 60)] public int TimeoutSeconds { get; set; } = 5;

    /// <summary>The claim that names the client; a token without it is refused. Only one: else a person whose <c>sub</c> is a client's name would be that client.</summary>
    [Required] public string ClientClaim { get; set; } = "client_id";

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Authority is not { Length: > 0 })
        {
            yield break;
        }

        // Keys that came over plain HTTP could be anybody's; on the same machine there is nobody between.
        if (!Uri.TryCreate(Authority, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            yield return new ValidationResult("has to be an absolute https address.", [nameof(Authority)]);
        }

        if (string.IsNullOrWhiteSpace(Audience))
        {
            yield return new ValidationResult("is needed with an authority.", [nameof(Audience)]);
        }
    }
}
