using MassTransit;

namespace Integration.Sagas.Payments;

/// <summary>Lets a verb stand in a chain of activities.</summary>
internal static class BinderExtensions
{
    public static EventActivityBinder<TSaga, T> With<TSaga, T>(
        this EventActivityBinder<TSaga, T> binder, Func<EventActivityBinder<TSaga, T>, EventActivityBinder<TSaga, T>> verb)
        where TSaga : class, SagaStateMachineInstance
        where T : class => verb(binder);
}
