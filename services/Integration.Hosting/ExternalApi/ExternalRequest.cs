using System.Text.Json;

namespace Integration.Hosting.ExternalApi;

/// <summary>One call of a third party's API.</summary>
public sealed record ExternalRequest
{
    /// <summary>The method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>Path and query below the base address, for example <c>contacts/7?archived=false</c>.</summary>
    public required string Path { get; init; }

    /// <summary>The body; absent sends none.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The body's type.</summary>
    public string ContentType { get; init; } = "application/json";

    /// <summary>By which the other side knows a repeat. Only with it may a POST, PUT, PATCH or DELETE be sent again by this client; it is the caller's, and the
    /// same for every repeat of the same intent.</summary>
    public string? IdempotencyKey { get; init; }

    /// <summary>Which header carries the key.</summary>
    public string IdempotencyHeader { get; init; } = "Idempotency-Key";

    /// <summary>Further headers. A GET with any is not answered from the cache.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>A request with a JSON body.</summary>
    public static ExternalRequest Json<T>(HttpMethod method, string path, T body, string? idempotencyKey = null, JsonSerializerOptions? json = null) => new()
    {
        Method = method, Path = path, Body = JsonSerializer.SerializeToUtf8Bytes(body, json ?? JsonSerializerOptions.Web), IdempotencyKey = idempotencyKey,
    };
}
