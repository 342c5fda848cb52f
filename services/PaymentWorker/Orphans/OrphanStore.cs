using System.Globalization;
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

    private const string LockAttempt = "select attempt_id from payments.attempts where attempt_id = $1 for update";

    private const string SelectOrphan = "select state, tries, lease_until, refund_reference, amount_minor from payments.orphans where attempt_id = $1 for update";

    private const string Claim =
        """
        insert into payments.orphans (attempt_id, payment_id, gateway, reference, key, action, state, amount_minor, currency, tries, lease_until, reason, found_at, changed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1, $10, $11, $12, $12)
        on conflict (attempt_id) do update set action = excluded.action, state = excluded.state, tries = payments.orphans.tries + 1,
            lease_until = excluded.lease_until, reason = excluded.reason, changed_at = excluded.changed_at
        """;

    private const string Finish =
        "update payments.orphans set state = $2, reason = $3, refund_reference = coalesce($4, refund_reference), due_at = $5, lease_until = null, changed_at = $6 where attempt_id = $1";

    private const string Mark = "update payments.attempts set orphaned = orphaned or $2 > 0, captured_minor = greatest(captured_minor, $2), returned_minor = greatest(returned_minor, $3), changed_at = $4 where attempt_id = $1";

    /// <summary>Decides under the locks of payment and attempt, and commits that this worker is about to give the money back. No claim: there is
    /// nothing to do, or a call may be running until the time that is said.</summary>
    public async Task<(OrphanClaim? Claim, DateTimeOffset? RunningUntil)> ClaimAsync(
        AttemptRecord attempt, GatewayObject found, bool decidedByPerson, TimeSpan lease, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var own = await IsPaymentsOwnAsync(session, attempt, cancellationToken);
        if (own is null)
        {
            return (null, null);
        }

        var (state, tries, leasedUntil, refund) = await ReadAsync(session, attempt, cancellationToken);
        var now = time.GetUtcNow();
        if (state is OrphanState.Returned or OrphanState.Canceled || (state == OrphanState.NeedsReview && !decidedByPerson) || leasedUntil > now)
        {
            return (null, leasedUntil > now ? leasedUntil : null);
        }

        var decision = OrphanDecision.Of(attempt, own.Value, found);
        var action = tries > 0 || (decidedByPerson && decision.Action == OrphanAction.Review) ? UnderWay(decision.Action, found) : decision.Action;
        if (action == OrphanAction.Nothing)
        {
            return (null, null);
        }

        var claim = new OrphanClaim(attempt, action, $"orphan:{found.Reference}", decision.Reason, tries + 1, Called: tries > 0, refund);
        await session.ExecuteAsync(
            [
                Sql.Command(Claim, attempt.AttemptId, attempt.PaymentId, attempt.Gateway, found.Reference, claim.Key, action.ToString().ToLower(CultureInfo.InvariantCulture),
                    action == OrphanAction.Review ? OrphanState.NeedsReview : OrphanState.Calling, Amount(found), found.Currency, now + lease, claim.Reason, now),
                Sql.Command(Mark, attempt.AttemptId, found.CapturedMinor, found.RefundedMinor, now),
                new("COMMIT"),
            ],
            cancellationToken);
        return (claim, null);
    }

    /// <summary>Adds what came of it to the unit of work.</summary>
    public void Record(IUnitOfWork unitOfWork, OrphanClaim claim, string state, string reason, string? refundReference, DateTimeOffset? due, long returnedMinor)
    {
        var now = time.GetUtcNow();
        unitOfWork.Enqueue(Sql.Command(Finish, claim.Attempt.AttemptId, state, reason, Sql.Text(refundReference), Sql.Time(due), now));
        unitOfWork.Enqueue(Sql.Command(Mark, claim.Attempt.AttemptId, 0L, returnedMinor, now));
    }

    /// <summary>Our own call shows in what the gateway says: then the question is only what became of it.</summary>
    private static OrphanAction UnderWay(OrphanAction decided, GatewayObject found) => found.Status switch
    {
        GatewayStatus.Captured => OrphanAction.Refund,
        GatewayStatus.Canceled => OrphanAction.Cancel,
        _ => decided,
    };

    private static long Amount(GatewayObject found) => found.Status == GatewayStatus.Captured ? found.CapturedMinor : found.AmountMinor;

    private static async Task<bool?> IsPaymentsOwnAsync(IDatabaseSession session, AttemptRecord attempt, CancellationToken cancellationToken)
    {
        await using var rows = await session.QueryAsync([new("BEGIN"), Sql.Command(LockPayment, attempt.PaymentId), Sql.Command(LockAttempt, attempt.AttemptId)], cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? rows.GetGuid(0) == attempt.AttemptId && !rows.GetBoolean(1) : null;
    }

    private static async Task<(string? State, int Tries, DateTimeOffset? LeasedUntil, string? Refund)> ReadAsync(IDatabaseSession session, AttemptRecord attempt, CancellationToken cancellationToken)
    {
        await using var rows = await session.QueryAsync([Sql.Command(SelectOrphan, attempt.AttemptId)], cancellationToken);
        return await rows.ReadAsync(cancellationToken)
            ? (rows.GetString(0), rows.GetInt32(1), await rows.GetFieldValueAsync<DateTimeOffset?>(2, cancellationToken), rows.TextOrNull(3))
            : (null, 0, null, null);
    }
}
