using Integration.PaymentWorker.Attempts;
using Integration.PaymentWorker.Gateways;

namespace Integration.PaymentWorker.Orphans;

/// <summary>What happens to money on an attempt.</summary>
public enum OrphanAction
{
    /// <summary>There is no money, or it is the payment's own.</summary>
    Nothing,

    /// <summary>It is held: the hold is canceled.</summary>
    Cancel,

    /// <summary>It moved: it goes back.</summary>
    Refund,

    /// <summary>It goes back already, in part or by a dispute: a person decides.</summary>
    Review,

    /// <summary>The refund before failed, and a person decided: another one is made, with a key of its own.</summary>
    RefundAnew,

    /// <summary>Somebody else gave it back: there is nothing to send.</summary>
    Settle,

    /// <summary>Our refund, which a person was asked about, succeeded.</summary>
    Finish,

    /// <summary>What had been given back did not go: a person decides.</summary>
    TakeBack,
}

/// <summary>What to do about money on an attempt, and why. Pure.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Reason">In words.</param>
public sealed record OrphanDecision(OrphanAction Action, string Reason)
{
    /// <summary>Why nothing is sent.</summary>
    public const string ByOthers = "given back by somebody else, or on its way back";

    /// <summary>What the reason of a row begins with that was given back and is disputed: only a person ends that.</summary>
    public const string DisputedAfterwards = "given back, and disputed: ";

    /// <summary>Decides under the payment's lock, on what the gateway says now (SAFETY U4).</summary>
    public static OrphanDecision Of(AttemptRecord attempt, bool isPaymentsOwn, GatewayObject found)
    {
        if (!AttemptAnswer.IsOurs(attempt, found))
        {
            return new(OrphanAction.Nothing, "the object does not carry our attempt's id: it is only reported");
        }

        if (isPaymentsOwn)
        {
            return new(OrphanAction.Nothing, "the attempt is the payment's own");
        }

        return found switch
        {
            // Whatever a dispute says: there is nothing left to give back.
            { Status: GatewayStatus.Captured, CapturedMinor: > 0 } when !LacksSome(found) => new(OrphanAction.Settle, ByOthers),
            { Status: GatewayStatus.Captured } when NeedsDecision(found) is { } why => new(OrphanAction.Review, why),
            { Status: GatewayStatus.Captured } => new(OrphanAction.Refund, "money moved on an attempt that is not the payment's active one: giving it back"),
            { Status: GatewayStatus.Authorized } => new(OrphanAction.Cancel, "money is held on an attempt that is not the payment's active one: letting it go"),
            _ => new(OrphanAction.Nothing, $"the gateway says {found.GatewayWord}: no money is there"),
        };
    }

    /// <summary>Of the money that was taken, some did not go back, or did not stay there.</summary>
    public static bool LacksSome(GatewayObject found) => found.Status == GatewayStatus.Captured && found.RefundedMinor < found.CapturedMinor;

    /// <summary>Why only a person may send money back now, or nothing (SAFETY U4): also between two tries.</summary>
    public static string? NeedsDecision(GatewayObject found) =>
        found.Disputed ? "the money is disputed: the gateway may give it back by itself" : found.RefundedMinor > 0 ? "a part of the money was given back by somebody else: give back the rest there, too, and this ends by itself" : null;

