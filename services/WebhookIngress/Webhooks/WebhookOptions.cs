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

    /// <summary>Bytes of bodies not verified yet that one process holds at once; beyond them a body is answered 503 with <c>Retry-After</c> and let go. The last <see cref="MaxUnverifiedBytesPerAddress"/> of them are
    /// for small bodies alone. Default: 64 MiB, an eighth of the memory that the deployments give an ingress.</summary>
    [Range(64 << 10, 1 << 30)] public int MaxUnverifiedBytes { get; set; } = 64 << 20;

    /// <summary>The share of one address (IPv6: of one /64) in them; beyond it a body is answered 429. Small bodies of an address may take as much again. Where a proxy that <c>Ingress__KnownProxies</c> does not name
    /// stands before the ingress, all callers are one address. More than <see cref="MaxBodyBytes"/>, and at most half of <see cref="MaxUnverifiedBytes"/>. Default: 16 MiB.</summary>
    [Range(16 << 10, 1 << 29)] public int MaxUnverifiedBytesPerAddress { get; set; } = 16 << 20;

    /// <summary>Up to how many bytes a body counts as small: nearly all webhooks are. Default: 16 KiB, of which 1,000 fit beside all large ones.</summary>
    [Range(1024, 1 << 20)] public int SmallBodyBytes { get; set; } = 16 << 10;

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
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) => Room().Concat(Sources.SelectMany(source => SourceName().IsMatch(source.Key) && !Reserved.Contains(source.Key)
        ? source.Value.Validate(source.Key)
        : [new ValidationResult($"Webhooks__Sources__{source.Key}: a name has 1 to 40 small letters, digits and hyphens, and is none of {string.Join(", ", Reserved)}.")]));

    private IEnumerable<ValidationResult> Room()
    {
        if (MaxUnverifiedBytesPerAddress <= MaxBodyBytes)
        {
            yield return new ValidationResult("Webhooks__MaxUnverifiedBytesPerAddress has to be more than Webhooks__MaxBodyBytes: no body of that size would ever be taken.");
        }

        if (MaxUnverifiedBytes / 2 < MaxUnverifiedBytesPerAddress)
        {
            yield return new ValidationResult("Webhooks__MaxUnverifiedBytes has to be at least twice Webhooks__MaxUnverifiedBytesPerAddress: one address would take all of it.");
        }
    }

    private static readonly string[] Reserved = [.. WebhookSenders.Names, WebhookSource.Unknown];

    [GeneratedRegex("^[a-z0-9-]{1,40}$")]
    private static partial Regex SourceName();
}
