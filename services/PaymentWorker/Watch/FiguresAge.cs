using System.Diagnostics.Metrics;
using Integration.Persistence.Telemetry;

namespace Integration.PaymentWorker.Watch;

/// <summary>How old figures are: those that alerts are made of stay when they cannot be counted, and look like a quiet day.</summary>
/// <param name="figures">Which: <see cref="Sample"/> or <see cref="Attention"/>.</param>
/// <param name="time">The clock.</param>
internal sealed class FiguresAge(string figures, TimeProvider time)
{
    /// <summary>How payments stand.</summary>
    public const string Sample = "sample";

    /// <summary>What a person has to know.</summary>
    public const string Attention = "attention";

    private static readonly Gauge<double> Age = new Meter(IntegrationTelemetry.Name).CreateGauge<double>(
        "integration.watch.age", "s", "How old the figures of payments are, the sample's and those that ask for attention: alerts are only as good as these are young.");

    private long _last = time.GetTimestamp();

    /// <summary>They were counted.</summary>
    public void Counted()
    {
        _last = time.GetTimestamp();
        Tell();
    }

    /// <summary>They could not be counted: they stay, and grow old.</summary>
    public void Tell() => Age.Record(time.GetElapsedTime(_last).TotalSeconds, new KeyValuePair<string, object?>("figures", figures));
}
