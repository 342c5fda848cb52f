using Integration.CrmSync.Providers;
using Integration.CrmSync.Sync;
using Microsoft.Extensions.Options;

namespace Integration.CrmSync.Inbound;

/// <summary>Kinds of which this process reads nothing for a while, because the CRM did not answer: they wait alone, and hold up neither the others nor what is sent. What concerns every call is no matter of one kind
/// (<see cref="CrmCallException.HoldsForAll"/>).</summary>
internal sealed class KindPauses(IOptions<SyncOptions> pace, IOptions<InboundOptions> options, TimeProvider time)
{
    /// <summary>So many times as long as a read took that failed, its kind waits: while reads hang nothing is sent, and that may be a small part of the time only.</summary>
    private const double TimesAsLong = 10;

    private static readonly TimeSpan Longest = TimeSpan.FromHours(24);

    private readonly Dictionary<InboundKind, (int Failures, DateTimeOffset Until)> _kinds = [];

    /// <summary>True while nothing of the kind is read.</summary>
    public bool Hold(InboundKind kind) => _kinds.TryGetValue(kind, out var pause) && pause.Until > time.GetUtcNow();

    /// <summary>The kind is left alone: longer with each failure in a row, much longer than the failure took, and for as long as the CRM asks.</summary>
    public void Begin(InboundKind kind, CrmCallException failure, TimeSpan took)
    {
        var failures = _kinds.GetValueOrDefault(kind).Failures + 1;
        var wait = failure.IsOfOneRight ? TimeSpan.FromSeconds(pace.Value.MaxPauseSeconds) : pace.Value.Pause(failures);
        var slow = TimeSpan.FromSeconds(Math.Min(took.TotalSeconds * TimesAsLong, options.Value.SlowPauseSeconds));
        wait = slow > wait ? slow : wait;
        wait = failure.RetryAfter is { } asked && asked > wait ? asked < Longest ? asked : Longest : wait;
        _kinds[kind] = (failures, time.GetUtcNow() + wait);
    }

    /// <summary>The CRM answered for the kind.</summary>
    public void End(InboundKind kind) => _kinds.Remove(kind);
}
