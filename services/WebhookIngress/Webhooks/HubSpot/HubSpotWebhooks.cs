using Integration.Hosting.Startup;
using Microsoft.AspNetCore.Http.Extensions;

namespace Integration.WebhookIngress.Webhooks.HubSpot;

/// <summary>HubSpot: the app's client secret signs each request together with its address.</summary>
internal sealed class HubSpotWebhooks(LiveSettings<WebhookOptions> settings) : IWebhookSender
{
    public const string Name = "hubspot";
    private const string TimeHeader = "X-HubSpot-Request-Timestamp";

    public string Source => Name;

    public bool Enabled => settings.Current.HubSpot.ClientSecrets.Count > 0;

    public IReadOnlyList<string> Kept => [TimeHeader];

    public ValueTask<Verification> VerifyAsync(HttpRequest request, ReadOnlyMemory<byte> body, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (options, headers) = (settings.Current, request.Headers);
        var secret = HubSpotSignature.Verify(
            headers.One("X-HubSpot-Signature-v3"), headers.One(TimeHeader), request.Method, options.HubSpot.Url ?? request.GetEncodedUrl(),
            body.Span, options.HubSpot.ClientSecrets, now, TimeSpan.FromSeconds(options.ToleranceSeconds));
        return new(secret < 0
            ? Verification.Bad("The signature does not match this address and body, or its time is outside the tolerance.")
            : Verification.Good(SecretName.Of(secret, options.HubSpot.ClientSecrets[secret])));
    }

    public IReadOnlyList<WebhookEvent>? Read(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body) => HubSpotEvents.Read(body, settings.Current.HubSpot.MaxEvents);

    public WebhookEvent? ReadKept(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body) => HubSpotEvents.ReadOne(body);
}
