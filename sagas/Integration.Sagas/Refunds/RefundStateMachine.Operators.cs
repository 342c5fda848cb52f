using System.ComponentModel.DataAnnotations;
using Integration.Contracts.Operations;
using Integration.Sagas.Payments;
using MassTransit;

namespace Integration.Sagas.Refunds;

/// <summary>What a person may ask of a refund: that it does now what its timer would do later. No rule is left out for it.</summary>
public sealed partial class RefundStateMachine
{
    /// <summary>See <see cref="RecheckRefund"/>.</summary>
    public Event<RecheckRefund> RecheckAsked { get; private set; } = null!;

    private void ConfigureOperators()
    {
        Event(() => RecheckAsked, e => e.CorrelateById(c => c.Message.RefundId).OnMissingInstance(m => m.Fault()));
        During([Reserving, AwaitingPayment],
            When(RecheckAsked).Then(Check).With(b => Done(b, _ => "the payment is asked now")).With(AskPayment).TransitionTo(Reserving));
        During(AwaitingRetry,
            When(RecheckAsked).Then(Check).With(b => Done(b, c => $"{c.Saga.Gateway} is asked now")).With(b => Ask(b, _ => _policy.AnswerLimit)).TransitionTo(Sending));
        During(Reconciling,
            When(RecheckAsked).Then(Check).With(b => Done(b, c => $"{c.Saga.Gateway} is asked now")).With(b => Ask(b, _ => _policy.AnswerLimit)));
        During(Pending,
            When(RecheckAsked).Then(Check).With(b => Done(b, c => $"{c.Saga.Gateway} is asked now")).With(b => Ask(b, c => _policy.NextPending(c.Saga.Checks))));
        During(NeedsReview,
            When(RecheckAsked).Then(Check).IfElse(c => c.Saga.AmountMinor == 0,
                b => Done(b, _ => "the payment is asked now").With(AskPayment),
                b => Done(b, c => $"{c.Saga.Gateway} is asked now").With(x => Ask(x, _ => _policy.ReviewInterval))));
        During(Sending, When(RecheckAsked).Then(Check).With(b => Refuse(b, c => $"a call to {c.Saga.Gateway} is under way: its answer comes, or its timer")));
        During([Succeeded, Failed, Refused], When(RecheckAsked).Then(Check).With(b => Refuse(b, c => $"it has its end: {c.Saga.CurrentState}, {c.Saga.Reason}")));
    }

    /// <exception cref="ValidationException">The command breaks a rule, or names another payment: it goes to the dead letters.</exception>
    private static void Check(BehaviorContext<RefundState, RecheckRefund> context)
    {
        OperatorAnswers.Check(context.Message);
        if (context.Message.PaymentId != context.Saga.PaymentId)
        {
            throw new ValidationException($"{nameof(RecheckRefund)} is refused: refund {context.Saga.CorrelationId} is of payment {context.Saga.PaymentId}.");
        }
    }

    private EventActivityBinder<RefundState, RecheckRefund> Done(EventActivityBinder<RefundState, RecheckRefund> binder, Func<BehaviorContext<RefundState, RecheckRefund>, string> answer) =>
        binder.Publish(c => OperatorAnswers.Of(c.Message, accepted: true, $"refund {c.Saga.CorrelationId}: {answer(c)}", _policy.Now));

    private EventActivityBinder<RefundState, RecheckRefund> Refuse(EventActivityBinder<RefundState, RecheckRefund> binder, Func<BehaviorContext<RefundState, RecheckRefund>, string> reason) =>
        binder.Publish(c => OperatorAnswers.Of(c.Message, accepted: false, $"refund {c.Saga.CorrelationId}: {reason(c)}", _policy.Now));
}
