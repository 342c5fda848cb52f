using Integration.Contracts.Operations;
using Integration.PaymentWorker.Gateways;
using Integration.PaymentWorker.Orphans;
using Integration.PaymentWorker.Persistence;
using Integration.Persistence.UnitOfWork;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Integration.PaymentWorker.Reconciliation;

/// <summary>Comparisons as they are kept, and our side of them. Writing joins the unit of work of its message.</summary>
public sealed class ReconciliationStore(NpgsqlDataSource source, IOptions<ReconciliationOptions> options, TimeProvider time)
{
    /// <summary>Only the answer of a call ends its lease before its time: that of a worker which died in the call stays, and is no call any more once it is over for long enough.</summary>
    private const string Columns =
        """
        attempt_id, payment_id, number, reference, capture_reference, captured_minor, currency, greatest(lease_until, changed_at) > $2 as busy,
        exists (select from payments.orphans o where o.attempt_id = payments.attempts.attempt_id and o.state = 'returned' and o.refund_reference is null) as given_back_elsewhere,
        case when exists (select from payments.orphans o where o.attempt_id = payments.attempts.attempt_id and o.state = 'needs_review') then returned_minor end as reviewed_minor
        """;

    private const string SelectNamed =
        $"select {Columns} from payments.attempts where gateway = $1 and (reference = any($3) or capture_reference = any($3) or attempt_id = any($4))";

    private const string SelectTaken = $"select {Columns} from payments.attempts where gateway = $1 and captured_minor > 0 and created_at >= $3 and created_at < $4";

    private const string SelectRefunds =
        """
        select c.reference, c.amount_minor, r.current_state <> 'Failed'
        from payments.refund_claims c join payments.refunds r on r.correlation_id = c.refund_id where c.gateway = $1 and c.reference = any($2)
        union all
        select refund_reference, amount_minor, state <> 'needs_review' or starts_with(reason, $4) from payments.orphans where gateway = $1 and refund_reference = any($2)
        union all
        select l.key, (l.value ->> 'minor')::bigint, lower(l.value ->> 'standing') <> 'failed'
        from payments.attempts a join payments.payments p on p.attempt_id = a.attempt_id cross join lateral jsonb_each(p.refund_ledger::jsonb) l
        where a.gateway = $1 and (a.reference = any($3) or a.capture_reference = any($3)) and p.refund_ledger is not null and l.key = any($2)
        """;

    /// <summary>Refunds that are done here, by the time of their first call, which is when the gateway made them.</summary>
    private const string SelectGiven =
        $"""
        select c.reference, c.amount_minor, a.attempt_id, a.payment_id, a.number, a.reference, a.capture_reference, a.captured_minor, a.currency
        from payments.refund_claims c join payments.refunds r on r.correlation_id = c.refund_id join payments.attempts a on a.attempt_id = c.attempt_id
        where c.gateway = $1 and c.first_claimed_at >= $3 and c.first_claimed_at < $4 and c.reference <> all($5) and greatest(c.lease_until, c.changed_at) <= $2 and r.current_state = 'Succeeded'
        """;

    private const string SelectOldest = "select min(created_at) from payments.attempts";

    private const string SelectAttempts = "select attempt_id, number, gateway, reference from payments.attempts where payment_id = $1 order by number";

    private const string InsertRun =
        "insert into payments.reconciliation_runs (run_id, asked_by, why, from_at, until_at, parts, started_at, finished_at, refunds_from, failure) " +
        "values ($1, $2, $3, $4, $5, $6, $7, case when $6 = 0 then $7 end, $8, $9) on conflict do nothing";

    private const string FinishPart =
        """
        update payments.reconciliation_runs set parts_done = parts_done + 1, lines = lines + $2, differences = differences + $3, failure = coalesce($4, failure),
            finished_at = case when parts_done + 1 >= parts then $5 end
        where run_id = $1
        """;

    private const string Upsert =
        """
        insert into payments.reconciliation_differences (gateway, kind, reference, attempt_id, payment_id, ours_minor, theirs_minor, currency, words, first_seen_at, last_seen_at)
        select $1, d.kind, d.reference, d.attempt_id, d.payment_id, d.ours, d.theirs, d.currency, d.words, $2, $2
        from unnest($3, $4, $5, $6, $7, $8, $9, $10) as d(kind, reference, attempt_id, payment_id, ours, theirs, currency, words)
        on conflict (gateway, kind, reference) do update set ours_minor = excluded.ours_minor, theirs_minor = excluded.theirs_minor, words = excluded.words,
            last_seen_at = excluded.last_seen_at, resolved_at = null
        """;

