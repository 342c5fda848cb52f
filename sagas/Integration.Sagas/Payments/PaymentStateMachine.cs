using Integration.Contracts.Payments;
using Integration.Sagas.Attempts;
using MassTransit;

namespace Integration.Sagas.Payments;

/// <summary>The life of a payment at a card gateway. It decides; consumers call the gateway and answer. Every waiting state has a timer,
/// so a lost answer delays and never strands; answers of an attempt that is not active change nothing here (SAFETY R3, R4).</summary>
public sealed partial class PaymentStateMachine : MassTransitStateMachine<PaymentState>
{
    private readonly PaymentPolicy _policy;
    private readonly PaymentBehaviors _do;

    /// <summary>Builds the machine.</summary>
    public PaymentStateMachine(PaymentPolicy policy)
    {
        _policy = policy;
        _do = new PaymentBehaviors(policy);
        InstanceState(x => x.CurrentState);
        ConfigureCorrelation();
        ConfigureStart();
        ConfigureAuthorizing();
        ConfigureWaitingForTheCustomer();
        ConfigureRetry();
        ConfigureCapturing();
        ConfigureReconciling();
        ConfigureReleasing();
        ConfigureReview();
        ConfigureEnds();
        ConfigureOrphans();
        ConfigureDisputes(Confirmed, PartiallyRefunded, Refunded);
        ConfigureRefunds(Confirmed, PartiallyRefunded, Refunded);
        ConfigureOperators();
        ConfigureLostTimers();
        ConfigureInvariants();
    }

    private void ConfigureStart() => Initially(
        When(Initiated)
            .Then(_do.Accept)
            .Publish(c => new PaymentPending { PaymentId = c.Saga.CorrelationId, AmountMinor = c.Saga.AmountMinor, Currency = c.Saga.Currency, AcceptedAt = c.Saga.AcceptedAt })
            .If(c => c.Saga.FallbackProof is not null, AnnounceFallback)
            .ThenAsync(c => _do.SendAsync(c, AttemptStep.Create))
            .With(b => Wait(b, _ => _policy.AnswerLimit))
            .TransitionTo(Authorizing));

    private void ConfigureAuthorizing() => During(Authorizing,
        When(Initiated).Then(PaymentBehaviors.RefuseReuse),
        When(Created, OfCreate).With(RecordReference).With(AfterCreate),
        When(Authorized, Active).With(CaptureOrRelease),
        When(Captured, Active).With(Confirm),
        When(Declined, Active).With(AfterDecline),
        When(ActionRequired, Active).With(AskCustomer),
        When(Processing, Active).With(b => WaitAndSee(b, "the gateway is still processing the authorization")),
        When(Closed, Active).With(ClosedElsewhere),
        When(Mismatched, Active).With(ReviewMismatch),
        When(CallFailed, OfStep).With(AfterFailedCall),
        When(CancelAsked).With(CancelNow),
        When(Rang).ThenAsync(PaymentBehaviors.PeekAsync),
        // Silence is not refusal: the call may have been made.
        When(Due.Received).IfElse(c => c.Saga.GatewayReference is null,
            b => RetryOrWait(b, _ => "no answer came; creating the attempt again with the same key"),
            b => LookUp(b, _ => "no answer came; asking the gateway")),
        Ignore(StillOpen));     // a look beside the call that is under way: its answer will come

    private void ConfigureWaitingForTheCustomer() => During(AwaitingCustomer,
        When(Initiated).Then(PaymentBehaviors.RefuseReuse),
        When(Authorized, Active).With(CaptureOrRelease),
        When(Captured, Active).With(Confirm),
        When(Declined, Active).With(AfterDecline),
        When(Processing, Active).With(b => WaitAndSee(b, "the customer acted; the gateway is processing")),
        When(Closed, Active).With(ClosedElsewhere),
        When(Mismatched, Active).With(ReviewMismatch),
        When(CancelAsked).With(CancelNow),
        When(Rang).ThenAsync(PaymentBehaviors.PeekAsync),
        When(Due.Received).With(b => LookUp(b, _ => "the customer's time is over; asking the gateway before anything is released")),
        Ignore(Created), Ignore(ActionRequired), Ignore(StillOpen), Ignore(CallFailed));    // late, or already known

