using Integration.Contracts.Payments;
using Integration.Sagas.Refunds;
using MassTransit;

namespace Integration.Sagas.Payments;

/// <summary>Refunds reserve their money here, under the payment's lock (SAFETY U6). What went back shows in the state.</summary>
public sealed partial class PaymentStateMachine
{
    /// <summary>A part of the money went back.</summary>
    public State PartiallyRefunded { get; private set; } = null!;

    /// <summary>All of the money went back.</summary>
    public State Refunded { get; private set; } = null!;

    /// <summary>See <see cref="ReserveRefund"/>.</summary>
    public Event<ReserveRefund> RefundAsked { get; private set; } = null!;

    /// <summary>See <see cref="SettleReservation"/>.</summary>
    public Event<SettleReservation> RefundSettled { get; private set; } = null!;

    /// <summary>See <see cref="ForeignRefundSeen"/>.</summary>
    public Event<ForeignRefundSeen> RefundedElsewhere { get; private set; } = null!;

    private void ConfigureRefunds(params State[] paid)
    {
        Event(() => RefundAsked, e => e.OnMissingInstance(m => m.ExecuteAsync(c => c.Publish(new RefundNotReserved
        {
            RefundId = c.Message.RefundId, Code = "unknown_payment", Reason = $"no payment {c.Message.PaymentId} was asked for", MayWait = true,
        }))));
        // Both are caused by what committed with the payment.
        Event(() => RefundSettled, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => RefundedElsewhere, e => e.OnMissingInstance(m => m.Fault()));

        During(paid,
            When(RefundAsked).With(Reserve),
            When(RefundSettled, Settle).With(b => ByBook(SayRefund(b))),
            When(RefundedElsewhere, See).With(b => ByBook(TellElsewhere(b))));
        During(Disputed,
            When(RefundAsked).With(b => Answer(b, c => (c.Saga.DisputeOutcome is null ? "disputed" : "dispute_lost", c.Saga.DisputeOutcome is null
                ? $"the payment is disputed ({c.Saga.DisputeReference}): refunds are refused until that is won"
                : $"the dispute {c.Saga.DisputeReference} is lost: the gateway took the money back already"), mayWait: false)),
            When(RefundSettled, Settle).With(SayRefund),
            When(RefundedElsewhere, See).With(TellElsewhere));
        During([Failed, Canceled],
            When(RefundAsked).With(b => Answer(b, c => ("not_captured", $"no money was taken: the payment is {c.Saga.CurrentState}"), mayWait: false)),
            Ignore(RefundSettled), Ignore(RefundedElsewhere));      // no money of the payment's own is there: what is, is given back as an orphan (SAFETY U4)
        During(States.Except([Initial, Final, Disputed, Failed, Canceled, .. paid]),
            When(RefundAsked).With(b => Answer(b, c => ("not_captured", $"the money is not taken yet: the payment is {c.Saga.CurrentState}"), mayWait: true)),
            // The gateway is ahead of us: it counts once the capture is booked. What another attempt gives back is no money of the payment's own, now or later.
            When(RefundedElsewhere, Active).ThenAsync(c => c.SendLaterAsync(c.Message, _policy.Backoff(3))),
            When(RefundSettled, Settle).With(SayRefund));
    }

    private static bool Settle(BehaviorContext<PaymentState, SettleReservation> c) => RefundBook.Settle(c.Saga, c.Message);

    private static bool See(BehaviorContext<PaymentState, ForeignRefundSeen> c) => Active(c) && RefundBook.See(c.Saga, c.Message);

