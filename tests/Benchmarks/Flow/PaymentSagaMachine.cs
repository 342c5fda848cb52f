using MassTransit;

namespace Integration.Benchmarks.Flow;

/// <summary>Three transitions, each with its outgoing message and its journal entry.</summary>
public sealed class PaymentSagaMachine : MassTransitStateMachine<PaymentSaga>
{
    public PaymentSagaMachine()
    {
        InstanceState(x => x.CurrentState);
        Event(() => Start, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => Authorized, e => e.OnMissingInstance(m => m.Fault()));
        Event(() => ConfirmedByGateway, e => e.OnMissingInstance(m => m.Fault()));
        Initially(When(Start)
            .Then(c =>
            {
                c.Saga.AmountMinor = c.Message.AmountMinor;
                c.Saga.Gateway = c.Message.Gateway;
                Step(c.Saga, "a payment was asked for");
            })
            .Publish(c => new AuthorizePayment(c.Saga.CorrelationId, c.Saga.AmountMinor, c.Saga.Gateway!))
            .TransitionTo(Authorizing));
        During(Authorizing, When(Authorized)
            .Then(c =>
            {
                c.Saga.AuthorizationCode = c.Message.AuthorizationCode;
                Step(c.Saga, "the gateway holds the money");
            })
            .Publish(c => new ConfirmPayment(c.Saga.CorrelationId, c.Saga.AuthorizationCode!))
            .TransitionTo(Confirming));
        During(Confirming, When(ConfirmedByGateway).Then(c => Step(c.Saga, "the gateway took the money")).TransitionTo(Confirmed));
    }

    public State Authorizing { get; private set; } = null!;
    public State Confirming { get; private set; } = null!;
    public State Confirmed { get; private set; } = null!;
    public Event<StartPayment> Start { get; private set; } = null!;
    public Event<PaymentAuthorized> Authorized { get; private set; } = null!;
    public Event<PaymentConfirmed> ConfirmedByGateway { get; private set; } = null!;

    private static void Step(PaymentSaga saga, string reason)
    {
        saga.StepsTaken++;
        saga.Reason = reason;
    }
}

/// <summary>A gateway that answers at once: only the messaging is measured.</summary>
public sealed class GatewayConsumer : IConsumer<AuthorizePayment>, IConsumer<ConfirmPayment>
{
    public Task Consume(ConsumeContext<AuthorizePayment> context) => context.Publish(new PaymentAuthorized(context.Message.CorrelationId, "A-" + context.Message.Gateway));

    public Task Consume(ConsumeContext<ConfirmPayment> context) => context.Publish(new PaymentConfirmed(context.Message.CorrelationId));
}