    /// <summary>What agrees now ends older differences of the same line, and what was accepted of them: one that comes back is looked into anew. A line that was
    /// missing had no reference of its own: that of its attempt counts.</summary>
    private const string Resolve =
        """
        update payments.reconciliation_differences d set resolved_at = $2, accepted_ours_minor = null, accepted_theirs_minor = null
        where gateway = $1 and resolved_at is null and last_seen_at < $2
            and (reference = any($3) or (kind = 'not_listed' and attempt_id in (select attempt_id from payments.attempts a where a.gateway = $1 and (a.reference = any($3) or a.capture_reference = any($3)))))
        """;

    /// <summary>The amounts are those that were looked into: what has changed since is not accepted with them.</summary>
    private const string AcceptOpen =
        """
        with line as (
            update payments.reconciliation_differences
            set accepted_at = $7, accepted_by = $8, accepted_why = $9, accepted_ours_minor = ours_minor, accepted_theirs_minor = theirs_minor
            where gateway = $1 and kind = $2 and reference = $3 and ours_minor = $4 and theirs_minor = $5 and resolved_at is null
            returning payment_id)
        insert into payments.operator_actions (message_id, payment_id, command, asked_by, why, accepted, answer, at)
        select $6, (select payment_id from line), 'AcceptDifference', $8, $9, exists (select from line), case when exists (select from line) then $10 else $11 end, $7
        on conflict do nothing
        """;

    /// <summary>Who asks for the day's comparison.</summary>
    public const string Schedule = "schedule";

    private DateTime QuietSince => time.GetUtcNow().AddSeconds(-options.Value.QuietSeconds).UtcDateTime;

