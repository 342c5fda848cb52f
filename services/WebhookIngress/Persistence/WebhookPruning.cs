using Integration.Persistence;
using Integration.WebhookIngress.Webhooks;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Persistence;

/// <summary>Forgets the bodies of old webhooks, which are personal data. The rows stay: they recognise duplicates.</summary>
internal static class WebhookPruning
{
    private const string ForgetBodies =
        "update webhooks.received set body = null where (source, event_id) in " +
        "(select source, event_id from webhooks.received where received_at < $1 and body is not null order by received_at limit $2 for update skip locked)";

    public static void AddWebhookPruning(this IServiceCollection services) => services.AddSingleton(provider => new PruneRule(
        ForgetBodies, () => TimeSpan.FromDays(provider.GetRequiredService<IOptions<WebhookOptions>>().Value.KeepDays)));
}
