using System.ComponentModel.DataAnnotations;
using Integration.Hosting.ExternalApi;
using Integration.PaymentWorker.Gateways.Http;

namespace Integration.PaymentWorker.Gateways.PayPal;

/// <summary>How PayPal is reached. Without <see cref="ClientId"/> this worker has no PayPal.</summary>
public sealed class PayPalOptions : GatewayHttpOptions, IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Gateways:PayPal";

    /// <summary>The app's client id; empty means that PayPal is not used.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The app's secret.</summary>
    public string ClientSecret { get; set; } = "";

    /// <summary>Where the API is; plain http is accepted for loopback only.</summary>
    [Required] public string ApiBase { get; set; } = "https://api-m.paypal.com";

    /// <summary>How long a key of an order is trusted to be remembered (PayPal keeps them for 6 h; SAFETY U2).</summary>
    [Range(1, 21_599)] public double KeyLifetimeSeconds { get; set; } = 5.5 * 3600;

    /// <summary>How long a key of a refund is trusted to be remembered (PayPal keeps them for 45 days; SAFETY U6).</summary>
    [Range(1, 3_887_999)] public double RefundKeyLifetimeSeconds { get; set; } = 44 * 86_400;

    /// <summary>How long a refund that was made may be missing among those that its order shows. PayPal's reference gives no number; its report, which it calls late, lags by three hours.</summary>
    [Range(0, 2_592_000)] public double RefundShowsWithinSeconds { get; set; } = 3 * 3600;

    /// <summary>A token is renewed this long before it expires, or after nine tenths of its life when it lives for less than ten times as long.</summary>
    [Range(0, 3600)] public double RenewTokenSeconds { get; set; } = 300;

    /// <summary>The longest one call of the gateway can take: a token and the request, or the request and a look-up of what it left.</summary>
    public TimeSpan CallLimit => RequestLimit * 2;

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (!SafeAddress.Is(ApiBase))
        {
            yield return new ValidationResult("Gateways__PayPal__ApiBase has to be an https address (http only for loopback).");
        }

        if ((ClientId.Length > 0) != (ClientSecret.Length > 0))
        {
            yield return new ValidationResult(ClientId.Length > 0
                ? "Gateways__PayPal__ClientSecret is missing: Gateways__PayPal__ClientId needs it."
                : "Gateways__PayPal__ClientId is missing: Gateways__PayPal__ClientSecret is no use without it.");
        }
    }
}
