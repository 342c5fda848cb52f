namespace Integration.PaymentWorker.Persistence;

/// <summary>The ops views as they are with two gateways: the proof beside each attempt, and what became of money on the wrong one.</summary>
internal static class FallbackViews
{
    public const string Create =
        """
        drop view ops.payments;
        create view ops.payments as
            select correlation_id as payment_id, current_state as state, reason, due_at, order_id, customer_id, amount_minor, currency, gateway, gateway_reference,
                attempt_number, step, retries, checks, capture_before, customer_deadline, cancel_requested, failure_code, decline_code,
                captured_minor, capture_reference, fallback_proof, dispute_reference, dispute_outcome, accepted_at, changed_at, settled_at
            from payments.payments;

        drop view ops.attempts;
        create view ops.attempts as
            select a.payment_id, a.attempt_id, a.number, a.gateway, a.reference, a.amount_minor, a.currency, a.state, a.active, a.orphaned, a.decline_code,
                a.captured_minor, a.returned_minor, a.capture_reference, a.capture_before, a.lease_step as call_running, a.lease_until as call_running_until, a.last_request_id,
                a.fallback_proof, a.proof, a.proof_request_id, a.closed_at,
                -- Stripe keeps a key for at least 24 hours, PayPal that of an order for 6 (SAFETY U2, U5).
                (select min(s.first_claimed_at) + case a.gateway when 'paypal' then interval '5 hours 30 minutes' else interval '23 hours' end
                    from payments.attempt_steps s where s.attempt_id = a.attempt_id and a.closed_at is null and a.captured_minor = 0) as key_certain_until,
                a.created_at, a.changed_at
            from payments.attempts a;

        create view ops.operator_actions as
            select payment_id, command, asked_by, why, accepted, answer, at from payments.operator_actions;

        drop view ops.duplicate_charges;
        create view ops.duplicate_charges as
            select a.payment_id, a.attempt_id, a.gateway, a.reference, a.captured_minor, a.returned_minor, a.currency,
                coalesce(o.state, 'found') as state, coalesce(o.reason, 'money is on an attempt that is not the payment''s active one') as reason,
                o.refund_reference, o.tries, o.due_at, coalesce(o.found_at, a.changed_at) as found_at, coalesce(o.changed_at, a.changed_at) as changed_at
            from payments.attempts a left join payments.orphans o using (attempt_id)
            -- Counted once a minute: read from the few, not from every attempt there ever was.
            where a.attempt_id in (select attempt_id from payments.attempts where orphaned union select attempt_id from payments.orphans);
        """;
}
