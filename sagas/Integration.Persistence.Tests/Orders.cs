using MassTransit;

namespace Integration.Persistence.Tests;

public sealed record PlaceOrder(Guid CorrelationId, string Reference) : CorrelatedBy<Guid>;

public sealed record ShipOrder(string Reference);

public sealed record CloseOrder(Guid CorrelationId) : CorrelatedBy<Guid>;

public sealed record BreakOrder(Guid CorrelationId) : CorrelatedBy<Guid>;

public sealed record TouchOrder(Guid CorrelationId) : CorrelatedBy<Guid>;

public sealed record StumbleOverOrder(Guid CorrelationId) : CorrelatedBy<Guid>;

public sealed record GiveUpOnOrder(Guid CorrelationId) : CorrelatedBy<Guid>;

public sealed record OrderOverdue(Guid CorrelationId) : CorrelatedBy<Guid>;

public sealed record OrderPlaced(Guid OrderId);

public sealed class OrderState : SagaStateMachineInstance
{
    public Guid CorrelationId { get; set; }
    public string CurrentState { get; set; } = "";
    public string? Reference { get; set; }
    public string? Reason { get; set; }
    public Guid? OverdueToken { get; set; }
    public int Changes { get; set; }

    public const string Table =
        "create table orders (correlation_id uuid primary key, current_state text not null, reference text, reason text, overdue_token uuid, changes int not null); " +
        "create unique index orders_reference on orders (reference); create table counted (order_id uuid not null);";
}

/// <summary>Small enough to see through, with everything the spine has to serve.</summary>
public sealed class OrderStateMachine : MassTransitStateMachine<OrderState>
{
    public OrderStateMachine(OrderTimes times)
    {
        InstanceState(x => x.CurrentState);
        Event(() => Placing, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => Shipping, e =>
        {
            e.CorrelateBy((saga, context) => saga.Reference == context.Message.Reference);
            e.OnMissingInstance(m => m.Fault());
        });
        Event(() => Closing, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => Breaking, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => Touching, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => Stumbling, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => GivingUp, e => e.OnMissingInstance(m => m.Fault()));
        Schedule(() => Overdue, x => x.OverdueToken, s => s.Received = e => e.CorrelateById(c => c.Message.CorrelationId).OnMissingInstance(m => m.Discard()));

        Initially(When(Placing)
            .Then(c => { c.Saga.Reference = c.Message.Reference; Change(c, "an order was placed"); })
            .Schedule(Overdue, c => new OrderOverdue(c.Saga.CorrelationId), _ => times.Overdue)
            .Publish(c => new OrderPlaced(c.Saga.CorrelationId))
            .TransitionTo(Placed));
        During(Placed,
            Ignore(Placing),
            When(Shipping).Unschedule(Overdue).Then(c => Change(c, "the carrier took it")).TransitionTo(Shipped),
            When(Overdue.Received).Then(c => Change(c, "nobody shipped it in time")).TransitionTo(Late),
            When(Closing).Unschedule(Overdue).Then(c => Change(c, "the caller closed it")).TransitionTo(Closed),
            When(Touching).Then(c => c.Saga.Changes++),
            When(Stumbling)
                .Then(c => Change(c, "the third try succeeded"))
                .Publish(c => new OrderPlaced(c.Saga.CorrelationId))
                .Then(_ => times.Stumble()),
            When(GivingUp).Then(_ => throw new OperationCanceledException("the other side did not answer in time")),
            When(Breaking)
                .Then(c => Change(c, "never seen"))
                .Publish(c => new OrderPlaced(c.Saga.CorrelationId))
                .Then(_ => throw new InvalidOperationException("this handler always fails")));
        During([Shipped, Late, Closed], Ignore(Placing), Ignore(Shipping), Ignore(Closing), Ignore(Breaking), Ignore(Touching), Ignore(Stumbling), Ignore(GivingUp), Ignore(Overdue.Received));
    }

    public State Placed { get; private set; } = null!;
    public State Shipped { get; private set; } = null!;
    public State Late { get; private set; } = null!;
    public State Closed { get; private set; } = null!;
    public Event<PlaceOrder> Placing { get; private set; } = null!;
    public Event<ShipOrder> Shipping { get; private set; } = null!;
    public Event<CloseOrder> Closing { get; private set; } = null!;
    public Event<BreakOrder> Breaking { get; private set; } = null!;
    public Event<TouchOrder> Touching { get; private set; } = null!;
    public Event<StumbleOverOrder> Stumbling { get; private set; } = null!;
    public Event<GiveUpOnOrder> GivingUp { get; private set; } = null!;
    public Schedule<OrderState, OrderOverdue> Overdue { get; private set; } = null!;

    private static void Change(SagaConsumeContext<OrderState> context, string reason)
    {
        context.Saga.Changes++;
        context.Saga.Reason = reason;
    }
}

public sealed record OrderTimes(TimeSpan Overdue)
{
    private int _stumbles;

    /// <summary>Fails the first two times.</summary>
    public void Stumble()
    {
        if (Interlocked.Increment(ref _stumbles) < 3)
        {
            throw new InvalidOperationException("stumbled");
        }
    }
}
