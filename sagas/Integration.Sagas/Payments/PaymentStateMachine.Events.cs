using Integration.Contracts.Payments;
using Integration.Sagas.Attempts;
using MassTransit;

namespace Integration.Sagas.Payments;

/// <summary>The states, what a payment can hear, and what a missing payment means to each.</summary>
public sealed partial class PaymentStateMachine
{
    /// <summary>The attempt is being created or authorized.</summary>
    public State Authorizing { get; private set; } = null!;

    /// <summary>The money is held and is being taken.</summary>
    public State Capturing { get; private set; } = null!;

    /// <summary>The customer has to authenticate.</summary>
    public State AwaitingCustomer { get; private set; } = null!;

    /// <summary>A timer will repeat the call, or begin the next attempt.</summary>
    public State AwaitingRetry { get; private set; } = null!;

    /// <summary>The outcome of a call is unknown; the gateway is asked on a schedule.</summary>
    public State Reconciling { get; private set; } = null!;

    /// <summary>The attempt is being closed; only the gateway's proof ends this.</summary>
    public State Releasing { get; private set; } = null!;

    /// <summary>The money moved, once.</summary>
    public State Confirmed { get; private set; } = null!;

    /// <summary>No money moved and none will.</summary>
    public State Failed { get; private set; } = null!;

    /// <summary>Stopped at the caller's wish; no money moved.</summary>
    public State Canceled { get; private set; } = null!;

    /// <summary>A person has to look; the gateway is still asked daily.</summary>
    public State NeedsReview { get; private set; } = null!;

    /// <summary>A caller asks for a payment.</summary>
    public Event<InitiatePayment> Initiated { get; private set; } = null!;

    /// <summary>A caller wants it stopped.</summary>
    public Event<CancelPayment> CancelAsked { get; private set; } = null!;

    /// <summary>See <see cref="AttemptCreated"/>.</summary>
    public Event<AttemptCreated> Created { get; private set; } = null!;

    /// <summary>See <see cref="AttemptAuthorized"/>.</summary>
    public Event<AttemptAuthorized> Authorized { get; private set; } = null!;

    /// <summary>See <see cref="AttemptCaptured"/>.</summary>
    public Event<AttemptCaptured> Captured { get; private set; } = null!;

    /// <summary>See <see cref="AttemptDeclined"/>.</summary>
    public Event<AttemptDeclined> Declined { get; private set; } = null!;

    /// <summary>See <see cref="AttemptActionRequired"/>.</summary>
    public Event<AttemptActionRequired> ActionRequired { get; private set; } = null!;

    /// <summary>See <see cref="AttemptProcessing"/>.</summary>
    public Event<AttemptProcessing> Processing { get; private set; } = null!;

    /// <summary>See <see cref="AttemptStillOpen"/>.</summary>
    public Event<AttemptStillOpen> StillOpen { get; private set; } = null!;

    /// <summary>See <see cref="AttemptClosed"/>.</summary>
    public Event<AttemptClosed> Closed { get; private set; } = null!;

    /// <summary>See <see cref="AttemptMismatched"/>.</summary>
    public Event<AttemptMismatched> Mismatched { get; private set; } = null!;

    /// <summary>See <see cref="AttemptCallFailed"/>.</summary>
    public Event<AttemptCallFailed> CallFailed { get; private set; } = null!;

    /// <summary>See <see cref="AttemptRang"/>.</summary>
    public Event<AttemptRang> Rang { get; private set; } = null!;

    /// <summary>The payment's one timer.</summary>
    public Schedule<PaymentState, PaymentDue> Due { get; private set; } = null!;

    /// <summary>See <see cref="PaymentOverdue"/>.</summary>
    public Event<PaymentOverdue> Overdue { get; private set; } = null!;

    private void ConfigureCorrelation()
    {
        Event(() => Initiated, e => e.CorrelateById(c => c.Message.PaymentId).SelectId(c => c.Message.PaymentId));
        Event(() => CancelAsked, e => e.CorrelateById(c => c.Message.PaymentId).OnMissingInstance(m => m.ExecuteAsync(EarlyCancel.WaitAsync)));
        Event(() => Overdue, e => e.CorrelateById(c => c.Message.PaymentId).OnMissingInstance(m => m.Discard()));
        // An answer is caused by a command that committed with the row: without the row something is badly wrong, and ops must see it.
        Event(() => Created, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => Authorized, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => Captured, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => Declined, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => ActionRequired, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => Processing, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => StillOpen, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => Closed, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => Mismatched, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => CallFailed, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => Rang, e => e.OnMissingInstance(m => m.Fault()));
        Schedule(() => Due, x => x.DueToken, s => s.Received = e => e.CorrelateById(c => c.Message.PaymentId).OnMissingInstance(m => m.Fault()));
    }
}
