using Integration.Contracts.Payments;
using MassTransit;

namespace Integration.Examples;

/// <summary>Hears of every payment, and keeps the end of one. The same event may come twice: the first one counts.</summary>
internal sealed class Answers(Guid paymentId) : IConsumer<PaymentConfirmed>, IConsumer<PaymentFailed>
{
    private readonly TaskCompletionSource<string> _end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The payment that is waited for.</summary>
    public Guid PaymentId { get; } = paymentId;

    /// <summary>What became of it, in one line.</summary>
    public Task<string> End => _end.Task;

    public Task Consume(ConsumeContext<PaymentConfirmed> context) => Told(context.Message.PaymentId, $"confirmed {context.Message.PaymentId} {context.Message.AmountMinor} {context.Message.Currency}");

    public Task Consume(ConsumeContext<PaymentFailed> context) => Told(context.Message.PaymentId, $"failed {context.Message.PaymentId} {context.Message.Code}");

    private Task Told(Guid payment, string end)
    {
        if (payment == PaymentId)
        {
            _end.TrySetResult(end);
        }

        return Task.CompletedTask;
    }
}
