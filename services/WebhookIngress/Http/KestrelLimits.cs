using Integration.Hosting.Startup;
using Integration.WebhookIngress.Webhooks;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace Integration.WebhookIngress.Http;

/// <summary>Puts the limits on the server. The server is made before settings are judged: with wrong ones it keeps its defaults, and does not start.</summary>
internal sealed class KestrelLimits(IConfiguration configuration) : IConfigureOptions<KestrelServerOptions>
{
    public void Configure(KestrelServerOptions options)
    {
        if (configuration.ReadSettings<IngressLimits>(IngressLimits.Section) is not { } limits
            || configuration.ReadSettings<WebhookOptions>(WebhookOptions.Section) is not { } webhooks)
        {
            return;
        }

        options.AddServerHeader = false;
        options.Limits.MaxConcurrentConnections = limits.MaxConnections;
        options.Limits.MaxConcurrentUpgradedConnections = 0;
        options.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(limits.HeadersTimeoutSeconds);
        options.Limits.KeepAliveTimeout = TimeSpan.FromSeconds(limits.KeepAliveSeconds);
        options.Limits.MaxRequestHeaderCount = limits.MaxHeaders;
        options.Limits.MaxRequestHeadersTotalSize = limits.MaxHeaderBytes;
        options.Limits.MaxRequestLineSize = 8 << 10;
        options.Limits.MinRequestBodyDataRate = new(bytesPerSecond: 240, gracePeriod: TimeSpan.FromSeconds(5));
        // What the server reads ahead of whoever answers: a request that waits, for a certificate or the database, holds no more of what its caller goes on to send.
        options.Limits.MaxRequestBufferSize = limits.MaxHeaderBytes + (8L << 10);
        options.Limits.Http2.InitialConnectionWindowSize = options.Limits.Http2.InitialStreamWindowSize = 64 << 10;
        // The endpoint answers 413 itself; the server's own limit stands behind it.
        options.Limits.MaxRequestBodySize = webhooks.MaxBodyBytes + (64L << 10);
    }
}
