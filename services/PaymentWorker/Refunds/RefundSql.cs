namespace Integration.PaymentWorker.Refunds;

/// <summary>The statements on refunds' calls. Payment before refund, in every transaction that locks both.</summary>
internal static class RefundSql
{
    /// <summary>Beside the attempts' own steps in the books of calls.</summary>
    public const string Step = "refund";

    /// <summary>A call that only asked.</summary>
    public const string LookUpStep = "look_up_refund";

    public const string LockPayment = "select dispute_reference is not null and dispute_outcome is distinct from 'won' from payments.payments where correlation_id = $1 for update";

    public const string LockRefund = "select epoch from payments.refunds where correlation_id = $1 for update";

    public const string SelectClaim = "select request_hash, reference, answered_epoch, lease_until from payments.refund_claims where refund_id = $1 for update";

    /// <summary>A call that was never answered may have been executed, like one whose outcome is unknown (SAFETY, words). One that was executed counts too, should its reference not be known:
    /// nothing is sent blindly after it.</summary>
    public const string SelectUnsettled =
        $"select min(claimed_at), max(claimed_at) from payments.gateway_calls where refund_id = $1 and step = '{Step}' and (answered_at is null or outcome in ('OutcomeUnknown', 'refund_pending', 'refunded', 'refund_failed'))";

    public const string Claim =
        """
        insert into payments.refund_claims (refund_id, payment_id, attempt_id, gateway, key, request_hash, amount_minor, currency, answered_epoch, lease_call, lease_until, first_claimed_at, changed_at)
        values ($1, $2, $3, $4, $5, $6, $7, $8, 0, $9, $10, $11, $11)
        on conflict (refund_id) do update set lease_call = excluded.lease_call, lease_until = excluded.lease_until, changed_at = excluded.changed_at
        """;

    public const string InsertCall =
        "insert into payments.gateway_calls (call_id, attempt_id, payment_id, gateway, step, epoch, key, claimed_at, refund_id) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

    public const string OnlyAsked = $"update payments.gateway_calls set step = '{LookUpStep}' where call_id = $1";

    public const string Answered =
        """
        update payments.refund_claims set answered_epoch = greatest(answered_epoch, $3), lease_call = null, lease_until = null, changed_at = $4
        where refund_id = $1 and lease_call = $2
        """;

    /// <summary>The gateway's reference, whoever told it: a webhook, or an answer, also one that came when its call had lost its lease long ago.</summary>
    public const string Learn = "update payments.refund_claims set reference = coalesce(reference, $2), changed_at = $3 where refund_id = $1";

    public const string SelectOwner =
        "select refund_id, payment_id, amount_minor, currency, reference from payments.refund_claims where (gateway = $1 and reference = $2) or refund_id = $3 order by (gateway = $1 and reference = $2) desc nulls last limit 1";
}
