using System.ComponentModel.DataAnnotations;
using System.Net;

namespace Integration.WebhookIngress.Http;

/// <summary>What one caller may take of the process. The ingress faces the internet: nothing here is left to a default of the server.</summary>
public sealed class IngressLimits : IValidatableObject
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Ingress";

    /// <summary>Connections open at once; one more is closed at once.</summary>
    [Range(1, 100_000)] public int MaxConnections { get; set; } = 2000;

    /// <summary>Seconds a request may take in all; afterwards it is answered 503. Whether it was kept all the same, as after any answer that is lost, its repeat tells. Senders give up after 5 to 30 s.</summary>
    [Range(1, 300)] public int RequestTimeoutSeconds { get; set; } = 10;

    /// <summary>Seconds a caller may take to send its headers.</summary>
    [Range(1, 120)] public int HeadersTimeoutSeconds { get; set; } = 10;

    /// <summary>Seconds an idle connection is kept.</summary>
    [Range(1, 3600)] public int KeepAliveSeconds { get; set; } = 120;

    /// <summary>Headers of one request.</summary>
    [Range(10, 1000)] public int MaxHeaders { get; set; } = 64;

    /// <summary>Bytes of all headers of one request together.</summary>
    [Range(1024, 1 << 20)] public int MaxHeaderBytes { get; set; } = 32 << 10;

    /// <summary>Milliseconds that a request waits for the rate limit that processes share in Redis; afterwards this process's own judges it.</summary>
    [Range(1, 1000)] public int RedisTimeoutMilliseconds { get; set; } = 100;

    /// <summary>Seconds after which a Redis that did not answer is asked again.</summary>
    [Range(1, 300)] public int RedisRetrySeconds { get; set; } = 1;

    /// <summary>Proxies whose <c>X-Forwarded-For</c> and <c>X-Forwarded-Proto</c> are believed: addresses or networks (<c>10.0.0.0/8</c>). None: such headers mean nothing.</summary>
    public IList<string> KnownProxies { get; init; } = [];

    /// <summary>Proxies in a row between the caller and this process.</summary>
    [Range(1, 10)] public int ProxyHops { get; set; } = 1;

    /// <summary>Refuse API calls that did not come over HTTPS, as the proxy or this process saw it. Webhooks keep their own signatures, and a health probe comes from within.</summary>
    public bool RequireHttps { get; set; }

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        KnownProxies.Any(proxy => !(proxy.Contains('/', StringComparison.Ordinal) ? IPNetwork.TryParse(proxy, out _) : IPAddress.TryParse(proxy, out _)))
            ? [new ValidationResult("has to hold IP addresses or networks such as 10.0.0.0/8.", [nameof(KnownProxies)])]
            : [];
}
