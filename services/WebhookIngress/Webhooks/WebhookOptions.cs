using System.ComponentModel.DataAnnotations;
using System.Text.RegularExpressions;
using Integration.WebhookIngress.Webhooks.HubSpot;
using Integration.WebhookIngress.Webhooks.PayPal;
using Integration.WebhookIngress.Webhooks.StandardWebhooks;
using Integration.WebhookIngress.Webhooks.Stripe;

namespace Integration.WebhookIngress.Webhooks;

/// <summary>Limits of every webhook, and the secrets of each sender.</summary>
public sealed partial class WebhookOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Webhooks";

    /// <summary>Largest body in bytes; a larger one is answered 413 and not read further.</summary>
    [Range(1024, 64 << 20)] public int MaxBodyBytes { get; set; } = 1 << 20;

    /// <summary>How far a signature's time may be from ours, in seconds. Stripe's own default is 300.</summary>
    [Range(1, 3600)] public int ToleranceSeconds { get; set; } = 300;

    /// <summary>Webhooks per second that one source may send over any longer time, to all processes together where <c>ConnectionStrings__Redis</c> is set, to each one otherwise; more are
    /// answered 429 with <c>Retry-After</c>, and senders send them again.</summary>
    [Range(1, 100_000)] public int RequestsPerSecond { get; set; } = 500;

    /// <summary>Webhooks that one source may send at once after a pause.</summary>
    [Range(1, 100_000)] public int Burst { get; set; } = 2000;

    /// <summary>Days a webhook's body is kept. What stays afterwards is its identity, for ever: an event that comes again years later is still a duplicate.</summary>
    [Range(1, 3650)] public int KeepDays { get; set; } = 30;

    /// <summary>Stripe's secrets.</summary>
    public StripeWebhookOptions Stripe { get; set; } = new();

    /// <summary>PayPal's webhook and certificates.</summary>
    public PayPalWebhookOptions PayPal { get; set; } = new();

    /// <summary>HubSpot's app.</summary>
    public HubSpotWebhookOptions HubSpot { get; set; } = new();

    /// <summary>Senders of Standard Webhooks by name, each at <c>/webhooks/{name}</c>.</summary>
    public Dictionary<string, StandardWebhookOptions> Sources { get; init; } = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Sources.SelectMany(source => SourceName().IsMatch(source.Key) && !Reserved.Contains(source.Key)
        ? source.Value.Validate(source.Key)
        : [new ValidationResult($"Webhooks__Sources__{source.Key}: a name has 1 to 40 small letters, digits and hyphens, and is none of {string.Join(", ", Reserved)}.")]);

    private static readonly string[] Reserved = ["stripe", "paypal", "hubspot", WebhookSource.Unknown];

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex SourceName();
}