    private void ConfigureRetry() => During(AwaitingRetry,
        When(Initiated).Then(PaymentBehaviors.RefuseReuse),
        When(Created, OfCreate).With(RecordReference).With(AfterCreate),
        // A capture that waits for its repeat learns nothing from "authorized": its timer is set.
        When(Authorized, c => Active(c) && c.Saga.Step != AttemptStep.Capture).With(CaptureOrRelease),
        When(Captured, Active).With(Confirm),
        When(Declined, Active).With(AfterDecline),
        When(ActionRequired, c => Active(c) && c.Saga.Step != AttemptStep.Capture).With(AskCustomer),
        When(Processing, Active).With(b => WaitAndSee(b, "the gateway is processing")),
        When(Closed, Active).With(ClosedElsewhere),
        When(Mismatched, Active).With(ReviewMismatch),
        When(CancelAsked).With(CancelNow),
        When(Rang).ThenAsync(PaymentBehaviors.PeekAsync),
        When(Due.Received).IfElse(c => c.Saga.Step == AttemptStep.Capture,
            b => Resume(b).TransitionTo(Capturing),
            b => Resume(b).TransitionTo(Authorizing)),
        Ignore(StillOpen), Ignore(CallFailed));     // a look beside the timer that is set, or a failure already counted

    private void ConfigureCapturing() => During(Capturing,
        When(Initiated).Then(PaymentBehaviors.RefuseReuse),
        When(Captured, Active).With(Confirm),
        When(Declined, Active).With(AfterDecline),
        When(Processing, Active).With(b => WaitAndSee(b, "the gateway is processing the capture")),
        When(ActionRequired, AtPayPal).With(b => ReleaseToFail(b, _ => FallbackPolicy.NotAuthenticated, _ => "PayPal wants the payer, who is not here: closing the attempt")),
        When(Closed, Active).With(ClosedElsewhere),
        When(Mismatched, Active).With(ReviewMismatch),
        When(CallFailed, OfStep).With(AfterFailedCall),
        When(CancelAsked).With(CancelNow),
        When(Rang).ThenAsync(PaymentBehaviors.PeekAsync),
        When(Due.Received).With(b => LookUp(b, _ => "no answer to the capture came; asking the gateway")),
        Ignore(Created), Ignore(Authorized), Ignore(ActionRequired), Ignore(StillOpen));    // from before the capture was sent

    private void ConfigureReconciling() => During(Reconciling,
        When(Initiated).Then(PaymentBehaviors.RefuseReuse),
        When(Authorized, Active).With(CaptureOrRelease),
        When(Captured, Active).With(Confirm),
        When(Declined, Active).With(AfterDecline),
        When(ActionRequired, Active).With(AskCustomer),
        When(StillOpen, Active).With(RepeatOrRelease),
        When(Closed, Active).With(ClosedElsewhere),
        When(Mismatched, Active).With(ReviewMismatch),
        When(CancelAsked).With(CancelNow),
        When(Rang).ThenAsync(PaymentBehaviors.PeekAsync),
        When(Processing, OfCommand).With(WaitForNextCheck),
        When(CallFailed, OfCommand).With(WaitForNextCheck),
        When(Due.Received).With(CheckAgain),
        Ignore(Created));

    private void ConfigureReleasing() => During(Releasing,
        When(Initiated).Then(PaymentBehaviors.RefuseReuse),
        When(Created, Active).With(RecordReference),
        When(Captured, Active).With(Confirm),
        When(Closed, Active).With(AfterClose),
        When(Mismatched, Active).With(ReviewMismatch),
        // The cancel may have been executed: look; the timer sends it again in any case.
        When(CallFailed, OfStep).If(c => c.Message.Kind is CallFailureKind.OutcomeUnknown or CallFailureKind.Rejected && c.Saga.GatewayReference is not null,
            b => b.ThenAsync(PaymentBehaviors.LookBesideAsync)).With(WaitForNextCheck),
        // Only closed or captured ends this: whatever else the cancel was answered with, it is sent again.
        When(Authorized, OfCommand).With(WaitForNextCheck),
        When(Declined, Active).With(HeedDecline).If(OfCommand, WaitForNextCheck),
        When(ActionRequired, OfCommand).With(WaitForNextCheck),
        When(Processing, OfCommand).With(WaitForNextCheck),
        When(StillOpen, OfCommand).With(WaitForNextCheck),
        When(CancelAsked, MayCancel).Then(PaymentBehaviors.RecordCancel).Then(c => c.Saga.ReleaseFor = ReleasePurpose.Cancel),
        When(Rang).ThenAsync(PaymentBehaviors.PeekAsync),
        When(Due.Received).With(CancelAgain));

