namespace Integration.PaymentWorker.Persistence;

/// <summary>What ops see of refunds: by themselves, on their payment, and in its timeline.</summary>
internal static class RefundViews
{
    public const string Create =
        """
        create view ops.refunds as
            select r.payment_id, r.correlation_id as refund_id, r.current_state as state, r.reason, r.due_at, r.requested_minor, nullif(r.amount_minor, 0) as amount_minor, r.currency,
                r.gateway, r.refund_reference, r.capture_reference, r.note, r.failure_code, r.retries, r.checks, c.lease_until as call_running_until, c.first_claimed_at as first_sent_at,
                r.accepted_at, r.reserved_at, r.changed_at, r.settled_at
            from payments.refunds r left join payments.refund_claims c on c.refund_id = r.correlation_id;

        create view ops.stuck_refunds as
            select r.correlation_id as refund_id, r.payment_id, r.current_state as state, r.reason, r.due_at, r.changed_at, now() - coalesce(r.due_at, r.changed_at) as overdue,
                case
                    when r.due_at is null then 'it waits without a due time'
                    when not exists (select from messaging.outbox o where o.timer_token = r.due_token) then 'its timer is gone'
                    else 'its timer is overdue'
                end as problem
            from payments.refunds r
            where r.settled_at is null and (r.due_at is null or r.due_at < now() - interval '2 minutes');

        create view ops.refunded_too_much as
            select correlation_id as payment_id, captured_minor, refund_reserved_minor, refunded_minor, refunded_elsewhere_minor, currency, refund_ledger
            from payments.payments where refund_reserved_minor + refunded_minor + refunded_elsewhere_minor > captured_minor;

        create or replace view ops.payments as
            select correlation_id as payment_id, current_state as state, reason, due_at, order_id, customer_id, amount_minor, currency, gateway, gateway_reference,
                attempt_number, step, retries, checks, capture_before, customer_deadline, cancel_requested, failure_code, decline_code,
                captured_minor, capture_reference, fallback_proof, dispute_reference, dispute_outcome, accepted_at, changed_at, settled_at,
                refund_reserved_minor, refunded_minor, refunded_elsewhere_minor
            from payments.payments;

        create or replace view ops.gateway_calls as
            select payment_id, attempt_id, gateway, step, key, claimed_at, answered_at, answered_at - claimed_at as took, outcome, gateway_word, http_status, request_id, reason, refund_id
            from payments.gateway_calls;

        create or replace view ops.payment_timeline as
            select correlation_id as payment_id, occurred_at as at, 'state' as kind, event as what,
                case when from_state is null or from_state = 'Initial' then to_state else from_state || ' -> ' || to_state end as result, reason, trace_id, null::text as request_id
            from messaging.journal where saga = 'PaymentState'
            union all
            select payment_id, claimed_at, 'call', gateway || ' ' || step, coalesce(outcome, 'no answer recorded'), reason, null, request_id
            from payments.gateway_calls
            union all
            select r.payment_id, j.occurred_at, 'refund', j.event || ' of refund ' || r.correlation_id,
                case when j.from_state is null or j.from_state = 'Initial' then j.to_state else j.from_state || ' -> ' || j.to_state end, j.reason, j.trace_id, null
            from payments.refunds r join messaging.journal j on j.correlation_id = r.correlation_id and j.saga = 'RefundState';
        """;
}
