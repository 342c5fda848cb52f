-- Our books beside the gateway's, to the minor unit. Expects the variable ledger: the path of the sandbox's ledger as CSV.
create temp table gateway (
    id text, status text, currency text, amount bigint, amount_capturable bigint, amount_received bigint, refunded bigint, captures int, declines int,
    payment_id text, attempt_id text, created_at timestamptz, authorized_at timestamptz, captured_at timestamptz, canceled_at timestamptz,
    gateway text, refund_pending bigint, disputed bigint);
\set copy '\\copy gateway from ' :'ledger' ' with (format csv, header)'
:copy

create temp view by_currency as
    with ours as (
        select currency, count(*) filter (where captured_minor > 0) as captures, sum(captured_minor) as minor from ops.attempts group by 1
    ), theirs as (
        select upper(currency) as currency, sum(captures) as captures, sum(amount_received) as minor from gateway group by 1
    )
    select coalesce(o.currency, t.currency) as currency, coalesce(o.captures, 0) as our_captures, coalesce(t.captures, 0) as gateways_captures,
        coalesce(o.minor, 0) as our_minor_units, coalesce(t.minor, 0) as gateways_minor_units
    from ours o full join theirs t using (currency);

create temp view differences as
    select coalesce(a.reference, g.id) as object, a.payment_id, a.captured_minor as ours, g.amount_received as gateways
    from ops.attempts a full join gateway g on g.id = a.reference
    where coalesce(a.captured_minor, 0) <> coalesce(g.amount_received, 0)
    union all
    select 'charged ' || captures || ' times', payment_id::uuid, null, minor
    from (select payment_id, sum(captures) as captures, sum(amount_received - refunded) as minor
        from gateway where payment_id is not null and amount_received > refunded group by 1) p where captures > 1
    union all
    select gateway || ':' || reference, payment_id, captured_minor, null from ops.duplicate_charges;
