using Integration.Contracts.Payments;
using Integration.CrmSync.Records;
using Integration.CrmSync.Sync;
using Integration.Persistence.UnitOfWork;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Integration.CrmSync.Events;

/// <summary>Writes down what the events tell, and that the CRM has to learn of it. No call is made here: a CRM that is slow or away holds no message up. Repeats and
/// any order change nothing.</summary>
public sealed class PaymentEventConsumer(IUnitOfWork unitOfWork, IOptions<SyncOptions> options, TimeProvider time)
    : IConsumer<PaymentConfirmed>, IConsumer<PaymentFailed>, IConsumer<PaymentCanceled>, IConsumer<RefundPending>, IConsumer<RefundNeedsReview>, IConsumer<RefundSucceeded>,
        IConsumer<RefundFailed>, IConsumer<RefundMadeElsewhere>, IConsumer<PaymentDisputed>, IConsumer<DisputeClosed>
{
    /// <inheritdoc />
    public Task Consume(ConsumeContext<PaymentConfirmed> context) => KeepAsync(Fact.Of(context.Message));

    /// <inheritdoc />
    public Task Consume(ConsumeContext<PaymentFailed> context) => KeepAsync(Fact.Of(context.Message));

    /// <inheritdoc />
    public Task Consume(ConsumeContext<PaymentCanceled> context) => KeepAsync(Fact.Of(context.Message));

    /// <inheritdoc />
    public Task Consume(ConsumeContext<RefundPending> context) => KeepAsync(Fact.Of(context.Message));

    /// <inheritdoc />
    public Task Consume(ConsumeContext<RefundNeedsReview> context) => KeepAsync(Fact.Of(context.Message));

    /// <inheritdoc />
    public Task Consume(ConsumeContext<RefundSucceeded> context) => KeepAsync(Fact.Of(context.Message));

    /// <inheritdoc />
    public Task Consume(ConsumeContext<RefundFailed> context) =>
        // There is no payment that it could stand beside.
        context.Message.Code == "unknown_payment" ? Task.CompletedTask : KeepAsync(Fact.Of(context.Message));

    /// <inheritdoc />
    public Task Consume(ConsumeContext<RefundMadeElsewhere> context) => KeepAsync(Fact.Of(context.Message));

    /// <inheritdoc />
    public Task Consume(ConsumeContext<PaymentDisputed> context) => KeepAsync(Fact.Of(context.Message));

    /// <inheritdoc />
    public Task Consume(ConsumeContext<DisputeClosed> context) => KeepAsync(Fact.Of(context.Message));

    private Task KeepAsync(Fact fact)
    {
        RecordWrites.Keep(unitOfWork, fact, options.Value, time.GetUtcNow());
        return Task.CompletedTask;
    }
}

/// <summary>A queue of its own: the CRM's backlog is in PostgreSQL, not here.</summary>
internal sealed class PaymentEventConsumerDefinition : ConsumerDefinition<PaymentEventConsumer>
{
    public PaymentEventConsumerDefinition(IOptions<SyncOptions> options)
    {
        EndpointName = "crm";
        ConcurrentMessageLimit = options.Value.ConcurrentEvents;
    }
}
