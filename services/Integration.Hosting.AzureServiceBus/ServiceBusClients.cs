using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace Integration.Hosting.AzureServiceBus;

/// <summary>The two clients of a namespace: messages, and the administration of entities.</summary>
internal static class ServiceBusClients
{
    /// <summary>The address of the namespace.</summary>
    public static Uri Address(string? connectionString, ServiceBusOptions options) => new($"sb://{(connectionString is { Length: > 0 }
        ? ServiceBusConnectionStringProperties.Parse(connectionString).FullyQualifiedNamespace
        : options.FullyQualifiedNamespace)}/");

    /// <summary>The client that sends and receives.</summary>
    public static ServiceBusClient Messages(string? connectionString, ServiceBusOptions options)
    {
        var settings = new ServiceBusClientOptions
        {
            TransportType = options.WebSockets ? ServiceBusTransportType.AmqpWebSockets : ServiceBusTransportType.AmqpTcp,
            RetryOptions = new() { Mode = ServiceBusRetryMode.Exponential, MaxRetries = 5, Delay = TimeSpan.FromMilliseconds(200), MaxDelay = TimeSpan.FromSeconds(10), TryTimeout = TimeSpan.FromSeconds(30) },
        };
        return connectionString is { Length: > 0 } text
            ? new(text, settings)
            : new(options.FullyQualifiedNamespace, Identity(options), settings);
    }

    /// <summary>The client that makes entities, or, where the deployment made them, one that knows them and asks nobody.</summary>
    public static ServiceBusAdministrationClient Administration(string? connectionString, ServiceBusOptions options) => options switch
    {
        { PreProvisioned: true } => new KnownTopologyClient(),
        { AdministrationConnectionString: { Length: > 0 } own } => new ServiceBusAdministrationClient(own),
        _ => connectionString is { Length: > 0 } text ? new ServiceBusAdministrationClient(text) : new ServiceBusAdministrationClient(options.FullyQualifiedNamespace, Identity(options)),
    };

    private static DefaultAzureCredential Identity(ServiceBusOptions options) => options.ManagedIdentityClientId is { Length: > 0 } client
        ? new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = client, WorkloadIdentityClientId = client })
        : new DefaultAzureCredential();
}
