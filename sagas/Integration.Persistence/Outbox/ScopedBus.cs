using Integration.Persistence.UnitOfWork;
using MassTransit;
using MassTransit.Clients;
using MassTransit.DependencyInjection;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;
using MassTransit.Transports;

namespace Integration.Persistence.Outbox;

/// <summary>What a plain scope (an HTTP request) publishes joins its unit of work.</summary>
internal sealed class ScopedBusProvider(
    IBus bus, PostgresUnitOfWork unitOfWork, Bind<IBus, IClientFactory> clients, Bind<IBus, IScopedConsumeContextProvider> consume, IServiceProvider services)
    : IScopedBusContextProvider<IBus>
{
    public ScopedBusContext Context { get; } = consume.Value.HasContext
        ? new ConsumeContextScopedBusContext(consume.Value.GetContext(), clients.Value)
        : new UnitOfWorkBusContext(bus, unitOfWork, clients.Value, services);

    private sealed class UnitOfWorkBusContext(IBus bus, PostgresUnitOfWork unitOfWork, IClientFactory clients, IServiceProvider services)
        : ScopedBusContext, OutboxSendContext
    {
        public ISendEndpointProvider SendEndpointProvider => new OutboxSendEndpointProvider(this, bus);

        public IPublishEndpoint PublishEndpoint => new PublishEndpoint(new OutboxPublishEndpointProvider(this, bus));

        public IScopedClientFactory ClientFactory => new ScopedClientFactory(new ClientFactory(new ScopedClientFactoryContext(clients, services)), null!);

        public Task AddSend<T>(SendContext<T> context)
            where T : class
        {
            unitOfWork.Add(context);
            return Task.CompletedTask;
        }

        public object? GetService(Type serviceType) => services.GetService(serviceType);
    }
}
