using Integration.Hosting.Startup;
using Integration.WebhookIngress.Http;

namespace Integration.WebhookIngress.Webhooks.PayPal;

/// <summary>PayPal: a certificate of PayPal's signs each webhook, and the request says where the certificate is. Verified without asking PayPal.</summary>
internal sealed class PayPalWebhooks(LiveSettings<WebhookOptions> live, CertificateStore certificates) : IWebhookSender
{
    public const string Name = "paypal";
    private const string Refused = "The signature does not match, or its certificate is none of PayPal's.";

    public string Source => Name;

    public IReadOnlyList<string> Kept => ["PAYPAL-TRANSMISSION-ID", "PAYPAL-TRANSMISSION-TIME"];

    public bool Enabled => live.Current.PayPal.WebhookId.Length > 0;

    public async ValueTask<Verification> VerifyAsync(
        HttpRequest request, ReadOnlyMemory<byte> body, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var settings = live.Current.PayPal;
        if (PayPalTransmission.Read(request.Headers) is not { } transmission)
        {
            return Verification.Bad("The PAYPAL- headers are not those of a signed transmission.");
        }

        if (!transmission.IsRecent(now, settings.MaxAgeSeconds))
        {
            return Verification.Bad("The transmission's time is too far from now (Webhooks__PayPal__MaxAgeSeconds).");
        }

        if (CertificateAddress.Read(transmission.CertificateUrl, settings.Hosts) is not { } address)
        {
            return Verification.Bad(Refused);
        }

        var answer = await certificates.FindAsync(address, RemoteNetwork.Of(request.HttpContext), cancellationToken);
        return answer switch
        {
            { RetryAfter: { } wait, TooFast: true } => Verification.Unknown("Too many certificates were asked for from here, so nothing was kept; send it again later.", wait, tooFast: true),
            { RetryAfter: { } wait } => Verification.Unknown("The certificate that signed this could not be fetched, so nothing was kept; send it again.", wait),
            { Certificate: { } good } when good.Signed(transmission.Message(settings.WebhookId, body.Span), transmission.Signature) =>
                Verification.Good($"certificate {good.Thumbprint}"),
            _ => Verification.Bad(Refused),
        };
    }

    public IReadOnlyList<WebhookEvent>? Read(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body) => PayPalEvent.Read(body) is { } read ? [read] : null;
}
