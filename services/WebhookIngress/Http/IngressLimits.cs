using System.ComponentModel.DataAnnotations;

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
