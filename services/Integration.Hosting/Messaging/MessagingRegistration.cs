using Integration.Contracts.Rules;
using Integration.Persistence;
using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Integration.Hosting.Messaging;

/// <summary>The bus of a service: the transport by configuration, the spine behind every endpoint.</summary>
public static class MessagingRegistration
{
    /// <summary>Adds PostgreSQL and the bus with the service's own consumers and sagas.</summary>
    /// <exception cref="Startup.ConfigurationException">A setting is missing or wrong; every one is named.</exception>
    public static void AddIntegrationMessaging(this IHostApplicationBuilder builder, Action<IBusRegistrationConfigurator> configure)
    {
        var problems = new List<string>();
        var postgres = builder.Configuration.GetConnectionString("Integration");
        if (string.IsNullOrWhiteSpace(postgres))
        {
            problems.Add("ConnectionStrings__Integration is missing: the PostgreSQL connection string.");
        }

        if (!Enum.TryParse<MessagingTransport>(builder.Configuration["Messaging:Transport"], out var transport))
        {
            problems.Add("Messaging__Transport is missing or unknown: set it to InMemory or RabbitMq.");
        }

        var broker = builder.Configuration.GetConnectionString("RabbitMq");
        if (transport == MessagingTransport.RabbitMq && !Uri.TryCreate(broker, UriKind.Absolute, out _))
        {
            problems.Add("ConnectionStrings__RabbitMq is missing or no address: amqp://user:password@host:5672/vhost.");
        }

        Startup.ConfigurationException.ThrowIfAny(problems);

        var persistence = builder.Configuration.GetSection(PersistenceOptions.Section).Get<PersistenceOptions>() ?? new PersistenceOptions();
        persistence.Redact = CardNumber.Redact;
        persistence.Embedded = transport == MessagingTransport.InMemory;
        var source = new NpgsqlDataSourceBuilder(postgres);
        source.ConnectionStringBuilder.NoResetOnClose = true;
        source.ConnectionStringBuilder.MaxAutoPrepare = 100;
        builder.Services.AddSingleton(_ => source.Build());
        builder.Services.AddMassTransit(bus =>
        {
            bus.DisableUsageTelemetry();
            bus.SetKebabCaseEndpointNameFormatter();
            bus.AddPostgresPersistence(persistence);
            configure(bus);
            if (transport == MessagingTransport.InMemory)
            {
                bus.UsingInMemory((context, configurator) => Common(context, configurator));
            }
            else
            {
                bus.UsingRabbitMq((context, configurator) =>
                {
                    configurator.Host(new Uri(broker!));
                    Common(context, configurator);
                });
            }
        });
    }

    private static void Common<T>(IBusRegistrationContext context, IBusFactoryConfigurator<T> configurator)
        where T : IReceiveEndpointConfigurator
    {
        configurator.MessageTopology.SetEntityNameFormatter(new ContractNames());
        configurator.UseRawJsonDeserializer(RawSerializerOptions.AddTransportHeaders, isDefault: true);
        configurator.UsePostgresTimers();
        configurator.ConfigureEndpoints(context);
    }
}
