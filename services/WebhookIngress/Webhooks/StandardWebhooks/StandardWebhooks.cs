using System.Globalization;
using System.Text.Json;
using Integration.Hosting.Startup;

namespace Integration.WebhookIngress.Webhooks.StandardWebhooks;

/// <summary>One configured sender of Standard Webhooks. Made per request: senders come and go with their settings.</summary>
internal sealed class StandardWebhooks(string source, LiveSettings<WebhookOptions> settings) : IWebhookSender
{
    private const string IdHeader = "webhook-id";
    private const string TimeHeader = "webhook-timestamp";

    public string Source => source;

    public bool Enabled => settings.Current.Sources.ContainsKey(source);

    public IReadOnlyList<string> Kept => [IdHeader, TimeHeader];

    public ValueTask<Verification> VerifyAsync(HttpRequest request, ReadOnlyMemory<byte> body, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var (options, headers) = (settings.Current, request.Headers);
        var secret = options.Sources.TryGetValue(source, out var sender)
            ? StandardSignature.Verify(
                headers.One(IdHeader), headers.One(TimeHeader), headers.One("webhook-signature"), body.Span, sender.Secrets, now, TimeSpan.FromSeconds(options.ToleranceSeconds))
            : -1;
        return new(secret < 0
            ? Verification.Bad("The signature does not match, or its time is outside the tolerance.")
            : Verification.Good(SecretName.Of(secret, sender!.Secrets[secret])));
    }

    /// <summary>The id is the header's, which is signed; the type is the body's where it names one.</summary>
    public IReadOnlyList<WebhookEvent>? Read(IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body) => WebhookEvent.Parse(body, root => new[]
    {
        new WebhookEvent(
            headers[IdHeader], root.Text("type") is { Length: <= 256 } type ? type : "unknown",
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(headers[TimeHeader], CultureInfo.InvariantCulture)), Changed: null)
        {
            Record = settings.Current.Sources.TryGetValue(source, out var sender) && sender.Crm is { Length: > 0 } crm ? Record(crm, root) : null,
        },
    });

    /// <summary>Whoever sends a CRM's changes this way shapes the body itself: <c>{"type": …, "data": {"recordType", "recordId", "change", "mergedRecordIds"}}</c>.</summary>
    private static CrmRecord? Record(string crm, JsonElement root) =>
        root.Text("data", "recordType") is { } type && root.Text("data", "recordId") is { } id && WebhookEvent.IsName(type) && WebhookEvent.IsName(id)
            ? new(type, id, root.Text("data", "change") is { } change && WebhookEvent.IsName(change) ? change : "unknown", null, null, [.. root.GetProperty("data").Items("mergedRecordIds").Select(i => i.ToString())]) { Crm = crm }
            : null;
}
