using System.ComponentModel.DataAnnotations;
using Integration.Contracts.Operations;
using Integration.Sagas.Attempts;
using MassTransit;

namespace Integration.Sagas.Payments;

/// <summary>What a person may ask of a payment. Every command goes the way the machine itself goes, with the same proofs; what a rule forbids is refused with the reason.
/// Who asked and why stands in the audit alone: a payment's reason is told to its caller.</summary>
public sealed partial class PaymentStateMachine
{
    /// <summary>See <see cref="RecheckPayment"/>.</summary>
    public Event<RecheckPayment> RecheckAsked { get; private set; } = null!;

    /// <summary>See <see cref="ReleasePayment"/>.</summary>
    public Event<ReleasePayment> ReleaseAsked { get; private set; } = null!;

    /// <summary>See <see cref="RetryPayment"/>.</summary>
    public Event<RetryPayment> RetryAsked { get; private set; } = null!;

    /// <summary>See <see cref="AcceptPaymentAsCaptured"/>.</summary>
    public Event<AcceptPaymentAsCaptured> AcceptAsked { get; private set; } = null!;

    /// <summary>See <see cref="ReturnDuplicateCharge"/>.</summary>
    public Event<ReturnDuplicateCharge> ReturnAsked { get; private set; } = null!;

    private void ConfigureOperators()
    {
        // Nobody asks about a payment that is not there without having mistaken its id: the dead letters say so.
        Event(() => RecheckAsked, e => e.CorrelateById(c => c.Message.PaymentId).OnMissingInstance(m => m.Fault()));
        Event(() => ReleaseAsked, e => e.CorrelateById(c => c.Message.PaymentId).OnMissingInstance(m => m.Fault()));
        Event(() => RetryAsked, e => e.CorrelateById(c => c.Message.PaymentId).OnMissingInstance(m => m.Fault()));
        Event(() => AcceptAsked, e => e.CorrelateById(c => c.Message.PaymentId).OnMissingInstance(m => m.Fault()));
        Event(() => ReturnAsked, e => e.CorrelateById(c => c.Message.PaymentId).OnMissingInstance(m => m.Fault()));
        State[] open = [Authorizing, Capturing, AwaitingCustomer, AwaitingRetry, Reconciling, NeedsReview];

        DuringAny(
            When(RecheckAsked).Then(Check).ThenAsync(PaymentBehaviors.LookBesideAsync).With(b => Done(b, _ => "the gateway is asked now")),
            When(ReturnAsked).Then(Check).IfElse(c => c.Message.AttemptId == c.Saga.AttemptId && c.Saga.CapturedMinor > 0,
                b => Refuse(b, _ => "this attempt holds the payment's own money: ask for a refund"),
                b => b.ThenAsync(c => c.Publish(new ReturnOrphan { Attempt = PaymentBehaviors.Active(c.Saga) with { AttemptId = c.Message.AttemptId, Reference = null }, Decided = true }))
                    .With(x => Done(x, _ => "the gateway is asked; what is there beside the payment's own goes back"))));
        During(open,
            When(ReleaseAsked).Then(Check).With(b => Done(b, _ => "closing the attempt; the payment fails with the gateway's proof"))
                .With(b => ReleaseToFail(b, _ => FallbackPolicy.Released, _ => "ops want it closed", mayFallBack: _ => false)));
        During(AwaitingRetry,
            When(RetryAsked).Then(Check).With(b => Done(b, _ => "the waiting call is repeated now")).With(b => RetryIn(b, _ => TimeSpan.Zero, _ => "ops want it now")));
        During(NeedsReview,
            When(RetryAsked).Then(Check).IfElse(c => c.Saga.Reopened,
                b => Refuse(b, _ => "it had its end before: nothing may move it by itself any more"),
                b => b.Then(c => PaymentBehaviors.RenewRetries(c.Saga)).IfElse(c => c.Saga.Step == AttemptStep.Cancel,
                    CloseAnew,
                    x => x.IfElse(c => c.Saga.GatewayReference is null,
                        y => y.With(z => Done(z, _ => "retries begin anew")).With(z => RetryIn(z, _ => TimeSpan.Zero, _ => "ops want it tried again")),
                        y => y.With(z => Done(z, _ => "retries begin anew; the gateway is asked first")).With(z => LookUp(z, _ => "ops want it tried again"))))));
        During(Releasing,
            When(RetryAsked).Then(Check).With(b => Done(b, _ => "the cancel is sent again now"))
                .With(b => Because(b, _ => "ops want it closed now"))
                .Then(c => c.Saga.Checks = 1)
                .ThenAsync(c => _do.SendAsync(c, AttemptStep.Cancel))
                .With(b => Wait(b, _ => _policy.AnswerLimit)));
        During([Authorizing, Capturing, AwaitingCustomer, Reconciling],
            When(RetryAsked).Then(Check).IfElse(c => _policy.IsOverdue(c.Saga),
                b => Done(b, _ => "its timer was lost and is set anew").With(TimeNow),
                b => Refuse(b, NothingToRepeat)));
        During(States.Except([Initial, Final, AwaitingRetry, NeedsReview, Releasing, Authorizing, Capturing, AwaitingCustomer, Reconciling]),
            When(RetryAsked).Then(Check).With(b => Refuse(b, NothingToRepeat)));
        During([NeedsReview, Reconciling],
            When(AcceptAsked).Then(Check).IfElse(c => c.Message.GatewayReference == c.Saga.GatewayReference,
                b => b.Then(c => c.Saga.AcceptedReference = c.Message.GatewayReference)
                    .ThenAsync(PaymentBehaviors.LookBesideAsync)
                    .With(x => Done(x, _ => "the gateway is asked; its own word confirms the payment (SAFETY R6)")),
                b => Refuse(b, c => $"the active attempt is {c.Saga.GatewayReference ?? "not known to the gateway"}, not {c.Message.GatewayReference}")));
        During(States.Except([Initial, Final, NeedsReview, Reconciling]),
            When(AcceptAsked).Then(Check).With(b => Refuse(b, c => $"it is {c.Saga.CurrentState}: only what is unknown or needs review can be accepted")));
        During(States.Except([Initial, Final, .. open]),
            When(ReleaseAsked).Then(Check).With(b => Refuse(b, c => c.Saga.CurrentState == nameof(Releasing) ? "the attempt is being closed already" : $"it has its end: {c.Saga.CurrentState}")));
    }

