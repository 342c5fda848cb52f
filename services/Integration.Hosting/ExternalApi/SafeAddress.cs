namespace Integration.Hosting.ExternalApi;

/// <summary>Which addresses may be sent a secret.</summary>
public static class SafeAddress
{
    /// <summary>True for https, and for http to this machine.</summary>
    public static bool Is(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback));
}
