using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Integration.Persistence.Telemetry;

namespace Integration.CrmSync.Tests;

/// <summary>What is measured of one CRM while this is there, by the instrument's name and a tag.</summary>
internal sealed class Measurements : IDisposable
{
    private readonly MeterListener _listener = new();

    public Measurements(string crm, string tag)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == IntegrationTelemetry.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags, crm, tag));
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags, crm, tag));
        _listener.Start();
    }

    /// <summary>The values, in the order in which they came.</summary>
    public ConcurrentQueue<(string Name, string Tag, double Value)> All { get; } = new();

    public void Dispose() => _listener.Dispose();

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags, string crm, string tag)
    {
        var named = new Dictionary<string, object?>(tags.ToArray());
        if (crm.Equals(named.GetValueOrDefault("crm")) && named.GetValueOrDefault(tag) is string word)
        {
            All.Enqueue((instrument.Name, word, value));
        }
    }
}
