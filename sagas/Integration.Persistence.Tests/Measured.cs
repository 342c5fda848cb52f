using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Integration.Persistence.Telemetry;

namespace Integration.Persistence.Tests;

/// <summary>What a meter of this process says, by default the product's: the last value of each instrument and its tags' values, as "name value value".</summary>
internal sealed class Measured : IDisposable
{
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, double> _values = new();
    private readonly ConcurrentDictionary<string, double> _totals = new();
    private readonly SemaphoreSlim _heard = new(0);

    public Measured(string meter = IntegrationTelemetry.Name)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == meter)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Keep(instrument, value, tags));
        _listener.Start();
    }

    public double this[string name] => _values.TryGetValue(name, out var value) ? value : throw new KeyNotFoundException($"{name} was not measured; these were: {string.Join(", ", _values.Keys.Order())}");

    public IEnumerable<string> NotZero => _values.Where(v => v.Value != 0).Select(v => v.Key);

    public IEnumerable<string> Names => _values.Keys;

    /// <summary>What a counter was raised by in all since this listens; 0 when it was not.</summary>
    public double Total(string name) => _totals.TryGetValue(name, out var total) ? total : 0;

    /// <summary>Waits until something that was measured is as it should be.</summary>
    public async Task UntilAsync(Func<string, double, bool> condition, string what)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (!_values.Any(v => condition(v.Key, v.Value)))
        {
            try
            {
                await _heard.WaitAsync(deadline.Token);
            }
            catch (OperationCanceledException)
            {
                throw new ShouldAssertException($"{what} was not measured in time; these were: {string.Join(", ", _values.Select(v => $"{v.Key} = {v.Value}").Order())}");
            }
        }
    }

    public void Dispose()
    {
        _listener.Dispose();
        _heard.Dispose();
    }

    private void Keep(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = string.Join(' ', tags.ToArray().Select(t => t.Value).Prepend(instrument.Name));
        _totals.AddOrUpdate(name, value, (_, total) => total + value);
        _values[name] = value;
        _heard.Release();
    }
}
