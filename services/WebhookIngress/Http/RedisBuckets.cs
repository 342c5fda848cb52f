using Integration.Persistence.Telemetry;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace Integration.WebhookIngress.Http;

/// <summary>Token buckets that all processes share. Needs Redis 5 or later. One that is away, slow or full is passed over and asked again once in <see cref="IngressLimits.RedisRetrySeconds"/>:
/// by one request, while the others do not wait.</summary>
internal sealed partial class RedisBuckets(ConfigurationOptions redis, IOptions<IngressLimits> limits, TimeProvider time, ILogger<RedisBuckets> log) : IHostedService, IAsyncDisposable
{
    /// <summary>What the bucket of a name is kept under.</summary>
    public const string Prefix = "integration:rate:";

    // By Redis's clock, as the processes' may differ. No key is a full bucket: a key expires when it would be full again. It is written after a refusal too, so that a clock
    // that was set back locks nobody out.
    private const string Script =
        """
        local rate, burst, wanted = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
        local clock = redis.call('TIME')
        local now = clock[1] * 1000000 + clock[2]
        local tokens = burst
        local kept = redis.call('GET', KEYS[1])
        if kept then
            local left, at = string.match(kept, '^(%S+) (%S+)$')
            tokens = math.min(burst, tonumber(left) + math.max(0, now - tonumber(at)) * rate / 1000000)
        end
        local wait = 0
        if tokens >= wanted then tokens = tokens - wanted else wait = math.ceil((wanted - tokens) * 1000 / rate) end
        local life = math.max(1, math.ceil((burst - tokens) * 1000 / rate))
        redis.call('SET', KEYS[1], string.format('%.6f %.0f', tokens, now), 'PX', string.format('%.0f', life))
        return wait
        """;

    private ConnectionMultiplexer? _connection;
    private int _away;
    private long _askedAt;

    /// <summary>Connects, or goes on trying behind the start.</summary>
    public async Task StartAsync(CancellationToken cancellationToken) => _connection = await ConnectionMultiplexer.ConnectAsync(redis);

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        if (_connection is not null)
        {
            await _connection.DisposeAsync();
        }
    }

    /// <summary>Takes tokens. Zero: they are taken. Longer: they are not, and this is how long to wait for them. Null: Redis did not judge in time.</summary>
    public async ValueTask<TimeSpan?> TakeAsync(string bucket, int perSecond, int burst, int tokens, CancellationToken cancellationToken)
    {
        var isTrial = Volatile.Read(ref _away) == 1;
        if (_connection is null || (isTrial && !MayTry()))
        {
            IntegrationTelemetry.RateJudgedAlone();
            return null;
        }

        try
        {
            var wait = await _connection.GetDatabase().ScriptEvaluateAsync(Script, [Prefix + bucket], [perSecond, burst, tokens])
                .WaitAsync(TimeSpan.FromMilliseconds(limits.Value.RedisTimeoutMilliseconds), time, cancellationToken);
            // Only a trial ends the outage: an answer to an earlier question says nothing about now.
            if (isTrial && Interlocked.Exchange(ref _away, 0) == 1)
            {
                LogBack(log);
            }

            return TimeSpan.FromMilliseconds((long)wait);
        }
        catch (Exception failure) when (failure is RedisException or RedisCommandException or TimeoutException or ObjectDisposedException)
        {
            Volatile.Write(ref _askedAt, time.GetTimestamp());
            if (Interlocked.Exchange(ref _away, 1) == 0)
            {
                LogAway(log, failure);
            }

            IntegrationTelemetry.RateJudgedAlone();
            return null;
        }
    }

    /// <summary>True for one of all that ask in the same pause.</summary>
    private bool MayTry()
    {
        var asked = Volatile.Read(ref _askedAt);
        return time.GetElapsedTime(asked).TotalSeconds >= limits.Value.RedisRetrySeconds && Interlocked.CompareExchange(ref _askedAt, time.GetTimestamp(), asked) == asked;
    }

    [LoggerMessage(43, LogLevel.Warning, "Redis does not answer: until it does, each process keeps the rate limits for itself alone")]
    private static partial void LogAway(ILogger logger, Exception failure);

    [LoggerMessage(44, LogLevel.Information, "Redis answers again: the rate limits are those of all processes together")]
    private static partial void LogBack(ILogger logger);
}
