using Integration.Contracts.Payments;
using MassTransit;

namespace Integration.Sagas.Refunds;

/// <summary>The states, what a refund can hear, and what a missing refund means to each.</summary>
public sealed partial class RefundStateMachine
{
    /// <summary>The payment is asked for the money.</summary>
    public State Reserving { get; private set; } = null!;

    /// <summary>The payment is not known yet, or its money is not taken yet.</summary>
    public State AwaitingPayment { get; private set; } = null!;

    /// <summary>The call to the gateway is under way.</summary>
    public State Sending { get; private set; } = null!;

    /// <summary>A timer will repeat the call, with its key.</summary>
    public State AwaitingRetry { get; private set; } = null!;

    /// <summary>The outcome of the call is unknown; the gateway is asked on a schedule.</summary>
    public State Reconciling { get; private set; } = null!;

    /// <summary>The gateway works on it, for days with some ways to pay.</summary>
    public State Pending { get; private set; } = null!;

    /// <summary>A person has to look; the gateway is still asked daily.</summary>
    public State NeedsReview { get; private set; } = null!;

    /// <summary>The money went back.</summary>
    public State Succeeded { get; private set; } = null!;

    /// <summary>The gateway did not give it back; the reservation is free again.</summary>
    public State Failed { get; private set; } = null!;

    /// <summary>The payment had no money for it; no gateway was ever called.</summary>
    public State Refused { get; private set; } = null!;

    /// <summary>A caller asks for a refund.</summary>
    public Event<RefundPayment> Asked { get; private set; } = null!;

    /// <summary>See <see cref="RefundReserved"/>.</summary>
    public Event<RefundReserved> Reserved { get; private set; } = null!;

    /// <summary>See <see cref="RefundNotReserved"/>.</summary>
    public Event<RefundNotReserved> NotReserved { get; private set; } = null!;

    /// <summary>See <see cref="RefundSeen"/>.</summary>
    public Event<RefundSeen> Seen { get; private set; } = null!;

    /// <summary>See <see cref="RefundCallFailed"/>.</summary>
    public Event<RefundCallFailed> CallFailed { get; private set; } = null!;

    /// <summary>See <see cref="RefundMismatched"/>.</summary>
    public Event<RefundMismatched> Mismatched { get; private set; } = null!;

    /// <summary>The refund's one timer.</summary>
    public Schedule<RefundState, RefundDue> Due { get; private set; } = null!;

    /// <summary>See <see cref="RefundOverdue"/>.</summary>
    public Event<RefundOverdue> Overdue { get; private set; } = null!;

    private void ConfigureCorrelation()
    {
        Event(() => Asked, e => e.CorrelateById(c => c.Message.RefundId).SelectId(c => c.Message.RefundId));
        Event(() => Overdue, e => e.OnMissingInstance(m => m.Discard()));
        // An answer is caused by what committed with the row: without the row something is badly wrong, and ops must see it.
        Event(() => Reserved, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => NotReserved, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => Seen, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => CallFailed, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => Mismatched, e => e.OnMissingInstance(m => m.Fault()));
        Schedule(() => Due, x => x.DueToken, s => s.Received = e => e.CorrelateById(c => c.Message.RefundId).OnMissingInstance(m => m.Fault()));
    }
}
