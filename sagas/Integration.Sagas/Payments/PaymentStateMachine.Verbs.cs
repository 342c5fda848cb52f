using Integration.Contracts.Payments;
using Integration.Sagas.Attempts;
using MassTransit;

namespace Integration.Sagas.Payments;

/// <summary>What the table of the machine means. Each verb says what it waits for, by when, and why.</summary>
public sealed partial class PaymentStateMachine
{
    private static bool Active<T>(BehaviorContext<PaymentState, T> c)
        where T : class, IAttemptAnswer => c.Saga.AttemptId == c.Message.Attempt.AttemptId;

    private static bool OfCreate(BehaviorContext<PaymentState, AttemptCreated> c) => Active(c) && c.Saga.Step == AttemptStep.Create;

    /// <summary>The failure of the command that is under way, not of an older one or of a look beside it.</summary>
    private static bool OfStep(BehaviorContext<PaymentState, AttemptCallFailed> c) =>
        OfCommand(c) && c.Message.Step == c.Saga.Step;

    /// <summary>The answer that is waited for: to the newest command or look-up, not to an older one or to a look beside it.</summary>
    private static bool OfCommand<T>(BehaviorContext<PaymentState, T> c)
        where T : class, IAttemptAnswer => Active(c) && c.Message.Attempt.Epoch == c.Saga.Epoch;

    /// <summary>False when a failure was told before the payment was opened again: a cancel that comes later does not make another end of it (SAFETY R4). One that an invariant
    /// stopped while it was being closed as failed counts as such, too: it waits for a person, who can release it.</summary>
    private static bool MayCancel(BehaviorContext<PaymentState, CancelPayment> c) => !c.Saga.Reopened || c.Saga.FailureCode is null || c.Saga.CancelRequested;

    /// <summary>True while the payment may try its step again: under the same key, or, where that is spent or too old, by another attempt.</summary>
    private bool MayRepeat(PaymentState payment) =>
        !payment.CancelRequested && payment.CustomerDeadline is null && payment.Step == (_policy.Holds(payment) ? AttemptStep.Authorize : AttemptStep.Capture) && _policy.HasRetries(payment);

    /// <summary>The gateway may have forgotten the attempt's key, or replays a failure that it saved under it (SAFETY U2): another attempt has another.</summary>
    private bool KeyIsOver(PaymentState payment) => _policy.KeyIsSpent(payment) || !_policy.KeyIsAlive(payment);

    private EventActivityBinder<PaymentState, T> Wait<T>(EventActivityBinder<PaymentState, T> binder, Func<BehaviorContext<PaymentState, T>, TimeSpan> delay)
        where T : class => binder
            .Then(c => c.Saga.DueAt = _policy.Now + delay(c))
            .Schedule(Due, c => new PaymentDue { PaymentId = c.Saga.CorrelationId }, c => c.Saga.DueAt!.Value);

    private EventActivityBinder<PaymentState, T> Because<T>(EventActivityBinder<PaymentState, T> binder, Func<BehaviorContext<PaymentState, T>, string> reason)
        where T : class => binder.Then(c => _do.Because(c.Saga, reason(c)));

    private EventActivityBinder<PaymentState, AttemptCreated> RecordReference(EventActivityBinder<PaymentState, AttemptCreated> binder) =>
        binder.Then(c => c.Saga.GatewayReference = c.Message.Attempt.Reference).Then(c => PaymentBehaviors.Heard(c.Saga));

    /// <summary>The answer to a creation can be a later status at once: of a repeat under the same key, whose first answer was lost.</summary>
    private static EventActivityBinder<PaymentState, T> KeepReference<T>(EventActivityBinder<PaymentState, T> binder)
        where T : class, IAttemptAnswer => binder.Then(c => c.Saga.GatewayReference ??= c.Message.Attempt.Reference);

