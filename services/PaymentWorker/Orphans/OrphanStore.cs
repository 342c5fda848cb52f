using System.Globalization;
using Integration.Contracts.Operations;
using Integration.PaymentWorker.Attempts;
using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Persistence;
using Integration.Persistence.Database;
using Integration.Persistence.UnitOfWork;
using Npgsql;

namespace Integration.PaymentWorker.Orphans;

/// <summary>Orphans as they are kept. A claim commits by itself before the call; what came of it joins the unit of work of its message (SAFETY R5).</summary>
public sealed class OrphanStore(IDatabase database, TimeProvider time)
{
    /// <summary>A payment without an end, or with money: its active attempt's money is its own.</summary>
    private const string LockPayment = "select attempt_id, current_state in ('Failed', 'Canceled') from payments.payments where correlation_id = $1 for update";

    private const string LockAttempt = "select returned_minor from payments.attempts where attempt_id = $1 for update";

    private const string SelectOrphan = "select state, tries, lease_until, refund_reference, refund_number, failed_refunds, reason from payments.orphans where attempt_id = $1";

    private const string SelectReturned = "select returned_minor from payments.attempts where attempt_id = $1";

    private const string LockOrphan = "select state, tries, lease_until, refund_reference, refund_number, failed_refunds, reason from payments.orphans where attempt_id = $1 for update";

    private const string Claim =
        """
        insert into payments.orphans (attempt_id, payment_id, gateway, reference, key, action, state, amount_minor, currency, tries, lease_until, reason, found_at, changed_at,
            refund_reference, refund_number, failed_refunds)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $13, $14, $15, $16)
        on conflict (attempt_id) do update set key = excluded.key, action = excluded.action, state = excluded.state, tries = excluded.tries,
            lease_until = excluded.lease_until, reason = excluded.reason, changed_at = excluded.changed_at,
            accepted_at = null, accepted_by = null, accepted_why = null,
            refund_reference = excluded.refund_reference, refund_number = excluded.refund_number, failed_refunds = excluded.failed_refunds
        """;

    /// <summary>For what is only told: state and reason stay as they are until it is.</summary>
    private const string Hold = "update payments.orphans set lease_until = $2 where attempt_id = $1";

    /// <summary>News about what a person left as it is: it counts again, or is over.</summary>
    private const string Finish =
        "update payments.orphans set state = $2, reason = $3, refund_reference = coalesce($4, refund_reference), due_at = $5, lease_until = null, changed_at = $6, " +
        "accepted_at = null, accepted_by = null, accepted_why = null where attempt_id = $1 and refund_number = $7";

    private const string LockReviewed = "select state, accepted_at, changed_at, reason from payments.orphans where attempt_id = $1 and payment_id = $2 for update";

    /// <summary>Not before the last change: versions that do not know acceptances clear none, and what they change later is open again by its time.</summary>
    private const string Accept = "update payments.orphans set accepted_at = greatest($2, changed_at), accepted_by = $3, accepted_why = $4 where attempt_id = $1";

    private const string Reopen = "update payments.orphans set reason = $2, changed_at = $3, accepted_at = null, accepted_by = null, accepted_why = null where attempt_id = $1";

    private const string SelectOrphaned = "select orphaned from payments.attempts where attempt_id = $1 and payment_id = $2";

    /// <summary>What somebody else gave back has no refund of ours.</summary>
    private const string Forget = "update payments.orphans set refund_reference = null where attempt_id = $1 and refund_number = $2";

    /// <summary>Nor has what somebody else gave back after ours failed, which is remembered: another one of ours would be a new one.</summary>
    private const string ForgetFailed =
        "update payments.orphans set refund_reference = null, failed_refunds = $3, refund_number = refund_number + 1, tries = 0 where attempt_id = $1 and refund_number = $2";

    private const string Mark = "update payments.attempts set orphaned = orphaned or $2 > 0, captured_minor = greatest(captured_minor, $2), returned_minor = greatest(returned_minor, $3), changed_at = $4 where attempt_id = $1";

    /// <summary>A refund that failed is none: what it had given back counts no more.</summary>
    private const string TakeBack = "update payments.attempts set returned_minor = $2, changed_at = $3 where attempt_id = $1";

