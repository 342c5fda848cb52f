namespace Integration.Hosting.Messaging;

/// <summary>Which transport carries the messages.</summary>
public enum MessagingTransport
{
    /// <summary>One process; what must survive it lies in PostgreSQL.</summary>
    InMemory,

    /// <summary>Separate processes on RabbitMQ 3.10 or newer.</summary>
    RabbitMq,

    /// <summary>Separate processes on Azure Service Bus, Standard or Premium; only in builds with <c>-p:AzureServiceBus=true</c>.</summary>
    AzureServiceBus,
}
