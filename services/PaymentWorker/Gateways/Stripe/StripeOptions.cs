using System.ComponentModel.DataAnnotations;
using Integration.Hosting.ExternalApi;
using Integration.PaymentWorker.Gateways.Http;

namespace Integration.PaymentWorker.Gateways.Stripe;

/// <summary>How Stripe is reached. Stripe allows 100 requests per second in live mode and 25 in a sandbox.</summary>
public sealed class StripeOptions : GatewayHttpOptions, IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Gateways:Stripe";

    /// <summary>The secret or restricted key.</summary>
    [Required] public string SecretKey { get; set; } = "";

    /// <summary>Where the API is; plain http is accepted for loopback only.</summary>
    [Required] public string ApiBase { get; set; } = "https://api.stripe.com";

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!SafeAddress.Is(ApiBase))
        {
            yield return new ValidationResult("Gateways__Stripe__ApiBase has to be an https address (http only for loopback).");
        }
    }
}
