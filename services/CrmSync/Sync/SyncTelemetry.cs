using System.Diagnostics.Metrics;
using Integration.CrmSync.Inbound;
using Integration.CrmSync.Mapping;
using Integration.CrmSync.Providers;
using Integration.Persistence.Telemetry;

namespace Integration.CrmSync.Sync;

/// <summary>What is measured of the CRM. Tags are names, never keys.</summary>
internal sealed class SyncTelemetry : IDisposable
{
    private readonly Meter _meter = new(IntegrationTelemetry.Name);
    private readonly Counter<long> _records;
    private readonly Counter<long> _failures;
    private readonly Gauge<long> _waiting;
    private readonly Gauge<double> _oldest;
    private readonly Gauge<long> _failed;
    private readonly Gauge<double> _overdue;

    public SyncTelemetry()
    {
        _records = _meter.CreateCounter<long>("integration.crm.records", "{record}", "Records that were sent to the CRM, by kind and outcome: written or set_aside.");
        _failures = _meter.CreateCounter<long>("integration.crm.calls.failed", "{call}", "Calls to the CRM that did not say what became of their records, by reason.");
        _waiting = _meter.CreateGauge<long>("integration.crm.backlog", "{record}", "Records that the CRM does not have yet as they stand here.");
        _oldest = _meter.CreateGauge<double>("integration.crm.backlog.age", "s", "How long the oldest of them waits.");
        _failed = _meter.CreateGauge<long>("integration.crm.failed", "{record}", "Records that the CRM refuses, until they change or a person asks.");
        _overdue = _meter.CreateGauge<double>("integration.crm.reads.overdue", "s", "How long the CRM should have been read for what changed there and was not, by kind: contact or deal.");
    }

    public void Sent(string crm, RecordKind kind, int written, int setAside)
    {
        _records.Add(written, new("crm", crm), new("kind", kind.Word()), new("outcome", "written"));
        _records.Add(setAside, new("crm", crm), new("kind", kind.Word()), new("outcome", "set_aside"));
    }

    public void CallFailed(string crm, CrmFailureKind kind) => _failures.Add(1, new("crm", crm), new("reason", kind.ToString()));

    public void Sampled(string crm, long waiting, TimeSpan oldest, long failed)
    {
        _waiting.Record(waiting, new KeyValuePair<string, object?>("crm", crm));
        _oldest.Record(oldest.TotalSeconds, new KeyValuePair<string, object?>("crm", crm));
        _failed.Record(failed, new KeyValuePair<string, object?>("crm", crm));
    }

    public void ReadsSampled(string crm, InboundKind kind, TimeSpan overdue) => _overdue.Record(overdue.TotalSeconds, new("crm", crm), new("kind", kind.Word()));

    public void Dispose() => _meter.Dispose();
}
