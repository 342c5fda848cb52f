using Integration.Contracts.Payments;
using Integration.Sagas.Attempts;
using MassTransit;

namespace Integration.Sagas.Payments;

/// <summary>Closing an attempt, and what follows when it is proven closed (SAFETY F1): the next attempt, the fallback, a cancel or a failure.</summary>
public sealed partial class PaymentStateMachine
{
    private EventActivityBinder<PaymentState, T> Release<T>(
        EventActivityBinder<PaymentState, T> binder, Func<BehaviorContext<PaymentState, T>, string> purpose, Func<BehaviorContext<PaymentState, T>, string> reason)
        where T : class => Because(binder, reason)
            .Then(c =>
            {
                c.Saga.ReleaseFor = c.Saga.CancelRequested ? ReleasePurpose.Cancel : purpose(c);
                c.Saga.FailureCode = c.Saga.ReleaseFor == ReleasePurpose.Retry ? null : c.Saga.FailureCode;      // what is tried again has not failed
                c.Saga.Checks = 1;
            })
            .ThenAsync(c => _do.SendAsync(c, AttemptStep.Cancel))
            .With(b => Wait(b, _ => _policy.AnswerLimit))
            .TransitionTo(Releasing);

    private EventActivityBinder<PaymentState, T> ReleaseToFail<T>(
        EventActivityBinder<PaymentState, T> binder, Func<BehaviorContext<PaymentState, T>, string> code, Func<BehaviorContext<PaymentState, T>, string> reason,
        Func<BehaviorContext<PaymentState, T>, bool>? mayFallBack = null)
        where T : class => Release(
            binder.Then(c => c.Saga.FailureCode = code(c)),
            c => (mayFallBack is null || mayFallBack(c)) && _policy.Fallback.Allows(c.Saga, code(c)) ? ReleasePurpose.Fallback : ReleasePurpose.Fail,
            reason);

    /// <summary>It was being closed when a person was asked: what was to follow follows.</summary>
    private static bool IsDecided<T>(BehaviorContext<PaymentState, T> c)
        where T : class => c.Saga is { ReleaseFor: not null, FailureCode: not null };

    private EventActivityBinder<PaymentState, T> ReleaseAsDecided<T>(EventActivityBinder<PaymentState, T> binder)
        where T : class => Release(binder, c => c.Saga.ReleaseFor!, _ => "the gateway answers again; closing the attempt");

    private EventActivityBinder<PaymentState, CancelPayment> CancelNow(EventActivityBinder<PaymentState, CancelPayment> binder) =>
        Release(binder.Then(PaymentBehaviors.RecordCancel), _ => ReleasePurpose.Cancel, _ => "the caller wants to stop: closing the attempt");

    private EventActivityBinder<PaymentState, PaymentDue> CancelAgain(EventActivityBinder<PaymentState, PaymentDue> binder) => binder.IfElse(c => _policy.NextCheck(c.Saga.Checks) is not null,
        b => Because(b, c => $"not closed yet; try {c.Saga.Checks + 1}")
            .Then(c => c.Saga.Checks++)
            .ThenAsync(c => _do.SendAsync(c, AttemptStep.Cancel))
            .With(x => Wait(x, _ => _policy.AnswerLimit)),
        b => Review(b, c => $"the attempt could not be closed in {c.Saga.Checks} tries"));

    /// <summary>A decline that comes while the attempt is being closed, from whichever look (SAFETY F4): what was to follow the close follows only where it may follow this decline, too.</summary>
    private EventActivityBinder<PaymentState, AttemptDeclined> HeedDecline(EventActivityBinder<PaymentState, AttemptDeclined> binder) =>
        binder.Then(c => Heed(c.Saga, new(c.Message.Code, c.Message.Retryable, c.Message.FallbackAllowed)));

