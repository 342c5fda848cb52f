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
}

/// <summary>What to do about money on an attempt, and why. Pure.</summary>
/// <param name="Action">What to do.</param>
/// <param name="Reason">In words.</param>
public sealed record OrphanDecision(OrphanAction Action, string Reason)
{
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
            { Status: GatewayStatus.Captured, Disputed: true } => new(OrphanAction.Review, "the money is disputed: the gateway may give it back by itself"),
            { Status: GatewayStatus.Captured, RefundedMinor: var refunded, CapturedMinor: var captured } when refunded >= captured => new(OrphanAction.Nothing, "the money was given back before"),
            { Status: GatewayStatus.Captured, RefundedMinor: > 0 } => new(OrphanAction.Review, "a part of the money was given back by somebody else"),
            { Status: GatewayStatus.Captured } => new(OrphanAction.Refund, "money moved on an attempt that is not the payment's active one: giving it back"),
            { Status: GatewayStatus.Authorized } => new(OrphanAction.Cancel, "money is held on an attempt that is not the payment's active one: letting it go"),
            _ => new(OrphanAction.Nothing, $"the gateway says {found.GatewayWord}: no money is there"),
        };
    }
}
