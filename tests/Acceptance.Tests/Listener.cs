using Integration.Contracts.Operations;
using Integration.Contracts.Payments;
using MassTransit;

namespace Integration.Acceptance;

/// <summary>What another agent hears. An event may arrive after the state it tells of is committed: wait for it.</summary>
public sealed class Heard
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(90);

    private readonly Lock _lock = new();
    private readonly List<object> _events = [];
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Add(object message)
    {
        lock (_lock)
        {
            _events.Add(message);
            _next.SetResult();
            _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>What was heard so far.</summary>
    public IReadOnlyList<T> Of<T>(Func<T, bool> which)
    {
        lock (_lock)
        {
            return [.. _events.OfType<T>().Where(which)];
        }
    }

    /// <summary>The events, as soon as there are as many.</summary>
    public async Task<IReadOnlyList<T>> UntilAsync<T>(Func<T, bool> which, int count = 1)
    {
        using var late = new CancellationTokenSource(Limit);
        while (true)
        {
            Task next;
            lock (_lock)
            {
                next = _next.Task;
            }

            if (Of(which) is { } heard && heard.Count >= count)
            {
                return heard;
            }

            await next.WaitAsync(late.Token);
        }
    }
}

/// <summary>Another agent.</summary>
public sealed class Listener(Heard heard)
    : IConsumer<PaymentPending>, IConsumer<PaymentConfirmed>, IConsumer<PaymentFailed>, IConsumer<PaymentCanceled>,
        IConsumer<PaymentActionRequired>, IConsumer<PaymentNeedsReview>, IConsumer<PaymentFallbackStarted>, IConsumer<DuplicateChargeRefunded>,
        IConsumer<PaymentDisputed>, IConsumer<DisputeClosed>, IConsumer<OperatorCommandHandled>,
        IConsumer<RefundPending>, IConsumer<RefundSucceeded>, IConsumer<RefundFailed>, IConsumer<RefundNeedsReview>, IConsumer<RefundMadeElsewhere>
{
    public Task Consume(ConsumeContext<PaymentPending> context) => Add(context);

    public Task Consume(ConsumeContext<PaymentConfirmed> context) => Add(context);

    public Task Consume(ConsumeContext<PaymentFailed> context) => Add(context);

    public Task Consume(ConsumeContext<PaymentCanceled> context) => Add(context);

    public Task Consume(ConsumeContext<PaymentActionRequired> context) => Add(context);

    public Task Consume(ConsumeContext<PaymentNeedsReview> context) => Add(context);

    public Task Consume(ConsumeContext<PaymentFallbackStarted> context) => Add(context);

    public Task Consume(ConsumeContext<DuplicateChargeRefunded> context) => Add(context);

    public Task Consume(ConsumeContext<PaymentDisputed> context) => Add(context);

    public Task Consume(ConsumeContext<DisputeClosed> context) => Add(context);

    public Task Consume(ConsumeContext<OperatorCommandHandled> context) => Add(context);

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
