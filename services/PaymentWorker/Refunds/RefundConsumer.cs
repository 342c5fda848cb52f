using Integration.Contracts.Rules;
using Integration.PaymentWorker.Gateways;
using Integration.Persistence.Inbox;
using Integration.Persistence.UnitOfWork;
using Integration.Sagas.Attempts;
using Integration.Sagas.Payments;
using Integration.Sagas.Refunds;
using MassTransit;

namespace Integration.PaymentWorker.Refunds;

/// <summary>Brings a refund forward: claim and commit; call with no connection held; record and answer in one transaction (SAFETY R5). A call whose outcome is not known is looked for
/// before anything is sent again, and what is sent again has the same key (SAFETY U6).</summary>
[CallsExternalSystem]
public sealed partial class RefundConsumer(
    RefundStore store, IUnitOfWork unitOfWork, GatewayDirectory gateways, IEnumerable<IGatewayCurrencies> currencies, TimeProvider time, ILogger<RefundConsumer> log) : IConsumer<RefundAttempt>
{
    /// <summary>Beyond the calls' own limits: for the claim's commit and the record's.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    public async Task Consume(ConsumeContext<RefundAttempt> context)
    {
        var command = context.Message;
        var gateway = gateways.Get(command.Attempt.Gateway);
        var claimed = time.GetTimestamp();
        var request = new RefundClaimRequest
        {
            Command = command, Key = RefundIdentity.Key(command.Attempt.PaymentId, command.RefundId), RequestHash = RefundIdentity.Hash(command),
            Lease = (2 * gateway.CallLimit) + Margin, KeyLifetime = gateway.RefundKeyLifetime,
            Inexpressible = currencies.FirstOrDefault(c => c.Gateway == gateway.Name)?.RefuseRefund(command.Currency, command.AmountMinor),
        };
        switch (await store.ClaimAsync(request, context.CancellationToken))
        {
            case RefundClaimOutcome.Stale stale:
                LogStale(log, command.RefundId, command.Attempt.PaymentId, stale.Reason);
                return;
            case RefundClaimOutcome.Running running:
                await context.AgainAsync(context.Message, running.Until - time.GetUtcNow());
                return;
            case RefundClaimOutcome.Refused refused:
                await context.Publish(RefundAnswer.Failed(command, refused.Kind, refused.Reason, refused.Code));
                return;
            case RefundClaimOutcome.Granted granted:
                await CallAsync(context, gateway, request, granted, claimed);
                return;
            case var other:
                throw new InvalidOperationException($"claim outcome {other} is not handled");
        }
    }

    private async Task CallAsync(ConsumeContext<RefundAttempt> context, IPaymentGateway gateway, RefundClaimRequest request, RefundClaimOutcome.Granted granted, long claimed)
    {
        var command = context.Message;
        var refund = new RefundRequest
        {
            RefundId = command.RefundId, PaymentId = command.Attempt.PaymentId, AttemptReference = command.Attempt.Reference!, CaptureReference = command.CaptureReference,
            AmountMinor = command.AmountMinor, Currency = command.Currency, Reason = command.Reason, RefundReference = granted.Reference,
        };
        var looked = granted.Way == RefundWay.Send
            ? null
            : await GuardAsync(() => gateway.FindRefundAsync(refund, context.CancellationToken), refund, context.CancellationToken);
        var call = looked;
        // A question that is refused says nothing; its key, which the gateway remembers, makes the repeat safe all the same.
        if (looked is null || (granted.Way == RefundWay.FindThenSend && (looked.NotFound || looked.Failure == CallFailureKind.Rejected)))
        {
            if (time.GetElapsedTime(claimed) > request.Lease - Margin - gateway.CallLimit)
            {
                // This worker was stopped between claim and call: somebody else may take over before the call would end (SAFETY F2).
                LogLate(log, command.RefundId, command.Attempt.PaymentId);
                await context.AgainAsync(context.Message, TimeSpan.Zero);
                return;
            }

            call = await GuardAsync(() => gateway.RefundAsync(refund, request.Key, context.CancellationToken), refund, context.CancellationToken);
        }

        store.Record(unitOfWork, command, granted, call!, sent: !ReferenceEquals(call, looked));
        var answer = RefundAnswer.Of(command, RefundProof.Of(granted, looked, call!, gateway.RefundKeyLifetime, gateway.RefundShowsWithin, time.GetUtcNow()), granted.Reference);
        await context.Publish(answer, answer.GetType(), context.CancellationToken);
    }

    /// <summary>A fault of our own after the claim: the call may have been made. It is an outcome like any other, so that the saga goes on and ops see it.</summary>
    private async Task<RefundCall> GuardAsync(Func<Task<RefundCall>> call, RefundRequest refund, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(log, failure, refund.RefundId, refund.PaymentId);
            return RefundCall.Failed(new(CallFailureKind.OutcomeUnknown, $"our own fault: {failure.GetType().Name}: {CardNumber.Redact(failure.Message)}"));
        }
    }

    [LoggerMessage(40, LogLevel.Information, "Refund {RefundId} of payment {PaymentId} is not called: {Reason}")]
    private static partial void LogStale(ILogger logger, Guid refundId, Guid paymentId, string reason);

    [LoggerMessage(41, LogLevel.Warning, "Refund {RefundId} of payment {PaymentId} is not called: this worker stood still for longer than its lease")]
    private static partial void LogLate(ILogger logger, Guid refundId, Guid paymentId);

    [LoggerMessage(42, LogLevel.Error, "Refund {RefundId} of payment {PaymentId} met a fault of our own; its outcome is taken for unknown")]
    private static partial void LogFault(ILogger logger, Exception failure, Guid refundId, Guid paymentId);
}
