using System.Globalization;
using System.IO.Hashing;
using System.Text;
using Integration.GatewaySandbox.Faults;
using Integration.GatewaySandbox.Webhooks;
using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox.PayPal;

/// <summary>When PayPal is down; apart from Stripe's outages.</summary>
internal sealed class PayPalOutage(IOptions<SandboxOptions> options, TimeProvider time)
{
    public OutageWindows Windows { get; } = new(options.Value.PayPal.ProfileIn(options.Value), options.Value.PayPal.Outage, time);
}

/// <summary>Delivers PayPal's events, signed over transmission, time, webhook and the body's checksum with the sandbox's certificate.</summary>
internal sealed class PayPalWebhookSender(
    IHttpClientFactory http, IOptions<SandboxOptions> options, PayPalStore store, PayPalAuthority authority, PublicAddress address, PayPalOutage outage, TimeProvider time,
    ILogger<PayPalWebhookSender> log)
    : WebhookSender(http, options.Value.Webhooks.PayPal, outage.Windows, time, log)
{
    private readonly string? _webhookId = options.Value.Webhooks.PayPal.WebhookId;

    protected override IReadOnlyList<EventState> Undelivered()
    {
        lock (store.Gate)
        {
            return [.. store.Undelivered];
        }
    }

    protected override void Settle(IReadOnlyList<string> ids)
    {
        if (ids.Count > 0)
        {
            lock (store.Gate)
            {
                store.Commit(new PayPalChanges { Settled = [.. ids] });
            }
        }
    }

    protected override void Sign(HttpRequestMessage request, EventState one, DateTimeOffset now)
    {
        var transmission = Guid.NewGuid().ToString();
        var at = PayPalJson.Time(now);
        var message = string.Create(CultureInfo.InvariantCulture, $"{transmission}|{at}|{_webhookId}|{Crc32.HashToUInt32(Encoding.UTF8.GetBytes(one.Body))}");
        request.Headers.TryAddWithoutValidation("PAYPAL-TRANSMISSION-ID", transmission);
        request.Headers.TryAddWithoutValidation("PAYPAL-TRANSMISSION-TIME", at);
        request.Headers.TryAddWithoutValidation("PAYPAL-TRANSMISSION-SIG", authority.Sign(Encoding.UTF8.GetBytes(message)));
        request.Headers.TryAddWithoutValidation("PAYPAL-CERT-URL", $"{address.Origin}/sandbox/paypal/certs/{authority.Name}");
        request.Headers.TryAddWithoutValidation("PAYPAL-AUTH-ALGO", "SHA256withRSA");
        request.Headers.TryAddWithoutValidation("User-Agent", "PayPal/AUHD-1.0-1");
    }

    protected override string NewId() => PayPalIds.Event();
}
