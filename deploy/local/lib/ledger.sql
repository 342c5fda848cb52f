-- Our books beside the gateways', per payment and gateway, to the minor unit. Expects the variable ledger: the path of the sandbox's ledger as CSV.
create temp table gateway (
    id text, status text, currency text, amount bigint, amount_capturable bigint, amount_received bigint, refunded bigint, captures int, declines int,
    payment_id text, attempt_id text, created_at timestamptz, authorized_at timestamptz, captured_at timestamptz, canceled_at timestamptz,
    gateway text, refund_pending bigint, disputed bigint);
\set copy '\\copy gateway from ' :'ledger' ' with (format csv, header)'
:copy

create temp view books as
    with money as (
        select payment_id::text, gateway, currency, captured_minor as captured, returned_minor as refunded from ops.attempts
        union all
        select payment_id::text, gateway, currency, 0, amount_minor from ops.refunds where state = 'Succeeded'
    ), ours as (
        select payment_id, gateway, max(currency) as currency, sum(captured) as captured, sum(coalesce(refunded, 0)) as refunded from money group by 1, 2
    ), theirs as (
        select payment_id, gateway, max(upper(currency)) as currency, sum(amount_received) as captured, sum(refunded) as refunded from gateway group by 1, 2
    )
    select coalesce(p.order_id, o.payment_id, t.payment_id) as payment, coalesce(o.gateway, t.gateway) as gateway, coalesce(o.currency, t.currency) as cur,
        coalesce(o.captured, 0) as our_captured, coalesce(t.captured, 0) as their_captured, coalesce(o.refunded, 0) as our_refunded, coalesce(t.refunded, 0) as their_refunded,
        coalesce(o.captured - o.refunded, 0) as our_net, coalesce(t.captured - t.refunded, 0) as their_net
    from ours o full join theirs t using (payment_id, gateway) left join ops.payments p on p.payment_id::text = coalesce(o.payment_id, t.payment_id);

create temp view differences as
    select payment, gateway, our_captured, their_captured, our_refunded, their_refunded from books where our_captured <> their_captured or our_refunded <> their_refunded
    union all
    select 'charged ' || sum(captures) || ' times: ' || payment_id, string_agg(gateway, ', '), null, sum(amount_received), null, sum(refunded)
    from gateway where payment_id is not null and amount_received > refunded group by payment_id having sum(captures) > 1
    union all
    select 'not given back: ' || payment_id, gateway, captured_minor, null, returned_minor, null from ops.duplicate_charges where state <> 'returned';
