using System.Diagnostics.Metrics;
using Integration.Persistence.Telemetry;

namespace Integration.PaymentWorker.Watch;

/// <summary>What an alert is made of: each of these is zero on a good day.</summary>
internal static class PaymentMetrics
{
    private static readonly Meter Meter = new(IntegrationTelemetry.Name);

    private static readonly Gauge<long> NeedsReview = Meter.CreateGauge<long>("integration.payments.needs_review", "{payment}", "Payments that a person has to look at.");

    private static readonly Gauge<long> Stuck = Meter.CreateGauge<long>("integration.payments.stuck", "{payment}", "Payments that wait without a timer, or past it.");

    private static readonly Gauge<long> DuplicateCharges =
        Meter.CreateGauge<long>("integration.payments.duplicate_charges", "{payment}", "Payments with money on more than one attempt, or on one that is not active.");

    private static readonly Gauge<long> Differences =
        Meter.CreateGauge<long>("integration.reconciliation.differences", "{difference}", "What the gateways' books and ours tell differently, and nothing has resolved yet.");

    private static readonly Gauge<long> BooksNotCompared = Meter.CreateGauge<long>(
        "integration.reconciliation.missing", "{comparison}", "1: of the newest daily comparison a part could not be made, or none was complete for Reconciliation__LateHours.");

    private static readonly Gauge<long> RefundsNeedReview = Meter.CreateGauge<long>("integration.refunds.needs_review", "{refund}", "Refunds that a person has to look at.");

    private static readonly Gauge<long> RefundsStuck = Meter.CreateGauge<long>("integration.refunds.stuck", "{refund}", "Refunds that wait without a timer, or past it.");

    private static readonly Gauge<long> RefundsTooMuch = Meter.CreateGauge<long>("integration.refunds.exceeding", "{payment}", "Payments of which more went back, or is on its way, than was captured.");

    /// <summary>What the watch has just counted.</summary>
    public static void Record(WatchCount count)
    {
        NeedsReview.Record(count.NeedsReview);
        Stuck.Record(count.Stuck);
        DuplicateCharges.Record(count.DuplicateCharges);
        Differences.Record(count.Differences);
        BooksNotCompared.Record(count.BooksNotCompared);
        RefundsNeedReview.Record(count.RefundsNeedReview);
        RefundsStuck.Record(count.RefundsStuck);
        RefundsTooMuch.Record(count.RefundsTooMuch);
    }
}

/// <summary>Payments and refunds that somebody has to know about.</summary>
internal sealed record WatchCount(
    long NeedsReview, long Stuck, long DuplicateCharges, long Differences, long RefundsNeedReview, long RefundsStuck, long RefundsTooMuch, long BooksNotCompared)
{
    public bool Quiet => this is { NeedsReview: 0, Stuck: 0, DuplicateCharges: 0, Differences: 0, RefundsNeedReview: 0, RefundsStuck: 0, RefundsTooMuch: 0, BooksNotCompared: 0 };
}
