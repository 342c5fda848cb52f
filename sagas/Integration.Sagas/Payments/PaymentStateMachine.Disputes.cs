using Integration.Contracts.Payments;
using Integration.Sagas.Attempts;
using MassTransit;

namespace Integration.Sagas.Payments;

/// <summary>Disputes: while one is open, and after it is lost, nothing is refunded (SAFETY U6). A dispute that is decided is never opened again by a late message.</summary>
public sealed partial class PaymentStateMachine
{
    /// <summary>The charge is disputed, or a dispute was lost: the gateway decides over the money, or took it.</summary>
    public State Disputed { get; private set; } = null!;

    /// <summary>See <see cref="DisputeSeen"/>.</summary>
    public Event<DisputeSeen> DisputeTold { get; private set; } = null!;

    private void ConfigureDisputes(params State[] paid)
    {
        Event(() => DisputeTold, e => e.OnMissingInstance(m => m.Fault()));
        During(paid,
            When(DisputeTold, c => Active(c) && IsNews(c)).With(Dispute));
        During(Disputed,
            When(Initiated).Then(PaymentBehaviors.RefuseReuse),
            When(DisputeTold, c => Active(c) && c.Saga.DisputeOutcome is null && c.Message.Standing != DisputeStanding.Open).With(CloseDispute),
            // A second dispute of the same charge, after the first one was won or beside it.
            When(DisputeTold, c => Active(c) && c.Saga.DisputeReference != c.Message.DisputeReference && c.Message.Standing == DisputeStanding.Open).With(Dispute),
            // The money moved first: the caller is told.
            When(CancelAsked).Publish(Confirmation),
            When(Rang, c => c.Saga.AttemptId != c.Message.Attempt.AttemptId).ThenAsync(PaymentBehaviors.PeekAsync),
            Ignore(Created), Ignore(Authorized), Ignore(Captured), Ignore(Declined), Ignore(ActionRequired), Ignore(Processing), Ignore(StillOpen), Ignore(Closed),
            Ignore(CallFailed), Ignore(Mismatched), Ignore(Due.Received));      // late: the charge has its end
        // The attempt's row can know the capture before the payment has heard of it: the news is kept, and the gateway is asked again when it has.
        During(States.Except([Initial, Final, Disputed, .. paid]), When(DisputeTold, c => Active(c)).Then(c => c.Saga.DisputeReference = c.Message.DisputeReference));
    }

    /// <summary>A dispute was seen before the payment knew that its money is taken.</summary>
    private static EventActivityBinder<PaymentState, T> AskOfDispute<T>(EventActivityBinder<PaymentState, T> binder)
        where T : class => binder.If(
            c => c.Saga.DisputeReference is not null,
            b => b.Publish(c => new LookUpDispute { Attempt = PaymentBehaviors.Active(c.Saga), DisputeReference = c.Saga.DisputeReference! }));

    private static bool IsNews(BehaviorContext<PaymentState, DisputeSeen> c) =>
        c.Saga.DisputeReference != c.Message.DisputeReference || c.Saga.DisputeOutcome is null;

    private EventActivityBinder<PaymentState, DisputeSeen> Dispute(EventActivityBinder<PaymentState, DisputeSeen> binder) =>
        Because(binder, c => $"disputed at {c.Saga.Gateway}: {c.Message.DisputeReference}; refunds wait for its end")
            .Then(c => (c.Saga.DisputeReference, c.Saga.DisputeOutcome) = (c.Message.DisputeReference, null))
            .Publish(c => new PaymentDisputed
            {
                PaymentId = c.Saga.CorrelationId, Gateway = c.Saga.Gateway, DisputeReference = c.Message.DisputeReference, AmountMinor = c.Message.AmountMinor,
                Currency = c.Message.Currency, DisputedAt = _policy.Now,
            })
            .TransitionTo(Disputed)
            .If(c => c.Message.Standing != DisputeStanding.Open, CloseDispute);

    private EventActivityBinder<PaymentState, DisputeSeen> CloseDispute(EventActivityBinder<PaymentState, DisputeSeen> binder) =>
        Because(binder, c => c.Message.Standing == DisputeStanding.Won ? $"dispute {c.Message.DisputeReference} is won" : $"dispute {c.Message.DisputeReference} is lost: the gateway took the money back")
            .Then(c => c.Saga.DisputeOutcome = c.Message.Standing == DisputeStanding.Won ? "won" : "lost")
            .Publish(c => new DisputeClosed
            {
                PaymentId = c.Saga.CorrelationId, Gateway = c.Saga.Gateway, DisputeReference = c.Message.DisputeReference, Won = c.Message.Standing == DisputeStanding.Won, ClosedAt = _policy.Now,
            })
            .If(c => c.Message.Standing == DisputeStanding.Won, ByBook);
}