    private EventActivityBinder<PaymentState, ReserveRefund> Reserve(EventActivityBinder<PaymentState, ReserveRefund> binder) => binder.IfElse(
        c => RefundBook.Find(c.Saga, c.Message.RefundId) is null && Math.Max(c.Message.AmountMinor ?? 1, 1) > RefundBook.Left(c.Saga),
        b => Answer(b, c => RefundBook.Left(c.Saga) == 0
            ? ("nothing_left", $"nothing is left of {c.Saga.CapturedMinor} {c.Saga.Currency}: {RefundBook.Returned(c.Saga)} went back, {c.Saga.RefundReservedMinor} is on its way")
            : ("exceeds_captured", $"{c.Message.AmountMinor} is more than the {RefundBook.Left(c.Saga)} {c.Saga.Currency} that is left of {c.Saga.CapturedMinor}"), mayWait: false),
        b => b.If(c => RefundBook.Find(c.Saga, c.Message.RefundId) is null,
                x => x.Then(c => RefundBook.Reserve(c.Saga, c.Message.RefundId, c.Message.AmountMinor ?? RefundBook.Left(c.Saga)))
                    .With(y => Because(y, c => $"refund {c.Message.RefundId} reserves {RefundBook.Find(c.Saga, c.Message.RefundId)!.Minor} {c.Saga.Currency}; {RefundBook.Left(c.Saga)} is left")))
            .With(RepeatReservation));

    /// <summary>What was reserved is answered again, also while it is disputed: a call that may have been made has to be followed up.</summary>
    private static EventActivityBinder<PaymentState, ReserveRefund> RepeatReservation(EventActivityBinder<PaymentState, ReserveRefund> binder) => binder.Publish(c => new RefundReserved
    {
        RefundId = c.Message.RefundId, Attempt = PaymentBehaviors.Active(c.Saga), CaptureReference = c.Saga.CaptureReference ?? c.Saga.GatewayReference!,
        AmountMinor = RefundBook.Find(c.Saga, c.Message.RefundId)!.Minor, Currency = c.Saga.Currency,
    });

    private static EventActivityBinder<PaymentState, ReserveRefund> Answer(
        EventActivityBinder<PaymentState, ReserveRefund> binder, Func<BehaviorContext<PaymentState, ReserveRefund>, (string Code, string Reason)> refusal, bool mayWait) => binder.IfElse(
            c => RefundBook.Find(c.Saga, c.Message.RefundId) is not null,
            RepeatReservation,
            b => b.Publish(c => new RefundNotReserved { RefundId = c.Message.RefundId, Code = refusal(c).Code, Reason = refusal(c).Reason, MayWait = mayWait }));

    private EventActivityBinder<PaymentState, SettleReservation> SayRefund(EventActivityBinder<PaymentState, SettleReservation> binder) => Because(binder, c =>
        $"refund {c.Message.RefundId} {(c.Message.Succeeded ? "succeeded" : "failed")}: {c.Message.Reason}; {RefundBook.Returned(c.Saga)} of {c.Saga.CapturedMinor} {c.Saga.Currency} went back");

    private EventActivityBinder<PaymentState, ForeignRefundSeen> TellElsewhere(EventActivityBinder<PaymentState, ForeignRefundSeen> binder) =>
        Because(binder, c => $"{c.Saga.Gateway} shows refund {c.Message.RefundReference} of {c.Message.AmountMinor} {c.Message.Currency} that was not made here: {c.Message.Standing}")
            .Publish(c => new RefundMadeElsewhere
            {
                PaymentId = c.Saga.CorrelationId, Gateway = c.Saga.Gateway, RefundReference = c.Message.RefundReference, AmountMinor = c.Message.AmountMinor, Currency = c.Message.Currency,
                Failed = c.Message.Standing == RefundStanding.Failed, SeenAt = _policy.Now,
            });

    /// <summary>The state says how much went back.</summary>
    private EventActivityBinder<PaymentState, T> ByBook<T>(EventActivityBinder<PaymentState, T> binder)
        where T : class => binder.IfElse(c => RefundBook.Returned(c.Saga) == 0,
            b => b.TransitionTo(Confirmed),
            b => b.IfElse(c => RefundBook.Returned(c.Saga) < c.Saga.CapturedMinor, x => x.TransitionTo(PartiallyRefunded), x => x.TransitionTo(Refunded)));
}
