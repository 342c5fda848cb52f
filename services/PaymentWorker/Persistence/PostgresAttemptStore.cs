using System.Data.Common;
using Integration.PaymentWorker.Attempts;
using Integration.PaymentWorker.Gateways;
using Integration.Persistence.Database;
using Integration.Persistence.UnitOfWork;
using Integration.Sagas.Attempts;
using MassTransit;
using Npgsql;

namespace Integration.PaymentWorker.Persistence;

/// <summary>Attempts in schema <c>payments</c>.</summary>
internal sealed class PostgresAttemptStore(IDatabase database, TimeProvider time) : IAttemptStore
{
    public async Task<ClaimOutcome> ClaimAsync(ClaimRequest request, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        var facts = await ReadAsync(session, request, cancellationToken);
        var now = time.GetUtcNow();
        var writes = new List<NpgsqlBatchCommand>();
        var outcome = ClaimRules.Refuse(request, facts, now) ?? Grant(writes, request, facts, now);
        if (outcome is ClaimOutcome.Closed closed && facts.Attempt is not { Closed: true })
        {
            writes.Add(Close(request.Attempt, facts, closed.Proof, now));
        }

        writes.Add(new("COMMIT"));
        await session.ExecuteAsync(writes, cancellationToken);
        return outcome;
    }

    public async Task<AttemptRecord?> FindAsync(Guid attemptId, CancellationToken cancellationToken)
    {
        await using var session = await database.OpenAsync(cancellationToken);
        await using var rows = await session.QueryAsync([Sql.Command(AttemptSql.Select, attemptId)], cancellationToken);
        return await rows.ReadAsync(cancellationToken) ? ReadAttempt(rows) : null;
    }

    public Task<AttemptRecord?> FindAsync(IUnitOfWork unitOfWork, string gateway, string reference, string? captureReference, CancellationToken cancellationToken) => unitOfWork.QueryAsync(
        captureReference is null ? Sql.Command(AttemptSql.SelectByReference, gateway, reference) : Sql.Command(AttemptSql.SelectByCapture, gateway, reference, captureReference),
        async (rows, token) => await rows.ReadAsync(token) ? ReadAttempt(rows) : null,
        cancellationToken);

    public void Record(IUnitOfWork unitOfWork, CallRecord call, GatewayCall result, string? proof)
    {
        var now = time.GetUtcNow();
        var id = call.Attempt.AttemptId;
        if (call.Step == AttemptStep.LookUp)
        {
            unitOfWork.Enqueue(InsertCall(call));
        }

        var outcome = result.Found is { } seen ? StatusOrder.Word(seen.Status) : result.Failure!.Value.ToString();
        unitOfWork.Enqueue(Sql.Command(AttemptSql.FinishCall, call.CallId, now, outcome, Sql.Text(result.Found?.GatewayWord), Sql.Integer(result.HttpStatus),
            Sql.Text(result.RequestId), Sql.Text(result.Reason)));
        if (result.Found is { } found && AttemptAnswer.IsOurs(call.Attempt, found))
        {
            unitOfWork.Enqueue(Sql.Command(AttemptSql.Apply, id, found.Reference, StatusOrder.Word(found.Status), StatusOrder.Rank(found.Status),
                call.Step is AttemptStep.Capture or AttemptStep.Cancel, Sql.Text(found.Decline?.Code), Sql.Time(found.CaptureBefore), found.CapturedMinor,
                Sql.Text(found.Status == GatewayStatus.Captured ? found.CaptureReference : null), Sql.Text(result.RequestId), now));
        }

        if (call.Step != AttemptStep.LookUp)
        {
            unitOfWork.Enqueue(Sql.Command(AttemptSql.Answered, id, call.CallId, call.Epoch));
        }

        if (proof is not null)
        {
            unitOfWork.Enqueue(Sql.Command(AttemptSql.Close, id, proof, now, Sql.Text(result.RequestId)));
        }
    }

    public void RecordUnmatched(IUnitOfWork unitOfWork, string gateway, string reference, string eventType) =>
        unitOfWork.Enqueue(Sql.Command(AttemptSql.Unmatched, gateway, reference, eventType, time.GetUtcNow()));

    public void ForgetUnmatched(IUnitOfWork unitOfWork, string gateway, string reference) => unitOfWork.Enqueue(Sql.Command(AttemptSql.Matched, gateway, reference));

