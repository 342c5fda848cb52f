using System.ComponentModel.DataAnnotations;

namespace Integration.PaymentWorker.Watch;

/// <summary>How payments are watched from outside their own timers.</summary>
public sealed class WatchOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Watch";

    /// <summary>How often.</summary>
    [Range(1, 3600)] public int IntervalSeconds { get; set; } = 60;

    /// <summary>Payments whose lost timer is set anew in one round.</summary>
    [Range(1, 10_000)] public int Limit { get; set; } = 500;
}
