namespace Integration.Hosting.ExternalApi;

/// <summary>Which requests may be sent again by the HTTP layer when nobody knows what became of them.</summary>
internal static class Repeatable
{
    private static readonly HttpRequestOptionsKey<bool> Key = new("Integration.Repeatable");

    /// <summary>The other side knows a repeat of it: it carries an idempotency key, or asks for nothing but a token.</summary>
    public static void Mark(HttpRequestMessage request) => request.Options.Set(Key, true);

    /// <summary>A safe method (RFC 9110, 9.2.1), or a request that was marked.</summary>
    public static bool Is(HttpRequestMessage? request) =>
        request is not null
        && (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.Method == HttpMethod.Options
            || (request.Options.TryGetValue(Key, out var marked) && marked));
}
