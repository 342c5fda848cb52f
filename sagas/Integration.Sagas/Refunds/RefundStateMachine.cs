using Integration.Sagas.Attempts;
using Integration.Sagas.Payments;
using MassTransit;

namespace Integration.Sagas.Refunds;

/// <summary>The life of one refund: money is reserved on the payment, sent to the gateway that captured under one key for ever, followed until the gateway says where it is, and
/// the reservation settled (SAFETY U6). Every waiting state has a timer, so a lost answer delays and never strands; silence is never taken for a failure.</summary>
public sealed partial class RefundStateMachine : MassTransitStateMachine<RefundState>
{
    private readonly RefundPolicy _policy;

    /// <summary>Builds the machine.</summary>
    public RefundStateMachine(RefundPolicy policy)
    {
        _policy = policy;
        InstanceState(x => x.CurrentState);
        ConfigureCorrelation();
        ConfigureReserving();
        ConfigureSending();
        ConfigureWaitingForTheGateway();
        ConfigureReview();
        ConfigureEnds();
        ConfigureRepeats();
        ConfigureOperators();
    }

    private void ConfigureReserving()
    {
        Initially(When(Asked).Then(Accept).With(AskPayment).TransitionTo(Reserving));
        During(Reserving,
            When(Reserved).With(Send),
            When(NotReserved).IfElse(c => c.Message.MayWait && _policy.NextWait(c.Saga.Checks) is not null,
                b => Because(b, c => $"{c.Message.Reason}; it is asked again")
                    .With(x => Wait(x, c => _policy.NextWait(c.Saga.Checks++)!.Value))
                    .TransitionTo(AwaitingPayment),
                Refuse),
            // Payments answer: silence is a lost message, and the repeat reserves no second time.
            When(Due.Received).IfElse(c => _policy.NextCheck(c.Saga.Retries++) is not null,
                AskPayment,
                b => Review(b, c => $"the payment did not answer {c.Saga.Retries} times")));
        During(AwaitingPayment,
            When(Reserved).With(Send),
            When(Due.Received).With(AskPayment).TransitionTo(Reserving),
            Ignore(NotReserved));       // the timer asks again
        During([Reserving, AwaitingPayment], Ignore(Seen), Ignore(CallFailed), Ignore(Mismatched));     // nothing was sent
    }

    private void ConfigureSending()
    {
        During(Sending,
            When(CallFailed, OfCommand).With(AfterFailedCall),
            // Silence: the call may have been made. The claim knows, and finds out instead of sending twice.
            When(Due.Received).With(b => CheckAgain(b, _ => "no answer came")));
        During(AwaitingRetry,
            When(Due.Received).With(b => Ask(b, _ => _policy.AnswerLimit)).TransitionTo(Sending),
            Ignore(CallFailed));        // counted already
        During([Sending, AwaitingRetry],
            When(Seen, IsPending).With(Follow),
            When(Seen, IsSucceeded).With(Succeed),
            When(Seen, IsFailed).With(b => FailByWord(b, _ => "failed")),
            When(Mismatched).With(ReviewMismatch),
            Ignore(Reserved), Ignore(NotReserved));
    }

    private void ConfigureWaitingForTheGateway()
    {
        During(Reconciling,
            When(Seen, IsPending).With(Follow),
            When(CallFailed, c => OfCommand(c) && c.Message.Kind == CallFailureKind.Rejected).With(Fail),
            // Any other failure leaves it unknown. The next check follows this one's answer, so that no backlog of ours is taken for the gateway's silence.
            When(CallFailed, c => OfCommand(c) && c.Message.Kind != CallFailureKind.Rejected).With(b => Wait(b, c => _policy.NextCheck(c.Saga.Checks - 1) ?? _policy.ReviewInterval)),
            When(Due.Received).With(b => CheckAgain(b, _ => "the outcome is still unknown")));
        During(Pending,
            When(Due.Received).IfElse(c => _policy.IsPendingTooLong(c.Saga),
                b => Review(b, c => $"{c.Saga.Gateway} has worked on it since {c.Saga.ReservedAt:yyyy-MM-dd}"),
                b => Ask(b, c => _policy.NextPending(c.Saga.Checks++))),
            Ignore(CallFailed));        // the next look is scheduled
        During([Reconciling, Pending],
            When(Seen, IsSucceeded).With(Succeed),
            When(Seen, IsFailed).With(b => FailByWord(b, _ => "failed")),
            When(Mismatched).With(ReviewMismatch),
            Ignore(Reserved), Ignore(NotReserved));
    }

    private void ConfigureReview() => During(NeedsReview,
        When(Seen, c => IsPending(c) && !_policy.IsPendingTooLong(c.Saga)).With(Follow),
        When(Seen, IsSucceeded).With(Succeed),
        When(Seen, IsFailed).With(b => FailByWord(b, _ => "failed")),
        When(Reserved, c => c.Saga.AmountMinor == 0).With(Send),
        When(NotReserved, c => c.Saga.AmountMinor == 0 && !c.Message.MayWait).With(Refuse),
        When(Due.Received).IfElse(c => c.Saga.AmountMinor == 0, AskPayment, b => Ask(b, _ => _policy.ReviewInterval)),
        When(CallFailed, c => OfCommand(c) && c.Message.Kind == CallFailureKind.Rejected).With(Fail),
        Ignore(Mismatched));        // nothing new, like any other failure: the next look is scheduled

    private void ConfigureEnds()
    {
        // A bank can send the money back days after the gateway called it done.
        During(Succeeded, When(Seen, c => IsFailed(c) && c.Message.RefundReference == c.Saga.RefundReference).With(b => FailByWord(b, _ => "failed_late")));
        // What the gateway itself called failed stays so, whatever an older look says; what it refused and yet did is for a person.
        During(Failed, When(Seen, c => !IsFailed(c) && c.Message.RefundReference != c.Saga.RefundReference)
            .With(b => Review(b, c => $"{c.Saga.Gateway} shows refund {c.Message.RefundReference} ({c.Message.Word}) although this one failed: {c.Saga.Reason}")));
        During([Succeeded, Failed], When(Mismatched).With(ReviewMismatch), Ignore(Reserved));
        // An older question of ours was answered after the refusal: the money is not needed.
        During(Refused, When(Reserved).With(b => Settle(b, succeeded: false)), Ignore(Seen), Ignore(Mismatched));
        During([Succeeded, Failed, Refused], Ignore(NotReserved), Ignore(CallFailed), Ignore(Due.Received));     // late: the end is the end
    }

    private void ConfigureRepeats() => DuringAny(
        When(Asked).Then(RefuseReuse),
        // A timer can be lost with a broker's disk, or be refused by one: the watch finds such refunds, and the timer is set anew.
        When(Overdue, c => _policy.IsOverdue(c.Saga)).Schedule(Due, c => new RefundDue { RefundId = c.Saga.CorrelationId }, _ => _policy.Now));
}
