using Integration.Contracts.Payments;
using Integration.Sagas.Attempts;
using MassTransit;

namespace Integration.Sagas.Payments;

/// <summary>Disputes: while one is open, and after one is lost, nothing is refunded (SAFETY U6). A dispute that is decided is opened again by the gateway alone, never by a late message.</summary>
public sealed partial class PaymentStateMachine
{
    /// <summary>The charge is disputed, or a dispute was lost: the gateway decides over the money, or took it.</summary>
    public State Disputed { get; private set; } = null!;

    /// <summary>See <see cref="DisputeSeen"/>.</summary>
    public Event<DisputeSeen> DisputeTold { get; private set; } = null!;

    private void ConfigureDisputes(params State[] paid)
    {
        Event(() => DisputeTold, e => e.OnMissingInstance(m => m.Fault()));
        During([Disputed, .. paid],
            When(DisputeTold, Active).IfElse(c => DisputeBook.IsNewest(c.Saga, c.Message), TakeDispute, AskAgain));
        During(Disputed,
            When(Initiated).Then(PaymentBehaviors.RefuseReuse),
            // The money moved first: the caller is told.
            When(CancelAsked).Publish(Confirmation),
            When(Rang, c => c.Saga.AttemptId != c.Message.Attempt.AttemptId).ThenAsync(PaymentBehaviors.PeekAsync),
            Ignore(Created), Ignore(Authorized), Ignore(Captured), Ignore(Declined), Ignore(ActionRequired), Ignore(Processing), Ignore(StillOpen), Ignore(Closed),
            Ignore(CallFailed), Ignore(Mismatched), Ignore(Due.Received));      // late: the charge has its end
        // The attempt's row can know the capture before the payment has heard of it: the news is kept, and the gateway is asked again when it has.
        During(States.Except([Initial, Final, Disputed, Failed, Canceled, .. paid]), When(DisputeTold, Active).Then(c => DisputeBook.Expect(c.Saga, c.Message, _policy.Now)));
        // Money that is not the payment's own goes back (SAFETY U4), whether or not it is disputed: the payer may get it twice.
        DuringAny(When(DisputeTold, NotActive).With(AskOfOrphansDispute));
        During([Failed, Canceled], When(DisputeTold, Active).With(AskOfOrphansDispute));
    }

    /// <summary>Money that is given back, or was, is disputed: a person is asked once while the dispute is open and once when it is lost. A repeat and late news tell nothing, and one that is won needs nobody, unless the money had been left as it is.</summary>
    private EventActivityBinder<PaymentState, DisputeSeen> AskOfOrphansDispute(EventActivityBinder<PaymentState, DisputeSeen> binder) => binder.IfElse(
        c => !OrphanDisputes.IsTold(c.Saga, c.Message),
        b => b.Then(c => OrphanDisputes.Tell(c.Saga, c.Message))
            .If(c => c.Message.Standing != DisputeStanding.Won, asked => asked.Publish(c => new PaymentNeedsReview
            {
                PaymentId = c.Saga.CorrelationId, Since = _policy.Now,
                Reason = $"money on attempt {c.Message.Attempt.Number} at {c.Message.Attempt.Gateway}, which is not the payment's own: {OrphanDisputes.Words(c.Message)}",
            }))
            .Publish(c => new ReturnOrphan
            {
                Attempt = c.Message.Attempt with { Epoch = c.Saga.Epoch }, Disputed = OrphanDisputes.Words(c.Message), DisputeWon = c.Message.Standing == DisputeStanding.Won,
            }),
        b => b.IfElse(
            c => OrphanDisputes.DoubtfulAfter(c.Saga, c.Message) is not null,
            doubtful => doubtful.Publish(c => new LookUpDispute { Attempt = c.Message.Attempt, DisputeReference = c.Message.DisputeReference, After = OrphanDisputes.DoubtfulAfter(c.Saga, c.Message) }),
            told => told.Then(c => OrphanDisputes.Hear(c.Saga, c.Message))));

