using System.Diagnostics.CodeAnalysis;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Integration.Persistence.Telemetry;
using Microsoft.Extensions.Caching.Hybrid;

namespace Integration.Hosting.ExternalApi;

/// <summary>Calls one configured REST API. Asked for by name: <c>[FromKeyedServices("crm")] ExternalApiClient crm</c>. Safe for concurrent use.</summary>
public sealed class ExternalApiClient
{
    private readonly string _name;
    private readonly HttpClient _http;
    private readonly HybridCache _cache;
    private readonly TimeProvider _time;
    private readonly TimeSpan _keep;

    internal ExternalApiClient(string name, HttpClient http, ExternalApiOptions options, HybridCache cache, TimeProvider time)
    {
        (_name, _http, _cache, _time) = (name, http, cache, time);
        _http.BaseAddress = new Uri(options.BaseAddress.TrimEnd('/') + "/");
        _keep = TimeSpan.FromSeconds(options.CacheSeconds);
    }

    /// <summary>Fetches; from the cache when the API has one and the answer is fresh. Concurrent calls for the same are one.</summary>
    /// <exception cref="ExternalApiException">There was no answer.</exception>
    public Task<ExternalAnswer> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(new() { Method = HttpMethod.Get, Path = path }, cancellationToken);

    /// <summary>Sends. Every status is an answer; what is not answered is an exception that says whether it may have been executed.</summary>
    /// <exception cref="ExternalApiException">There was no answer.</exception>
    /// <exception cref="ArgumentException">The path leads out of the base address.</exception>
    public Task<ExternalAnswer> SendAsync(ExternalRequest request, CancellationToken cancellationToken)
    {
        var address = Address(request.Path);
        return request.Method == HttpMethod.Get && _keep > TimeSpan.Zero && request.Headers.Count == 0
            ? CachedAsync(request, address, cancellationToken)
            : CallAsync(request, address, cancellationToken);
    }

    /// <summary>Only the answer 200 is kept: every other one may be another the next time. The key is a hash, because a query may hold what nobody should
    /// read in Redis.</summary>
    private async Task<ExternalAnswer> CachedAsync(ExternalRequest request, Uri address, CancellationToken cancellationToken)
    {
        var key = $"external-api:{_name}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address.AbsoluteUri)))}";
        var called = false;
        try
        {
            var kept = await _cache.GetOrCreateAsync(
                key,
                async token =>
                {
                    called = true;
                    var answer = await CallAsync(request, address, token);
                    return answer.Status == 200 ? new Kept(answer.Body.ToArray(), answer.ContentType) : throw new NotKept(answer);
                },
                new HybridCacheEntryOptions { Expiration = _keep, LocalCacheExpiration = _keep },
                cancellationToken: cancellationToken);
            if (!called)
            {
                IntegrationTelemetry.ExternalCalled(_name, "cached", TimeSpan.Zero);
            }

            return new() { Status = 200, Body = kept.Body, ContentType = kept.ContentType };
        }
        catch (NotKept other)
        {
            return other.Answer;
        }
    }

    private async Task<ExternalAnswer> CallAsync(ExternalRequest request, Uri address, CancellationToken cancellationToken)
    {
        using var message = Message(request, address);
        try
        {
            using var response = await _http.SendAsync(message, cancellationToken);
            return new()
            {
                Status = (int)response.StatusCode,
                Body = await response.Content.ReadAsByteArrayAsync(cancellationToken),
                ContentType = response.Content.Headers.ContentType?.ToString(),
                RetryAfter = RetryAfter.Of(response, _time),
                Headers = response.Headers.NonValidated.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            };
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            var (kind, reason) = OutgoingFailure.Read(failure);
            throw new ExternalApiException(_name, kind, reason, failure);
        }
    }

    /// <summary>Secrets go to the configured place only: a path that names another host, or climbs out of the base path, is refused.</summary>
    private Uri Address(string path)
    {
        var root = _http.BaseAddress!;
        return Uri.TryCreate(root, path.TrimStart('/'), out var address) && root.IsBaseOf(address) && address.UserInfo.Length == 0
            ? address
            : throw new ArgumentException($"{_name}: the path leads out of the API's base address.", nameof(path));
    }

    private static HttpRequestMessage Message(ExternalRequest request, Uri address)
    {
        var message = new HttpRequestMessage(request.Method, address);
        if (request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = MediaTypeHeaderValue.Parse(request.ContentType) } };
        }

        foreach (var (header, value) in request.Headers)
        {
            message.Headers.Add(header, value);
        }

        if (request.IdempotencyKey is { Length: > 0 } key)
        {
            message.Headers.Add(request.IdempotencyHeader, key);
            Repeatable.Mark(message);
        }

        return message;
    }

    private sealed record Kept(byte[] Body, string? ContentType);

    [SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "It never leaves this class.")]
    private sealed class NotKept(ExternalAnswer answer) : Exception
    {
        public ExternalAnswer Answer { get; } = answer;
    }
}
