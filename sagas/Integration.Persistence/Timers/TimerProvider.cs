using Integration.Persistence.UnitOfWork;
using MassTransit;
using MassTransit.Scheduling;

namespace Integration.Persistence.Timers;

/// <summary>A timer is an outbox row with a due time and a token: it commits and is canceled with the state change. Times are those of the process's
/// <see cref="TimeProvider"/>, which are also what the sweeper compares with.</summary>
internal sealed class TimerProvider(ISendEndpointProvider endpoints, PostgresUnitOfWork unitOfWork) : IScheduleMessageProvider
{
    public async Task<ScheduledMessage<T>> ScheduleSend<T>(
        Uri destinationAddress, DateTime scheduledTime, T message, IPipe<SendContext<T>> pipe, CancellationToken cancellationToken)
        where T : class
    {
        var token = NewId.NextGuid();
        var endpoint = await endpoints.GetSendEndpoint(destinationAddress);
        await endpoint.Send(
            message,
            Pipe.ExecuteAsync<SendContext<T>>(async send =>
            {
                await pipe.Send(send);
                send.ScheduledMessageId = token;
                send.Delay = scheduledTime.ToUniversalTime() - unitOfWork.Now;
            }),
            cancellationToken);
        return new ScheduledMessageHandle<T>(token, scheduledTime, destinationAddress, message);
    }

    public Task CancelScheduledSend(Guid tokenId, CancellationToken cancellationToken)
    {
        unitOfWork.CancelTimer(tokenId);
        return Task.CompletedTask;
    }

    public Task CancelScheduledSend(Uri destinationAddress, Guid tokenId, CancellationToken cancellationToken) => CancelScheduledSend(tokenId, cancellationToken);
}

/// <summary>Gives every consumed message the timers of its unit of work.</summary>
internal sealed class TimerFilter : IFilter<ConsumeContext>
{
    public void Probe(ProbeContext context) => context.CreateFilterScope("timers");

    public Task Send(ConsumeContext context, IPipe<ConsumeContext> next)
    {
        context.GetOrAddPayload<MessageSchedulerContext>(() => new MassTransit.Context.ConsumeMessageSchedulerContext(context, consume =>
            new MessageScheduler(new TimerProvider(consume, consume.GetPayload<PostgresUnitOfWork>()), consume.GetPayload<IBusTopology>())));
        return next.Send(context);
    }
}
