using System.ComponentModel.DataAnnotations;

namespace Integration.WebhookIngress.Webhooks.Stripe;

/// <summary>Stripe's signing secrets; several at once while they are rotated.</summary>
public sealed class StripeWebhookOptions : IValidatableObject
{
    /// <summary>Each <c>whsec_…</c>; any may match.</summary>
    [MinLength(1, ErrorMessage = "Webhooks__Stripe__SigningSecrets__0 is missing: the endpoint's whsec_… secret.")]
    public IList<string> SigningSecrets { get; init; } = [];

    /// <summary>An empty or guessable secret would let anyone sign.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => SigningSecrets
        .Select((secret, i) => (secret, i))
        .Where(s => string.IsNullOrWhiteSpace(s.secret) || s.secret.Trim().Length < 8)
        .Select(s => new ValidationResult($"Webhooks__Stripe__SigningSecrets__{s.i} is too short to be the endpoint's whsec_… secret."));
}