    /// <summary>What follows on what is kept of it. Another refund is made only after the gateway's own answer, read now, that the one before failed (SAFETY U6).</summary>
    /// <param name="kept">Nothing when it is met for the first time.</param>
    /// <param name="refund">Our refund, read before <paramref name="found"/>; nothing when none is known, or when it is read with the next call.</param>
    /// <param name="isPaymentsOwn">As decided on.</param>
    /// <param name="found">What the gateway says of the attempt now.</param>
    /// <param name="decidedByPerson">A person wants it to go back.</param>
    /// <param name="givenBackElsewhere">The gateway showed a refund of it that is not ours and that did not fail.</param>
    public OrphanDecision After(OrphanRecord? kept, RefundObject? refund, bool isPaymentsOwn, GatewayObject found, bool decidedByPerson, bool givenBackElsewhere)
    {
        var allWentBack = Action == OrphanAction.Settle;
        switch (kept?.State)
        {
            case null:
                return decidedByPerson && Action == OrphanAction.Review ? UnderWay(found) : this;
            case OrphanState.Canceled:
                return Leave("the hold is canceled");
            case OrphanState.Calling or OrphanState.Waiting:
                return UnderWay(found);
        }

        if (!decidedByPerson && !isPaymentsOwn && !allWentBack && kept.State == OrphanState.NeedsReview && GoneBack(kept, refund, found) is { } counts && counts < kept.ReturnedMinor)
        {
            // Also after a person has left it as it is: less went back than he was shown.
            var less = $"of {kept.ReturnedMinor} that had gone back only {counts} did";
            return new(OrphanAction.TakeBack, refund is null ? less : $"{FailureOf(refund)}; {less}");
        }

        if (kept.Reason.StartsWith(DisputedAfterwards, StringComparison.Ordinal))
        {
            // What gave it back is as it was, and only the gateway decides over a dispute: a person says when it is dealt with.
            switch (refund)
            {
                case not { Status: RefundStatus.Failed } when !decidedByPerson:
                    return Leave(kept.Reason);
                case { Status: RefundStatus.Succeeded }:
                    return new(OrphanAction.Finish, $"given back: {refund.Reference}");
                case null when found.RefundedMinor >= found.CapturedMinor:
                    return new(OrphanAction.Settle, ByOthers);
            }
        }

        var returned = kept.State == OrphanState.Returned;
        return refund switch
        {
            { Status: RefundStatus.Failed } when isPaymentsOwn && !returned => Leave(Reason),
            { Status: RefundStatus.Failed } when decidedByPerson && !isPaymentsOwn && found.Status == GatewayStatus.Captured => new(OrphanAction.RefundAnew, $"{FailureOf(refund)}; a person decided to give it back again"),
            // Only what was seen of somebody else's refund counts here: the sums of some gateways may have ours in them still.
            { Status: RefundStatus.Failed } when allWentBack && givenBackElsewhere => this,
            { Status: RefundStatus.Failed } when returned || !kept.Reason.StartsWith(FailureOf(refund), StringComparison.Ordinal) => new(OrphanAction.TakeBack, FailureOf(refund)),
            { Status: RefundStatus.Succeeded } when !returned && refund.AmountMinor == found.CapturedMinor && refund.Currency == found.Currency => new(OrphanAction.Finish, $"given back: {refund.Reference}"),
            { Status: RefundStatus.Succeeded } when allWentBack && !returned => this,
            null when returned && kept.RefundReference is null && LacksSome(found) =>
                decidedByPerson ? UnderWay(found) : new(OrphanAction.TakeBack, $"somebody else gave it back, and of {found.CapturedMinor} only {found.RefundedMinor} went"),
            null when !returned && allWentBack && !decidedByPerson && kept.RefundReference is null && (kept.Failed is null || givenBackElsewhere) => this,
            _ when decidedByPerson && !returned => UnderWay(found),
            _ => Leave(Reason),
        };
    }

    /// <summary>True when the gateway tells of our refund what its row does not know, and nobody asks about by itself.</summary>
    public static bool IsNews(OrphanRecord kept, int number, RefundStatus status) => (number < kept.Number, status, kept.State) switch
    {
        (true, _, _) => status != RefundStatus.Failed,
        (_, RefundStatus.Failed, not OrphanState.Canceled) => true,
        (_, RefundStatus.Succeeded, OrphanState.Waiting or OrphanState.NeedsReview) => true,
        _ => false,
    };

    /// <summary>Why a refund of ours is left to a person.</summary>
    public static string FailureOf(RefundObject refund) => $"the refund {refund.Reference} failed: {refund.FailureReason ?? refund.GatewayWord}";

    /// <summary>What still counts as given back once our refund failed. It is of the whole, so a sum that reaches the whole has it in it yet.</summary>
    public static long Remaining(GatewayObject found, RefundObject? failed) =>
        failed is not null && found.RefundedMinor >= found.CapturedMinor ? Math.Max(0, found.CapturedMinor - failed.AmountMinor) : found.RefundedMinor;

    /// <summary>What counts as given back of money that a person decides on; nothing while a refund of ours that may be in the sum has not failed.</summary>
    public static long? GoneBack(OrphanRecord kept, RefundObject? refund, GatewayObject found) =>
        found.Status == GatewayStatus.Captured && (refund is { Status: RefundStatus.Failed } || (refund is null && kept.RefundReference is null)) ? Remaining(found, refund) : null;

    /// <summary>Why what a person left as it is counts again, or nothing: a dispute that is won gives the money back to us, and harms nobody where it had gone back to the payer.</summary>
    public static string? OpenedBy(string reason, string disputed, bool won) =>
        (won, reason.StartsWith(DisputedAfterwards, StringComparison.Ordinal)) switch
        {
            (true, true) => null,
            (false, true) => $"{DisputedAfterwards}{disputed}",
            _ => $"{reason}; {disputed}",
        };

    /// <summary>Our own call shows in what the gateway says: then the question is only what became of it.</summary>
    private OrphanDecision UnderWay(GatewayObject found) => found.Status switch
    {
        GatewayStatus.Captured => new(OrphanAction.Refund, Action == OrphanAction.Settle ? "a refund of it is on its way: looking whether it is ours" : Reason),
        GatewayStatus.Canceled => this with { Action = OrphanAction.Cancel },
        _ => this,
    };

    private static OrphanDecision Leave(string reason) => new(OrphanAction.Nothing, reason);
}
