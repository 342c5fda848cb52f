using System.ComponentModel.DataAnnotations;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Integration.Hosting.Messaging;
using Integration.Hosting.Startup;
using Integration.Persistence.DeadLetters;
using MassTransit;
using MassTransit.AzureServiceBusTransport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Hosting.AzureServiceBus;

/// <summary>The bus on Azure Service Bus topics: one topic per contract, one queue per endpoint, one subscription per endpoint and contract that forwards to the queue. Timers never travel as
/// scheduled messages: they wait in PostgreSQL (docs/adr/0003).</summary>
public sealed class ServiceBusTransport : IBrokerTransport
{
    /// <summary>The emulator's longest time to live.</summary>
    private static readonly TimeSpan EmulatorsLongest = TimeSpan.FromHours(1);

    /// <inheritdoc />
    public IEnumerable<string> Problems(IConfiguration configuration)
    {
        var (connection, options) = (Connection(configuration), configuration.ReadSettings<ServiceBusOptions>(ServiceBusOptions.Section));
        if (options is null)
        {
            yield break;    // the options' own check says what is wrong
        }

        if (connection is null == (options.FullyQualifiedNamespace.Length == 0))
        {
            yield return "Set either ConnectionStrings__AzureServiceBus or Messaging__AzureServiceBus__FullyQualifiedNamespace (for a managed identity), not both and not neither.";
        }

        if (connection is not null && !IsReadable(connection))
        {
            yield return "ConnectionStrings__AzureServiceBus is no connection string of Service Bus: Endpoint=sb://name.servicebus.windows.net/;SharedAccessKeyName=…;SharedAccessKey=….";
        }
    }

    /// <inheritdoc />
    public int MaxMessageBytes(IConfiguration configuration) =>
        (configuration.ReadSettings<ServiceBusOptions>(ServiceBusOptions.Section) ?? new()).MaxMessageBytes - ServiceBusOptions.HeaderBytes;

    /// <summary>Everything but a message that is itself too large: a contract whose topic is not deployed yet, a role that Entra ID does not know yet, throttling, a namespace that is away.</summary>
    public bool IsBrokersFault(Exception failure) =>
        failure is ServiceBusException { Reason: not ServiceBusFailureReason.MessageSizeExceeded } or UnauthorizedAccessException or AuthenticationFailedException;

    /// <inheritdoc />
    public void AddServices(IServiceCollection services, IConfiguration configuration)
    {
        services.AddSettings<ServiceBusOptions>(ServiceBusOptions.Section);
        services.AddSingleton<IBrokerDeadLetters, NativeDeadLetters>();
    }

    /// <inheritdoc />
    public void Use(IBusRegistrationConfigurator bus, IConfiguration configuration, ICommonBus common)
    {
        var connection = Connection(configuration);
        var options = configuration.ReadSettings<ServiceBusOptions>(ServiceBusOptions.Section) ?? new();
        SetDefaults(options);
        bus.AddConfigureEndpointsCallback((_, _, endpoint) => Configure(endpoint, options));
        bus.UsingAzureServiceBus((context, configurator) =>
        {
            // Both clients are given: the transport would make its own with the same rights for both, which the deployment must not have to grant.
            configurator.Host(ServiceBusClients.Address(connection, options), ServiceBusClients.Messages(connection, options), ServiceBusClients.Administration(connection, options));
            common.Configure(context, configurator);
        });
    }

    /// <summary>What the topics have, which the transport lets nobody say per topic.</summary>
    private static void SetDefaults(ServiceBusOptions options)
    {
        var live = options.Emulator ? EmulatorsLongest : TimeSpan.FromDays(options.TimeToLiveDays);
        Defaults.DefaultMessageTimeToLive = live;
        Defaults.BasicMessageTimeToLive = live;
        Defaults.LockDuration = TimeSpan.FromSeconds(options.LockSeconds);
        Defaults.MaxAutoRenewDuration = TimeSpan.FromSeconds(options.MaxLockRenewalSeconds);
    }

    private static void Configure(IReceiveEndpointConfigurator endpoint, ServiceBusOptions options)
    {
        if (endpoint is not IServiceBusReceiveEndpointConfigurator queue)
        {
            return;
        }

        queue.LockDuration = TimeSpan.FromSeconds(options.LockSeconds);
        queue.MaxAutoRenewDuration = TimeSpan.FromSeconds(options.MaxLockRenewalSeconds);
        queue.MaxDeliveryCount = options.MaxDeliveryCount;
        queue.EnableDeadLetteringOnMessageExpiration = true;
        // What waits is locked, too: an endpoint that handles few at once fetches few ahead, lest their locks end before their turn.
        queue.PrefetchCount = queue.ConcurrentMessageLimit is { } limit ? Math.Min(options.Prefetch, 2 * limit) : options.Prefetch;
        queue.ConfigureConsumeTopology = !options.PreProvisioned;
        // MassTransit would publish each fault on a topic of its own, which nobody hears and no deployment has: ops.dead_letters tells of it. Who asked for answers still gets one.
        queue.PublishFaults = false;
    }

    private static string? Connection(IConfiguration configuration) => configuration.GetConnectionString("AzureServiceBus") is { Length: > 0 } text ? text : null;

    private static bool IsReadable(string connection)
    {
        try
        {
            return ServiceBusConnectionStringProperties.Parse(connection).FullyQualifiedNamespace is { Length: > 0 };
        }
        catch (FormatException)
        {
            return false;
        }
    }
}
