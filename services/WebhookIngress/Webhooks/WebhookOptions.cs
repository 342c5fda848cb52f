using System.ComponentModel.DataAnnotations;

namespace Integration.WebhookIngress.Webhooks;

/// <summary>Limits of every webhook, and the secrets of each sender.</summary>
public sealed class WebhookOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Webhooks";

    /// <summary>Largest body in bytes; a larger one is answered 413 and not read further.</summary>
    [Range(1024, 64 << 20)] public int MaxBodyBytes { get; set; } = 1 << 20;

    /// <summary>How far a signature's time may be from ours, in seconds. Stripe's own default is 300.</summary>
    [Range(1, 3600)] public int ToleranceSeconds { get; set; } = 300;

    /// <summary>Webhooks per second that one source may send to one process, over any longer time; more are answered 429 with
    /// <c>Retry-After</c>, and senders send them again.</summary>
    [Range(1, 100_000)] public int RequestsPerSecond { get; set; } = 500;

    /// <summary>Webhooks that one source may send at once after a pause.</summary>
    [Range(1, 100_000)] public int Burst { get; set; } = 2000;

    /// <summary>Stripe's secrets.</summary>
    public StripeWebhookOptions Stripe { get; set; } = new();
}

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
