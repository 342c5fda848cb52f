using System.ComponentModel.DataAnnotations;

namespace Integration.WebhookIngress.Webhooks.PayPal;

/// <summary>PayPal's webhooks: which are ours, and whose certificates may sign them. The id, the hosts and the age are followed while the service runs; who is trusted and the limits of fetching are those of the start.</summary>
public sealed class PayPalWebhookOptions : IValidatableObject
{
    private static readonly string[] PayPalsOwn = ["api.paypal.com", "api.sandbox.paypal.com"];

    /// <summary>The id that PayPal gave the endpoint; it is part of what is signed. Without one, <c>/webhooks/paypal</c> is off. Followed without a restart.</summary>
    public string WebhookId { get; set; } = "";

    /// <summary>Hosts that certificates may be fetched from: the exact name, or <c>name:port</c>. Over https; over plain http only from a loopback host
    /// that is named here. Default: <c>api.paypal.com</c> and <c>api.sandbox.paypal.com</c>. Followed without a restart.</summary>
    public IList<string> CertificateHosts { get; init; } = [];

    /// <summary>A PEM file of the only roots that certificates, and the hosts they come from, may lead to; for sandboxes. Without one, the system's
    /// roots count, and then a certificate must be for a name under <see cref="CertificateDomain"/>. Read at the start.</summary>
    public string RootsFile { get; set; } = "";

    /// <summary>Whose name a certificate must bear when any public authority may have issued it. Read at the start.</summary>
    [Required] public string CertificateDomain { get; set; } = "paypal.com";

    /// <summary>How old a transmission may be, in seconds; default: 4 days; 0: any age. Of a body only its CRC-32 is signed, and a body can be made to fit one: headers of one transmission that leaked would
    /// sign any body for ever. PayPal sends an event again for 3 days and does not say whether a repeat, or one that is asked for by hand, bears a new time: raise this while events that are older than
    /// 4 days are sent again by hand, if they are refused as too old. Followed without a restart.</summary>
    [Range(0, 31_536_000)] public int MaxAgeSeconds { get; set; } = 4 * 24 * 3600;

    /// <summary>Seconds one fetch of a certificate may take in all.</summary>
    [Range(1, 60)] public int FetchTimeoutSeconds { get; set; } = 5;

    /// <summary>Largest certificate file in bytes, its chain included.</summary>
    [Range(1024, 1 << 20)] public int MaxCertificateBytes { get; set; } = 64 << 10;

    /// <summary>Certificates kept, and failures remembered, at most; the oldest gives way.</summary>
    [Range(1, 10_000)] public int CachedCertificates { get; set; } = 32;

    /// <summary>Seconds an address that gave no good certificate is not asked again.</summary>
    [Range(1, 3600)] public int FailureSeconds { get; set; } = 15;

    /// <summary>Fetches per minute that requests of one address (IPv6: of one /64) may cause, the first of them also when <see cref="FetchesPerMinute"/> are used up: who makes certificates up leaves the
    /// fetches of the others alone.</summary>
    [Range(1, 10_000)] public int FetchesPerMinutePerAddress { get; set; } = 5;

    /// <summary>Fetches per minute in all, but for the first of each address.</summary>
    [Range(1, 10_000)] public int FetchesPerMinute { get; set; } = 30;

    /// <summary>Fetches per minute in all, the first ones too: from however many addresses certificates are made up, they cannot make us fetch without end. At least <see cref="FetchesPerMinute"/>.</summary>
    [Range(1, 100_000)] public int MaxFetchesPerMinute { get; set; } = 600;

    /// <summary>The hosts in force.</summary>
    internal IReadOnlyList<string> Hosts => CertificateHosts.Count > 0 ? [.. CertificateHosts] : PayPalsOwn;

    /// <summary>What the attributes cannot say.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (WebhookId.Length > 64 || WebhookId.Any(c => !char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_')))
        {
            yield return new("Webhooks__PayPal__WebhookId is no webhook's id: letters and digits, as PayPal's dashboard shows it.");
        }

        if (MaxFetchesPerMinute < FetchesPerMinute)
        {
            yield return new("Webhooks__PayPal__MaxFetchesPerMinute has to be at least Webhooks__PayPal__FetchesPerMinute.");
        }

        for (var i = 0; i < CertificateHosts.Count; i++)
        {
            if (!CertificateAddress.IsHost(CertificateHosts[i]))
            {
                yield return new($"Webhooks__PayPal__CertificateHosts__{i} is no host: an exact name or name:port, without scheme, path or wildcard.");
            }
        }

        if (RootsFile.Length > 0 && CertificateRoots.Problem(RootsFile) is { } problem)
        {
            yield return new($"Webhooks__PayPal__RootsFile {problem}");
        }
    }
}
