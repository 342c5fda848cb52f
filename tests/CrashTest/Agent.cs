using Integration.Chaos;
using Integration.Contracts.Payments;
using Integration.Hosting.Messaging;
using MassTransit;
using RabbitMQ.Client.Exceptions;

namespace Integration.CrashTest;

/// <summary>Another team's service on the bus: publishes each message until the broker has confirmed it, with the same id, and hears how payments and refunds end.</summary>
internal sealed class Agent(string broker, Accepted accepted, Heard heard, CancellationToken end) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly IBusControl _bus = Bus.Factory.CreateUsingRabbitMq(bus =>
    {
        bus.Host(new Uri(broker));
        bus.MessageTopology.SetEntityNameFormatter(new ContractNames());
        bus.ReceiveEndpoint("agent", heard.Listen);
    });

    public Task StartAsync() => _bus.StartAsync(end);

    /// <summary>Everything about one order.</summary>
    public async Task AskAsync(IEnumerable<(object Message, Guid Id)> messages)
    {
        var first = true;
        foreach (var (message, id) in messages)
        {
            await PublishAsync(message, id);
            if (first && message is InitiatePayment)
            {
                accepted.Paid();
            }

            first = false;
        }
    }

    public async Task PublishAsync(object message, Guid id)
    {
        using var pause = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (true)
        {
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(end);
            limit.CancelAfter(Patience);
            try
            {
                await _bus.Publish(message, message.GetType(), context => context.MessageId = id, limit.Token);
                accepted.Messages[id] = 0;
                return;
            }
            catch (Exception away) when (away is OperationCanceledException or MassTransitException or RabbitMQClientException && !end.IsCancellationRequested)
            {
                await pause.WaitForNextTickAsync(CancellationToken.None);
            }
        }
    }

    public async ValueTask DisposeAsync() => await _bus.StopAsync(TimeSpan.FromSeconds(20));
}
