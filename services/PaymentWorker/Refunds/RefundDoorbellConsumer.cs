using Integration.PaymentWorker.Attempts;
using Integration.PaymentWorker.Consumers;
using Integration.PaymentWorker.Gateways;
using Integration.Persistence.Inbox;
using Integration.Persistence.UnitOfWork;
using Integration.Sagas.Refunds;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Integration.PaymentWorker.Refunds;

/// <summary>Fetches a refund that a gateway rang about (SAFETY R4) and tells whose it is: the refund that made it, or the payment when nobody here did. A gateway that does not answer,
/// and a capture that is not known here yet, are asked again on the doorbell's schedule.</summary>
[CallsExternalSystem]
public sealed class RefundDoorbellConsumer(
    IAttemptStore attempts, RefundStore refunds, IUnitOfWork unitOfWork, GatewayDirectory gateways, IOptions<DoorbellOptions> options) : IConsumer<LookUpRefund>
{
    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">The schedule is spent: the message goes to the dead letters.</exception>
    public async Task Consume(ConsumeContext<LookUpRefund> context)
    {
        var ring = context.Message;
        var attempt = await attempts.FindAsync(ring.Attempt.AttemptId, context.CancellationToken)
            ?? throw new InvalidOperationException($"Refund {ring.RefundReference} is about attempt {ring.Attempt.AttemptId}, which is not known.");
        if (attempt is not { Reference: { } reference, CaptureReference: { } capture })
        {
            await AgainAsync(context, "the capture is not known here yet");
            return;
        }

        var call = await gateways.Get(attempt.Gateway).FindRefundAsync(
            RefundRequest.ToRead(attempt.PaymentId, reference, capture, attempt.Currency, ring.RefundReference), ring.RefundReference, context.CancellationToken);
        if (call.Found is not { } found)
        {
            await AgainAsync(context, call.Reason!);
            return;
        }

        if (found.RefundId == attempt.AttemptId.ToString())
        {
            return;     // an orphan's return, which is followed by itself (SAFETY U4)
        }

        var id = Guid.TryParse(found.RefundId, out var parsed) ? parsed : Guid.Empty;
        if (await refunds.FindOwnerAsync(attempt.Gateway, found.Reference, id, context.CancellationToken) is { } owner && owner.PaymentId == attempt.PaymentId)
        {
            var answer = RefundAnswer.Of(owner, found);
            if (answer is RefundSeen)
            {
                refunds.Learn(unitOfWork, owner.RefundId, found.Reference);
            }

            await context.Publish(answer, answer.GetType(), context.CancellationToken);
            return;
        }

        await context.Publish(new ForeignRefundSeen
        {
            Attempt = attempt.Ref(epoch: 0), RefundReference = found.Reference, Standing = RefundAnswer.Standing(found.Status), AmountMinor = found.AmountMinor, Currency = found.Currency,
        });
    }

    private async Task AgainAsync(ConsumeContext<LookUpRefund> context, string reason)
    {
        var schedule = options.Value.Schedule;
        if (context.Message.Tries >= schedule.Count)
        {
            throw new InvalidOperationException($"Refund {context.Message.RefundReference} could not be read in {context.Message.Tries} tries: {reason}");
        }

        await context.AgainAsync(context.Message with { Tries = context.Message.Tries + 1 }, TimeSpan.FromSeconds(schedule[context.Message.Tries]));
    }
}
