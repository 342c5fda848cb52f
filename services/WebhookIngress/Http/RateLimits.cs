using Integration.Hosting.Redis;
using Integration.WebhookIngress.Api;
using Integration.WebhookIngress.Webhooks;

namespace Integration.WebhookIngress.Http;

/// <summary>The rate limits of clients and of webhook sources.</summary>
internal static class RateLimits
{
    /// <summary>Adds them. With <c>ConnectionStrings__Redis</c> they are those of all processes together.</summary>
    public static void AddRateLimits(this IHostApplicationBuilder builder)
    {
        if (builder.ReadRedis() is { } redis)
        {
            builder.Services.AddSingleton(provider => ActivatorUtilities.CreateInstance<RedisBuckets>(provider, redis));
            builder.Services.AddHostedService(provider => provider.GetRequiredService<RedisBuckets>());
        }

        builder.Services.AddSingleton<TokenBuckets>();
        builder.Services.AddSingleton<SourceBudget>();
        builder.Services.AddRateLimiter(limiter =>
        {
            limiter.AddPolicy<string, ApiRateLimit>(ApiRateLimit.Policy);
            limiter.AddPolicy<string, WebhookRateLimit>(WebhookRateLimit.Policy);
        });
    }
}
