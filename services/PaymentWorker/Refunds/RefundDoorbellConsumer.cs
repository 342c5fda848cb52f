using Integration.PaymentWorker.Attempts;
using Integration.PaymentWorker.Consumers;
using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Orphans;
using Integration.Persistence.Inbox;
using Integration.Persistence.UnitOfWork;
using Integration.Sagas.Attempts;
using Integration.Sagas.Refunds;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Integration.PaymentWorker.Refunds;

/// <summary>Fetches a refund that a gateway rang about (SAFETY R4) and tells whose it is: the refund that made it, or the payment when nobody here did. A gateway that does not answer,
/// and a capture that is not known here yet, are asked again on the doorbell's schedule.</summary>
[CallsExternalSystem]
public sealed class RefundDoorbellConsumer(
    IAttemptStore attempts, RefundStore refunds, OrphanStore orphans, IUnitOfWork unitOfWork, GatewayDirectory gateways, IOptions<DoorbellOptions> options) : IConsumer<LookUpRefund>
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
            await context.AgainAsync(ring with { CaptureWaits = ring.CaptureWaits + 1 }, ring.CaptureWaits, options.Value.LongSchedule, $"Refund {ring.RefundReference}", "the capture is not known here yet");
            return;
        }

        var call = await gateways.Get(attempt.Gateway).FindRefundAsync(
            RefundRequest.ToRead(attempt.PaymentId, reference, capture, attempt.Currency, ring.RefundReference), context.CancellationToken);
        if (call.Found is not { } found)
        {
            await (call.NotFound || call.Failure is CallFailureKind.Rejected
                ? context.AgainAsync(ring with { Refusals = ring.Refusals + 1 }, ring.Refusals, options.Value.Schedule, $"Refund {ring.RefundReference}", call.Reason!)
                : context.AgainAsync(ring with { Tries = ring.Tries + 1 }, ring.Tries, options.Value.LongSchedule, $"Refund {ring.RefundReference}", call.Reason!));
            return;
        }

        var orphan = await orphans.FindAsync(attempt.AttemptId, context.CancellationToken);
        if (OrphanRefund.NumberOf(attempt.AttemptId, orphan?.Number ?? 1, found.RefundId) is { } number)
        {
            await FollowOrphanAsync(context, attempt, orphan, number, found);
            return;
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
        if (orphan is not null || !attempt.Active)
        {
            // Somebody gives a duplicate back by hand, or that fails (SAFETY U4).
            await context.Publish(new ReturnOrphan { Attempt = attempt.Ref(epoch: 0), GivenBackElsewhere = found.Status != RefundStatus.Failed });
        }
    }

    /// <summary>An orphan's return is followed by itself until it is over; what a bank says later is only heard here (SAFETY U4).</summary>
    private static async Task FollowOrphanAsync(ConsumeContext<LookUpRefund> context, AttemptRecord attempt, OrphanRecord? orphan, int number, RefundObject found)
    {
        if (orphan is null || !OrphanDecision.IsNews(orphan, number, found.Status))
        {
            return;
        }

        if (number < orphan.Number)
        {
            throw new InvalidOperationException(
                $"Refund {found.Reference} of attempt {attempt.Number} of payment {attempt.PaymentId} had failed, and is {found.GatewayWord} now, beside the one that was made after it: a person has to look at both at {attempt.Gateway}.");
        }

        await context.Publish(new ReturnOrphan { Attempt = attempt.Ref(epoch: 0), RefundReference = found.Reference });
    }
}
