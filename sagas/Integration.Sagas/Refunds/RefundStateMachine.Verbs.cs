using System.ComponentModel.DataAnnotations;
using Integration.Contracts.Payments;
using Integration.Contracts.Rules;
using Integration.Sagas.Attempts;
using Integration.Sagas.Payments;
using MassTransit;

namespace Integration.Sagas.Refunds;

/// <summary>What the table of the machine means. Each verb says what it waits for, by when, and why.</summary>
public sealed partial class RefundStateMachine
{
    private static bool IsPending(BehaviorContext<RefundState, RefundSeen> c) => c.Message.Standing == RefundStanding.Pending;

    private static bool IsSucceeded(BehaviorContext<RefundState, RefundSeen> c) => c.Message.Standing == RefundStanding.Succeeded;

    private static bool IsFailed(BehaviorContext<RefundState, RefundSeen> c) => c.Message.Standing == RefundStanding.Failed;

    private static bool OfCommand(BehaviorContext<RefundState, RefundCallFailed> c) => c.Message.Epoch == c.Saga.Epoch;

    /// <exception cref="ValidationException">The message breaks a rule; it goes to the dead letters and nothing is begun.</exception>
    private void Accept(BehaviorContext<RefundState, RefundPayment> context)
    {
        if (RefundRules.Violations(context.Message) is { Count: > 0 } violations)
        {
            throw new ValidationException($"The refund is refused: {string.Join("; ", violations)}.");
        }

        var (refund, message) = (context.Saga, context.Message);
        refund.PaymentId = message.PaymentId;
        refund.RequestedMinor = message.AmountMinor;
        refund.Note = message.Reason;
        refund.RequestHash = RefundIdentity.Hash(message);
        refund.AcceptedAt = _policy.Now;
        (refund.Reason, refund.ChangedAt) = ("accepted; asking the payment for the money", _policy.Now);
    }

    /// <exception cref="ValidationException">The id was used for another refund (SAFETY invariant 6).</exception>
    private static void RefuseReuse(BehaviorContext<RefundState, RefundPayment> context)
    {
        if (context.Saga.RequestHash != RefundIdentity.Hash(context.Message))
        {
            throw new ValidationException($"The refund is refused: id {context.Saga.CorrelationId} is already used for a refund with other content, which goes on undisturbed.");
        }
    }

    private EventActivityBinder<RefundState, T> Wait<T>(EventActivityBinder<RefundState, T> binder, Func<BehaviorContext<RefundState, T>, TimeSpan> delay)
        where T : class => binder
            .Then(c => c.Saga.DueAt = _policy.Now + delay(c))
            .Schedule(Due, c => new RefundDue { RefundId = c.Saga.CorrelationId }, c => c.Saga.DueAt!.Value);

    private EventActivityBinder<RefundState, T> Because<T>(EventActivityBinder<RefundState, T> binder, Func<BehaviorContext<RefundState, T>, string> reason)
        where T : class => binder.Then(c => (c.Saga.Reason, c.Saga.ChangedAt) = (reason(c), After(c.Saga.ChangedAt)));

    /// <summary>Now, and after what was told before: a clock that is set back makes nothing older than what it follows, by which others put it in order.</summary>
    private DateTime After(DateTime before) => before.AddMilliseconds(1) is var least && _policy.Now is var now && now > least ? now : least;

    private EventActivityBinder<RefundState, T> AskPayment<T>(EventActivityBinder<RefundState, T> binder)
        where T : class => binder
            .Publish(c => new ReserveRefund { PaymentId = c.Saga.PaymentId, RefundId = c.Saga.CorrelationId, AmountMinor = c.Saga.RequestedMinor })
            .With(b => Wait(b, _ => _policy.AnswerLimit));

