using Integration.Hosting.Secrets;
using Integration.Hosting.Startup;
using Integration.Hosting.Telemetry;
using Integration.Persistence;
using Integration.Persistence.Migrations;
using MassTransit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Integration.Hosting.Messaging;

/// <summary>The bus of a service: the transport by configuration, the spine behind every endpoint.</summary>
public static class MessagingRegistration
{
    /// <summary>Adds PostgreSQL and the bus with the service's own consumers and sagas. A wrong setting is reported when the service
    /// starts, together with every other one; until then nothing connects.</summary>
    public static void AddIntegrationMessaging(this IHostApplicationBuilder builder, Action<IBusRegistrationConfigurator> configure)
    {
        builder.AddIntegrationDefaults();
        var (source, transport, broker, plugged, problems) = MessagingSettings.Read(builder.Configuration);
        builder.Services.AddStartupProblems(problems);
        builder.Services.AddSettings<PersistenceOptions>(PersistenceOptions.Section);
        builder.Services.AddSettings<SealingOptions>(SealingOptions.Section);
        builder.Services.AddOwnedSchema<MessagingContext>(MessagingContext.Schema, options => new MessagingContext(options));

        var persistence = new PersistenceOptions();
        SettingsBinding.Bind(builder.Configuration.GetSection(PersistenceOptions.Section), persistence);
        var keys = new SealingOptions();
        SettingsBinding.Bind(builder.Configuration.GetSection(SealingOptions.Section), keys);
        var sealer = keys.TokenKeys.Count > 0 && !keys.Validate(new(keys)).Any() ? new TokenSealer(keys) : null;
        persistence.Redact = text => SecretText.Redact(text, sealer);
        persistence.IsMasked = SecretText.IsMasked;
        if (sealer is not null)
        {
            builder.Services.AddSingleton(sealer);
            persistence.Reveal = (types, body) => SecretText.Reveal(types, body, sealer);
        }

        persistence.Embedded = transport == MessagingTransport.InMemory;
        source.ConnectionStringBuilder.NoResetOnClose = true;
        source.ConnectionStringBuilder.MaxAutoPrepare = 100;
        source.ConnectionStringBuilder.IncludeFailedBatchedCommand = true;      // of requests that are committed together, the one that failed
        source.TraceInsideOperations();
        builder.Services.AddSingleton(_ => source.Build());
        if (transport == MessagingTransport.AzureServiceBus)
        {
            plugged!.AddServices(builder.Services, builder.Configuration);
            persistence.MaxMessageBytes = plugged.MaxMessageBytes(builder.Configuration);
            persistence.IsBrokersFault = plugged.IsBrokersFault;
        }

        builder.Services.AddSettings<RabbitMqOptions>(RabbitMqOptions.Section);
        var rabbit = builder.Configuration.ReadSettings<RabbitMqOptions>(RabbitMqOptions.Section) ?? new();
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetKebabCaseEndpointNameFormatter();
            bus.AddPostgresPersistence(persistence);
            configure(bus);
            var common = new CommonBus();
            switch (transport)
            {
                case MessagingTransport.InMemory:
                    bus.UsingInMemory(common.Configure);
                    break;
                case MessagingTransport.RabbitMq:
                    persistence.AtHandOver = MandatoryMessages.Require;
                    persistence.IsBrokersFault = failure => failure is MessageReturnedException;     // no queue takes it yet
                    bus.AddConfigureEndpointsCallback((_, endpoint) => NeverLoseDeclarations(endpoint));
                    bus.UsingRabbitMq((context, configurator) =>
                    {
                        configurator.Host(broker!, host =>
                        {
                            // A row leaves the outbox only when the broker has confirmed that it keeps the message.
                            host.PublisherConfirmation = true;
                            host.Heartbeat(TimeSpan.FromSeconds(rabbit.HeartbeatSeconds));
                            host.ContinuationTimeout(TimeSpan.FromSeconds(rabbit.AnswerTimeoutSeconds));
                        });
                        common.Configure(context, configurator);
                    });
                    break;
                default:
                    plugged!.Use(bus, builder.Configuration, common);
                    break;
            }
        });
    }

    private static void NeverLoseDeclarations(IReceiveEndpointConfigurator endpoint)
    {
        if (endpoint is IRabbitMqReceiveEndpointConfigurator rabbit)
        {
            var declarations = new LostDeclarations();
            rabbit.ConfigureChannel(channel => channel.UseFilter(declarations));
            rabbit.ConnectReceiveEndpointObserver(declarations);
        }
    }

    private sealed class CommonBus : ICommonBus
    {
        public void Configure<T>(IBusRegistrationContext context, IBusFactoryConfigurator<T> configurator)
            where T : IReceiveEndpointConfigurator
        {
            configurator.MessageTopology.SetEntityNameFormatter(new ContractNames());
            configurator.UsePlainJson();
            configurator.UsePostgresTimers();
            configurator.ConfigureEndpoints(context);
        }
    }
}
