using System.ComponentModel.DataAnnotations;

namespace Integration.WebhookIngress.Api.Security;

/// <summary>One key of a client. The key itself is nowhere in the configuration: <c>WebhookIngress api-key</c> makes one and prints what belongs here.
/// Keys are followed while the service runs: one that is added counts, and one that is removed or expires does not, without a restart.</summary>
public sealed class ApiKeyOptions : IValidatableObject
{
    /// <summary>The client; several keys of one name are one client, so that a key can be changed without a gap.</summary>
    [Required, RegularExpression("^[A-Za-z0-9._-]{1,64}$", ErrorMessage = "{0} has to have 1 to 64 letters, digits, dots, hyphens and underscores.")]
    public string Name { get; set; } = "";

    /// <summary>The 12 hex digits behind <c>ik_</c>, by which the key is found. Absent: any string whose hash this is.</summary>
    [RegularExpression("^[0-9a-f]{12}$", ErrorMessage = "{0} has to be the 12 hex digits behind ik_ in the key.")]
    public string? Id { get; set; }

    /// <summary>SHA-256 of the whole key, in hex.</summary>
    [Required, RegularExpression("^[0-9a-fA-F]{64}$", ErrorMessage = "{0} has to be 64 hex digits: the SHA-256 of the key.")]
    public string Sha256 { get; set; } = "";

    /// <summary>What the key may: <c>payments:read</c>, <c>payments:write</c>, <c>ops</c>.</summary>
    public IList<string> Scopes { get; init; } = [];

    /// <summary>From when on the key is refused, with an offset (<c>2027-06-30T00:00:00Z</c>); absent: never.</summary>
    public DateTimeOffset? ExpiresAt { get; set; }

    /// <summary>How the key is named in the audit: its id, or the first eight digits of its hash.</summary>
    internal string Fingerprint => string.IsNullOrEmpty(Id) ? Sha256[..8].ToUpperInvariant() : Id;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Scopes.Count == 0 || Scopes.Except(Security.Scopes.All).Any())
        {
            yield return new ValidationResult($"needs at least one, each one of {string.Join(", ", Security.Scopes.All)}.", [nameof(Scopes)]);
        }
    }
}
