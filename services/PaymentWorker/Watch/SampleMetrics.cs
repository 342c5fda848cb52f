using System.Diagnostics.Metrics;
using Integration.Persistence.Telemetry;

namespace Integration.PaymentWorker.Watch;

/// <summary>The last sample as figures. Every worker tells the same ones: charts and alerts take their maximum. Each known state, outcome and gateway has a figure in every sample,
/// so that one which empties goes back to 0 instead of keeping its last value.</summary>
internal sealed class SampleMetrics(TimeProvider time, IEnumerable<string> gateways)
{
    private static readonly Meter Meter = new(IntegrationTelemetry.Name);

    private static readonly Gauge<long> Waiting = Meter.CreateGauge<long>("integration.payments.waiting", "{payment}", "Open payments by state and gateway; counted up to 10,000, those first that are due first.");

    private static readonly Gauge<double> Age = Meter.CreateGauge<double>("integration.payments.age", "s", "For how long a payment of each waiting state has been in it, the longest of them.");

    private static readonly Gauge<long> Recent =
        Meter.CreateGauge<long>("integration.payments.recent", "{payment}", "Payments accepted in the ten minutes that ended two minutes ago, by gateway and outcome: open, confirmed, failed or canceled.");

    private static readonly Gauge<long> Late =
        Meter.CreateGauge<long>("integration.payments.late", "{payment}", "Those of the recent payments that had no end two minutes after their acceptance, and of which the caller had not been told why.");

    private static readonly Gauge<long> Unknown = Meter.CreateGauge<long>("integration.outcomes.unknown", "{call}", "Calls that may have been executed, of which nobody knows yet whether they were.");

    private static readonly Gauge<double> UnknownAge = Meter.CreateGauge<double>("integration.outcomes.unknown.age", "s", "How long ago the first of them was made.");

    /// <summary>A gateway that was taken out of the settings may still have payments.</summary>
    private readonly HashSet<string> _gateways = [.. gateways];

    private readonly FiguresAge _age = new(FiguresAge.Sample, time);

    /// <summary>A sample was taken.</summary>
    public void Record(PaymentSample sample)
    {
        _age.Counted();
        _gateways.UnionWith(sample.Waiting.Keys.Select(k => k.Gateway).Concat(sample.Recent.Keys.Select(k => k.Gateway)));
        foreach (var gateway in _gateways)
        {
            foreach (var state in PaymentStates.Waiting)
            {
                Waiting.Record(sample.Waiting.GetValueOrDefault((state, gateway)), new("state", state), new("gateway", gateway));
            }

            var recent = sample.Recent.Where(r => r.Key.Gateway == gateway).ToLookup(r => PaymentStates.Outcome(r.Key.State), r => r.Value);
            foreach (var outcome in PaymentStates.Outcomes)
            {
                Recent.Record(recent[outcome].Sum(r => r.All), new("gateway", gateway), new("outcome", outcome));
            }

            Late.Record(recent.SelectMany(r => r).Sum(r => r.Late), new KeyValuePair<string, object?>("gateway", gateway));
        }

        foreach (var state in PaymentStates.Waiting)
        {
            Age.Record(sample.Ages.GetValueOrDefault(state).TotalSeconds, new KeyValuePair<string, object?>("state", state));
        }

        Unknown.Record(sample.Unknown);
        UnknownAge.Record(sample.UnknownAge.TotalSeconds);
    }

    /// <summary>No sample could be taken: the figures stay, and grow old.</summary>
    public void RecordAge() => _age.Tell();
}
