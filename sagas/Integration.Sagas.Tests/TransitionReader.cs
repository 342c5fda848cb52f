using MassTransit;
using MassTransit.SagaStateMachine;

namespace Integration.Sagas.Tests;

/// <summary>Reads a machine's transitions: from which state, by which event, to which state.</summary>
internal sealed class TransitionReader<TSaga> : StateMachineVisitor
    where TSaga : class, SagaStateMachineInstance
{
    private readonly SortedSet<(string From, string To, string Event)> _found = [];
    private string _state = "";
    private string _event = "";

    public static IReadOnlyCollection<(string From, string To, string Event)> Read(SagaStateMachine<TSaga> machine)
    {
        var reader = new TransitionReader<TSaga>();
        machine.Accept(reader);
        return reader._found;
    }

    public void Visit(State state, Action<State> next)
    {
        _state = state.Name;
        next(state);
    }

    public void Visit(Event @event, Action<Event> next)
    {
        _event = @event.Name;
        next(@event);
    }

    public void Visit<TMessage>(Event<TMessage> @event, Action<Event<TMessage>> next)
        where TMessage : class
    {
        _event = @event.Name;
        next(@event);
    }

    public void Visit(IStateMachineActivity activity) => Visit(activity, _ => { });

    public void Visit<T>(IBehavior<T> behavior)
        where T : class, SagaStateMachineInstance
    {
        // What it leads to is visited by itself.
    }

    public void Visit<T>(IBehavior<T> behavior, Action<IBehavior<T>> next)
        where T : class, SagaStateMachineInstance => next(behavior);

    public void Visit<T, TMessage>(IBehavior<T, TMessage> behavior)
        where T : class, SagaStateMachineInstance
        where TMessage : class
    {
        // What it leads to is visited by itself.
    }

    public void Visit<T, TMessage>(IBehavior<T, TMessage> behavior, Action<IBehavior<T, TMessage>> next)
        where T : class, SagaStateMachineInstance
        where TMessage : class => next(behavior);

    public void Visit(IStateMachineActivity activity, Action<IStateMachineActivity> next)
    {
        if (activity is TransitionActivity<TSaga> transition)
        {
            _found.Add((_state, transition.ToState.Name, _event));
        }

        next(activity);
    }
}
