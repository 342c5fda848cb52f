using System.ComponentModel.DataAnnotations;

namespace Integration.PaymentWorker.Orphans;

/// <summary>How money on an attempt that is not the active one is given back.</summary>
public sealed class OrphanOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Gateways:Orphans";

    private static readonly double[] Default = [5, 30, 60, 300, 900, 3600, 21_600, 86_400];

    /// <summary>Waits between tries while the gateway gives no outcome or works on it; afterwards a person is asked.</summary>
    [MaxLength(30)] public List<double> RetrySeconds { get; set; } = [];

    /// <summary>The schedule in force.</summary>
    public IReadOnlyList<double> Schedule => RetrySeconds.Count > 0 ? RetrySeconds : Default;
}
