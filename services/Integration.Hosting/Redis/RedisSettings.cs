using Integration.Hosting.Startup;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using StackExchange.Redis;

namespace Integration.Hosting.Redis;

/// <summary>How every process speaks to Redis. It is never needed: whoever uses it goes on without it.</summary>
public static class RedisSettings
{
    private const int LongestWaitMilliseconds = 1000;

    /// <summary>What <c>ConnectionStrings__Redis</c> says, with waits so short that nobody is kept by a Redis that is away, and a new try to connect each second.
    /// Null when it is not set, or when it cannot be read: then the start reports it.</summary>
    public static ConfigurationOptions? ReadRedis(this IHostApplicationBuilder builder)
    {
        var text = builder.Configuration.GetConnectionString("Redis");
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        try
        {
            var options = ConfigurationOptions.Parse(text);
            options.AbortOnConnectFail = false;
            options.BacklogPolicy = BacklogPolicy.FailFast;
            options.ReconnectRetryPolicy = new LinearRetry(LongestWaitMilliseconds);
            options.ConnectTimeout = Math.Min(options.ConnectTimeout, LongestWaitMilliseconds);
            options.AsyncTimeout = Math.Min(options.AsyncTimeout, LongestWaitMilliseconds);
            return options;
        }
        catch (ArgumentException)
        {
            // The parser's own message may repeat parts of the text, and with it a password.
            builder.Services.AddStartupProblems(["ConnectionStrings__Redis cannot be read: host:port,password=…"]);
            return null;
        }
    }
}
