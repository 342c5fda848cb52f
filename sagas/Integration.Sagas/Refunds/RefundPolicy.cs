using System.ComponentModel.DataAnnotations;
using Integration.Sagas.Payments;

namespace Integration.Sagas.Refunds;

/// <summary>How refunds wait. Calls are repeated and looked up by the payments' own settings.</summary>
public sealed class RefundOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Gateways:Refunds";

    private static readonly double[] DefaultWaits = [1, 5, 30, 120];
    private static readonly double[] DefaultPending = [60, 600, 3600, 21_600, 86_400];

    /// <summary>Waits for a payment that is not known or not captured yet; afterwards the refund fails with the reason.</summary>
    [MaxLength(20)] public List<double> WaitSeconds { get; set; } = [];

    /// <summary>Waits between looks at a refund that the gateway works on; the last one repeats.</summary>
    [MaxLength(20)] public List<double> PendingSeconds { get; set; } = [];

    /// <summary>How long a gateway may work on a refund before a person is asked. Stripe says 5 to 10 business days, and bank transfers take longer.</summary>
    [Range(1, 31_536_000)] public double PendingLimitSeconds { get; set; } = 30 * 86_400;

    /// <summary>The waits in force.</summary>
    public IReadOnlyList<double> Waits => WaitSeconds.Count > 0 ? WaitSeconds : DefaultWaits;

    /// <summary>The looks in force.</summary>
    public IReadOnlyList<double> Pending => PendingSeconds.Count > 0 ? PendingSeconds : DefaultPending;
}

/// <summary>The numbers a refund lives by.</summary>
public sealed class RefundPolicy(PaymentPolicy payments, RefundOptions options)
{
    /// <summary>UTC.</summary>
    public DateTime Now => payments.Now;

    /// <summary>See <see cref="PaymentPolicy.AnswerLimit"/>.</summary>
    public TimeSpan AnswerLimit => payments.AnswerLimit;

    /// <summary>See <see cref="PaymentPolicy.ReviewInterval"/>.</summary>
    public TimeSpan ReviewInterval => payments.ReviewInterval;

    /// <summary>The wait for the payment, or nothing when enough was waited.</summary>
    public TimeSpan? NextWait(int waits) => waits < options.Waits.Count ? TimeSpan.FromSeconds(options.Waits[waits]) : null;

    /// <summary>The wait before the next look at what the gateway works on.</summary>
    public TimeSpan NextPending(int checks) => TimeSpan.FromSeconds(options.Pending[Math.Min(checks, options.Pending.Count - 1)]);

    /// <summary>True when the gateway works on it for longer than a person should not know of.</summary>
    public bool IsPendingTooLong(RefundState refund) => refund.ReservedAt is { } since && Now - since > TimeSpan.FromSeconds(options.PendingLimitSeconds);

    /// <summary>The wait before the same call is made again, or nothing when retries and schedule are spent.</summary>
    public TimeSpan? NextRetry(int retries) => payments.HasRetries(retries) ? payments.Backoff(retries) : payments.NextCheck(retries - payments.MaxRetries);

    /// <summary>The wait before the next check, or nothing when the schedule is spent.</summary>
    public TimeSpan? NextCheck(int checks) => payments.NextCheck(checks);

    /// <summary>True when a refund that should have been woken by its timer was not.</summary>
    public bool IsOverdue(RefundState refund) => refund.SettledAt is null && payments.IsLate(refund.DueAt);
}
