using Integration.Contracts.Payments;
using MassTransit;

namespace Integration.Sagas.Payments;

/// <summary>What must be true after every transition, whatever the code before it believed (SAFETY, invariants 1 to 3). A payment that breaks one stops for a
/// person; nothing else is disturbed.</summary>
public sealed partial class PaymentStateMachine
{
    private void ConfigureInvariants() => WhenEnterAny(entered => entered.If(
        c => c.Saga.CurrentState != nameof(NeedsReview) && PaymentInvariants.Broken(c.Saga, _policy.FirstGateway) is not null,
        binder => binder
            .Then(c => _do.Stop(c.Saga, PaymentInvariants.Broken(c.Saga, _policy.FirstGateway)!))
            .Schedule(Due, c => new PaymentDue { PaymentId = c.Saga.CorrelationId }, c => c.Saga.DueAt!.Value)
            .ThenAsync(c => c.Publish(new PaymentNeedsReview { PaymentId = c.Saga.CorrelationId, Reason = c.Saga.Reason!, Since = c.Saga.ChangedAt }))
            .TransitionTo(NeedsReview)));
}
