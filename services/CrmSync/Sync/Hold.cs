namespace Integration.CrmSync.Sync;

/// <summary>This process talks to the CRM alone, until it does not renew that any more.</summary>
/// <param name="Epoch">Counts the holders; what an older one still writes down is refused.</param>
/// <param name="PausedUntil">Nothing is sent before; null when nothing speaks against it.</param>
/// <param name="Failures">Calls that failed in a row.</param>
/// <param name="Began">By the process's own steady clock, before it was asked for.</param>
/// <param name="Lease">How long it lasts from then.</param>
internal sealed record Hold(long Epoch, DateTimeOffset? PausedUntil, int Failures, long Began, TimeSpan Lease)
{
    /// <summary>How long a call may still take: it has to be over before another process may begin.</summary>
    public TimeSpan Left(TimeProvider time) => (Lease * 0.8) - time.GetElapsedTime(Began);

    /// <summary>Is canceled when a call has to be over.</summary>
    public CancellationTokenSource Limit(TimeProvider time) => Left(time) is var left && left > TimeSpan.Zero ? new(left, time) : new(TimeSpan.Zero, time);
}