    /// <summary>What is being told or called is left to whoever does it.</summary>
    private const string ShowDispute = "update payments.orphans set state = 'needs_review', reason = $2, changed_at = $3 where attempt_id = $1 and state = 'returned'";

    /// <summary>As it is kept; nothing when it was never claimed.</summary>
    public async Task<OrphanRecord?> FindAsync(Guid attemptId, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        return await ReadAsync(session, SelectOrphan, attemptId, cancellationToken) is { } kept
            ? kept with { ReturnedMinor = await ReturnedAsync(session, attemptId, cancellationToken) }
            : null;
    }

    /// <summary>Decides under the locks of payment and attempt, and commits that this worker is about to give the money back, or to tell what became of that. No claim: there is
    /// nothing to do, or a call may be running until the time that is said.</summary>
    public async Task<(OrphanClaim? Claim, DateTimeOffset? RunningUntil)> ClaimAsync(
        AttemptRecord attempt, GatewayObject found, OrphanSight sight, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        if (await LockAsync(session, attempt, cancellationToken) is not { } locked)
        {
            return (null, null);
        }

        var own = locked.Own;
        var kept = await ReadAsync(session, LockOrphan, attempt.AttemptId, cancellationToken) is { } row ? row with { ReturnedMinor = locked.ReturnedMinor } : null;
        var now = time.GetUtcNow();
        if (kept?.LeaseUntil > now)
        {
            return (null, kept.LeaseUntil);
        }

        if (sight.Kept?.State != kept?.State || sight.Kept?.ReturnedMinor != kept?.ReturnedMinor || sight.Kept?.Number != kept?.Number || sight.Kept?.RefundReference != kept?.RefundReference)
        {
            return (null, now);     // somebody else was faster: it is looked at again
        }

        var decision = OrphanDecision.Of(attempt, own, found).After(kept, sight.Refund, own, found, sight.Decided, sight.GivenBackElsewhere);
        if (decision.Action == OrphanAction.Nothing)
        {
            if (!own && kept?.State == OrphanState.NeedsReview && OrphanDecision.GoneBack(kept, sight.Refund, found) > kept.ReturnedMinor)
            {
                // Another part went back by hand: nobody is asked because of it, and should it fail, that is known.
                await session.ExecuteAsync([Sql.Command(Mark, attempt.AttemptId, found.CapturedMinor, OrphanDecision.Remaining(found, sight.Refund), now), new("COMMIT")], cancellationToken);
            }

            return (null, null);
        }

        var claim = Claimed(attempt, found, kept, decision, sight.Refund);
        await session.ExecuteAsync([.. Writes(claim, found, sight, now, now + lease), new("COMMIT")], cancellationToken);
        return (claim, null);
    }

    /// <summary>Adds to the unit of work that what was given back is disputed: a person decides.</summary>
    public void Dispute(IUnitOfWork unitOfWork, Guid attemptId, string disputed) =>
        unitOfWork.Enqueue(Sql.Command(ShowDispute, attemptId, $"{OrphanDecision.DisputedAfterwards}{disputed}", time.GetUtcNow()));

    /// <summary>Adds to the unit of work that what a person left as it is counts again, because a dispute of it is opened, won or lost. The words why; nothing when nobody had left it, or it harms nobody.</summary>
    public async Task<string?> ReopenAsync(IUnitOfWork unitOfWork, AttemptRecord attempt, string disputed, bool won, CancellationToken cancellationToken)
    {
        if (await LockReviewedAsync(unitOfWork, attempt.AttemptId, attempt.PaymentId, cancellationToken) is not { State: OrphanState.NeedsReview, Accepted: true } kept
            || OrphanDecision.OpenedBy(kept.Reason, disputed, won) is not { } reason)
        {
            return null;
        }

        unitOfWork.Enqueue(Sql.Command(Reopen, attempt.AttemptId, reason, time.GetUtcNow()));
        return reason;
    }

