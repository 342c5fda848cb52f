using Integration.Contracts.Rules;
using Integration.PaymentWorker.Gateways;
using Integration.Persistence.UnitOfWork;
using Integration.Sagas.Attempts;
using MassTransit;

namespace Integration.PaymentWorker.Attempts;

/// <summary>Claim and commit; call with no connection held; then the result, the inbox entry and the answer in one transaction (SAFETY R5).</summary>
public sealed partial class AttemptCaller(
    IAttemptStore store, IUnitOfWork unitOfWork, GatewayDirectory gateways, TimeProvider time, ILogger<AttemptCaller> log)
{
    /// <summary>Beyond the call's own limit: for the claim's commit and the record's.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    /// <summary>Makes a call that may move money or close the attempt.</summary>
    public async Task CallAsync<TCommand>(ConsumeContext<TCommand> context, string step, Func<IPaymentGateway, AttemptRef, string, Task<GatewayCall>> call)
        where TCommand : class, IAttemptCommand
    {
        var command = context.Message;
        var gateway = gateways.Get(command.Attempt.Gateway);
        var claimed = time.GetTimestamp();
        var request = Request(command, step, gateway);
        switch (await store.ClaimAsync(request, context.CancellationToken))
        {
            case ClaimOutcome.Stale stale:
                LogStale(log, step, command.Attempt.AttemptId, command.Attempt.PaymentId, stale.Reason);
                return;
            case ClaimOutcome.Running running:
                await context.AgainAsync(context.Message, running.Until - time.GetUtcNow());
                return;
            case ClaimOutcome.Refused refused:
                await context.Publish(new AttemptCallFailed { Attempt = command.Attempt, Step = step, Kind = refused.Kind, Reason = refused.Reason, KeyIsOld = refused.KeyIsOld });
                return;
            case ClaimOutcome.Closed closed:
                await context.Publish(AttemptAnswer.Closed(command.Attempt, closed.Proof, Known(gateway, closed.DeclineCode)));
                return;
            case ClaimOutcome.Granted granted when time.GetElapsedTime(claimed) > request.Lease:
                // This worker was stopped between claim and call: somebody else may have taken over (SAFETY F2).
                LogLate(log, step, command.Attempt.AttemptId, command.Attempt.PaymentId);
                await context.AgainAsync(context.Message, TimeSpan.Zero);
                return;
            case ClaimOutcome.Granted granted:
                // The row's reference, not the command's: the command may be older than the reference.
                var attempt = granted.Call.Attempt.Ref(granted.Call.Epoch);
                var result = await GuardAsync(() => call(gateway, attempt, request.Key), step, attempt, context.CancellationToken);
                await FinishAsync(context, granted.Call, result, AttemptAnswer.ProofByClaims(granted, result, gateway.CanCancel, time.GetUtcNow()));
                return;
            case var other:
                throw new InvalidOperationException($"claim outcome {other} is not handled");
        }
    }

    /// <summary>Asks; needs no claim, since it changes nothing at the gateway.</summary>
    public async Task LookUpAsync(ConsumeContext<LookUpAttempt> context)
    {
        var command = context.Message;
        if (await store.FindAsync(command.Attempt.AttemptId, context.CancellationToken) is not { } attempt)
        {
            await context.Publish(new AttemptCallFailed
            {
                Attempt = command.Attempt, Step = AttemptStep.LookUp, Kind = CallFailureKind.Rejected, Reason = "the attempt was never made known to the gateway",
            });
            return;
        }

        var call = new CallRecord(NewId.NextGuid(), attempt, command.Attempt.Epoch, AttemptStep.LookUp, null, time.GetUtcNow());
        var result = attempt.Reference is null
            ? GatewayCall.Failed(CallFailureKind.Rejected, "the gateway's reference is not known: nothing can be looked up")
            : await GuardAsync(
                () => gateways.Get(attempt.Gateway).LookUpAsync(command with { Attempt = attempt.Ref(command.Attempt.Epoch) }, context.CancellationToken),
                AttemptStep.LookUp, command.Attempt, context.CancellationToken);
        await FinishAsync(context, call, result, proofByClaims: null);
    }

    /// <summary>A fault of our own after the claim: the call may have been made. It is an outcome like any other, so that the saga goes on and ops see it.</summary>
    private async Task<GatewayCall> GuardAsync(Func<Task<GatewayCall>> call, string step, AttemptRef attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            LogFault(log, failure, step, attempt.AttemptId, attempt.PaymentId);
            return GatewayCall.Failed(CallFailureKind.OutcomeUnknown, $"our own fault: {failure.GetType().Name}: {CardNumber.Redact(failure.Message)}");
        }
    }

    private async Task FinishAsync(ConsumeContext context, CallRecord call, GatewayCall result, string? proofByClaims)
    {
        var now = time.GetUtcNow();
        var answer = AttemptAnswer.Of(call, result, now);
        var proof = answer is AttemptMismatched ? null : AttemptAnswer.Proof(call, result, now);
        if (proofByClaims is not null && answer is not AttemptMismatched)
        {
            proof = proofByClaims;
            answer = AttemptAnswer.Closed(call.Attempt.Ref(call.Epoch), proof, result.Found?.Decline);
        }

        if (answer is AttemptClosed { Decline: null } closed)
        {
            answer = AttemptAnswer.Closed(closed.Attempt, closed.Proof, Known(gateways.Get(call.Attempt.Gateway), call.Attempt.DeclineCode));
        }

        store.Record(unitOfWork, call, result, proof);
        await context.Publish((object)answer, answer.GetType(), context.CancellationToken);
    }

    /// <summary>The decline that the attempt's row keeps of a look before: a gateway may show it no more.</summary>
    private static Decline? Known(IPaymentGateway gateway, string? declineCode) => declineCode is { } code ? gateway.DeclineOf(code) : null;

    private static ClaimRequest Request<TCommand>(TCommand command, string step, IPaymentGateway gateway)
        where TCommand : class, IAttemptCommand => new()
        {
            Attempt = command.Attempt,
            Step = step,
            Key = step == AttemptStep.Cancel ? AttemptIdentity.CancelKey(command.Attempt) : AttemptIdentity.Key(command.Attempt, step),
            RequestHash = AttemptRequest.Hash(command),
            Lease = gateway.CallLimit + Margin,
            KeyLifetime = gateway.KeyLifetime,
            Create = command as CreateAttempt,
        };

    [LoggerMessage(20, LogLevel.Information, "{Step} of attempt {AttemptId} of payment {PaymentId} is not called: {Reason}")]
    private static partial void LogStale(ILogger logger, string step, Guid attemptId, Guid paymentId, string reason);

    [LoggerMessage(21, LogLevel.Warning, "{Step} of attempt {AttemptId} of payment {PaymentId} is not called: this worker stood still for longer than its lease")]
    private static partial void LogLate(ILogger logger, string step, Guid attemptId, Guid paymentId);

    [LoggerMessage(22, LogLevel.Error, "{Step} of attempt {AttemptId} of payment {PaymentId} met a fault of our own; its outcome is taken for unknown")]
    private static partial void LogFault(ILogger logger, Exception failure, string step, Guid attemptId, Guid paymentId);
}