    private static async Task<ClaimFacts> ReadAsync(IDatabaseSession session, ClaimRequest request, CancellationToken cancellationToken)
    {
        NpgsqlBatchCommand[] reads =
        [
            new("BEGIN"),
            Sql.Command(AttemptSql.LockPayment, request.Attempt.PaymentId),
            Sql.Command(AttemptSql.LockAttempt, request.Attempt.AttemptId),
            Sql.Command(AttemptSql.SelectSteps, request.Attempt.AttemptId),
            request.Step == AttemptStep.Cancel
                ? Sql.Command(AttemptSql.CountUnsettledMoves, request.Attempt.PaymentId, request.Attempt.AttemptId)
                : Sql.Command(AttemptSql.CountEarlierClosed, request.Attempt.PaymentId, request.Attempt.Number),
        ];
        await using var rows = await session.QueryAsync(reads, cancellationToken);
        var facts = await rows.ReadAsync(cancellationToken) ? new ClaimFacts { ActiveAttempt = rows.GetGuid(0), Epoch = rows.GetInt32(1) } : new ClaimFacts();
        await rows.NextResultAsync(cancellationToken);
        facts = facts with { Attempt = await rows.ReadAsync(cancellationToken) ? ReadAttempt(rows) : null };
        await rows.NextResultAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            var step = rows.GetString(0);
            facts = facts with { ConfirmClaimed = facts.ConfirmClaimed || step is AttemptStep.Authorize or AttemptStep.Capture };
            if (step == request.Step)
            {
                facts = facts with { FirstHash = rows.GetString(1), FirstClaimedAt = rows.GetDateTime(2) };
            }
        }

        await rows.NextResultAsync(cancellationToken);
        await rows.ReadAsync(cancellationToken);
        var count = rows.GetInt32(0);
        return request.Step == AttemptStep.Cancel ? facts with { UnsettledMoves = count } : facts with { EarlierClosed = count };
    }

    private static ClaimOutcome.Granted Grant(List<NpgsqlBatchCommand> writes, ClaimRequest request, ClaimFacts facts, DateTimeOffset now)
    {
        var attempt = facts.Attempt;
        if (attempt is null)
        {
            var create = request.Create!;
            attempt = new AttemptRecord
            {
                AttemptId = create.Attempt.AttemptId, PaymentId = create.Attempt.PaymentId, Number = create.Attempt.Number, Gateway = create.Attempt.Gateway,
                AmountMinor = create.AmountMinor, Currency = create.Currency, Active = true, Closed = false, AnsweredEpoch = 0,
            };
            writes.Add(Sql.Command(AttemptSql.InsertAttempt, attempt.AttemptId, attempt.PaymentId, attempt.Number, attempt.Gateway, attempt.AmountMinor, attempt.Currency, now,
                Sql.Text(create.FallbackProof)));
        }

        var call = new CallRecord(NewId.NextGuid(), attempt, request.Attempt.Epoch, request.Step, request.Key, now);
        if (request.Step != AttemptStep.Cancel)
        {
            writes.Add(Sql.Command(AttemptSql.InsertStep, attempt.AttemptId, request.Step, request.Key, request.RequestHash, now));
        }

        writes.Add(InsertCall(call));
        writes.Add(Sql.Command(AttemptSql.Lease, attempt.AttemptId, call.CallId, request.Step, now, now + request.Lease));
        return new ClaimOutcome.Granted(call, NeverConfirmed: !facts.ConfirmClaimed && request.Step == AttemptStep.Cancel, facts.UnsettledMoves);
    }

    private static NpgsqlBatchCommand Close(AttemptRef attempt, ClaimFacts facts, string proof, DateTimeOffset now) => facts.Attempt is null
        ? Sql.Command(AttemptSql.InsertClosed, attempt.AttemptId, attempt.Number, attempt.Gateway, now, proof, attempt.PaymentId)
        : Sql.Command(AttemptSql.Close, attempt.AttemptId, proof, now, Sql.Text(null));

    private static NpgsqlBatchCommand InsertCall(CallRecord call) => Sql.Command(AttemptSql.InsertCall,
        call.CallId, call.Attempt.AttemptId, call.Attempt.PaymentId, call.Attempt.Gateway, call.Step, call.Epoch, Sql.Text(call.Key), call.ClaimedAt);

    private static AttemptRecord ReadAttempt(DbDataReader row)
    {
        return new AttemptRecord
        {
            AttemptId = row.GetGuid(0),
            PaymentId = row.GetGuid(1),
            Number = row.GetInt32(2),
            Gateway = row.GetString(3),
            AmountMinor = row.GetInt64(4),
            Currency = row.GetString(5),
            Reference = Text(6),
            State = Text(7) is { } state ? StatusOrder.Read(state) : null,
            Active = row.GetBoolean(8),
            Closed = !row.IsDBNull(9),
            Proof = Text(10),
            AnsweredEpoch = row.GetInt32(11),
            LeaseStep = Text(12),
            LeaseSince = Time(13),
            LeaseUntil = Time(14),
            CaptureReference = Text(15),
            DeclineCode = Text(16),
        };

        string? Text(int i) => row.IsDBNull(i) ? null : row.GetString(i);
        DateTimeOffset? Time(int i) => row.IsDBNull(i) ? null : row.GetDateTime(i);
    }
}
