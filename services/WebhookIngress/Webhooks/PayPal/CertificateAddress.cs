using System.Net;

namespace Integration.WebhookIngress.Webhooks.PayPal;

/// <summary>Which addresses a certificate may be fetched from. The address comes from whoever sent the request: it is compared, never trusted.</summary>
internal static class CertificateAddress
{
    private const int Longest = 500;

    /// <summary>The address to fetch; null when it is not on one of the hosts, exactly.</summary>
    public static Uri? Read(string text, IEnumerable<string> hosts)
    {
        // What one parser reads differently from another is refused: a backslash, spaces, anything that is no plain ASCII.
        if (text.Length is 0 or > Longest || text.Any(c => c is <= ' ' or >= '\x7f' or '\\')
            || !Uri.TryCreate(text, UriKind.Absolute, out var address)
            || address.UserInfo.Length > 0 || address.Query.Length > 0 || text.Contains('?', StringComparison.Ordinal) || text.Contains('@', StringComparison.Ordinal) || text.Contains('#', StringComparison.Ordinal))
        {
            return null;
        }

        var secure = address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && IsLoopback(address.Host));
        var named = $"{address.Host}:{address.Port}";
        return secure && hosts.Any(host => string.Equals(address.IsDefaultPort && !HasPort(host) ? address.Host : named, host, StringComparison.OrdinalIgnoreCase))
            ? address
            : null;
    }

    /// <summary>True for a host's exact name, with or without a port.</summary>
    public static bool IsHost(string text) =>
        text.Length is > 0 and <= 260 && !text.Any(c => c is <= ' ' or >= '\x7f' or '\\' or '/' or '@' or '?' or '#' or '*')
        && Uri.TryCreate($"https://{text}/", UriKind.Absolute, out var address)
        && string.Equals(HasPort(text) ? $"{address.Host}:{address.Port}" : address.Host, text, StringComparison.OrdinalIgnoreCase);

    private static bool HasPort(string host) => host.LastIndexOf(':') is var colon and > 0 && host.LastIndexOf(']') < colon;

    private static bool IsLoopback(string host) =>
        string.Equals(host, "localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
}
