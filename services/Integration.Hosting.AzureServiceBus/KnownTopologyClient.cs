using Azure;
using Azure.Messaging.ServiceBus;
using Azure.Messaging.ServiceBus.Administration;

namespace Integration.Hosting.AzureServiceBus;

/// <summary>Answers what MassTransit asks about entities before it uses them, without asking the namespace, which needs the right to manage it. The deployment made every entity of the verb
/// <c>topology</c>; one that is missing shows when it is used: sending to it fails with its name, and the message stays in the outbox. Nothing reads the other values of an answer; the client only wants them valid.</summary>
internal sealed class KnownTopologyClient : ServiceBusAdministrationClient
{
    public override Task<Response<QueueProperties>> GetQueueAsync(string name, CancellationToken cancellationToken = default) =>
        Answer(ServiceBusModelFactory.QueueProperties(
            name, lockDuration: TimeSpan.FromMinutes(1), defaultMessageTimeToLive: TimeSpan.MaxValue, autoDeleteOnIdle: TimeSpan.MaxValue, duplicateDetectionHistoryTimeWindow: TimeSpan.FromMinutes(1), maxDeliveryCount: 10, userMetadata: "", status: EntityStatus.Active));

    public override Task<Response<TopicProperties>> GetTopicAsync(string name, CancellationToken cancellationToken = default) =>
        Answer(ServiceBusModelFactory.TopicProperties(
            name, defaultMessageTimeToLive: TimeSpan.MaxValue, autoDeleteOnIdle: TimeSpan.MaxValue, duplicateDetectionHistoryTimeWindow: TimeSpan.FromMinutes(1), status: EntityStatus.Active));

    private static Task<Response<T>> Answer<T>(T value) => Task.FromResult(Response.FromValue(value, null!));
}
