using System.ComponentModel.DataAnnotations;
using Integration.Contracts.Payments;
using Integration.PaymentWorker.Attempts;
using Integration.PaymentWorker.Gateways;
using Integration.Persistence.Inbox;
using Integration.Persistence.UnitOfWork;
using Integration.Sagas;
using Integration.Sagas.Attempts;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Integration.PaymentWorker.Orphans;

/// <summary>Gives back money that is on an attempt which is not the payment's own (SAFETY U4): fetches it, decides under the payment's lock, refunds or
/// cancels once under a fixed key, tells. A call without an outcome is looked for before it is repeated, with the same key (SAFETY U6).</summary>
[CallsExternalSystem]
public sealed partial class OrphanConsumer(
    IAttemptStore attempts, OrphanStore orphans, IUnitOfWork unitOfWork, GatewayDirectory gateways, IOptions<OrphanOptions> options, TimeProvider time, ILogger<OrphanConsumer> log)
    : IConsumer<ReturnOrphan>
{
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(5);

    /// <inheritdoc />
    /// <exception cref="ValidationException">The gateway refuses again and again to tell of the attempt, or a person named one that this payment has not: there is nothing to decide on, so a person reads it in
    /// the dead letters, and may ask anew.</exception>
    public async Task Consume(ConsumeContext<ReturnOrphan> context)
    {
        var (payment, attemptId) = (context.Message.Attempt.PaymentId, context.Message.Attempt.AttemptId);
        if (await attempts.FindAsync(attemptId, context.CancellationToken) is not { Reference: not null } attempt || attempt.PaymentId != payment)
        {
            // Without a reference of ours there is nothing of ours to give back.
            if (context.Message.Decided)
            {
                throw new ValidationException($"Nothing is given back of attempt {attemptId}: payment {payment} has none of this id that the gateway knows.");
            }

            return;
        }

        if (context.Message.Disputed is { } disputed)
        {
            await (context.Message.DisputeWon ? WonAsync(context, attempt, disputed) : ShowDisputeAsync(context, attempt, disputed));
            return;
        }

        var gateway = gateways.Get(attempt.Gateway);
        var (kept, refund, unread) = await SeeAsync(context, attempt, gateway);
        if (unread is not null)
        {
            await ReadAgainAsync(context, unread);
            return;
        }

        // Read after the refund: what has failed there is not counted here.
        var look = new LookUpAttempt { Attempt = attempt.Ref(context.Message.Attempt.Epoch) };
        var seen = await gateway.LookUpAsync(look, context.CancellationToken);
        if (seen.Found is not { } found)
        {
            if (Tries(context) >= options.Value.Schedule.Count && seen.Failure is CallFailureKind.Rejected)
            {
                throw new ValidationException(
                    $"Nothing is given back of attempt {attempt.Number} of payment {attempt.PaymentId}: {attempt.Gateway} refuses to tell of {attempt.Reference}, the last time so: {seen.Reason}");
            }

            await AgainAsync(context, Wait(Math.Min(Tries(context), options.Value.Schedule.Count - 1)));
            return;
        }

        var claimed = time.GetTimestamp();
        var (claim, runningUntil) = await orphans.ClaimAsync(attempt, found, new(kept, refund, context.Message.Decided, context.Message.GivenBackElsewhere), Lease(gateway), context.CancellationToken);
        if (claim is null)
        {
            if (runningUntil is { } until)
            {
                await AgainAsync(context, until - time.GetUtcNow() + TimeSpan.FromMilliseconds(100));
            }

            return;
        }

        LogOrphan(log, attempt.PaymentId, attempt.Gateway, found.Reference, claim.Reason);
        switch (claim.Action)
        {
            case OrphanAction.Review:
                await AskAsync(context, claim, claim.Reason);
                break;
            case OrphanAction.Cancel:
                await CancelAsync(context, gateway, claim, found);
                break;
            case OrphanAction.Settle:
                Settle(claim, claim.Reason, found);
                break;
            case OrphanAction.Finish:
                // A person ends what was asked about a dispute: the refund was told when it was made.
                await FinishAsync(context, claim, found, refund!, isTold: kept?.RefundReference == refund!.Reference && kept.Reason.StartsWith(OrphanDecision.DisputedAfterwards, StringComparison.Ordinal));
                break;
            case OrphanAction.TakeBack:
                await AskAsync(context, claim, new(OrphanState.NeedsReview, claim.Reason) { RefundReference = refund?.Reference, OnlyReturnedMinor = OrphanDecision.Remaining(found, refund) });
                break;
            default:
                await RefundAsync(context, gateway, claim, found, claimed);
                break;
        }
    }

    /// <summary>What is kept of it, and where our refund stands at the gateway, when that was rung about, a person decided, or one is asked: while a call is under way, the call tells.</summary>
    private async Task<(OrphanRecord? Kept, RefundObject? Refund, string? Unread)> SeeAsync(ConsumeContext<ReturnOrphan> context, AttemptRecord attempt, IPaymentGateway gateway)
    {
        var (message, kept) = (context.Message, await orphans.FindAsync(attempt.AttemptId, context.CancellationToken));
        var asks = kept?.State == OrphanState.NeedsReview || (kept?.State == OrphanState.Returned && (message.Decided || message.RefundReference is not null));
        if (!asks)
        {
            return (kept, null, null);
        }

        // What was rung about is read first: the reference that is kept may be that of an earlier refund.
        if (message.RefundReference is { } rung && rung != kept!.RefundReference && await ReadAsync(attempt, gateway, rung, context.CancellationToken) is { Found: { } told }
            && told.RefundId == OrphanRefund.Id(attempt.AttemptId, kept.Number).ToString())
        {
            return (kept, told, null);
        }

        if ((kept!.RefundReference ?? message.RefundReference) is not { } reference)
        {
            return (kept, null, null);
        }

        var call = await ReadAsync(attempt, gateway, reference, context.CancellationToken);
        return call.Found is { } refund
            ? (kept, kept.RefundReference is not null || refund.RefundId == OrphanRefund.Id(attempt.AttemptId, kept.Number).ToString() ? refund : null, null)
            : (kept, null, $"Refund {reference} of attempt {attempt.Number} of payment {attempt.PaymentId} could not be read in {Tries(context) + 1} tries: {call.Reason}");
    }

    private static Task<RefundCall> ReadAsync(AttemptRecord attempt, IPaymentGateway gateway, string reference, CancellationToken cancellationToken) =>
        gateway.FindRefundAsync(
            RefundRequest.ToRead(attempt.PaymentId, attempt.Reference!, attempt.CaptureReference ?? attempt.Reference!, attempt.Currency, reference), cancellationToken);

    /// <exception cref="InvalidOperationException">The schedule is spent: the message goes to the dead letters.</exception>
    private async Task ReadAgainAsync(ConsumeContext<ReturnOrphan> context, string unread)
    {
        if (Tries(context) >= options.Value.Schedule.Count)
        {
            throw new InvalidOperationException(unread);
        }

        await AgainAsync(context, Wait(Tries(context)));
    }

    /// <summary>What went back already, and what is on its way, is shown to a person from then on. He was told; what is not given back yet heeds a dispute by itself.</summary>
    private async Task ShowDisputeAsync(ConsumeContext<ReturnOrphan> context, AttemptRecord attempt, string disputed)
    {
        var kept = await orphans.FindAsync(attempt.AttemptId, context.CancellationToken);
        if (kept?.State == OrphanState.Returned)
        {
            LogOrphan(log, attempt.PaymentId, attempt.Gateway, attempt.Reference!, disputed);
            orphans.Dispute(unitOfWork, attempt.AttemptId, disputed);
        }
        else if (kept?.State == OrphanState.NeedsReview)
        {
            // Who was told of the dispute finds it open, also when he had left it as it is.
            await orphans.ReopenAsync(unitOfWork, attempt, disputed, won: false, context.CancellationToken);
        }
        else if (kept?.State != OrphanState.Canceled && Tries(context) < options.Value.Schedule.Count)
        {
            await AgainAsync(context, Wait(Tries(context)));
        }
    }

    /// <summary>The money of a dispute that is won is with us again: whoever had left it as it is, is asked anew. Others see it open.</summary>
    private async Task WonAsync(ConsumeContext<ReturnOrphan> context, AttemptRecord attempt, string disputed)
    {
        if (await orphans.ReopenAsync(unitOfWork, attempt, disputed, won: true, context.CancellationToken) is { } reason)
        {
            LogOrphan(log, attempt.PaymentId, attempt.Gateway, attempt.Reference!, reason);
            await context.Publish(NeedsReview(attempt, reason));
        }
    }

    /// <summary>For a question and a call.</summary>
    private static TimeSpan Lease(IPaymentGateway gateway) => (2 * gateway.CallLimit) + Margin;

    private async Task RefundAsync(ConsumeContext<ReturnOrphan> context, IPaymentGateway gateway, OrphanClaim claim, GatewayObject found, long claimed)
    {
        var request = new RefundRequest
        {
            RefundId = claim.RefundId, PaymentId = claim.Attempt.PaymentId, AttemptReference = found.Reference, CaptureReference = found.CaptureReference ?? found.Reference,
            AmountMinor = found.CapturedMinor, Currency = found.Currency, Reason = "duplicate charge", RefundReference = claim.RefundReference,
        };
        var call = claim.Called ? await gateway.FindRefundAsync(request, context.CancellationToken) : null;
        // The sum of some gateways may still have in it what failed.
        var allWentBack = claim.Failed is null && found.CapturedMinor > 0 && found.RefundedMinor >= found.CapturedMinor;
        if (allWentBack && call is { NotFound: true } or { Failure: CallFailureKind.Rejected } && claim.RefundReference is null)
        {
            // Not ours, or not shown as ours: either way all of it went back, and nothing is sent.
            Settle(claim, call.NotFound ? OrphanDecision.ByOthers : $"given back by somebody else, or by a call of ours that had no answer: {call.Reason}", found);
            return;
        }

        var sent = call is null or { NotFound: true };
        if (sent && !context.Message.Decided && OrphanDecision.NeedsDecision(found) is { } why)
        {
            await AskAsync(context, claim, why);
            return;
        }

        if (sent)
        {
            if (time.GetElapsedTime(claimed) > Lease(gateway) - Margin - gateway.CallLimit)
            {
                // This worker stood still between claim and call: somebody else may take over before the call would end (SAFETY F2).
                await AgainAsync(context, TimeSpan.Zero);
                return;
            }

            call = await gateway.RefundAsync(request, claim.Key, context.CancellationToken);
        }

        switch (call!.Found)
        {
            case { } refund when refund.AmountMinor != request.AmountMinor || refund.Currency != request.Currency:
                await AskAsync(context, claim, $"the refund {refund.Reference} is over {refund.AmountMinor} {refund.Currency}, asked was {request.AmountMinor} {request.Currency}", refund.Reference);
                break;
            case { Status: RefundStatus.Succeeded } refund:
                await FinishAsync(context, claim, found, refund, isTold: false);
                break;
            case { Status: RefundStatus.Pending } refund:
                await WaitAsync(context, claim, $"the gateway works on refund {refund.Reference}", refund.Reference);
                break;
            case { } refund:
                await AskAsync(
                    context, claim, new(OrphanState.NeedsReview, OrphanDecision.FailureOf(refund)) { RefundReference = refund.Reference, OnlyReturnedMinor = OrphanDecision.Remaining(found, refund) });
                break;
            case null when call.Failure is CallFailureKind.Rejected && sent && allWentBack:
                Settle(claim, $"{OrphanDecision.ByOthers}; the gateway refuses another refund: {call.Reason}", found);
                break;
            case null when call.Failure is CallFailureKind.Rejected or CallFailureKind.Misconfigured:
                await AskAsync(context, claim, sent ? $"the gateway refuses to give it back: {call.Reason}{(found.RefundedMinor > 0 ? $"; {found.RefundedMinor} of {found.CapturedMinor} went already: give back the rest there, too" : "")}" : $"the gateway does not say what came of the call before: {call.Reason}");
                break;
            case null:
                await WaitAsync(context, claim, $"giving it back had no outcome: {call.Reason}");
                break;
        }
    }

    private async Task FinishAsync(ConsumeContext<ReturnOrphan> context, OrphanClaim claim, GatewayObject found, RefundObject refund, bool isTold)
    {
        orphans.Record(unitOfWork, claim, new(OrphanState.Returned, $"given back: {refund.Reference}") { RefundReference = refund.Reference, ReturnedMinor = refund.AmountMinor });
        if (isTold)
        {
            return;
        }

        await context.Publish(new DuplicateChargeRefunded
        {
            PaymentId = claim.Attempt.PaymentId, Gateway = claim.Attempt.Gateway, GatewayReference = found.Reference, RefundReference = refund.Reference,
            AmountMinor = refund.AmountMinor, Currency = refund.Currency, RefundedAt = time.GetUtcNow(),
        });
    }

    /// <summary>Nothing of ours gave it back, so nothing is told but in its row.</summary>
    private void Settle(OrphanClaim claim, string reason, GatewayObject found) =>
        orphans.Record(unitOfWork, claim, new(OrphanState.Returned, reason) { ByOthers = true, ReturnedMinor = Math.Min(found.RefundedMinor, found.CapturedMinor) });

    private async Task CancelAsync(ConsumeContext<ReturnOrphan> context, IPaymentGateway gateway, OrphanClaim claim, GatewayObject found)
    {
        // What a call did that was not answered is seen by looking: another one is refused, in words that say less.
        var call = found.Status == GatewayStatus.Canceled
            ? null
            : await gateway.CancelAsync(new() { Attempt = claim.Attempt.Ref(context.Message.Attempt.Epoch) }, $"{claim.Key}:cancel:{claim.Tries}", context.CancellationToken);
        if (call is null or { Found.Status: GatewayStatus.Canceled })
        {
            orphans.Record(unitOfWork, claim, new(OrphanState.Canceled, "the hold is canceled"));
        }
        else
        {
            await WaitAsync(context, claim, $"the hold is not canceled yet: {call.Reason ?? call.Found?.GatewayWord}");
        }
    }

    private async Task WaitAsync(ConsumeContext<ReturnOrphan> context, OrphanClaim claim, string reason, string? refund = null)
    {
        if (claim.Tries > options.Value.Schedule.Count)
        {
            await AskAsync(context, claim, $"{reason}; {claim.Tries} tries are spent", refund);
            return;
        }

        var wait = Wait(claim.Tries - 1);
        orphans.Record(unitOfWork, claim, new(OrphanState.Waiting, reason) { RefundReference = refund, Due = time.GetUtcNow() + wait });
        // What a person decided, and what was rung about, is used up by this try: should it fail, a person decides anew.
        await AgainAsync(context, wait, context.Message with { Decided = false, RefundReference = null, GivenBackElsewhere = false });
    }

    private Task AskAsync(ConsumeContext<ReturnOrphan> context, OrphanClaim claim, string reason, string? refund = null) =>
        AskAsync(context, claim, new(OrphanState.NeedsReview, reason) { RefundReference = refund });

    private async Task AskAsync(ConsumeContext<ReturnOrphan> context, OrphanClaim claim, OrphanOutcome outcome)
    {
        orphans.Record(unitOfWork, claim, outcome);
        await context.Publish(NeedsReview(claim.Attempt, outcome.Reason));
    }

    private PaymentNeedsReview NeedsReview(AttemptRecord attempt, string reason) =>
        new() { PaymentId = attempt.PaymentId, Reason = $"money on attempt {attempt.Number} at {attempt.Gateway}: {reason}", Since = time.GetUtcNow() };

    private TimeSpan Wait(int step) => TimeSpan.FromSeconds(options.Value.Schedule[Math.Clamp(step, 0, options.Value.Schedule.Count - 1)]);

    private const string TriesHeader = "Orphan-Tries";

    private static int Tries(ConsumeContext context) => context.Headers.Get<int>(TriesHeader, 0) ?? 0;

    private static Task AgainAsync(ConsumeContext<ReturnOrphan> context, TimeSpan wait, ReturnOrphan? again = null) =>
        context.SendLaterAsync(again ?? context.Message, wait, headers => headers.Set(TriesHeader, Tries(context) + 1));

    [LoggerMessage(30, LogLevel.Critical, "Money of payment {PaymentId} is on the wrong attempt at {Gateway} ({Reference}): {Reason}")]
    private static partial void LogOrphan(ILogger logger, Guid paymentId, string gateway, string reference, string reason);
}
