using MassTransit;

namespace Integration.Sagas.Payments;

/// <summary>Lets a verb stand in a chain of activities.</summary>
internal static class BinderExtensions
{
    public static EventActivityBinder<PaymentState, T> With<T>(
        this EventActivityBinder<PaymentState, T> binder, Func<EventActivityBinder<PaymentState, T>, EventActivityBinder<PaymentState, T>> verb)
        where T : class => verb(binder);
}
