using Integration.PaymentWorker.Attempts;
using Integration.PaymentWorker.Gateways;
using Integration.Persistence.Inbox;
using Integration.Sagas.Attempts;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Integration.PaymentWorker.Consumers;

/// <summary>Fetches a dispute and tells the payment where it stands (SAFETY R4). A gateway that does not answer, and a capture that is not known here
/// yet, are asked again on the doorbell's schedule.</summary>
[CallsExternalSystem]
public sealed partial class DisputeConsumer(
    IAttemptStore attempts, GatewayDirectory gateways, IOptions<DoorbellOptions> options, TimeProvider time, ILogger<DisputeConsumer> log)
    : IConsumer<LookUpDispute>
{
    /// <inheritdoc />
    /// <exception cref="InvalidOperationException">The schedule is spent, or the dispute is about other money: the message goes to the dead letters.</exception>
    public async Task Consume(ConsumeContext<LookUpDispute> context)
    {
        var command = context.Message;
        var attempt = await attempts.FindAsync(command.Attempt.AttemptId, context.CancellationToken)
            ?? throw new InvalidOperationException($"Dispute {command.DisputeReference} is about attempt {command.Attempt.AttemptId}, which is not known.");
        if (attempt.CaptureReference is not { } capture)
        {
            await context.AgainAsync(command with { CaptureWaits = command.CaptureWaits + 1 }, command.CaptureWaits, options.Value.LongSchedule, $"Dispute {command.DisputeReference}", "the capture is not known here yet");
            return;
        }

        var asked = time.GetUtcNow();       // before: a look that began after a change cannot have missed it
        var call = await gateways.Get(attempt.Gateway).LookUpDisputeAsync(command.DisputeReference, context.CancellationToken);
        if (call.Found is not { } found)
        {
            await (call.Failure is CallFailureKind.Rejected
                ? context.AgainAsync(command with { Refusals = command.Refusals + 1 }, command.Refusals, options.Value.Schedule, $"Dispute {command.DisputeReference}", call.Reason!)
                : context.AgainAsync(command with { Tries = command.Tries + 1 }, command.Tries, options.Value.LongSchedule, $"Dispute {command.DisputeReference}", call.Reason!));
            return;
        }

        if (found.CaptureReference != capture && found.AttemptReference != attempt.Reference)
        {
            throw new InvalidOperationException($"Dispute {found.Reference} is about {found.CaptureReference ?? found.AttemptReference}, not about {capture} of payment {attempt.PaymentId}.");
        }

        if (found.WordUnknown)
        {
            LogUnknownWord(log, attempt.Gateway, found.Reference, found.GatewayWord, attempt.PaymentId);
        }

        await context.Publish(new DisputeSeen
        {
            Attempt = attempt.Ref(epoch: 0), DisputeReference = found.Reference, Standing = Standing(found.Status), AmountMinor = found.AmountMinor, Currency = found.Currency,
            AskedAt = asked, After = command.After,
        });
    }

    private static DisputeStanding Standing(DisputeStatus status) => status switch
    {
        DisputeStatus.Open => DisputeStanding.Open,
        DisputeStatus.Won => DisputeStanding.Won,
        DisputeStatus.Lost => DisputeStanding.Lost,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "a dispute's status without a meaning"),
    };

    [LoggerMessage(32, LogLevel.Warning, "{Gateway} says dispute {DisputeReference} is '{Word}', which this version does not know: it counts as open, and refunds of payment {PaymentId} wait")]
    private static partial void LogUnknownWord(ILogger log, string gateway, string disputeReference, string word, Guid paymentId);
}
