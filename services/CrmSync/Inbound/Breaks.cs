namespace Integration.CrmSync.Inbound;

/// <summary>Records over which the CRM broke when it was asked for them alone. They are asked for after the others, and the one that was asked for last after all: some of them cannot begin each look and make the CRM seem broken.
/// Known to this process only; another one finds out by itself.</summary>
internal sealed class Breaks
{
    private const int MaxRemembered = 10_000;

    private readonly Dictionary<(InboundKind Kind, string RecordId), long> _asked = [];
    private long _count;

    /// <summary>The same ones, in the order in which they are asked for.</summary>
    public IReadOnlyList<Rung> Last(InboundKind kind, IEnumerable<Rung> rung) => [.. rung.OrderBy(r => _asked.GetValueOrDefault((kind, r.RecordId)))];

    /// <summary>The CRM broke over it.</summary>
    public void Begin(InboundKind kind, Rung ring)
    {
        if (_asked.Count >= MaxRemembered)
        {
            _asked.Clear();
        }

        _asked[(kind, ring.RecordId)] = ++_count;
    }

    /// <summary>The CRM answered for them.</summary>
    public void End(InboundKind kind, IEnumerable<Rung> rung)
    {
        foreach (var ring in rung)
        {
            _asked.Remove((kind, ring.RecordId));
        }
    }
}
