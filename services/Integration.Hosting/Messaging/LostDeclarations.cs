using MassTransit;
using MassTransit.RabbitMqTransport;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Integration.Hosting.Messaging;

/// <summary>One endpoint's declarations end with their channel. A channel that dies while several wait their turn is disposed of under them, and one of them never ends
/// (RabbitMQ.Client 7: the semaphore that it waits for is gone); the endpoint waited for it for ever, and never received again, with a new connection that was well.</summary>
internal sealed class LostDeclarations : IFilter<ChannelContext>, IReceiveEndpointObserver
{
    /// <summary>Declarations of a dead channel fail at once, or never.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private volatile TaskCompletionSource _declared = new();

    public async Task Send(ChannelContext context, IPipe<ChannelContext> next)
    {
        var declared = _declared = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        AsyncEventHandler<ShutdownEventArgs> close = (_, _) =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        context.Channel.ChannelShutdownAsync += close;
        if (context.Channel.IsClosed)
        {
            closed.TrySetResult();
        }

        try
        {
            var receiving = next.Send(context);
            if (await Task.WhenAny(receiving, declared.Task, closed.Task) == closed.Task)
            {
                await Task.WhenAny(receiving, declared.Task, Task.Delay(Grace, CancellationToken.None));
            }

            if (closed.Task.IsCompleted && !receiving.IsCompleted && !declared.Task.IsCompleted)
            {
                _ = receiving.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
                throw new RabbitMqConnectionException("The channel was closed in the middle of the endpoint's declarations.", new OperationInterruptedException(context.Channel.CloseReason!));
            }

            await receiving;
        }
        finally
        {
            context.Channel.ChannelShutdownAsync -= close;
        }
    }

    public Task Ready(ReceiveEndpointReady ready)
    {
        _declared.TrySetResult();
        return Task.CompletedTask;
    }

    public Task Stopping(ReceiveEndpointStopping stopping) => Task.CompletedTask;

    public Task Completed(ReceiveEndpointCompleted completed) => Task.CompletedTask;

    public Task Faulted(ReceiveEndpointFaulted faulted) => Task.CompletedTask;

    public void Probe(ProbeContext context) => context.CreateFilterScope("lostDeclarations");
}