    private void ConfigureReview() => During(NeedsReview,
        When(Initiated).Then(PaymentBehaviors.RefuseReuse),
        When(Created, OfCreate).With(RecordReference).With(b => ReleaseToFail(b, _ => "retries_exhausted", _ => "the gateway answers again; closing the attempt", mayFallBack: _ => false)),
        When(Authorized, c => Active(c) && !c.Saga.Reopened).With(CaptureOrRelease),
        // Money that moved after an end was told is for a person alone.
        When(Captured, c => Active(c) && (!c.Saga.Reopened || c.Saga.AcceptedReference == c.Message.Attempt.Reference)).With(Confirm),
        When(Declined, Active).With(b => ReleaseToFail(b, _ => "declined", c => $"the gateway answers again and declined: {c.Message.Code}", mayFallBack: _ => false)),
        When(ActionRequired, Active).IfElse(IsDecided, ReleaseAsDecided, b => ReleaseToFail(b, _ => FallbackPolicy.NotAuthenticated, _ => "the gateway answers again; nobody authenticated in time")),
        When(StillOpen, Active).IfElse(IsDecided, ReleaseAsDecided, b => ReleaseToFail(b, _ => "retries_exhausted", c => $"the gateway answers again, without an outcome ({c.Message.Status})", mayFallBack: _ => false)),
        When(Closed, Active).IfElse(c => c.Saga.ReleaseFor is ReleasePurpose.Fail or ReleasePurpose.Cancel, b => b.With(HeedDecline).With(CloseForGood), ClosedElsewhere),
        When(CancelAsked, MayCancel).With(CancelNow),
        When(Rang).ThenAsync(PaymentBehaviors.PeekAsync),
        When(Due.Received).IfElse(c => c.Saga.GatewayReference is not null,
            b => b.ThenAsync(PaymentBehaviors.LookUpAsync).With(x => Wait(x, _ => _policy.ReviewInterval)),
            b => b.IfElse(c => c.Saga.ReleaseFor is not null,
                x => Release(x, c => c.Saga.ReleaseFor!, _ => "trying to close the attempt again"),
                // There is nothing that the gateway could be asked about, and silence is no end (SAFETY U3): it waits for its person.
                x => Wait(x, _ => _policy.ReviewInterval))),
        Ignore(Processing), Ignore(CallFailed), Ignore(Mismatched));   // nothing new: the next look is scheduled

    private void ConfigureEnds()
    {
        During([Confirmed, PartiallyRefunded, Refunded, Failed, Canceled],
            When(Initiated).Then(PaymentBehaviors.RefuseReuse),
            Ignore(Created), Ignore(Authorized), Ignore(Declined), Ignore(ActionRequired), Ignore(Processing), Ignore(StillOpen), Ignore(Closed),
            Ignore(CallFailed), Ignore(Due.Received));      // late: the end is the end
        During([Confirmed, PartiallyRefunded, Refunded],
            // The money moved first: the caller is told, and may ask for a refund.
            When(CancelAsked).Publish(Confirmation),
            // Only an attempt that is not active is worth a look now (SAFETY U4).
            When(Rang, c => c.Saga.AttemptId != c.Message.Attempt.AttemptId).ThenAsync(PaymentBehaviors.PeekAsync),
            Ignore(Captured), Ignore(Mismatched));
        During([Failed, Canceled],
            // Impossible while proofs are true. The end that was told stays; the money goes back (SAFETY U4).
            When(Captured, Active).With(ReturnMoney),
            When(Mismatched, Active).Then(c => c.Saga.Reopened = true).With(ReviewMismatch),
            When(Rang).ThenAsync(PaymentBehaviors.PeekAsync),
            Ignore(CancelAsked));
    }

    /// <summary>A timer can be lost with a broker's disk, or be refused by one: the watch finds such payments, and the timer is set anew.</summary>
    private void ConfigureLostTimers() => DuringAny(
        When(Overdue, c => _policy.IsOverdue(c.Saga)).With(TimeNow));

    private EventActivityBinder<PaymentState, T> TimeNow<T>(EventActivityBinder<PaymentState, T> binder)
        where T : class => binder.Schedule(Due, c => new PaymentDue { PaymentId = c.Saga.CorrelationId }, _ => _policy.Now);
}
