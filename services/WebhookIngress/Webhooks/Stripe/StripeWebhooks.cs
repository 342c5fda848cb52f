using Integration.Hosting.Startup;

namespace Integration.WebhookIngress.Webhooks.Stripe;

/// <summary>Stripe: a secret shared with the endpoint signs each webhook.</summary>
internal sealed class StripeWebhooks(LiveSettings<WebhookOptions> options) : IWebhookSender
{
    public const string Name = "stripe";

    public string Source => Name;

    public bool Enabled => true;

    public IReadOnlyList<string> Kept => [];

    public ValueTask<Verification> VerifyAsync(HttpRequest request, ReadOnlyMemory<byte> body, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var settings = options.Current;
        var secret = StripeSignature.Verify(
            request.Headers.One("Stripe-Signature"), body.Span, settings.Stripe.SigningSecrets, now, TimeSpan.FromSeconds(settings.ToleranceSeconds));
        return new(secret < 0
            ? Verification.Bad("The signature does not match, or its time is outside the tolerance.")
            : Verification.Good(SecretName.Of(secret, settings.Stripe.SigningSecrets[secret])));
    }

    public IReadOnlyList<WebhookEvent>? Read(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body) => StripeEvent.Read(body) is { } read ? [read] : null;
}
