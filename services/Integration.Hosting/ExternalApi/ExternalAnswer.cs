using System.Collections.ObjectModel;
using System.Text.Json;

namespace Integration.Hosting.ExternalApi;

/// <summary>What an API answered, whatever its status.</summary>
public sealed record ExternalAnswer
{
    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>The body, within the API's <see cref="ExternalApiOptions.MaxResponseBytes"/>.</summary>
    public required ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>The body's type.</summary>
    public string? ContentType { get; init; }

    /// <summary>When the API wants to be asked again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The answer's headers by name, in any case; several of one name are joined by a comma. An answer from the cache has none.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = ReadOnlyDictionary<string, string>.Empty;

    /// <summary>True for 2xx.</summary>
    public bool Succeeded => Status is >= 200 and < 300;

    /// <summary>The body as JSON.</summary>
    /// <exception cref="JsonException">It is none, or does not fit.</exception>
    public T? Read<T>(JsonSerializerOptions? json = null) => JsonSerializer.Deserialize<T>(Body.Span, json ?? JsonSerializerOptions.Web);
}

/// <summary>A call that was not answered.</summary>
public sealed class ExternalApiException(string api, OutgoingFailureKind kind, string reason, Exception cause) : Exception($"{api}: {reason}", cause)
{
    /// <summary>What is known of it.</summary>
    public OutgoingFailureKind Kind { get; } = kind;
}