    /// <summary>Adds what came of it to the unit of work.</summary>
    public void Record(IUnitOfWork unitOfWork, OrphanClaim claim, OrphanOutcome outcome)
    {
        var now = time.GetUtcNow();
        // The attempt before the orphan, as in a claim.
        unitOfWork.Enqueue(outcome.OnlyReturnedMinor is { } only
            ? Sql.Command(TakeBack, claim.Attempt.AttemptId, only, now)
            : Sql.Command(Mark, claim.Attempt.AttemptId, 0L, outcome.ReturnedMinor, now));
        unitOfWork.Enqueue(Sql.Command(
            Finish, claim.Attempt.AttemptId, outcome.State, outcome.Reason, Sql.Text(outcome.ByOthers ? null : outcome.RefundReference), Sql.Time(outcome.Due), now, claim.Number));
        if (outcome.ByOthers)
        {
            unitOfWork.Enqueue(claim.OursFailed ? Sql.Command(ForgetFailed, claim.Attempt.AttemptId, claim.Number, Sql.Text(claim.Failed)) : Sql.Command(Forget, claim.Attempt.AttemptId, claim.Number));
        }
    }

    /// <summary>Leaves what needs review as it is, in the unit of work; a repeat changes nothing. The answer says why it is refused.</summary>
    public async Task<(bool Accepted, string Answer)> AcceptAsync(IUnitOfWork unitOfWork, AcceptDuplicateCharge command, CancellationToken cancellationToken)
    {
        var kept = await LockReviewedAsync(unitOfWork, command.AttemptId, command.PaymentId, cancellationToken);
        switch (kept)
        {
            case null when await unitOfWork.QueryAsync(
                Sql.Command(SelectOrphaned, command.AttemptId, command.PaymentId), async (rows, token) => await rows.ReadAsync(token) && rows.GetBoolean(0), cancellationToken):
                return (false, "money was found on it, and the guard has not been able to look at the gateway yet: only what needs review can be left as it is");
            case null:
                return (false, $"no money of this payment was seen on attempt {command.AttemptId} that is not its own");
            case { State: not OrphanState.NeedsReview } other:
                return (false, $"it is {other.State}: only what needs review can be left as it is");
            case { Accepted: true }:
                return (true, "it was left as it is before: nothing changes");
            default:
                unitOfWork.Enqueue(Sql.Command(Accept, command.AttemptId, time.GetUtcNow(), command.By, command.Why));
                return (true, "left as it is; it counts again when less of it has gone back, or a dispute of it is opened, won or lost");
        }
    }

    private static OrphanClaim Claimed(AttemptRecord attempt, GatewayObject found, OrphanRecord? kept, OrphanDecision decision, RefundObject? refund)
    {
        var number = kept?.Number ?? 1;
        var oursFailed = refund is { Status: RefundStatus.Failed };
        var failed = oursFailed ? kept?.FailedWith(refund!.Reference) : kept?.Failed;
        return decision.Action == OrphanAction.RefundAnew
            ? new(attempt, decision.Action, OrphanRefund.Key(found.Reference, number + 1), decision.Reason, 1, Called: false, null, number + 1, failed)
            : new(attempt, decision.Action, OrphanRefund.Key(found.Reference, number), decision.Reason, (kept?.Tries ?? 0) + 1, Called: kept is { Tries: > 0 }, kept?.RefundReference, number,
                decision.Action == OrphanAction.Settle ? failed : kept?.Failed, oursFailed && decision.Action == OrphanAction.Settle);
    }

    private static IEnumerable<NpgsqlBatchCommand> Writes(OrphanClaim claim, GatewayObject found, OrphanSight sight, DateTimeOffset now, DateTimeOffset until)
    {
        var (attempt, told) = (claim.Attempt, claim.Action is OrphanAction.Settle or OrphanAction.Finish or OrphanAction.TakeBack);
        if (told && sight.Kept is not null)
        {
            yield return Sql.Command(Hold, attempt.AttemptId, until);
            yield break;
        }

        yield return Sql.Command(
            Claim, attempt.AttemptId, attempt.PaymentId, attempt.Gateway, found.Reference, claim.Key, Word(claim.Action), State(claim.Action), Amount(found), found.Currency,
            told ? 0 : claim.Tries, until, claim.Reason, now, Sql.Text(claim.RefundReference), claim.Number, Sql.Text(claim.Failed));
        yield return Sql.Command(Mark, attempt.AttemptId, found.CapturedMinor, found.RefundedMinor, now);
        if (claim.Action == OrphanAction.RefundAnew)
        {
            yield return Sql.Command(TakeBack, attempt.AttemptId, OrphanDecision.Remaining(found, sight.Refund), now);
        }
    }

