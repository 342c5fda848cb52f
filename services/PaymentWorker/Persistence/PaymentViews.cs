namespace Integration.PaymentWorker.Persistence;

/// <summary>What ops see of payments: names that speak for themselves, amounts in minor units.</summary>
internal static class PaymentViews
{
    public const string Create =
        """
        

        create view ops.payments as
            select correlation_id as payment_id, current_state as state, reason, due_at, order_id, customer_id, amount_minor, currency, gateway, gateway_reference,
                attempt_number, step, retries, checks, capture_before, customer_deadline, cancel_requested, failure_code, decline_code,
                accepted_at, changed_at, settled_at
            from payments.payments;

        create view ops.attempts as
            select a.payment_id, a.attempt_id, a.number, a.gateway, a.reference, a.amount_minor, a.currency, a.state, a.active, a.orphaned, a.decline_code,
                a.captured_minor, a.capture_reference, a.capture_before, a.lease_step as call_running, a.lease_until as call_running_until, a.last_request_id,
                a.proof, a.proof_request_id, a.closed_at,
                -- Stripe keeps a key for at least 24 hours (SAFETY U2).
                (select min(s.first_claimed_at) + interval '23 hours' from payments.attempt_steps s where s.attempt_id = a.attempt_id
                    and a.closed_at is null and a.captured_minor = 0) as key_certain_until,
                a.created_at, a.changed_at
            from payments.attempts a;

        create view ops.gateway_calls as
            select payment_id, attempt_id, gateway, step, key, claimed_at, answered_at, answered_at - claimed_at as took, outcome, gateway_word, http_status, request_id, reason
            from payments.gateway_calls;

        create view ops.payment_timeline as
            select correlation_id as payment_id, occurred_at as at, 'state' as kind, event as what,
                case when from_state is null or from_state = 'Initial' then to_state else from_state || ' -> ' || to_state end as result, reason, trace_id, null::text as request_id
            from messaging.journal where saga = 'PaymentState'
            union all
            select payment_id, claimed_at, 'call', gateway || ' ' || step, coalesce(outcome, 'no answer recorded'), reason, null, request_id
            from payments.gateway_calls;

        create view ops.stuck_payments as
            select p.correlation_id as payment_id, p.current_state as state, p.reason, p.due_at, p.changed_at, now() - coalesce(p.due_at, p.changed_at) as overdue,
                case
                    when p.due_at is null then 'it waits without a due time'
                    when not exists (select from messaging.outbox o where o.timer_token = p.due_token) then 'its timer is gone'
                    else 'its timer is overdue'
                end as problem
            from payments.payments p
            where p.settled_at is null and (p.due_at is null or p.due_at < now() - interval '2 minutes');

        create view ops.duplicate_charges as
            select payment_id, count(*) as captures, sum(captured_minor) as captured_minor, min(currency) as currency,
                array_agg(gateway || ':' || reference order by number) as captured_by
            from payments.attempts where captured_minor > 0 group by payment_id having count(*) > 1
            union all
            select a.payment_id, 1, a.captured_minor, a.currency, array[a.gateway || ':' || a.reference]
            from payments.attempts a where a.orphaned and not exists (select from payments.attempts b where b.payment_id = a.payment_id and b.attempt_id <> a.attempt_id and b.captured_minor > 0);

        create view ops.unmatched_gateway_objects as
            select gateway, reference, event_type, first_seen_at, last_seen_at from payments.unmatched_objects;
        """;
}
