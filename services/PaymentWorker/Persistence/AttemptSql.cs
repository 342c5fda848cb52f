namespace Integration.PaymentWorker.Persistence;

/// <summary>The statements on attempts and their calls. Every one takes the time as a parameter.</summary>
internal static class AttemptSql
{
    private const string Columns =
        "attempt_id, payment_id, number, gateway, amount_minor, currency, reference, state, active, closed_at, proof, answered_epoch, lease_step, lease_since, lease_until, capture_reference, decline_code";

    public const string LockPayment = "select attempt_id, epoch from payments.payments where correlation_id = $1 for update";

    public const string Select = $"select {Columns} from payments.attempts where attempt_id = $1";

    public const string LockAttempt = Select + " for update";

    public const string SelectByReference = $"select {Columns} from payments.attempts where gateway = $1 and reference = $2";

    public const string SelectByCapture = $"select {Columns} from payments.attempts where gateway = $1 and (reference = $2 or capture_reference = $3)";

    public const string SelectSteps = "select step, request_hash, first_claimed_at from payments.attempt_steps where attempt_id = $1";

    /// <summary>Calls that can move money and whose answer is not known (SAFETY F1, F2).</summary>
    public const string CountUnsettledMoves =
        "select count(*)::int from payments.gateway_calls where payment_id = $1 and attempt_id = $2 and step in ('authorize', 'capture') and (answered_at is null or outcome = 'OutcomeUnknown')";

    public const string CountEarlierClosed =
        "select count(*)::int from payments.attempts where payment_id = $1 and number < $2 and closed_at is not null and captured_minor <= returned_minor";

    public const string InsertAttempt =
        "insert into payments.attempts (attempt_id, payment_id, number, gateway, amount_minor, currency, active, answered_epoch, created_at, changed_at, fallback_proof) " +
        "values ($1, $2, $3, $4, $5, $6, true, 0, $7, $7, $8)";

    /// <summary>An attempt that was closed before the gateway ever heard of it: "none existed" is a proof too (SAFETY F7).</summary>
    public const string InsertClosed =
        "insert into payments.attempts (attempt_id, payment_id, number, gateway, amount_minor, currency, active, answered_epoch, created_at, changed_at, closed_at, proof) " +
        "select $1, correlation_id, $2, $3, amount_minor, currency, false, 0, $4, $4, $4, $5 from payments.payments where correlation_id = $6";

    public const string InsertStep =
        "insert into payments.attempt_steps (attempt_id, step, key, request_hash, first_claimed_at) values ($1, $2, $3, $4, $5) on conflict (attempt_id, step) do nothing";

    public const string InsertCall =
        "insert into payments.gateway_calls (call_id, attempt_id, payment_id, gateway, step, epoch, key, claimed_at) values ($1, $2, $3, $4, $5, $6, $7, $8)";

    public const string Lease =
        "update payments.attempts set lease_call = $2, lease_step = $3, lease_since = $4, lease_until = $5 where attempt_id = $1";

    public const string FinishCall =
        "update payments.gateway_calls set answered_at = $2, outcome = $3, gateway_word = $4, http_status = $5, request_id = $6, reason = $7 where call_id = $1";

    /// <summary>Never backwards: the rank of a status only grows, but a capture's or a cancel's own answer counts as it is.
    /// Money that moves on an attempt that is not active is recorded as orphaned, never refused (SAFETY R3).</summary>
    public const string Apply =
        """
        update payments.attempts set
            reference = coalesce(reference, $2),
            state = case when $4 >= coalesce(state_rank, -1) or ($5 and state_rank < 5) then $3 else state end,
            state_rank = case when $4 >= coalesce(state_rank, -1) or ($5 and state_rank < 5) then $4 else state_rank end,
            decline_code = coalesce($6, decline_code),
            capture_before = coalesce($7, capture_before),
            captured_minor = greatest(captured_minor, $8),
            capture_reference = coalesce(capture_reference, $9),
            orphaned = orphaned or ($8 > 0 and not active),
            last_request_id = coalesce($10, last_request_id),
            changed_at = $11
        where attempt_id = $1
        """;

    public const string Answered =
        "update payments.attempts set answered_epoch = greatest(answered_epoch, $3), lease_call = null, lease_step = null, lease_since = null, lease_until = null " +
        "where attempt_id = $1 and lease_call = $2";

    /// <summary>Money on a closed attempt is not the payment's: nothing that closes with a proof can have any, and if one has, everybody sees it.</summary>
    public const string Close =
        "update payments.attempts set closed_at = $3, proof = $2, proof_request_id = $4, active = false, orphaned = orphaned or captured_minor > returned_minor, changed_at = $3 where attempt_id = $1 and closed_at is null";

    public const string Unmatched =
        "insert into payments.unmatched_objects (gateway, reference, event_type, first_seen_at, last_seen_at) values ($1, $2, $3, $4, $4) " +
        "on conflict (gateway, reference) do update set event_type = excluded.event_type, last_seen_at = excluded.last_seen_at";

    public const string Matched = "delete from payments.unmatched_objects where gateway = $1 and reference = $2";
}
