using Integration.WebhookIngress.Webhooks.HubSpot;
using Integration.WebhookIngress.Webhooks.PayPal;
using Integration.WebhookIngress.Webhooks.Stripe;

namespace Integration.WebhookIngress.Webhooks;

/// <summary>Every sender this build knows: one line each.</summary>
internal static class WebhookSenders
{
    private static readonly (string Name, Action<IServiceCollection> Add)[] All =
    [
        (StripeWebhooks.Name, services => services.AddSingleton<IWebhookSender, StripeWebhooks>()),
        (PayPalWebhooks.Name, services => services.AddPayPalWebhooks()),
        (HubSpotWebhooks.Name, services => services.AddSingleton<IWebhookSender, HubSpotWebhooks>()),
    ];

    /// <summary>Their names, which no other source may have.</summary>
    public static IEnumerable<string> Names => All.Select(sender => sender.Name);

    public static void AddWebhookSenders(this IServiceCollection services)
    {
        services.AddScoped<WebhookPipeline>();
        services.AddSingleton<UnverifiedBodies>();
        foreach (var (_, add) in All)
        {
            add(services);
        }
    }
}