    /// <summary>It was being closed: the answer to the cancel is the proof, and what the gateway says of a decline counts (SAFETY F1, F4). The next attempt follows, unless something else was decided.</summary>
    private EventActivityBinder<PaymentState, RetryPayment> CloseAnew(EventActivityBinder<PaymentState, RetryPayment> binder) => binder
        .IfElse(c => c.Saga.ReleaseFor is null && !c.Saga.CancelRequested,
            b => b.With(x => Done(x, _ => "retries begin anew")).With(x => Release(x, _ => ReleasePurpose.Retry, _ => "ops want it tried again: closing the attempt before the next one")),
            b => b.With(x => Done(x, c => $"the cancel is sent again; then the payment {(c.Saga.CancelRequested ? "is canceled" : $"fails ({c.Saga.FailureCode})")}, as was decided"))
                .With(x => Release(x, c => c.Saga.ReleaseFor ?? ReleasePurpose.Cancel, _ => "ops want it closed")));

    private static string NothingToRepeat(BehaviorContext<PaymentState, RetryPayment> c) => $"there is nothing to repeat while it is {c.Saga.CurrentState}";

    /// <exception cref="ValidationException">The command breaks a rule: it goes to the dead letters.</exception>
    private static void Check<T>(BehaviorContext<PaymentState, T> context)
        where T : class, IOperatorCommand => OperatorAnswers.Check(context.Message);

    private EventActivityBinder<PaymentState, T> Done<T>(EventActivityBinder<PaymentState, T> binder, Func<BehaviorContext<PaymentState, T>, string> answer)
        where T : class, IOperatorCommand => binder.Publish(c => OperatorAnswers.Of(c.Message, accepted: true, answer(c), _policy.Now));

    private EventActivityBinder<PaymentState, T> Refuse<T>(EventActivityBinder<PaymentState, T> binder, Func<BehaviorContext<PaymentState, T>, string> reason)
        where T : class, IOperatorCommand => binder.Publish(c => OperatorAnswers.Of(c.Message, accepted: false, reason(c), _policy.Now));
}
