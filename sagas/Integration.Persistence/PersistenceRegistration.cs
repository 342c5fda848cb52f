using Integration.Persistence.Commands;
using Integration.Persistence.Database;
using Integration.Persistence.DeadLetters;
using Integration.Persistence.Inbox;
using Integration.Persistence.Outbox;
using Integration.Persistence.SagaStore;
using Integration.Persistence.Timers;
using Integration.Persistence.UnitOfWork;
using MassTransit;
using MassTransit.Configuration;
using MassTransit.DependencyInjection;
using MassTransit.Middleware;
using MassTransit.Saga;
using MassTransit.Scheduling;
using MassTransit.Serialization;
using MassTransit.Transports;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Npgsql;

namespace Integration.Persistence;

/// <summary>Attaches the spine to a bus.</summary>
public static class PersistenceRegistration
{
    /// <summary>Adds inbox, outbox, timers and dead letters; an <see cref="NpgsqlDataSource"/> must be registered.</summary>
    public static void AddPostgresPersistence(this IBusRegistrationConfigurator configurator, PersistenceOptions options)
    {
        CompactBodies();
        configurator.TryAddSingleton(TimeProvider.System);
        configurator.TryAddSingleton(options);
        configurator.TryAddSingleton<OutboxRouter>();
        configurator.TryAddSingleton(services => new Lazy<IBus>(services.GetRequiredService<IBus>));
        configurator.TryAddSingleton<IDatabase, PostgresDatabase>();
        configurator.TryAddSingleton<OutboxDispatcher>();
        configurator.TryAddSingleton<IHandOver>(services => services.GetRequiredService<OutboxDispatcher>());
        configurator.TryAddSingleton<DeadLetterRecorder>();
        configurator.TryAddSingleton<DeadLetterDesk>();
        configurator.TryAddSingleton(services => new MessageDesk(
            services.GetRequiredService<NpgsqlDataSource>(), services.GetRequiredService<OutboxRouter>(), services.GetRequiredService<Lazy<IBus>>(), services.GetRequiredService<TimeProvider>()));
        configurator.AddReceiveObserver<LostDeliveryObserver>();
        configurator.TryAddSingleton<GroupCommit>();
        configurator.TryAddScoped<PostgresUnitOfWork>();
        configurator.TryAddScoped<IUnitOfWork>(services => services.GetRequiredService<PostgresUnitOfWork>());
        configurator.AddHostedService<OutboxService>();
        configurator.AddHostedService<PruneService>();
        configurator.ReplaceScoped<IScopedBusContextProvider<IBus>, ScopedBusProvider>();
        configurator.AddScoped<IMessageScheduler>(services => new MessageScheduler(
            new TimerProvider(services.GetRequiredService<ISendEndpointProvider>(), services.GetRequiredService<PostgresUnitOfWork>()),
            services.GetRequiredService<IBus>().Topology));
        configurator.AddConfigureEndpointsCallback((registration, _, endpoint) => endpoint.UsePostgresInbox(registration));
    }

    /// <summary>MassTransit indents what it serializes; a body is stored, sent and parsed, and nobody reads it on the way.</summary>
    private static void CompactBodies()
    {
        if (SystemTextJsonMessageSerializer.Options.WriteIndented)
        {
            SystemTextJsonMessageSerializer.Options = new(SystemTextJsonMessageSerializer.Options) { WriteIndented = false };
        }
    }

    /// <summary>Keeps the saga in <paramref name="table"/>, one column per property in snake case.</summary>
    public static ISagaRegistrationConfigurator<TSaga> PostgresRepository<TSaga>(
        this ISagaRegistrationConfigurator<TSaga> configurator, string table, Action<SagaMap<TSaga>>? configure = null)
        where TSaga : class, ISaga
    {
        var map = new SagaMap<TSaga>(table);
        configure?.Invoke(map);
        configurator.Repository(repository =>
        {
            repository.AddSingleton(map);
            repository.AddKeyedSingleton<ISagaRowReader>(typeof(TSaga), map);
            repository.RegisterLoadSagaRepository<TSaga, SagaStoreContextFactory<TSaga>>();
            repository.RegisterSagaRepository<TSaga, PostgresUnitOfWork, SagaConsumeContextFactory<PostgresUnitOfWork, TSaga>, SagaStoreContextFactory<TSaga>>();
        });
        return configurator;
    }

    /// <summary>Which endpoint of this process consumes which messages, as they are registered. Nothing is started or connected to.</summary>
    public static IReadOnlyList<(string Endpoint, Type Message)> ConsumedMessages(this IServiceProvider services)
    {
        _ = services.GetRequiredService<IBus>();     // configures the endpoints
        return [.. services.GetRequiredService<OutboxRouter>().Endpoints.SelectMany(entry => entry.Value.Select(endpoint => (endpoint.GetEndpointName()!, entry.Key)))];
    }

    /// <summary>The one line for the bus: timers for every message, and the quick way to read one.</summary>
    public static void UsePostgresTimers(this IBusFactoryConfigurator configurator)
    {
        configurator.AddPrePipeSpecification(new FilterPipeSpecification<ConsumeContext>(new TimerFilter()));
        configurator.AddDeserializer(new EnvelopeDeserializer());
    }

    /// <summary>Retries, the inbox and the dead letters of one endpoint.</summary>
    private static void UsePostgresInbox(this IReceiveEndpointConfigurator endpoint, IRegistrationContext registration)
    {
        var letters = registration.GetRequiredService<DeadLetterRecorder>();
        var broker = registration.GetService<IBrokerDeadLetters>() is { } own ? new BrokerDeadLetterFilter(own) : null;
        var waits = registration.GetRequiredService<PersistenceOptions>().Retries;
        endpoint.ConfigureError(pipe =>
        {
            pipe.UseFilter(letters);
            pipe.UseFilter(new GenerateFaultFilter());
            pipe.UseFilter(broker ?? (IFilter<ExceptionReceiveContext>)new ErrorTransportFilter());
        });
        endpoint.ConfigureDeadLetter(pipe =>
        {
            pipe.UseFilter(letters);
            pipe.UseFilter(broker ?? (IFilter<ReceiveContext>)new DeadLetterTransportFilter());
        });
        endpoint.UseMessageRetry(retry => retry.SetRetryPolicy(filter => new MessageRetryPolicy(filter, waits)));
        var observer = new InboxObserver(endpoint, registration);
        endpoint.ConnectConsumerConfigurationObserver(observer);
        endpoint.ConnectSagaConfigurationObserver(observer);
    }
}
