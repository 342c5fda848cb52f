using Integration.PaymentWorker.Gateways;
using Integration.Sagas.Attempts;

namespace Integration.PaymentWorker.Attempts;

/// <summary>What the claim's transaction found, under the locks of payment and attempt.</summary>
public sealed record ClaimFacts
{
    /// <summary>The payment's active attempt; nothing when the payment is unknown.</summary>
    public Guid? ActiveAttempt { get; init; }

    /// <summary>The payment's epoch.</summary>
    public int Epoch { get; init; }

    /// <summary>The attempt, when it has a row.</summary>
    public AttemptRecord? Attempt { get; init; }

    /// <summary>When this step was first claimed.</summary>
    public DateTimeOffset? FirstClaimedAt { get; init; }

    /// <summary>The request hash of that claim.</summary>
    public string? FirstHash { get; init; }

    /// <summary>A confirm of this attempt was claimed at some time, or a capture where nothing is held before.</summary>
    public bool ConfirmClaimed { get; init; }

    /// <summary>Claimed calls of this attempt that can move money and whose answer is not known. Read for a cancel.</summary>
    public int UnsettledMoves { get; init; }

    /// <summary>Earlier attempts of the payment that are proven closed and hold no money. Read for every step but a cancel.</summary>
    public int EarlierClosed { get; init; }
}

/// <summary>Decides a claim. Pure.</summary>
public static class ClaimRules
{
    /// <summary>Nothing when the call may be made; else the refusal.</summary>
    public static ClaimOutcome? Refuse(ClaimRequest request, ClaimFacts facts, DateTimeOffset now)
    {
        // SAFETY R3: the payment's row says which attempt is active and which command is the newest.
        if (facts.ActiveAttempt is null)
        {
            return new ClaimOutcome.Stale("the payment is not known");
        }

        if (facts.ActiveAttempt != request.Attempt.AttemptId || facts.Epoch != request.Attempt.Epoch)
        {
            return new ClaimOutcome.Stale("the payment has moved on");
        }

        // SAFETY F1, F3, F5, again under the payment's lock: whatever could take money before is proven not to.
        if (request.Step != AttemptStep.Cancel && facts.EarlierClosed != request.Attempt.Number - 1)
        {
            return new ClaimOutcome.Refused(CallFailureKind.Rejected, $"only {facts.EarlierClosed} of {request.Attempt.Number - 1} earlier attempts are proven closed without money");
        }

        if (facts.Attempt is not { } attempt)
        {
            return WithoutRow(request);
        }

        if (attempt.AnsweredEpoch >= request.Attempt.Epoch)
        {
            return new ClaimOutcome.Stale("this command was answered before");
        }

        if (attempt.LeaseUntil > now)
        {
            return new ClaimOutcome.Running(attempt.LeaseUntil.Value);
        }

        if (request.Step == AttemptStep.Cancel)
        {
            return Cancel(facts, attempt);
        }

        return attempt.Closed || attempt.State is GatewayStatus.Captured
            ? new ClaimOutcome.Stale(attempt.Closed ? "the attempt is closed" : "the money has moved")
            : Keyed(request, facts, attempt, now);
    }

    private static ClaimOutcome? WithoutRow(ClaimRequest request) => request.Step switch
    {
        AttemptStep.Create => null,
        AttemptStep.Cancel => new ClaimOutcome.Closed("the attempt was never made known to the gateway, and its commands are refused from now on"),
        _ => new ClaimOutcome.Refused(CallFailureKind.Rejected, "the attempt was never made known to the gateway"),
    };

    /// <summary>A cancel of money that moved is sent: the gateway refuses it and says so.</summary>
    private static ClaimOutcome.Closed? Cancel(ClaimFacts facts, AttemptRecord attempt)
    {
        if (attempt.Closed)
        {
            return new ClaimOutcome.Closed(attempt.Proof ?? throw new InvalidOperationException($"attempt {attempt.AttemptId} is closed without a proof"), attempt.DeclineCode);
        }

        return attempt.Reference is null && !facts.ConfirmClaimed
            ? new ClaimOutcome.Closed("the gateway gave no reference, so nothing could be confirmed, and every later claim is refused")
            : null;
    }

    private static ClaimOutcome.Refused? Keyed(ClaimRequest request, ClaimFacts facts, AttemptRecord attempt, DateTimeOffset now)
    {
        if (request.Step != AttemptStep.Create && attempt.Reference is null)
        {
            return new ClaimOutcome.Refused(CallFailureKind.Rejected, "the gateway's reference is not known");
        }

        if (facts.FirstHash is { } hash && hash != request.RequestHash)
        {
            return new ClaimOutcome.Refused(CallFailureKind.Rejected, "the same key was claimed for another request");
        }

        // SAFETY U2: the gateway may have forgotten the key and would execute anew.
        return now - facts.FirstClaimedAt > request.KeyLifetime
            ? new ClaimOutcome.Refused(CallFailureKind.OutcomeUnknown, "the gateway may have forgotten the key", KeyIsOld: true)
            : null;
    }
}
