using Integration.CrmSync.Mapping;
using Integration.CrmSync.Records;

namespace Integration.CrmSync.Sync;

/// <summary>Records that this process sent although it did not hold the connection any more when the call ended: they may stand over what another process sent, and are
/// sent once more by whoever holds it. Kept here until that is written down; a process that dies in this very moment leaves them as they are (docs/crm.md).</summary>
internal sealed class Strays(RecordStore records, TimeProvider time)
{
    private readonly List<(RecordKind Kind, IReadOnlyList<Claimed> Records, DateTimeOffset Earliest)> _open = [];

    /// <summary>Writes them down now, or with the next step.</summary>
    public async Task AddAsync(RecordKind kind, IEnumerable<Claimed> strays, double lateSeconds, CancellationToken cancellationToken)
    {
        if (strays.ToList() is { Count: > 0 } some)
        {
            _open.Add((kind, some, time.GetUtcNow().AddSeconds(lateSeconds)));
            await CorrectAsync(cancellationToken);
        }
    }

    /// <summary>Writes down what is open.</summary>
    public async Task CorrectAsync(CancellationToken cancellationToken)
    {
        while (_open is [.., var last])
        {
            await records.OverwrittenAsync(last.Kind, last.Records, last.Earliest, cancellationToken);
            _open.RemoveAt(_open.Count - 1);
        }
    }
}
