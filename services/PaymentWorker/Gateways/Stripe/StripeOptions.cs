using System.ComponentModel.DataAnnotations;

namespace Integration.PaymentWorker.Gateways.Stripe;

/// <summary>How Stripe is reached.</summary>
public sealed class StripeOptions : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Gateways:Stripe";

    /// <summary>The secret or restricted key.</summary>
    [Required] public string SecretKey { get; set; } = "";

    /// <summary>Where the API is; plain http is accepted for loopback only.</summary>
    [Required] public string ApiBase { get; set; } = "https://api.stripe.com";

    /// <summary>How long one call may take. Afterwards its outcome is unknown.</summary>
    [Range(0.1, 60)] public double TimeoutSeconds { get; set; } = 20;

    /// <summary>The most requests sent per second by this process. Stripe allows 100 in live mode and 25 in a sandbox.</summary>
    [Range(1, 10_000)] public int RequestsPerSecond { get; set; } = 80;

    /// <summary>Calls in flight at once, in this process.</summary>
    [Range(1, 1000)] public int ConcurrentCalls { get; set; } = 64;

    /// <summary>Seconds without calls after more than half of them failed.</summary>
    [Range(0.5, 600)] public double BreakSeconds { get; set; } = 5;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!Uri.TryCreate(ApiBase, UriKind.Absolute, out var address) || !(address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
        {
            yield return new ValidationResult("Gateways__Stripe__ApiBase has to be an https address (http only for loopback).");
        }
    }
}
