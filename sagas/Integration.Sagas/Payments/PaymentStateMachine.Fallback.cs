using Integration.Contracts.Payments;
using Integration.Sagas.Attempts;
using MassTransit;

namespace Integration.Sagas.Payments;

/// <summary>From the card gateway to PayPal: only after the proof that the first attempt takes no money (SAFETY F1), and in another order of steps there:
/// the order, then the payer's approval where no token is vaulted, then the capture (SAFETY R1).</summary>
public sealed partial class PaymentStateMachine
{
    private bool AtPayPal<T>(BehaviorContext<PaymentState, T> c)
        where T : class, IAttemptAnswer => Active(c) && !_policy.Holds(c.Saga);

    /// <summary>Nothing is confirmable there, so closing the attempt needs no answer of a gateway that gives none (SAFETY F1).</summary>
    private bool LeavesAtOnce(BehaviorContext<PaymentState, AttemptCallFailed> c) =>
        c.Saga.Step == AttemptStep.Create && c.Message.Kind == CallFailureKind.Transient && _policy.Fallback.CardsAreDown && _policy.Fallback.Allows(c.Saga, FallbackPolicy.Unreachable);

    private EventActivityBinder<PaymentState, AttemptCreated> AfterCreate(EventActivityBinder<PaymentState, AttemptCreated> binder) => binder
        .IfElse(c => _policy.Holds(c.Saga),
            Authorize,
            b => b.IfElse(c => c.Saga.PayPalToken is not null,
                x => Because(x, c => $"order {c.Saga.GatewayReference} is made at {c.Saga.Gateway}; capturing it with the vaulted token")
                    .ThenAsync(c => _do.SendAsync(c, AttemptStep.Capture))
                    .With(y => Wait(y, _ => _policy.AnswerLimit))
                    .TransitionTo(Capturing),
                x => AskCustomer(x, c => c.Message.RedirectUrl, "the payer has to approve the order at PayPal")));

    private EventActivityBinder<PaymentState, AttemptClosed> FallBack(EventActivityBinder<PaymentState, AttemptClosed> binder) =>
        Because(binder.Then(c => _do.FallBack(c.Saga, c.Message.Proof)),
            c => $"attempt {c.Message.Attempt.Number} at {c.Message.Attempt.Gateway} is closed ({c.Message.Proof}); trying {c.Saga.Gateway}")
            .With(AnnounceFallback)
            .ThenAsync(c => _do.SendAsync(c, AttemptStep.Create))
            .With(b => Wait(b, _ => _policy.AnswerLimit))
            .TransitionTo(Authorizing);

    private EventActivityBinder<PaymentState, T> AnnounceFallback<T>(EventActivityBinder<PaymentState, T> binder)
        where T : class => binder.Publish(c => new PaymentFallbackStarted
        {
            PaymentId = c.Saga.CorrelationId,
            FromGateway = _policy.FirstGateway,
            ToGateway = c.Saga.Gateway,
            AttemptNumber = c.Saga.AttemptNumber,
            Reason = c.Saga.Reason!,
            Proof = c.Saga.FallbackProof!,
            StartedAt = _policy.Now,
        });
}
