using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Integration.Persistence.Telemetry;
using Microsoft.AspNetCore.Http;

namespace Integration.WebhookIngress.Tests;

/// <summary>The webhooks and refusals that one host counts while it answers. Hosts of other tests count on the same instruments meanwhile, so each count is told by the request it was made in: the host needs
/// <c>AddHttpContextAccessor</c>.</summary>
internal sealed class Counted : IDisposable
{
    private static readonly HttpContextAccessor Requests = new();

    private readonly MeterListener _listener = new();
    private readonly ConcurrentQueue<string> _counts = [];

    /// <summary>Counts from now on.</summary>
    /// <param name="host">Where the host answers.</param>
    public Counted(Uri host)
    {
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == IntegrationTelemetry.Name && instrument.Name is "integration.webhooks.received" or "integration.api.refused")
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
        {
            for (var n = 0; n < value && Requests.HttpContext?.Connection.LocalPort == host.Port; n++)
            {
                _counts.Enqueue(string.Join(' ', tags.ToArray().Select(t => t.Value).Prepend(instrument.Name)));
            }
        });
        _listener.Start();
    }

    /// <summary>What was counted since the last look, as "name value value", each time by itself.</summary>
    public List<string> Take()
    {
        var taken = _counts.ToList();
        _counts.Clear();
        return taken;
    }

    public void Dispose() => _listener.Dispose();
}
