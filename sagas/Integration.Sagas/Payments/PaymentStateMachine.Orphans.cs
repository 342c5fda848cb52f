using Integration.Sagas.Attempts;
using MassTransit;

namespace Integration.Sagas.Payments;

/// <summary>Money on an attempt that is not the active one, from any source (SAFETY U4): it goes back, once, and the payment is unchanged.</summary>
public sealed partial class PaymentStateMachine
{
    private static bool NotActive<T>(BehaviorContext<PaymentState, T> c)
        where T : class, IAttemptAnswer => !Active(c);

    private void ConfigureOrphans() => DuringAny(
        When(Captured, NotActive).With(ReturnMoney),
        When(Authorized, NotActive).With(ReturnMoney));

    private static EventActivityBinder<PaymentState, T> ReturnMoney<T>(EventActivityBinder<PaymentState, T> binder)
        where T : class, IAttemptAnswer => binder.Publish(c => new ReturnOrphan { Attempt = c.Message.Attempt with { Epoch = c.Saga.Epoch } });
}