    /// <summary>A dispute was seen before the payment knew that its money is taken.</summary>
    private static EventActivityBinder<PaymentState, T> AskOfDispute<T>(EventActivityBinder<PaymentState, T> binder)
        where T : class => binder.If(
            c => c.Saga.DisputeReference is not null,
            b => b.Then(c => DisputeBook.ExpectAgain(c.Saga)).ThenAsync(async c =>
            {
                foreach (var reference in DisputeBook.References(c.Saga))
                {
                    await c.Publish(new LookUpDispute { Attempt = PaymentBehaviors.Active(c.Saga), DisputeReference = reference });
                }
            }));

    private EventActivityBinder<PaymentState, DisputeSeen> TakeDispute(EventActivityBinder<PaymentState, DisputeSeen> binder) => binder.IfElse(
        c => DisputeBook.Opens(c.Saga, c.Message) || DisputeBook.Closes(c.Saga, c.Message),
        b => b.If(c => DisputeBook.Opens(c.Saga, c.Message), Dispute).If(c => DisputeBook.Closes(c.Saga, c.Message), CloseDispute),
        b => b.Then(c => DisputeBook.Hear(c.Saga, c.Message)));

    /// <summary>Late, or by a clock that goes wrong: only a new look can tell.</summary>
    private static EventActivityBinder<PaymentState, DisputeSeen> AskAgain(EventActivityBinder<PaymentState, DisputeSeen> binder) => binder.If(
        c => DisputeBook.Find(c.Saga, c.Message.DisputeReference)!.Standing != c.Message.Standing,
        b => b.Publish(c => new LookUpDispute
        {
            Attempt = PaymentBehaviors.Active(c.Saga), DisputeReference = c.Message.DisputeReference, After = DisputeBook.Find(c.Saga, c.Message.DisputeReference)!.AskedAt,
        }));

    private EventActivityBinder<PaymentState, DisputeSeen> Dispute(EventActivityBinder<PaymentState, DisputeSeen> binder) =>
        Because(binder, c => $"disputed at {c.Saga.Gateway}: {c.Message.DisputeReference}; refunds wait for its end")
            .Then(c => DisputeBook.Open(c.Saga, c.Message, _policy.Now))
            .Publish(c => new PaymentDisputed
            {
                PaymentId = c.Saga.CorrelationId, Gateway = c.Saga.Gateway, DisputeReference = c.Message.DisputeReference, AmountMinor = c.Message.AmountMinor,
                Currency = c.Message.Currency, DisputedAt = BookedAt(c),
                Reopened = DisputeBook.Find(c.Saga, c.Message.DisputeReference)!.Openings > 1,
            })
            .TransitionTo(Disputed);

    /// <summary>The refunds are free again when no other dispute is open or lost.</summary>
    private EventActivityBinder<PaymentState, DisputeSeen> CloseDispute(EventActivityBinder<PaymentState, DisputeSeen> binder) =>
        Because(binder.Then(c => DisputeBook.Close(c.Saga, c.Message, _policy.Now)), c =>
                (c.Message.Standing == DisputeStanding.Won ? $"dispute {c.Message.DisputeReference} is won" : $"dispute {c.Message.DisputeReference} is lost: the gateway took the money back")
                + (c.Saga.DisputeReference == c.Message.DisputeReference ? "" : $"; dispute {c.Saga.DisputeReference} is {c.Saga.DisputeOutcome ?? "open"}"))
            .Publish(c => new DisputeClosed
            {
                PaymentId = c.Saga.CorrelationId, Gateway = c.Saga.Gateway, DisputeReference = c.Message.DisputeReference, Won = c.Message.Standing == DisputeStanding.Won, ClosedAt = BookedAt(c),
            })
            .If(c => c.Saga.CurrentState == nameof(Disputed) && !DisputeBook.Disputed(c.Saga), ByBook);

    private static DateTime BookedAt(BehaviorContext<PaymentState, DisputeSeen> c) => DisputeBook.Find(c.Saga, c.Message.DisputeReference)!.At!.Value;
}
