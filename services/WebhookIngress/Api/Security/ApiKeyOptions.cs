using System.ComponentModel.DataAnnotations;

namespace Integration.WebhookIngress.Api.Security;

/// <summary>One key of a client. The key itself is nowhere in the configuration: <c>webhook-ingress api-key</c> makes one and prints its hash.</summary>
public sealed class ApiKeyOptions : IValidatableObject
{
    /// <summary>The client; several keys of one name are one client, so that a key can be changed without a gap.</summary>
    [Required, RegularExpression("^[A-Za-z0-9._-]{1,64}$", ErrorMessage = "{0} has to have 1 to 64 letters, digits, dots, hyphens and underscores.")]
    public string Name { get; set; } = "";

    /// <summary>SHA-256 of the key, in hex.</summary>
    [Required, RegularExpression("^[0-9a-fA-F]{64}$", ErrorMessage = "{0} has to be 64 hex digits: the SHA-256 of the key.")]
    public string Sha256 { get; set; } = "";

    /// <summary>What the key may: <c>payments:read</c>, <c>payments:write</c>, <c>ops</c>.</summary>
    public IList<string> Scopes { get; init; } = [];

    /// <summary>How the key is named in the audit: the first eight digits of its hash.</summary>
    internal string Fingerprint => Sha256[..8].ToUpperInvariant();

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Scopes.Count == 0 || Scopes.Except(Security.Scopes.All).Any())
        {
            yield return new ValidationResult($"needs at least one, each one of {string.Join(", ", Security.Scopes.All)}.", [nameof(Scopes)]);
        }
    }
}