    private EventActivityBinder<PaymentState, T> Authorize<T>(EventActivityBinder<PaymentState, T> binder)
        where T : class => Because(binder, c => $"attempt {c.Saga.AttemptNumber} is {c.Saga.GatewayReference} at {c.Saga.Gateway}; authorizing it")
            .ThenAsync(c => _do.SendAsync(c, AttemptStep.Authorize))
            .With(b => Wait(b, _ => _policy.AnswerLimit))
            .TransitionTo(Authorizing);

    private EventActivityBinder<PaymentState, AttemptAuthorized> CaptureOrRelease(EventActivityBinder<PaymentState, AttemptAuthorized> binder) => binder
        .With(KeepReference)
        .Then(c => c.Saga.CaptureBefore = c.Message.CaptureBefore?.UtcDateTime)
        .Then(c => PaymentBehaviors.Heard(c.Saga))
        .IfElse(c => c.Saga.CancelRequested || c.Saga.ReleaseFor is not null,
            b => Release(b, c => c.Saga.ReleaseFor ?? ReleasePurpose.Cancel, c => $"the money is held, but {(c.Saga.CancelRequested ? "the caller wants to stop" : "it was to be released")}: closing the attempt"),
            b => b.IfElse(c => c.Saga.Step == AttemptStep.Capture,
                CaptureAgain,
                x => Because(x, _ => "the money is held; capturing it")
                    .ThenAsync(c => _do.SendAsync(c, AttemptStep.Capture))
                    .With(y => Wait(y, _ => _policy.AnswerLimit))
                    .TransitionTo(Capturing)));

    /// <summary>A capture was sent, and the gateway says that the money is still only held. Canceling proves that it never moves (SAFETY F2).</summary>
    private EventActivityBinder<PaymentState, AttemptAuthorized> CaptureAgain(EventActivityBinder<PaymentState, AttemptAuthorized> binder) => binder
        .IfElse(c => !_policy.HasRetries(c.Saga),
            b => ReleaseToFail(b, _ => "retries_exhausted", _ => "the hold could not be captured and retries are spent: closing the attempt"),
            b => b.IfElse(c => KeyIsOver(c.Saga),
                x => Release(x, _ => ReleasePurpose.Retry, _ => "the capture gives no outcome under its key: closing the attempt before the next one"),
                x => Retry(x, _ => "the money is still only held; sending the capture's key again")));

    private EventActivityBinder<PaymentState, AttemptCaptured> Confirm(EventActivityBinder<PaymentState, AttemptCaptured> binder) => Because(binder, c => $"captured: {c.Message.CaptureReference}")
        .Then(PaymentBehaviors.RecordCapture)
        .Unschedule(Due)
        .Then(c => _do.Settle(c.Saga))
        .TransitionTo(Confirmed)
        // Unless an invariant stopped it.
        .If(c => c.Saga.CurrentState == nameof(Confirmed), b => b.Publish(Confirmation).With(AskOfDispute));

    private static PaymentConfirmed Confirmation<T>(BehaviorContext<PaymentState, T> c)
        where T : class => new()
        {
            PaymentId = c.Saga.CorrelationId,
            Gateway = c.Saga.Gateway,
            GatewayReference = c.Saga.GatewayReference!,
            AmountMinor = c.Saga.AmountMinor,
            Currency = c.Saga.Currency,
            ConfirmedAt = c.Saga.SettledAt!.Value,
            CustomerId = c.Saga.CustomerId,
            OrderId = c.Saga.OrderId,
        };

    private EventActivityBinder<PaymentState, AttemptDeclined> AfterDecline(EventActivityBinder<PaymentState, AttemptDeclined> binder) => binder
        .With(KeepReference)
        .Then(c => c.Saga.DeclineCode = c.Message.Code)
        .IfElse(c => c.Message.Retryable && _policy.HasRetries(c.Saga) && !c.Saga.CancelRequested,
            b => Release(b, _ => ReleasePurpose.Retry, c => $"declined ({c.Message.Code}), which may pass: closing the attempt before the next one"),
            b => ReleaseToFail(b, _ => FallbackPolicy.Declined, c => $"declined ({c.Message.Code}): closing the attempt", c => c.Message.FallbackAllowed));

