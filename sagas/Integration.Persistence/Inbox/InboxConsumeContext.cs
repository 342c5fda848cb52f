using Integration.Persistence.UnitOfWork;
using MassTransit;
using MassTransit.Context;
using MassTransit.Middleware;
using MassTransit.Middleware.Outbox;

namespace Integration.Persistence.Inbox;

/// <summary>What a consumer sends while it handles a message goes into the message's unit of work.</summary>
internal sealed class InboxConsumeContext<TMessage> : OutboxConsumeContextProxy<TMessage>
    where TMessage : class
{
    private readonly PostgresUnitOfWork _unitOfWork;

    public InboxConsumeContext(ConsumeContext<TMessage> context, OutboxConsumeOptions options, IServiceProvider services, PostgresUnitOfWork unitOfWork)
        : base(context, options, services)
    {
        _unitOfWork = unitOfWork;
        context.AddOrUpdatePayload(() => unitOfWork, _ => unitOfWork);
    }

    public override bool ContinueProcessing { get; set; }
    public override bool IsMessageConsumed => false;
    public override bool IsOutboxDelivered => false;
    public override int ReceiveCount => 1;
    public override long? LastSequenceNumber => null;

    public override Task SetConsumed() => _unitOfWork.CompleteAsync(CancellationToken);

    public override Task SetDelivered() => Task.CompletedTask;

    public override Task<List<OutboxMessageContext>> LoadOutboxMessages() => Task.FromResult(new List<OutboxMessageContext>());

    public override Task NotifyOutboxMessageDelivered(OutboxMessageContext message) => Task.CompletedTask;

    public override Task RemoveOutboxMessages() => Task.CompletedTask;

    public override Task AddSend<T>(SendContext<T> context)
    {
        _unitOfWork.Add(context);
        return Task.CompletedTask;
    }
}