    /// <summary>A failure and a cancel stay what they are; a retry becomes what it would be after the decline, and so does a fallback but for the retries, which are spent.</summary>
    private void Heed(PaymentState payment, AttemptDecline decline)
    {
        payment.DeclineCode = decline.Code;
        if (payment.ReleaseFor is not (ReleasePurpose.Retry or ReleasePurpose.Fallback) || (payment.ReleaseFor == ReleasePurpose.Retry && decline.Retryable && _policy.HasRetries(payment)))
        {
            return;
        }

        payment.FailureCode = FallbackPolicy.Declined;
        payment.ReleaseFor = decline.FallbackAllowed && _policy.Fallback.Allows(payment, FallbackPolicy.Declined) ? ReleasePurpose.Fallback : ReleasePurpose.Fail;
        _do.Because(payment, $"declined ({decline.Code}): closing the attempt");
    }

    private EventActivityBinder<PaymentState, AttemptClosed> HeedDecline(EventActivityBinder<PaymentState, AttemptClosed> binder) =>
        binder.If(c => c.Message.Decline is not null, b => b.Then(c => Heed(c.Saga, c.Message.Decline!)));

    private EventActivityBinder<PaymentState, AttemptClosed> AfterClose(EventActivityBinder<PaymentState, AttemptClosed> binder) => binder.With(HeedDecline).IfElse(c => c.Saga.ReleaseFor == ReleasePurpose.Retry,
        b => RetryOrWait(b.Then(c => PaymentBehaviors.NextAttempt(c.Saga)), c => $"attempt {c.Saga.AttemptNumber - 1} is closed ({c.Message.Proof}); the next one follows"),
        b => b.IfElse(c => c.Saga.ReleaseFor == ReleasePurpose.Fallback, FallBack, CloseForGood));

    private EventActivityBinder<PaymentState, AttemptClosed> CloseForGood(EventActivityBinder<PaymentState, AttemptClosed> binder) => binder.IfElse(c => c.Saga.ReleaseFor == ReleasePurpose.Cancel,
        CancelForGood,
        b => FailForGood(b, c => c.Saga.FailureCode ?? FallbackPolicy.RetriesExhausted));

    private EventActivityBinder<PaymentState, AttemptClosed> ClosedElsewhere(EventActivityBinder<PaymentState, AttemptClosed> binder) =>
        binder.IfElse(c => c.Saga.CancelRequested, CancelForGood,
            // A failure that was told before keeps its code.
            b => FailForGood(b, c => c.Saga is { Reopened: true, FailureCode: { } told } ? told : "canceled_at_gateway"));

    private EventActivityBinder<PaymentState, AttemptClosed> CancelForGood(EventActivityBinder<PaymentState, AttemptClosed> binder) =>
        Because(binder, c => $"canceled: {c.Message.Proof}")
            .Unschedule(Due)
            .Then(c => _do.Settle(c.Saga))
            .Publish(c => new PaymentCanceled
            {
                PaymentId = c.Saga.CorrelationId, Reason = c.Saga.CancelReason, CanceledAt = c.Saga.SettledAt!.Value,
                AmountMinor = c.Saga.AmountMinor, Currency = c.Saga.Currency, CustomerId = c.Saga.CustomerId, OrderId = c.Saga.OrderId,
            })
            .TransitionTo(Canceled);

    private EventActivityBinder<PaymentState, AttemptClosed> FailForGood(
        EventActivityBinder<PaymentState, AttemptClosed> binder, Func<BehaviorContext<PaymentState, AttemptClosed>, string> code) =>
        Because(binder.Then(c => c.Saga.FailureCode = code(c)), c => $"failed ({c.Saga.FailureCode}{(c.Saga.DeclineCode is { } d ? $", {d}" : "")}): {c.Message.Proof}")
            .Unschedule(Due)
            .Then(c => _do.Settle(c.Saga))
            .Publish(c => new PaymentFailed
            {
                PaymentId = c.Saga.CorrelationId, Code = c.Saga.FailureCode!, DeclineCode = c.Saga.DeclineCode, Reason = c.Saga.Reason!, FailedAt = c.Saga.SettledAt!.Value,
                AmountMinor = c.Saga.AmountMinor, Currency = c.Saga.Currency, CustomerId = c.Saga.CustomerId, OrderId = c.Saga.OrderId,
            })
            .TransitionTo(Failed);
}
