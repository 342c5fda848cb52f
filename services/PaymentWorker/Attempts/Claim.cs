using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Attempts;

/// <summary>What is to be called, and under which key.</summary>
public sealed record ClaimRequest
{
    /// <summary>The attempt, with the epoch of the command.</summary>
    public required AttemptRef Attempt { get; init; }

    /// <summary>One of <see cref="AttemptStep"/>.</summary>
    public required string Step { get; init; }

    /// <summary>The idempotency key (SAFETY R2).</summary>
    public required string Key { get; init; }

    /// <summary>Of everything the request will say. The same key with another hash is refused.</summary>
    public required string RequestHash { get; init; }

    /// <summary>How long the call may run before it is taken for lost.</summary>
    public required TimeSpan Lease { get; init; }

    /// <summary>How long the gateway certainly remembers the key (SAFETY U2).</summary>
    public required TimeSpan KeyLifetime { get; init; }

    /// <summary>The new attempt, when the step makes it known.</summary>
    public CreateAttempt? Create { get; init; }
}

/// <summary>One call of one attempt, as its row knows it.</summary>
/// <param name="CallId">The row.</param>
/// <param name="Attempt">The attempt.</param>
/// <param name="Epoch">Of the command.</param>
/// <param name="Step">One of <see cref="AttemptStep"/>.</param>
/// <param name="Key">The idempotency key; nothing for a look-up.</param>
/// <param name="ClaimedAt">UTC.</param>
public sealed record CallRecord(Guid CallId, AttemptRecord Attempt, int Epoch, string Step, string? Key, DateTimeOffset ClaimedAt);

/// <summary>The answer to a claim.</summary>
public abstract record ClaimOutcome
{
    private ClaimOutcome()
    {
    }

    /// <summary>Committed: make the call now.</summary>
    /// <param name="Call">Its row.</param>
    /// <param name="NeverConfirmed">To a cancel: no call that can move money was ever claimed, and this claim's epoch refuses any that comes later.</param>
    /// <param name="UnsettledMoves">To a cancel: claimed calls that can move money and whose answer is not known.</param>
    public sealed record Granted(CallRecord Call, bool NeverConfirmed, int UnsettledMoves) : ClaimOutcome;

    /// <summary>A call of this attempt may be running: come back later (SAFETY R5).</summary>
    /// <param name="Until">When it is taken for lost.</param>
    public sealed record Running(DateTimeOffset Until) : ClaimOutcome;

    /// <summary>The payment has moved on, or this command was answered: nothing to do.</summary>
    /// <param name="Reason">In words.</param>
    public sealed record Stale(string Reason) : ClaimOutcome;

    /// <summary>The call must not be made.</summary>
    /// <param name="Kind">What it means for the saga.</param>
    /// <param name="Reason">In words.</param>
    /// <param name="KeyIsOld">See <see cref="AttemptCallFailed.KeyIsOld"/>.</param>
    public sealed record Refused(CallFailureKind Kind, string Reason, bool KeyIsOld = false) : ClaimOutcome;

    /// <summary>The attempt takes no money and never will; the gateway need not be asked (SAFETY F1).</summary>
    /// <param name="Proof">In words.</param>
    /// <param name="DeclineCode">See <see cref="AttemptRecord.DeclineCode"/>.</param>
    public sealed record Closed(string Proof, string? DeclineCode = null) : ClaimOutcome;
}
