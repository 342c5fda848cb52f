using System.Collections.Concurrent;
using Integration.Contracts.Payments;
using MassTransit;

namespace Integration.Acceptance;

/// <summary>What another agent hears.</summary>
public sealed class Heard
{
    private readonly ConcurrentQueue<object> _events = new();

    public void Add(object message) => _events.Enqueue(message);

    public IReadOnlyList<T> Of<T>(Func<T, bool> which) => [.. _events.OfType<T>().Where(which)];
}

/// <summary>Another agent.</summary>
public sealed class Listener(Heard heard) : IConsumer<PaymentPending>, IConsumer<PaymentConfirmed>, IConsumer<PaymentFailed>, IConsumer<PaymentCanceled>, IConsumer<PaymentActionRequired>, IConsumer<PaymentNeedsReview>,
    IConsumer<RefundPending>, IConsumer<RefundSucceeded>, IConsumer<RefundFailed>, IConsumer<RefundNeedsReview>, IConsumer<RefundMadeElsewhere>
{
    public Task Consume(ConsumeContext<PaymentPending> context) => Add(context);

    public Task Consume(ConsumeContext<PaymentConfirmed> context) => Add(context);

    public Task Consume(ConsumeContext<PaymentFailed> context) => Add(context);

    public Task Consume(ConsumeContext<PaymentCanceled> context) => Add(context);

    public Task Consume(ConsumeContext<PaymentActionRequired> context) => Add(context);

    public Task Consume(ConsumeContext<PaymentNeedsReview> context) => Add(context);

    public Task Consume(ConsumeContext<RefundPending> context) => Add(context);

    public Task Consume(ConsumeContext<RefundSucceeded> context) => Add(context);

    public Task Consume(ConsumeContext<RefundFailed> context) => Add(context);

    public Task Consume(ConsumeContext<RefundNeedsReview> context) => Add(context);

    public Task Consume(ConsumeContext<RefundMadeElsewhere> context) => Add(context);

    private Task Add<T>(ConsumeContext<T> context)
        where T : class
    {
        heard.Add(context.Message);
        return Task.CompletedTask;
    }
}
