using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Webhooks.Stripe;

/// <summary>Stripe: a secret shared with the endpoint signs each webhook.</summary>
internal sealed class StripeWebhooks(IOptions<WebhookOptions> options) : IWebhookSender
{
    public string Source => "stripe";

    public bool Enabled => true;

    public ValueTask<Verification> VerifyAsync(IHeaderDictionary headers, ReadOnlyMemory<byte> body, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var settings = options.Value;
        var secret = StripeSignature.Verify(
            headers["Stripe-Signature"].ToString(), body.Span, settings.Stripe.SigningSecrets, now, TimeSpan.FromSeconds(settings.ToleranceSeconds));
        return new(secret < 0
            ? Verification.Bad("The signature does not match, or its time is outside the tolerance.")
            : Verification.Good($"secret {secret}"));
    }

    public WebhookEvent? Read(ReadOnlyMemory<byte> body) => StripeEvent.Read(body);
}
