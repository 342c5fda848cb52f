using System.ComponentModel.DataAnnotations;

namespace Integration.PaymentWorker.Consumers;

/// <summary>What happens when a gateway rings about an object.</summary>
public sealed class DoorbellOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Gateways:Doorbell";

    private static readonly double[] Default = [1, 5, 30, 300, 3600];
    private static readonly double[] LateDefault = [.. Enumerable.Repeat(21_600d, 12)];

    /// <summary>Waits before an object that no attempt owns is looked for again; afterwards it is kept as unmatched.</summary>
    [MaxLength(20)] public List<double> RetrySeconds { get; set; } = [];

    /// <summary>Further waits, after those, of news of a dispute or a refund, which is told once: while its capture is not known here, and while its gateway does not answer.</summary>
    [MaxLength(20)] public List<double> LateRetrySeconds { get; set; } = [];

    /// <summary>How long a running call is given to answer by itself before its object is looked at.</summary>
    [Range(0.01, 60)] public double CallGraceSeconds { get; set; } = 2;

    /// <summary>The schedule in force.</summary>
    public IReadOnlyList<double> Schedule => RetrySeconds.Count > 0 ? RetrySeconds : Default;

    /// <summary>That of disputes and refunds whose capture is not known here, or whose gateway does not answer.</summary>
    public IReadOnlyList<double> LongSchedule => [.. Schedule, .. LateRetrySeconds.Count > 0 ? LateRetrySeconds : [.. LateDefault]];
}
