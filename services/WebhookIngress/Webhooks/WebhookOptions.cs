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

    /// <summary>Stripe's secrets.</summary>
    public StripeWebhookOptions Stripe { get; set; } = new();
}

/// <summary>Stripe's signing secrets; several at once while they are rotated.</summary>
public sealed class StripeWebhookOptions
{
    /// <summary>Each <c>whsec_…</c>; any may match.</summary>
    [MinLength(1, ErrorMessage = "Webhooks__Stripe__SigningSecrets__0 is missing: the endpoint's whsec_… secret.")]
    public IList<string> SigningSecrets { get; init; } = [];
}
