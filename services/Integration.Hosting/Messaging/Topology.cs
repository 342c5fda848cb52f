using Integration.Persistence;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Hosting.Messaging;

/// <summary>What a broker with topics holds for the services: a topic per contract, a queue per endpoint, and a subscription for each contract that an endpoint consumes, which forwards to the
/// endpoint's queue and bears its name. Read from what the services register, so that a deployment and the services cannot differ.</summary>
/// <param name="Topics">Names, in order.</param>
/// <param name="Queues">Names, in order.</param>
/// <param name="Subscriptions">In order of topic and queue.</param>
/// <param name="Entities">What queues and topics are told.</param>
public sealed record Topology(IReadOnlyList<string> Topics, IReadOnlyList<string> Queues, IReadOnlyList<Subscription> Subscriptions, EntityOptions Entities)
{
    /// <summary>Of the service with these registrations and settings, and of every published contract, whoever may subscribe to it.</summary>
    /// <exception cref="Startup.ConfigurationException">A setting of the transport is wrong.</exception>
    public static Topology Of(IServiceProvider services)
    {
        var consumed = services.ConsumedMessages().Select(c => (Topic: ContractNames.Name(c.Message), c.Endpoint)).Distinct().ToList();
        return new(
            Ordered(ContractMessages.All.Select(ContractNames.Name).Concat(consumed.Select(c => c.Topic))),
            Ordered(consumed.Select(c => c.Endpoint)),
            [.. consumed.Select(c => new Subscription(c.Topic, c.Endpoint)).OrderBy(s => s.Topic, StringComparer.Ordinal).ThenBy(s => s.Queue, StringComparer.Ordinal)],
            EntityOptions.Of(services.GetRequiredService<IConfiguration>()));
    }

    private static IReadOnlyList<string> Ordered(IEnumerable<string> names) => [.. names.Distinct().Order(StringComparer.Ordinal)];
}

/// <summary>Messages of a topic, forwarded to a queue.</summary>
/// <param name="Topic">The topic.</param>
/// <param name="Queue">The queue, and the name of the subscription.</param>
public sealed record Subscription(string Topic, string Queue);
