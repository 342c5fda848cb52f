using Integration.PaymentWorker.Attempts;

namespace Integration.PaymentWorker.Orphans;

/// <summary>Money on an attempt that is not the payment's own, claimed to be given back.</summary>
/// <param name="Attempt">The attempt.</param>
/// <param name="Action">What is done about it.</param>
/// <param name="Key">The one idempotency key of giving it back, for ever (SAFETY U4).</param>
/// <param name="Reason">In words.</param>
/// <param name="Tries">Calls so far, with this one.</param>
/// <param name="Called">An earlier call may have been executed: it is looked for first (SAFETY U6).</param>
/// <param name="RefundReference">The gateway's reference of the refund, once known.</param>
public sealed record OrphanClaim(AttemptRecord Attempt, OrphanAction Action, string Key, string Reason, int Tries, bool Called, string? RefundReference);

/// <summary>Where the return of an orphan stands, as stored.</summary>
public static class OrphanState
{
    /// <summary>The call is about to be made, or its answer is not known.</summary>
    public const string Calling = "calling";

    /// <summary>The gateway works on it, or the call is to be repeated.</summary>
    public const string Waiting = "waiting";

    /// <summary>The money went back.</summary>
    public const string Returned = "returned";

    /// <summary>The hold is gone.</summary>
    public const string Canceled = "canceled";

    /// <summary>A person decides.</summary>
    public const string NeedsReview = "needs_review";
}
