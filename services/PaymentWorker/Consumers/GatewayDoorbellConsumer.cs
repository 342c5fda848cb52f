using Integration.Contracts.Webhooks;
using Integration.PaymentWorker.Attempts;
using Integration.PaymentWorker.Gateways;
using Integration.Persistence.UnitOfWork;
using Integration.Sagas.Attempts;
using Integration.Sagas.Refunds;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Integration.PaymentWorker.Consumers;

/// <summary>A webhook rang: find whose object it is and have it looked at (SAFETY R4). An object whose attempt is not known yet is tried
/// again: the webhook may be faster than our own commit.</summary>
public sealed class GatewayDoorbellConsumer(
    IAttemptStore store, IUnitOfWork unitOfWork, GatewayDirectory gateways, IOptions<DoorbellOptions> options, TimeProvider time)
    : IConsumer<GatewayObjectChanged>, IConsumer<GatewayRingsAgain>
{
    /// <inheritdoc />
    public Task Consume(ConsumeContext<GatewayObjectChanged> context) => RingAsync(context, new()
    {
        Gateway = context.Message.Gateway, Reference = context.Message.Reference, CaptureReference = context.Message.CaptureReference,
        DisputeReference = context.Message.DisputeReference, RefundReference = context.Message.RefundReference, EventType = context.Message.EventType, Tries = 0,
    });

    /// <inheritdoc />
    public Task Consume(ConsumeContext<GatewayRingsAgain> context) => RingAsync(context, context.Message);

    private async Task RingAsync(ConsumeContext context, GatewayRingsAgain ring)
    {
        if (await store.FindAsync(unitOfWork, ring.Gateway, ring.Reference, ring.CaptureReference, context.CancellationToken) is not { } attempt)
        {
            await AskAgainAsync(context, ring);
            return;
        }

        if (ring.Tries > options.Value.Schedule.Count)
        {
            store.ForgetUnmatched(unitOfWork, ring.Gateway, ring.Reference);
        }

        if (ring.DisputeReference is { } dispute)
        {
            await context.Publish(new LookUpDispute { Attempt = attempt.Ref(epoch: 0), DisputeReference = dispute });
            return;
        }

        if (ring.RefundReference is { } refund)
        {
            await context.Publish(new LookUpRefund { Attempt = attempt.Ref(epoch: 0), RefundReference = refund });
            return;
        }

        if (!StatusOrder.Tells(attempt.State, gateways.Find(ring.Gateway)?.Suggests(ring.EventType)))
        {
            return;     // the answer of a call said as much before
        }

        var grace = TimeSpan.FromSeconds(options.Value.CallGraceSeconds);
        if (attempt.LeaseUntil > time.GetUtcNow() && time.GetUtcNow() - attempt.LeaseSince < grace)
        {
            // The call that caused this is about to be answered: a look now would only cost a request.
            await context.AgainAsync(ring, grace);
            return;
        }

        await context.Publish(new AttemptRang { Attempt = attempt.Ref(epoch: 0), EventType = ring.EventType });
    }

    private async Task AskAgainAsync(ConsumeContext context, GatewayRingsAgain ring)
    {
        if (ring.Tries >= options.Value.Schedule.Count)
        {
            store.RecordUnmatched(unitOfWork, ring.Gateway, ring.Reference, ring.EventType);
        }

        var schedule = ring.DisputeReference is null && ring.RefundReference is null ? options.Value.Schedule : options.Value.LongSchedule;
        if (ring.Tries < schedule.Count)
        {
            await context.AgainAsync(ring with { Tries = ring.Tries + 1 }, TimeSpan.FromSeconds(schedule[ring.Tries]));
        }
    }
}

/// <summary>A doorbell whose object was not known, or whose call was still running.</summary>
public sealed record GatewayRingsAgain
{
    /// <summary>The gateway.</summary>
    public required string Gateway { get; init; }

    /// <summary>Its reference of the object.</summary>
    public required string Reference { get; init; }

    /// <summary>Its reference of the capture, when the event told only that.</summary>
    public string? CaptureReference { get; init; }

    /// <summary>Its reference of a dispute, when it is about one.</summary>
    public string? DisputeReference { get; init; }

    /// <summary>Its reference of a refund, when it tells one.</summary>
    public string? RefundReference { get; init; }

    /// <summary>Its name for what happened.</summary>
    public required string EventType { get; init; }

    /// <summary>How often the object was looked for.</summary>
    public required int Tries { get; init; }
}
