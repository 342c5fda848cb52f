using System.Collections.Concurrent;

namespace Integration.CrashTest;

/// <summary>What the product has taken, as its callers know it: whatever stands here may never be lost.</summary>
internal sealed class Accepted
{
    private int _payments;
    private int _refused;

    /// <summary>Idempotency keys that were answered with 2xx.</summary>
    public ConcurrentDictionary<string, byte> Requests { get; } = [];

    /// <summary>Ids of messages that the broker has confirmed.</summary>
    public ConcurrentDictionary<Guid, byte> Messages { get; } = [];

    /// <summary>Payments taken, by whatever way.</summary>
    public int Payments => Volatile.Read(ref _payments);

    /// <summary>Cancels and refunds that were answered with a refusal: the payment's state forbids them.</summary>
    public int Refused => Volatile.Read(ref _refused);

    public void Paid() => Interlocked.Increment(ref _payments);

    public void Refuse() => Interlocked.Increment(ref _refused);
}
