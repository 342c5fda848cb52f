using Integration.Hosting.Startup;

namespace Integration.WebhookIngress.Replay;

/// <summary>Adds replays.</summary>
internal static class ReplayRegistration
{
    public static void AddWebhookReplays(this IServiceCollection services)
    {
        services.AddSettings<ReplayOptions>(ReplayOptions.Section);
        services.AddSingleton<Replays>();
        services.AddScoped<ReplayBatch>();
        services.AddHostedService<ReplayService>();
    }
}