    /// <summary>When our first attempt was made; nothing when there is none.</summary>
    public async Task<DateTimeOffset?> OldestAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(SelectOldest);
        return await command.ExecuteScalarAsync(cancellationToken) is DateTime oldest ? oldest : null;
    }

    /// <summary>Every attempt of a payment; none of one that is not known.</summary>
    public async Task<IReadOnlyList<Sagas.Attempts.AttemptRef>> AttemptsAsync(Guid paymentId, CancellationToken cancellationToken)
    {
        var found = new List<Sagas.Attempts.AttemptRef>();
        await ReadAsync(Sql.Command(SelectAttempts, paymentId), rows => found.Add(new()
        {
            PaymentId = paymentId, AttemptId = rows.GetGuid(0), Number = rows.GetInt32(1), Gateway = rows.GetString(2), Epoch = 0, Reference = rows.TextOrNull(3),
        }), cancellationToken);
        return found;
    }

    /// <summary>Our attempts that the lines are about, and those of the part that took money.</summary>
    public async Task<IReadOnlyList<OurAttempt>> OursAsync(CompareBooks part, IReadOnlyList<GatewayMovement> lines, CancellationToken cancellationToken)
    {
        var references = lines.SelectMany(l => new[] { l.Reference, l.ParentReference }).OfType<string>().Distinct().ToArray();
        var named = lines.Select(l => Guid.TryParse(l.AttemptId, out var id) ? id : (Guid?)null).OfType<Guid>().Distinct().ToArray();
        var found = new Dictionary<Guid, OurAttempt>();
        await ReadAsync(Sql.Command(SelectNamed, part.Gateway, QuietSince, references, named), Add, cancellationToken);
        if (!part.RefundsOnly)
        {
            await ReadAsync(Sql.Command(SelectTaken, part.Gateway, QuietSince, part.From, part.Until), Add, cancellationToken);
        }

        return [.. found.Values];

        void Add(NpgsqlDataReader rows) => found[rows.GetGuid(0)] = new()
        {
            AttemptId = rows.GetGuid(0), PaymentId = rows.GetGuid(1), Number = rows.GetInt32(2), Reference = rows.TextOrNull(3), CaptureReference = rows.TextOrNull(4),
            CapturedMinor = rows.GetInt64(5), Currency = rows.GetString(6), Busy = rows.GetBoolean(7), GivenBackElsewhere = rows.GetBoolean(8),
            ReviewedMinor = rows.IsDBNull(9) ? null : rows.GetInt64(9),
        };
    }

    /// <summary>What we have of the lines' refunds.</summary>
    public async Task<IReadOnlyList<OurRefund>> RefundsAsync(CompareBooks part, IReadOnlyList<GatewayMovement> lines, CancellationToken cancellationToken)
    {
        var refunds = lines.Where(l => l.Kind == MovementKind.Refund).ToList();
        var found = new List<OurRefund>();
        if (refunds.Count > 0)
        {
            await ReadAsync(
                Sql.Command(SelectRefunds, part.Gateway, refunds.Select(r => r.Reference).ToArray(), refunds.Select(r => r.ParentReference).OfType<string>().ToArray(), OrphanDecision.DisputedAfterwards),
                rows => found.Add(new(rows.GetString(0), rows.GetInt64(1), rows.GetBoolean(2))), cancellationToken);
        }

        return found;
    }

    /// <summary>Refunds of ours that were made in the part and are in none of its lines.</summary>
    public async Task<IReadOnlyList<GivenRefund>> UnlistedRefundsAsync(CompareBooks part, IReadOnlyList<GatewayMovement> lines, CancellationToken cancellationToken)
    {
        var listed = lines.Where(l => l.Kind == MovementKind.Refund).Select(l => l.Reference).ToArray();
        var found = new List<GivenRefund>();
        await ReadAsync(
            Sql.Command(SelectGiven, part.Gateway, QuietSince, part.From, part.Until, listed),
            rows => found.Add(new(
                rows.GetString(0), rows.GetInt64(1),
                new()
                {
                    AttemptId = rows.GetGuid(2), PaymentId = rows.GetGuid(3), Number = rows.GetInt32(4), Reference = rows.TextOrNull(5), CaptureReference = rows.TextOrNull(6),
                    CapturedMinor = rows.GetInt64(7), Currency = rows.GetString(8), Busy = false,
                })),
            cancellationToken);
        return found;
    }

    /// <summary>A comparison begins; without parts there is nothing to compare and it is over. Without <paramref name="refundsFrom"/> refunds are compared as far back as payments;
    /// <paramref name="failure"/> is what is known from the beginning not to be compared.</summary>
    public void Begin(
        IUnitOfWork unitOfWork, Guid runId, string by, string why, DateTimeOffset from, DateTimeOffset until, int parts, DateTimeOffset? refundsFrom = null, string? failure = null) =>
        unitOfWork.Enqueue(Sql.Command(InsertRun, runId, by, why, from, until, parts, time.GetUtcNow(), Sql.Time(refundsFrom), Sql.Text(failure)));

    /// <summary>What came of a part; with a failure it was not compared.</summary>
    public void Finish(IUnitOfWork unitOfWork, CompareBooks part, int lines, Comparison? comparison, string? failure)
    {
        var now = time.GetUtcNow();
        if (comparison is { Differences: { Count: > 0 } d })
        {
            unitOfWork.Enqueue(Sql.Command(Upsert, part.Gateway, now, Column(d, x => x.Kind), Column(d, x => x.Reference), Column(d, x => x.Attempt?.AttemptId), Column(d, x => x.Attempt?.PaymentId),
                Column(d, x => x.OursMinor), Column(d, x => x.TheirsMinor), Column(d, x => x.Currency), Column(d, x => x.Words)));
        }

        if (comparison is not null)
        {
            unitOfWork.Enqueue(Sql.Command(Resolve, part.Gateway, now, comparison.Agreed.ToArray()));
        }

        unitOfWork.Enqueue(Sql.Command(FinishPart, part.RunId, (long)lines, comparison?.Differences.Count ?? 0, Sql.Text(failure), now));
    }

    /// <summary>An open difference is left as it is; the answer, for no such difference too, is kept with the operators' actions.</summary>
    public void Accept(IUnitOfWork unitOfWork, Guid messageId, AcceptDifference command)
    {
        var line = $"{command.Kind} {command.Reference} at {command.Gateway}, ours {command.OursMinor}, theirs {command.TheirsMinor}";
        unitOfWork.Enqueue(Sql.Command(
            AcceptOpen, command.Gateway, command.Kind, command.Reference, command.OursMinor, command.TheirsMinor, messageId, time.GetUtcNow(), command.By, command.Why,
            $"{line}: left as it is; it is open again when an amount changes", $"{line}: no such difference is open: ops.reconciliation_differences has what is"));
    }

    private static T[] Column<T>(IReadOnlyList<Difference> differences, Func<Difference, T> value) => [.. differences.Select(value)];

    private async Task ReadAsync(NpgsqlBatchCommand command, Action<NpgsqlDataReader> row, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { command } };
        await using var rows = await batch.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            row(rows);
        }
    }
}
