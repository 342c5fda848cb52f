using Integration.Persistence.Outbox;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.DependencyInjection;
using MassTransit.JobService;
using MassTransit.Metadata;
using MassTransit.Middleware;
using MassTransit.Transports;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Persistence.Inbox;

/// <summary>Puts the inbox in front of every consumer and saga of an endpoint.</summary>
internal sealed class InboxObserver(IReceiveEndpointConfigurator endpoint, IRegistrationContext registration)
    : IConsumerConfigurationObserver, ISagaConfigurationObserver
{
    void IConsumerConfigurationObserver.ConsumerConfigured<TConsumer>(IConsumerConfigurator<TConsumer> configurator)
    {
        // Only messages matter.
    }

    void IConsumerConfigurationObserver.ConsumerMessageConfigured<TConsumer, TMessage>(IConsumerMessageConfigurator<TConsumer, TMessage> configurator) =>
        Add<TConsumer, TMessage>((IConsumerMessageConfigurator<TMessage>)configurator);

    void ISagaConfigurationObserver.SagaConfigured<TSaga>(ISagaConfigurator<TSaga> configurator)
    {
        // Only messages matter.
    }

    void ISagaConfigurationObserver.StateMachineSagaConfigured<TInstance>(ISagaConfigurator<TInstance> configurator, SagaStateMachine<TInstance> stateMachine)
    {
        // Only messages matter.
    }

    void ISagaConfigurationObserver.SagaMessageConfigured<TSaga, TMessage>(ISagaMessageConfigurator<TSaga, TMessage> configurator) =>
        Add<TSaga, TMessage>((ISagaMessageConfigurator<TMessage>)configurator);

    private void Add<TConsumer, TMessage>(IPipeConfigurator<ConsumeContext<TMessage>> configurator)
        where TConsumer : class
        where TMessage : class
    {
        registration.GetRequiredService<OutboxRouter>().Consumes(typeof(TMessage), endpoint.InputAddress);
        var options = new OutboxConsumeOptions
        {
            ConsumerId = JobMetadataCache<TConsumer, TMessage>.GenerateJobTypeId(endpoint.InputAddress.GetEndpointName()),
            ConsumerType = TypeCache<TConsumer>.ShortName,
        };
        configurator.AddPipeSpecification(new FilterPipeSpecification<ConsumeContext<TMessage>>(new InboxFilter<TConsumer, TMessage>(
            new ConsumeScopeProvider(registration), options, registration.GetRequiredService<IHandOver>(), registration.GetRequiredService<PersistenceOptions>())));
    }
}
