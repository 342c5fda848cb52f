using Integration.Hosting.Redis;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Integration.Hosting.ExternalApi;

/// <summary>Redis as the cache that all processes share. It is never needed: one that is away is passed over, and every process keeps its own answers.</summary>
internal static class RedisCache
{
    /// <summary>Adds it when <c>ConnectionStrings__Redis</c> is set. A repeat adds nothing.</summary>
    public static void AddRedisCache(this IHostApplicationBuilder builder)
    {
        if (builder.Services.Any(s => s.ServiceType == typeof(IDistributedCache)) || builder.ReadRedis() is not { } options)
        {
            return;
        }

        builder.Services.AddStackExchangeRedisCache(redis =>
        {
            redis.ConfigurationOptions = options;
            redis.InstanceName = "integration:";
        });
    }
}
