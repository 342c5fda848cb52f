using Integration.Persistence.Outbox;
using MassTransit;

namespace Integration.Persistence.Inbox;

/// <summary>The in-memory transport forgets a message whose receive pipe fails (a stopping endpoint, a dead letter that could not be
/// written). Its row is still there: the sweeper may hand it over again.</summary>
internal sealed class LostDeliveryObserver(IHandOver handOver, PersistenceOptions options) : IReceiveObserver
{
    public Task ReceiveFault(ReceiveContext context, Exception exception)
    {
        if (OutboxRow.Of(context.TransportHeaders, options) is { } row)
        {
            handOver.Received(row);
        }

        return Task.CompletedTask;
    }

    public Task PreReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostReceive(ReceiveContext context) => Task.CompletedTask;

    public Task PostConsume<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType)
        where T : class => Task.CompletedTask;

    public Task ConsumeFault<T>(ConsumeContext<T> context, TimeSpan duration, string consumerType, Exception exception)
        where T : class => Task.CompletedTask;
}
