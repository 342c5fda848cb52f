using Integration.Hosting.Startup;
using Microsoft.Extensions.Caching.Distributed;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Integration.Hosting.ExternalApi;

/// <summary>Redis as the cache that all processes share. It is never needed: one that is away is passed over, and every process keeps its own answers.</summary>
internal static class RedisCache
{
    /// <summary>Adds it when <c>ConnectionStrings__Redis</c> is set. A repeat adds nothing.</summary>
    public static void AddRedisCache(this IHostApplicationBuilder builder)
    {
        var text = builder.Configuration.GetConnectionString("Redis");
        if (string.IsNullOrWhiteSpace(text) || builder.Services.Any(s => s.ServiceType == typeof(IDistributedCache)))
        {
            return;
        }

        ConfigurationOptions options;
        try
        {
            options = ConfigurationOptions.Parse(text);
        }
        catch (ArgumentException)
        {
            // The parser's own message may repeat parts of the text, and with it a password.
            builder.Services.AddStartupProblems(["ConnectionStrings__Redis cannot be read: host:port,password=…"]);
            return;
        }

        // Nobody waits for a cache that is away.
        options.AbortOnConnectFail = false;
        options.BacklogPolicy = BacklogPolicy.FailFast;
        options.ConnectTimeout = Math.Min(options.ConnectTimeout, 1000);
        options.AsyncTimeout = Math.Min(options.AsyncTimeout, 1000);
        builder.Services.AddStackExchangeRedisCache(redis =>
        {
            redis.ConfigurationOptions = options;
            redis.InstanceName = "integration:";
        });
    }
}