    private static string Word(OrphanAction action) => action switch
    {
        OrphanAction.Cancel => "cancel",
        OrphanAction.Review => "review",
        _ => "refund",
    };

    private static string State(OrphanAction action) => action switch
    {
        OrphanAction.Review => OrphanState.NeedsReview,
        OrphanAction.Settle => OrphanState.Returned,
        _ => OrphanState.Calling,
    };

    private static long Amount(GatewayObject found) => found.Status == GatewayStatus.Captured ? found.CapturedMinor : found.AmountMinor;

    /// <summary>Whether it is the payment's own, and what counts as given back of it; nothing without the payment.</summary>
    private static async Task<(bool Own, long ReturnedMinor)?> LockAsync(IDatabaseSession session, AttemptRecord attempt, CancellationToken cancellationToken)
    {
        await using var rows = await session.QueryAsync([new("BEGIN"), Sql.Command(LockPayment, attempt.PaymentId), Sql.Command(LockAttempt, attempt.AttemptId)], cancellationToken);
        if (!await rows.ReadAsync(cancellationToken))
        {
            return null;
        }

        var own = rows.GetGuid(0) == attempt.AttemptId && !rows.GetBoolean(1);
        await rows.NextResultAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? (own, rows.GetInt64(0)) : null;
    }

    /// <summary>As it is kept, locked; what was changed after it was accepted is open again.</summary>
    private static Task<(string State, bool Accepted, string Reason)?> LockReviewedAsync(IUnitOfWork unitOfWork, Guid attemptId, Guid paymentId, CancellationToken cancellationToken) => unitOfWork.QueryAsync(
        Sql.Command(LockReviewed, attemptId, paymentId),
        async (rows, token) => await rows.ReadAsync(token)
            ? (rows.GetString(0), await rows.GetFieldValueAsync<DateTimeOffset?>(1, token) >= await rows.GetFieldValueAsync<DateTimeOffset>(2, token), rows.GetString(3))
            : ((string State, bool Accepted, string Reason)?)null,
        cancellationToken);

    private static async Task<long> ReturnedAsync(IDatabaseSession session, Guid attemptId, CancellationToken cancellationToken)
    {
        await using var rows = await session.QueryAsync([Sql.Command(SelectReturned, attemptId)], cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? rows.GetInt64(0) : 0;
    }

    private static async Task<OrphanRecord?> ReadAsync(IDatabaseSession session, string select, Guid attemptId, CancellationToken cancellationToken)
    {
        await using var rows = await session.QueryAsync([Sql.Command(select, attemptId)], cancellationToken);
        return await rows.ReadAsync(cancellationToken)
            ? new(rows.GetString(0), rows.GetInt32(1), await rows.GetFieldValueAsync<DateTimeOffset?>(2, cancellationToken), rows.TextOrNull(3), rows.GetInt32(4), rows.TextOrNull(5), rows.GetString(6))
            : null;
    }
}

/// <summary>What was seen before the claim, and what is wanted.</summary>
/// <param name="Kept">The orphan as it was kept then.</param>
/// <param name="Refund">Our refund as the gateway told it, where it was asked.</param>
/// <param name="Decided">A person wants it to go back.</param>
/// <param name="GivenBackElsewhere">The gateway showed a refund that is not ours and that did not fail.</param>
public sealed record OrphanSight(OrphanRecord? Kept, RefundObject? Refund, bool Decided, bool GivenBackElsewhere);

/// <summary>What came of a claim.</summary>
/// <param name="State">One of <see cref="OrphanState"/>.</param>
/// <param name="Reason">In words.</param>
public sealed record OrphanOutcome(string State, string Reason)
{
    /// <summary>The gateway's reference of our refund, when it is known now.</summary>
    public string? RefundReference { get; init; }

    /// <summary>When it is looked at again.</summary>
    public DateTimeOffset? Due { get; init; }

    /// <summary>What went back, at least, in minor units.</summary>
    public long ReturnedMinor { get; init; }

    /// <summary>What went back after all, in minor units: a refund that had counted failed.</summary>
    public long? OnlyReturnedMinor { get; init; }

    /// <summary>No refund of ours gave it back.</summary>
    public bool ByOthers { get; init; }
}
