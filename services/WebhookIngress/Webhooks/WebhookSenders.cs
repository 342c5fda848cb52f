using Integration.WebhookIngress.Webhooks.HubSpot;
using Integration.WebhookIngress.Webhooks.PayPal;
using Integration.WebhookIngress.Webhooks.Stripe;

namespace Integration.WebhookIngress.Webhooks;

/// <summary>Every sender this build knows: one line each.</summary>
internal static class WebhookSenders
{
    public static void AddWebhookSenders(this IServiceCollection services)
    {
        services.AddScoped<WebhookPipeline>();
        services.AddSingleton<UnverifiedBodies>();
        services.AddSingleton<IWebhookSender, StripeWebhooks>();
        services.AddPayPalWebhooks();
        services.AddSingleton<IWebhookSender, HubSpotWebhooks>();
    }
}
