using Integration.GatewaySandbox.Faults;
using Integration.GatewaySandbox.Webhooks;
using Microsoft.Extensions.Options;

namespace Integration.GatewaySandbox.Stripe;

/// <summary>Delivers Stripe's events.</summary>
internal sealed class StripeWebhookSender(
    IHttpClientFactory http, IOptions<SandboxOptions> options, StripeStore store, OutageWindows outage, TimeProvider time, ILogger<StripeWebhookSender> log)
    : WebhookSender(http, options.Value.Webhooks.Stripe, outage, time, log)
{
    private readonly string? _secret = options.Value.Webhooks.Stripe.Secret;

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
                store.Commit(new Changes { Settled = [.. ids] });
            }
        }
    }

    protected override void Sign(HttpRequestMessage request, EventState one, DateTimeOffset now)
    {
        request.Headers.TryAddWithoutValidation("Stripe-Signature", StripeSigner.Sign(one.Body, _secret!, now));
        request.Headers.TryAddWithoutValidation("User-Agent", "Stripe/1.0 (+https://stripe.com/docs/webhooks)");
    }

    protected override string NewId() => StripeIds.Event();
}
