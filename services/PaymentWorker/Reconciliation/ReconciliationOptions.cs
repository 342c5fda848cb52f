using System.ComponentModel.DataAnnotations;

namespace Integration.PaymentWorker.Reconciliation;

/// <summary>When and how far back the gateways' books are compared with ours.</summary>
public sealed class ReconciliationOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Reconciliation";

    private static readonly double[] Default = [60, 600, 3600];

    /// <summary>False: only when somebody asks.</summary>
    public bool Scheduled { get; set; } = true;

    /// <summary>The hour of the day, UTC, from which the day's comparison is made.</summary>
    [Range(0, 23)] public int AtHour { get; set; } = 3;

    /// <summary>How far back the day's comparison reaches. A hold is captured up to seven days after the gateway made it.</summary>
    [Range(1, 30)] public int Days { get; set; } = 8;

    /// <summary>How far back it reaches for refunds: a bank can send one back weeks after the gateway made it. Not more than <see cref="Days"/>: as far as for payments.</summary>
    [Range(1, 90)] public int RefundDays { get; set; } = 30;

    /// <summary>Lines younger than this are left to the next comparison. PayPal's report lags by up to three hours.</summary>
    [Range(0, 10_080)] public int SettleMinutes { get; set; } = 240;

    /// <summary>Attempts that changed within this time are left alone: a call about them may be under way.</summary>
    [Range(0, 86_400)] public int QuietSeconds { get; set; } = 600;

    /// <summary>What is compared in one message. A part that breaks off is read again by itself.</summary>
    [Range(1, 168)] public int PartHours { get; set; } = 6;

    /// <summary>The same where refunds alone are compared, of which there are few.</summary>
    [Range(1, 168)] public int RefundPartHours { get; set; } = 24;

    /// <summary>Without a complete comparison for so long, a person is told.</summary>
    [Range(25, 744)] public int LateHours { get; set; } = 36;

    /// <summary>Waits before a part whose list broke off is read again; afterwards it is reported as not compared.</summary>
    [MaxLength(20)] public List<double> RetrySeconds { get; set; } = [];

    /// <summary>The schedule in force.</summary>
    public IReadOnlyList<double> Schedule => RetrySeconds.Count > 0 ? RetrySeconds : Default;

    /// <summary>The newest scheduled moment that is not in the future.</summary>
    public DateTimeOffset Due(DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero).AddHours(AtHour);
        return today <= now ? today : today.AddDays(-1);
    }
}
