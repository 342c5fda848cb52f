namespace Integration.CrmSync.Sync;

/// <summary>This process talks to the CRM alone, until it does not renew that any more.</summary>
/// <param name="Epoch">Counts the holders; what an older one still writes down is refused.</param>
/// <param name="PausedUntil">Nothing is sent before; null when nothing speaks against it.</param>
/// <param name="Failures">Calls that failed in a row.</param>
internal sealed record Hold(long Epoch, DateTimeOffset? PausedUntil, int Failures);