    private EventActivityBinder<RefundState, RefundReserved> Send(EventActivityBinder<RefundState, RefundReserved> binder) => binder
        .Then(c =>
        {
            var (refund, attempt) = (c.Saga, c.Message.Attempt);
            (refund.AmountMinor, refund.Currency, refund.CaptureReference) = (c.Message.AmountMinor, c.Message.Currency, c.Message.CaptureReference);
            (refund.Gateway, refund.AttemptId, refund.AttemptNumber, refund.AttemptReference) = (attempt.Gateway, attempt.AttemptId, attempt.Number, attempt.Reference);
            (refund.ReservedAt, refund.Checks, refund.Retries) = (_policy.Now, 0, 0);
        })
        .With(b => Because(b, c => $"{c.Saga.AmountMinor} {c.Saga.Currency} is reserved; sending it to {c.Saga.Gateway}"))
        .Publish(c => new RefundPending
        {
            RefundId = c.Saga.CorrelationId, PaymentId = c.Saga.PaymentId, Gateway = c.Saga.Gateway!, AmountMinor = c.Saga.AmountMinor, Currency = c.Saga.Currency!, AcceptedAt = c.Saga.AcceptedAt,
        })
        .With(b => Ask(b, _ => _policy.AnswerLimit))
        .TransitionTo(Sending);

    /// <summary>One command for sending and for finding out: the claim knows which of the two is safe (SAFETY U6).</summary>
    private EventActivityBinder<RefundState, T> Ask<T>(EventActivityBinder<RefundState, T> binder, Func<BehaviorContext<RefundState, T>, TimeSpan> next)
        where T : class => binder
            .Then(c => c.Saga.Epoch++)
            .Publish(c => new RefundAttempt
            {
                RefundId = c.Saga.CorrelationId,
                Attempt = new()
                {
                    PaymentId = c.Saga.PaymentId, AttemptId = c.Saga.AttemptId!.Value, Number = c.Saga.AttemptNumber, Gateway = c.Saga.Gateway!, Epoch = c.Saga.Epoch, Reference = c.Saga.AttemptReference,
                },
                CaptureReference = c.Saga.CaptureReference!, AmountMinor = c.Saga.AmountMinor, Currency = c.Saga.Currency!, Reason = c.Saga.Note, Epoch = c.Saga.Epoch,
            })
            .With(b => Wait(b, next));

    private EventActivityBinder<RefundState, RefundCallFailed> AfterFailedCall(EventActivityBinder<RefundState, RefundCallFailed> binder) => binder.IfElse(
        c => c.Message.Kind == CallFailureKind.OutcomeUnknown,
        b => CheckAgain(b, c => $"the outcome is unknown: {c.Message.Reason}"),
        b => b.IfElse(c => c.Message.Kind == CallFailureKind.Rejected, Fail, Retry));

    /// <summary>Surely not executed: the same call again, later.</summary>
    private EventActivityBinder<RefundState, RefundCallFailed> Retry(EventActivityBinder<RefundState, RefundCallFailed> binder) => binder.IfElse(
        c => _policy.NextRetry(c.Saga.Retries) is not null,
        b => Because(b, c => $"not executed ({c.Message.Kind}): {c.Message.Reason}; it is sent again with the same key")
            .With(x => Wait(x, c => _policy.NextRetry(c.Saga.Retries++)!.Value))
            .TransitionTo(AwaitingRetry),
        b => Review(b, c => $"{c.Saga.Gateway} did not take it in {c.Saga.Retries + 1} tries ({c.Message.Kind}): {c.Message.Reason}"));

    private EventActivityBinder<RefundState, T> CheckAgain<T>(EventActivityBinder<RefundState, T> binder, Func<BehaviorContext<RefundState, T>, string> reason)
        where T : class => binder.IfElse(c => _policy.NextCheck(c.Saga.Checks) is not null,
            b => Because(b, c => $"{reason(c)}; asking {c.Saga.Gateway}, check {c.Saga.Checks + 1}")
                .Then(c => c.Saga.Checks++)
                .With(x => Ask(x, _ => _policy.AnswerLimit))
                .TransitionTo(Reconciling),
            b => Review(b, c => $"{reason(c)} after {c.Saga.Checks} checks"));

    private EventActivityBinder<RefundState, RefundSeen> Follow(EventActivityBinder<RefundState, RefundSeen> binder) =>
        Because(binder.Then(c => c.Saga.RefundReference = c.Message.RefundReference), c => $"{c.Saga.Gateway} works on {c.Message.RefundReference} ({c.Message.Word})")
            .Then(c => c.Saga.Checks = 0)
            .With(b => Wait(b, c => _policy.NextPending(c.Saga.Checks++)))
            .TransitionTo(Pending);

