using System.ComponentModel.DataAnnotations;
using Integration.WebhookIngress.Webhooks;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Http;

/// <summary>What one caller may take of the process. The ingress faces the internet: nothing here is left to a default of the server.</summary>
public sealed class IngressLimits
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Ingress";

    /// <summary>Connections open at once; one more is closed at once.</summary>
    [Range(1, 100_000)] public int MaxConnections { get; set; } = 2000;

    /// <summary>Seconds a request may take in all; afterwards it is rolled back and answered 503. Senders give up after 5 to 30 s.</summary>
    [Range(1, 300)] public int RequestTimeoutSeconds { get; set; } = 10;

    /// <summary>Seconds a caller may take to send its headers.</summary>
    [Range(1, 120)] public int HeadersTimeoutSeconds { get; set; } = 10;

    /// <summary>Seconds an idle connection is kept.</summary>
    [Range(1, 3600)] public int KeepAliveSeconds { get; set; } = 120;

    /// <summary>Headers of one request.</summary>
    [Range(10, 1000)] public int MaxHeaders { get; set; } = 64;

    /// <summary>Bytes of all headers of one request together.</summary>
    [Range(1024, 1 << 20)] public int MaxHeaderBytes { get; set; } = 32 << 10;
}

/// <summary>Puts the limits on the server.</summary>
internal sealed class KestrelLimits(IOptions<IngressLimits> limits, IOptions<WebhookOptions> webhooks) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions options)
    {
        options.AddServerHeader = false;
        options.Limits.MaxConcurrentConnections = limits.Value.MaxConnections;
        options.Limits.MaxConcurrentUpgradedConnections = 0;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(limits.Value.HeadersTimeoutSeconds);
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(limits.Value.KeepAliveSeconds);
        options.Limits.MaxRequestHeaderCount = limits.Value.MaxHeaders;
        options.Limits.MaxRequestHeadersTotalSize = limits.Value.MaxHeaderBytes;
        options.Limits.MaxRequestLineSize = 8 << 10;
        options.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        // The endpoint answers 413 itself; the server's own limit stands behind it.
        options.Limits.MaxRequestBodySize = webhooks.Value.MaxBodyBytes + (64L << 10);
    }
}
