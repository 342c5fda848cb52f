using Integration.Hosting.Messaging;
using MassTransit;

namespace Integration.CrmRun;

/// <summary>Another agent, that publishes what happened to payments.</summary>
internal static class Broker
{
    private const int AtOnce = 500;

    /// <summary>Publishes them; returns when the broker has confirmed all.</summary>
    public static async Task PublishAsync(Uri broker, IReadOnlyList<object> events, CancellationToken cancellationToken)
    {
        var bus = Bus.Factory.CreateUsingRabbitMq(rabbit =>
        {
            rabbit.Host(broker);
            rabbit.MessageTopology.SetEntityNameFormatter(new ContractNames());
        });
        await bus.StartAsync(cancellationToken);
        try
        {
            foreach (var some in events.Chunk(AtOnce))
            {
                await Task.WhenAll(some.Select(e => bus.Publish(e, cancellationToken)));
            }
        }
        finally
        {
            await bus.StopAsync(CancellationToken.None);
        }
    }
}