    private EventActivityBinder<RefundState, RefundSeen> Succeed(EventActivityBinder<RefundState, RefundSeen> binder) =>
        Because(binder.Then(c => c.Saga.RefundReference = c.Message.RefundReference), c => $"{c.Saga.Gateway} gave {c.Saga.AmountMinor} {c.Saga.Currency} back: {c.Message.RefundReference}")
            .Then(c => c.Saga.FailureCode = null)
            .With(End)
            .With(b => Settle(b, succeeded: true))
            .Publish(c => new RefundSucceeded
            {
                RefundId = c.Saga.CorrelationId, PaymentId = c.Saga.PaymentId, Gateway = c.Saga.Gateway!, RefundReference = c.Saga.RefundReference!,
                AmountMinor = c.Saga.AmountMinor, Currency = c.Saga.Currency!, SucceededAt = c.Saga.SettledAt!.Value,
            })
            .TransitionTo(Succeeded);

    private EventActivityBinder<RefundState, RefundSeen> FailByWord(EventActivityBinder<RefundState, RefundSeen> binder, Func<RefundState, string> code) =>
        Because(binder.Then(c => c.Saga.RefundReference = c.Message.RefundReference), c => $"{c.Saga.Gateway} says {c.Message.Word} for {c.Message.RefundReference}")
            .With(b => FailWith(b, c => code(c.Saga)));

    private EventActivityBinder<RefundState, RefundCallFailed> Fail(EventActivityBinder<RefundState, RefundCallFailed> binder) =>
        Because(binder, c => c.Message.Code is null ? $"{c.Saga.Gateway} refuses: {c.Message.Reason}" : c.Message.Reason)
            .With(b => FailWith(b, c => c.Message.Code ?? "rejected"));

    private EventActivityBinder<RefundState, T> FailWith<T>(EventActivityBinder<RefundState, T> binder, Func<BehaviorContext<RefundState, T>, string> code)
        where T : class => binder
            .Then(c => c.Saga.FailureCode = code(c))
            .With(End)
            .With(b => Settle(b, succeeded: false))
            .Publish(c => Failure(c.Saga))
            .TransitionTo(Failed);

    private EventActivityBinder<RefundState, RefundNotReserved> Refuse(EventActivityBinder<RefundState, RefundNotReserved> binder) =>
        Because(binder, c => c.Message.Reason)
            .Then(c => c.Saga.FailureCode = c.Message.Code)
            .With(End)
            .Publish(c => Failure(c.Saga))
            .TransitionTo(Refused);

    private static RefundFailed Failure(RefundState refund) => new()
    {
        RefundId = refund.CorrelationId, PaymentId = refund.PaymentId, Code = refund.FailureCode!, Reason = refund.Reason!,
        AmountMinor = refund.AmountMinor > 0 ? refund.AmountMinor : null, Currency = refund.Currency, FailedAt = refund.SettledAt!.Value,
    };

    private EventActivityBinder<RefundState, T> End<T>(EventActivityBinder<RefundState, T> binder)
        where T : class => binder.Unschedule(Due).Then(c => (c.Saga.DueAt, c.Saga.SettledAt) = (null, c.Saga.ChangedAt));

    private static EventActivityBinder<RefundState, T> Settle<T>(EventActivityBinder<RefundState, T> binder, bool succeeded)
        where T : class => binder.Publish(c => new SettleReservation
        {
            PaymentId = c.Saga.PaymentId, RefundId = c.Saga.CorrelationId, Succeeded = succeeded, Sequence = ++c.Saga.Settlements, Reason = c.Saga.Reason!,
        });

    private EventActivityBinder<RefundState, RefundMismatched> ReviewMismatch(EventActivityBinder<RefundState, RefundMismatched> binder) =>
        Review(binder, c => $"the gateway's refund {c.Message.RefundReference} differs from what was asked: {c.Message.Difference}");

    private EventActivityBinder<RefundState, T> Review<T>(EventActivityBinder<RefundState, T> binder, Func<BehaviorContext<RefundState, T>, string> reason)
        where T : class => Because(binder, c => $"a person has to look: {reason(c)}")
            .Then(c =>
            {
                c.Saga.Epoch++;     // what was sent and not claimed yet is refused
                c.Saga.SettledAt = null;
            })
            .With(b => Wait(b, _ => _policy.ReviewInterval))
            .Publish(c => new RefundNeedsReview { RefundId = c.Saga.CorrelationId, PaymentId = c.Saga.PaymentId, Reason = c.Saga.Reason!, Since = c.Saga.ChangedAt })
            .TransitionTo(NeedsReview);
}
