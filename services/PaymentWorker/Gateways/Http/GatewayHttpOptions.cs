using System.ComponentModel.DataAnnotations;

namespace Integration.PaymentWorker.Gateways.Http;

/// <summary>What is set for every gateway that is called over HTTP.</summary>
public abstract class GatewayHttpOptions
{
    /// <summary>How long one call may take. Afterwards its outcome is unknown.</summary>
    [Range(0.1, 60)] public double TimeoutSeconds { get; set; } = 20;

    /// <summary>The most requests sent per second by this process.</summary>
    [Range(1, 10_000)] public int RequestsPerSecond { get; set; } = 80;

    /// <summary>Calls in flight at once, in this process; twice as many may wait for the rate, and more are refused.</summary>
    [Range(1, 1000)] public int ConcurrentCalls { get; set; } = 64;

    /// <summary>How often one page of the gateway's books is tried before its list is given up. Reading moves nothing, so these are the only calls that are repeated at once.</summary>
    [Range(1, 20)] public int PageTries { get; set; } = 4;

    /// <summary>Seconds without calls after more than half of them failed.</summary>
    [Range(0.5, 600)] public double BreakSeconds { get; set; } = 5;

    /// <summary>The longest one request can take: its time-out after its wait for the rate.</summary>
    public TimeSpan RequestLimit => TimeSpan.FromSeconds(TimeoutSeconds + ((double)QueueLimit / RequestsPerSecond) + 1);

    internal int QueueLimit => ConcurrentCalls * 2;
}