    private EventActivityBinder<PaymentState, AttemptActionRequired> AskCustomer(EventActivityBinder<PaymentState, AttemptActionRequired> binder) =>
        AskCustomer(binder.With(KeepReference), c => c.Message.RedirectUrl, "the customer has to authenticate", c => c.Message.ClientSecret);

    private EventActivityBinder<PaymentState, T> AskCustomer<T>(EventActivityBinder<PaymentState, T> binder, Func<BehaviorContext<PaymentState, T>, string?> redirect, string reason,
        Func<BehaviorContext<PaymentState, T>, string?>? secret = null)
        where T : class => binder
        .Then(c => c.Saga.CustomerDeadline ??= _policy.Now + _policy.CustomerLimit)
        .IfElse(c => c.Saga.CancelRequested || c.Saga.CustomerDeadline <= _policy.Now,
            b => ReleaseToFail(b, _ => FallbackPolicy.NotAuthenticated, _ => "the customer did not authenticate in time: closing the attempt"),
            b => Because(b, _ => reason)
                .Then(c => c.Saga.ActionUrl = redirect(c))
                .Publish(c => new PaymentActionRequired
                {
                    PaymentId = c.Saga.CorrelationId, Gateway = c.Saga.Gateway, RedirectUrl = redirect(c), ClientSecret = secret?.Invoke(c), Deadline = c.Saga.CustomerDeadline!.Value,
                })
                .With(x => Wait(x, c => c.Saga.CustomerDeadline!.Value - _policy.Now))
                .TransitionTo(AwaitingCustomer));

    private EventActivityBinder<PaymentState, AttemptCallFailed> AfterFailedCall(EventActivityBinder<PaymentState, AttemptCallFailed> binder) => binder
        .If(c => c.Message.Kind == CallFailureKind.OutcomeUnknown, b => b.Then(c => c.Saga.Unknowns++))
        .IfElse(c => NeedsLook(c.Saga, c.Message.Kind),
            b => LookUp(b, c => $"the outcome of {c.Saga.Step} is unknown: {c.Message.Reason}"),
            // What was created in vain is never confirmed, so the attempt can be closed by its claims, and the next one has a key of its own (SAFETY F1, U2).
            known => known.IfElse(c => c.Message.KeyIsOld,
                b => Release(b, _ => ReleasePurpose.Retry, c => $"{c.Saga.Step} cannot be repeated: {c.Message.Reason}; closing the attempt before the next one"),
                AfterKnownFailure));

    private EventActivityBinder<PaymentState, AttemptCallFailed> AfterKnownFailure(EventActivityBinder<PaymentState, AttemptCallFailed> binder) => binder
        .IfElse(c => c.Message.Kind == CallFailureKind.Rejected,
            // A card that was declined may not be taken for a second attempt, unless it is kept with a customer: the payment is still one that was declined.
            b => ReleaseToFail(b, c => c.Saga is { DeclineCode: not null, FallbackProof: null } ? FallbackPolicy.Declined : "rejected", c => $"the gateway rejects our request: {c.Message.Reason}"),
            b => b.IfElse(c => c.Message.Kind == CallFailureKind.RateLimited, Throttle, RepeatCall));

    /// <summary>Not executed, and no fault of the payment: it waits longer each time and spends nothing.</summary>
    private EventActivityBinder<PaymentState, AttemptCallFailed> Throttle(EventActivityBinder<PaymentState, AttemptCallFailed> binder) =>
        RetryIn(binder, c => _policy.Backoff(c.Saga.Throttled++), c => $"too fast for the gateway: {c.Message.Reason}");

