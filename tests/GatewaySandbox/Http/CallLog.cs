using System.Collections.Concurrent;

namespace Integration.GatewaySandbox.Http;

/// <summary>One call as it arrived, and what became of it. <see cref="Status"/> is null while it is under way and 0 when the connection was cut; <see cref="CallerPort"/> is where
/// the call came from, and tells callers on one machine apart.</summary>
internal sealed record CallEntry(long Number, DateTimeOffset Time, string Operation, string? ObjectId, string? Key, string RequestId, string Method, string Path, int CallerPort)
{
    public string? Fault { get; set; }

    public string? WebhookFault { get; set; }

    public int? Status { get; set; }

    public bool Replayed { get; set; }

    /// <summary>True when this very call changed or created something.</summary>
    public bool Executed { get; set; }

    /// <summary>Something was changed, and the caller does not know it yet.</summary>
    public bool Held => Executed && Status is null;
}

/// <summary>The last calls, oldest first.</summary>
internal sealed class CallLog(int limit)
{
    private readonly ConcurrentQueue<CallEntry> _entries = new();
    private long _number;

    public CallEntry Begin(DateTimeOffset time, string operation, string? objectId, string? key, string requestId, HttpRequest request)
    {
        var entry = new CallEntry(Interlocked.Increment(ref _number), time, operation, objectId, key, requestId, request.Method, request.Path, request.HttpContext.Connection.RemotePort);
        _entries.Enqueue(entry);
        while (_entries.Count > limit && _entries.TryDequeue(out _))
        {
        }

        return entry;
    }

    public IEnumerable<CallEntry> Read() => _entries;
}
