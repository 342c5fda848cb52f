using System.Net;
using System.Net.Sockets;

namespace Integration.WebhookIngress.Http;

/// <summary>Whom a limit for callers that nobody knows counts against. An IPv6 line has 2^64 addresses or more of its own, so there the first 64 bits count:
/// by single addresses every request would be the first of its sender.</summary>
internal static class RemoteNetwork
{
    private const int Prefix = 64 / 8;

    /// <summary>The network that a request comes from, in the usual notation.</summary>
    public static string Of(HttpContext context) => context.Connection.RemoteIpAddress is { } address ? Of(address) : "unknown";

    /// <summary>An IPv4 address by itself, also where it is written as IPv6; the /64 of any other.</summary>
    public static string Of(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address.ToString();
        }

        var bytes = address.GetAddressBytes();
        bytes.AsSpan(Prefix).Clear();
        return $"{new IPAddress(bytes)}/64";
    }
}