    private EventActivityBinder<PaymentState, AttemptCallFailed> RepeatCall(EventActivityBinder<PaymentState, AttemptCallFailed> binder) => binder
        .IfElse(c => c.Message.Kind == CallFailureKind.OutcomeUnknown && _policy.KeyIsSpent(c.Saga),
            b => Release(b, _ => ReleasePurpose.Retry, c => $"{c.Saga.Step} gives no outcome under its key: {c.Message.Reason}; closing the attempt before the next one"),
            b => b.IfElse(LeavesAtOnce,
                x => Release(x, _ => ReleasePurpose.Fallback, c => $"{c.Saga.Gateway} is down and nothing was confirmed there: {c.Message.Reason}; closing the attempt before the fallback"),
                x => RetryOrWait(x, c => $"{c.Saga.Step} was not answered ({c.Message.Kind}): {c.Message.Reason}")));

    private EventActivityBinder<PaymentState, AttemptStillOpen> RepeatOrRelease(EventActivityBinder<PaymentState, AttemptStillOpen> binder) => binder
        .IfElse(c => MayRepeat(c.Saga),
            b => b.IfElse(c => KeyIsOver(c.Saga),
                x => Release(x, _ => ReleasePurpose.Retry, c => $"the gateway has no outcome ({c.Message.Status}) under this key; closing the attempt before the next one"),
                x => Retry(x, c => $"the gateway has no outcome ({c.Message.Status}); sending the same key again")),
            b => ReleaseToFail(b, c => c.Saga.CustomerDeadline is null ? "retries_exhausted" : FallbackPolicy.NotAuthenticated,
                c => $"the gateway has no outcome ({c.Message.Status}) and no repeat is allowed any more"));

    /// <summary>A create moves no money: it is repeated with its key. Anything later is looked up first (SAFETY R1, U1).</summary>
    private static bool NeedsLook(PaymentState payment, CallFailureKind kind) => payment.Step switch
    {
        AttemptStep.Create => false,
        AttemptStep.Capture => kind is CallFailureKind.OutcomeUnknown or CallFailureKind.Rejected,
        _ => kind == CallFailureKind.OutcomeUnknown,
    };

    /// <summary>The gateway is not reached: when the retries are spent it is waited for on the schedule of checks, and then a person is asked. Never failed by itself (SAFETY U3).</summary>
    private EventActivityBinder<PaymentState, T> RetryOrWait<T>(EventActivityBinder<PaymentState, T> binder, Func<BehaviorContext<PaymentState, T>, string> reason)
        where T : class => binder.IfElse(c => _policy.HasRetries(c.Saga),
            b => Retry(b, reason),
            b => b.IfElse(c => _policy.Fallback.Allows(c.Saga, FallbackPolicy.Unreachable),
                x => Release(x, _ => ReleasePurpose.Fallback, c => $"{reason(c)}; retries are spent: closing the attempt before the fallback"),
                x => x.IfElse(c => _policy.NextCheck(c.Saga.Outages) is not null,
                    y => RetryIn(y, c => _policy.NextCheck(c.Saga.Outages++)!.Value, c => $"{reason(c)}; retries are spent, waiting for the gateway"),
                    y => Review(y, c => $"the gateway was not reached in {c.Saga.Retries + c.Saga.Outages} tries: {reason(c)}"))));

    private EventActivityBinder<PaymentState, T> Retry<T>(EventActivityBinder<PaymentState, T> binder, Func<BehaviorContext<PaymentState, T>, string> reason)
        where T : class => RetryIn(binder, c => _policy.Backoff(c.Saga.Retries++), reason);

    private EventActivityBinder<PaymentState, T> RetryIn<T>(
        EventActivityBinder<PaymentState, T> binder, Func<BehaviorContext<PaymentState, T>, TimeSpan> delay, Func<BehaviorContext<PaymentState, T>, string> reason)
        where T : class => Because(binder, reason)
            .With(b => Wait(b, delay))
            .Publish(c => new PaymentRetryScheduled
            {
                PaymentId = c.Saga.CorrelationId, Retry = Math.Max(1, c.Saga.Retries + c.Saga.Outages + c.Saga.Throttled), DueAt = c.Saga.DueAt!.Value, Reason = c.Saga.Reason!,
            })
            .TransitionTo(AwaitingRetry);

