using System.ComponentModel.DataAnnotations;

namespace Integration.Sagas.Payments;

/// <summary>Retries that the saga schedules.</summary>
public sealed class RetryOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Gateways:Retry";

    /// <summary>How often one payment may repeat a call that failed, or try anew after a retryable decline, in all, at each gateway. Refusals for the rate do not count; a gateway that
    /// cannot be reached is waited for on the schedule of checks when these are spent, and then a person is asked (SAFETY U3).</summary>
    [Range(0, 100)] public int MaxAttempts { get; set; } = 8;

    /// <summary>How often a call without an outcome is repeated under its one key. Afterwards the attempt is closed, with proof, and the next one begins under keys
    /// of its own: a gateway replays a failure that it saved for as long as it remembers the key (Stripe, "Idempotent requests").</summary>
    [Range(0, 100)] public int ReplaysPerAttempt { get; set; } = 2;

    /// <summary>The ceiling of the first delay; it doubles with each retry, and the delay is a random part of it (full jitter).</summary>
    [Range(0.01, 3600)] public double BaseDelaySeconds { get; set; } = 2;

    /// <summary>The highest ceiling.</summary>
    [Range(0.01, 86_400)] public double MaxDelaySeconds { get; set; } = 300;

    /// <summary>A timer that is late by more than this is taken for lost and set anew.</summary>
    [Range(1, 86_400)] public double TimerGraceSeconds { get; set; } = 300;

    /// <summary>How long an answer of our own consumers is waited for before the payment is looked up. Longer than the longest backlog.</summary>
    [Range(1, 86_400)] public double AnswerLimitSeconds { get; set; } = 600;

    /// <summary>How long a customer may take to authenticate.</summary>
    [Range(1, 604_800)] public double CustomerLimitSeconds { get; set; } = 1800;
}

/// <summary>Look-ups while an outcome is unknown (SAFETY U1–U3).</summary>
public sealed class ReconcileOptions
{
    /// <summary>The configuration section.</summary>
    public const string Section = "Gateways:Reconcile";

    private static readonly double[] Default = [60, 300, 900, 3600, 21_600];

    /// <summary>Waits between checks; the first check is immediate. When they are spent a person is told.</summary>
    [MaxLength(20)] public List<double> ScheduleSeconds { get; set; } = [];

    /// <summary>Checks after a person was told.</summary>
    [Range(1, 604_800)] public double ReviewSeconds { get; set; } = 86_400;

    /// <summary>How long a key is trusted to be remembered by the gateway (Stripe keeps keys for at least 24 h; SAFETY U2).</summary>
    [Range(1, 86_399)] public double KeyLifetimeSeconds { get; set; } = 23 * 3600;

    /// <summary>The same for the keys of PayPal's orders (remembered for 6 hours; SAFETY U5).</summary>
    [Range(1, 21_599)] public double OrderKeyLifetimeSeconds { get; set; } = 5.5 * 3600;

    /// <summary>The schedule in force.</summary>
    public IReadOnlyList<double> Schedule => ScheduleSeconds.Count > 0 ? ScheduleSeconds : Default;
}
