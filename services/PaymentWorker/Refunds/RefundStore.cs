using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Persistence;
using Integration.Persistence.Database;
using Integration.Persistence.UnitOfWork;
using Integration.Sagas.Refunds;
using MassTransit;
using Npgsql;

namespace Integration.PaymentWorker.Refunds;

/// <summary>Refunds' calls as they are kept. A claim commits by itself before the call; what came of it joins the unit of work of its message (SAFETY R5).</summary>
public sealed class RefundStore(IDatabase database, TimeProvider time)
{
    /// <summary>Decides under the locks of payment and refund, and commits that this worker is about to call.</summary>
    public async Task<RefundClaimOutcome> ClaimAsync(RefundClaimRequest request, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var facts = await ReadAsync(session, request.Command, cancellationToken);
        var now = time.GetUtcNow();
        var writes = new List<NpgsqlBatchCommand>(3);
        var outcome = RefundClaimRules.Refuse(request, facts, now) ?? Grant(writes, request, facts, now);
        writes.Add(new("COMMIT"));
        await session.ExecuteAsync(writes, cancellationToken);
        return outcome;
    }

    /// <summary>Adds what came of the call to the unit of work, as the gateway answered.</summary>
    /// <param name="unitOfWork">Of the message.</param>
    /// <param name="command">What was asked for.</param>
    /// <param name="claim">What it was granted.</param>
    /// <param name="call">The last call.</param>
    /// <param name="sent">False: it only asked, so it made nothing, whatever it was granted for.</param>
    public void Record(IUnitOfWork unitOfWork, RefundAttempt command, RefundClaimOutcome.Granted claim, RefundCall call, bool sent)
    {
        var now = time.GetUtcNow();
        var outcome = call.Found is { } found ? Word(found.Status) : call.Failure!.Value.ToString();
        unitOfWork.Enqueue(Sql.Command(AttemptSql.FinishCall, claim.CallId, now, outcome, Sql.Text(call.Found?.GatewayWord), Sql.Integer(call.HttpStatus), Sql.Text(call.RequestId), Sql.Text(call.Reason)));
        if (!sent && claim.Way == RefundWay.FindThenSend)
        {
            unitOfWork.Enqueue(Sql.Command(RefundSql.OnlyAsked, claim.CallId));
        }

        unitOfWork.Enqueue(Sql.Command(RefundSql.Answered, command.RefundId, claim.CallId, command.Epoch, now));
        if (Ours(command.RefundId, call) is { } reference)
        {
            Learn(unitOfWork, command.RefundId, reference);
        }
    }

    /// <summary>Adds the reference of a refund of ours, told by a webhook, to the unit of work.</summary>
    public void Learn(IUnitOfWork unitOfWork, Guid refundId, string reference) => unitOfWork.Enqueue(Sql.Command(RefundSql.Learn, refundId, reference, time.GetUtcNow()));

    /// <summary>The refund of ours that stands behind a gateway's reference, or behind our id in its metadata; nothing when somebody else made it.</summary>
    public async Task<RefundOwner?> FindOwnerAsync(string gateway, string reference, Guid refundId, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        await using var rows = await session.QueryAsync([Sql.Command(RefundSql.SelectOwner, gateway, reference, refundId)], cancellationToken);
        return await rows.ReadAsync(cancellationToken)
            ? new(rows.GetGuid(0), rows.GetGuid(1), rows.GetInt64(2), rows.GetString(3), rows.TextOrNull(4))
            : null;
    }

    private static RefundClaimOutcome.Granted Grant(List<NpgsqlBatchCommand> writes, RefundClaimRequest request, RefundFacts facts, DateTimeOffset now)
    {
        var granted = new RefundClaimOutcome.Granted(NewId.NextGuid(), RefundClaimRules.Way(request, facts, now), facts.Reference, facts.LastUnsettledAt);
        var (command, attempt) = (request.Command, request.Command.Attempt);
        writes.Add(Sql.Command(RefundSql.Claim, command.RefundId, attempt.PaymentId, attempt.AttemptId, attempt.Gateway, request.Key, request.RequestHash, command.AmountMinor, command.Currency,
            granted.CallId, now + request.Lease, now));
        writes.Add(Sql.Command(RefundSql.InsertCall, granted.CallId, attempt.AttemptId, attempt.PaymentId, attempt.Gateway,
            granted.Way == RefundWay.Find ? RefundSql.LookUpStep : RefundSql.Step, command.Epoch, request.Key, now, command.RefundId));
        return granted;
    }

    private static string? Ours(Guid refundId, RefundCall call) => call.Found is { } found && found.RefundId == refundId.ToString() ? found.Reference : null;

    private static string Word(RefundStatus status) => status switch
    {
        RefundStatus.Pending => "refund_pending",
        RefundStatus.Succeeded => "refunded",
        RefundStatus.Failed => "refund_failed",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "a refund's status without a word"),
    };

    private static async Task<RefundFacts> ReadAsync(IDatabaseSession session, RefundAttempt command, CancellationToken cancellationToken)
    {
        NpgsqlBatchCommand[] reads =
        [
            new("BEGIN"), Sql.Command(RefundSql.LockPayment, command.Attempt.PaymentId), Sql.Command(RefundSql.LockRefund, command.RefundId),
            Sql.Command(RefundSql.SelectClaim, command.RefundId), Sql.Command(RefundSql.SelectUnsettled, command.RefundId),
        ];
        await using var rows = await session.QueryAsync(reads, cancellationToken);
        var facts = new RefundFacts { Disputed = await rows.ReadAsync(cancellationToken) && rows.GetBoolean(0) };
        await rows.NextResultAsync(cancellationToken);
        facts = facts with { Epoch = await rows.ReadAsync(cancellationToken) ? rows.GetInt32(0) : null };
        await rows.NextResultAsync(cancellationToken);
        if (await rows.ReadAsync(cancellationToken))
        {
            facts = facts with
            {
                FirstHash = rows.GetString(0), Reference = rows.TextOrNull(1), AnsweredEpoch = rows.GetInt32(2),
                LeaseUntil = await rows.GetFieldValueAsync<DateTimeOffset?>(3, cancellationToken),
            };
        }

        await rows.NextResultAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken)
            ? facts with { UnsettledSince = await rows.GetFieldValueAsync<DateTimeOffset?>(0, cancellationToken), LastUnsettledAt = await rows.GetFieldValueAsync<DateTimeOffset?>(1, cancellationToken) }
            : facts;
    }
}

/// <summary>Whose a gateway's refund is.</summary>
/// <param name="RefundId">Our refund.</param>
/// <param name="PaymentId">Its payment.</param>
/// <param name="AmountMinor">What was asked, in minor units.</param>
/// <param name="Currency">ISO 4217.</param>
/// <param name="Reference">The gateway's reference as it was known before.</param>
public sealed record RefundOwner(Guid RefundId, Guid PaymentId, long AmountMinor, string Currency, string? Reference);