    private EventActivityBinder<PaymentState, PaymentDue> Resume(EventActivityBinder<PaymentState, PaymentDue> binder) =>
        Because(binder, c => $"retry {c.Saga.Retries}: {c.Saga.Step} of attempt {c.Saga.AttemptNumber}")
            .ThenAsync(c => _do.SendAsync(c, c.Saga.Step))
            .With(b => Wait(b, _ => _policy.AnswerLimit));

    /// <summary>Looks at once, then on the schedule: a check follows the answer to the one before, so that no backlog of ours is taken for the gateway's silence.</summary>
    private EventActivityBinder<PaymentState, T> LookUp<T>(EventActivityBinder<PaymentState, T> binder, Func<BehaviorContext<PaymentState, T>, string> reason)
        where T : class => Because(binder, reason)
            .ThenAsync(PaymentBehaviors.LookUpAsync)
            .Then(c => c.Saga.Checks = 1)
            .With(b => Wait(b, _ => _policy.AnswerLimit))
            .TransitionTo(Reconciling);

    private EventActivityBinder<PaymentState, T> WaitAndSee<T>(EventActivityBinder<PaymentState, T> binder, string reason)
        where T : class => Because(binder, _ => reason)
            .Then(c => c.Saga.Checks = 1)
            .With(WaitForNextCheck)
            .TransitionTo(Reconciling);

    private EventActivityBinder<PaymentState, T> WaitForNextCheck<T>(EventActivityBinder<PaymentState, T> binder)
        where T : class => Wait(binder, c => _policy.NextCheck(c.Saga.Checks - 1) ?? _policy.ReviewInterval);

    private EventActivityBinder<PaymentState, PaymentDue> CheckAgain(EventActivityBinder<PaymentState, PaymentDue> binder) => binder.IfElse(c => _policy.NextCheck(c.Saga.Checks) is not null,
        b => Because(b, c => $"still unknown; check {c.Saga.Checks + 1}")
            .Then(c => c.Saga.Checks++)
            .ThenAsync(PaymentBehaviors.LookUpAsync)
            .With(x => Wait(x, _ => _policy.AnswerLimit)),
        b => Review(b, c => $"the outcome is unknown after {c.Saga.Checks} checks")
            .ThenAsync(PaymentBehaviors.LookUpAsync));

    private EventActivityBinder<PaymentState, AttemptMismatched> ReviewMismatch(EventActivityBinder<PaymentState, AttemptMismatched> binder) =>
        Review(binder, c => $"the gateway's answer differs from what was asked: {c.Message.Difference}");

    private EventActivityBinder<PaymentState, T> Review<T>(EventActivityBinder<PaymentState, T> binder, Func<BehaviorContext<PaymentState, T>, string> reason)
        where T : class => Because(binder, c => $"a person has to look: {reason(c)}")
            .Then(c =>
            {
                c.Saga.Epoch++;     // what was sent and not claimed yet is refused: the payment stops here (SAFETY R6)
                c.Saga.SettledAt = null;
                // After days nobody expects a new charge: what is released from here on fails or is canceled.
                c.Saga.ReleaseFor = c.Saga.CancelRequested ? ReleasePurpose.Cancel : c.Saga.ReleaseFor is null ? null : ReleasePurpose.Fail;
            })
            .With(b => Wait(b, _ => _policy.ReviewInterval))
            .Publish(c => new PaymentNeedsReview { PaymentId = c.Saga.CorrelationId, Reason = c.Saga.Reason!, Since = c.Saga.ChangedAt })
            .TransitionTo(NeedsReview);
}
