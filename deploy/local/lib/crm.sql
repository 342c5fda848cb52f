-- Payments here beside their deals in the CRM. Expects the variable folder, with deals.json and notes.json as the CRM's sandbox tells them.
\set deals_file :folder/deals.json
\set notes_file :folder/notes.json
\set read_deals '\\set deals `cat ' :deals_file '`'
\set read_notes '\\set notes `cat ' :notes_file '`'
:read_deals
:read_notes

create temp view mirror as
    with deals as (
        select d ->> 'id' as id, d #>> '{keys,integration_payment_id}' as key, d -> 'fields' as f, d -> 'links' as links from jsonb_array_elements(:'deals'::jsonb) d
    ), notes as (
        select n #>> '{links,deals,0}' as deal, count(*) as notes from jsonb_array_elements(:'notes'::jsonb) n group by 1
    ), ours as (
        select payment_id, coalesce(order_id, left(payment_id::text, 8)) as payment, state, customer_id, amount_minor / case currency when 'JPY' then 1.0 when 'KWD' then 1000.0 else 100.0 end as amount,
            (refunded_minor + refunded_elsewhere_minor) / case currency when 'JPY' then 1.0 when 'KWD' then 1000.0 else 100.0 end as refunded, currency
        from ops.payments where settled_at is not null
    )
    select o.payment, o.state as ours, d.f ->> 'dealstage' as stage, d.f ->> 'integration_state' as in_crm, (d.f ->> 'amount') || ' ' || (d.f ->> 'deal_currency_code') as amount,
        (d.f ->> 'integration_refunded_amount')::numeric as refunded, coalesce(n.notes, 0) as notes, d.links #>> '{contacts,0}' as customer,
        coalesce(
            (select count(*) from deals x where x.key = o.payment_id::text) = 1
            and (d.f ->> 'amount')::numeric = o.amount and (d.f ->> 'integration_refunded_amount')::numeric = o.refunded and d.links #>> '{contacts,0}' is not null
            and (lower(o.state) in ('failed', 'canceled')) = ((d.f ->> 'integration_state') in ('failed', 'canceled')), false) as agrees
    from ours o left join deals d on d.key = o.payment_id::text left join notes n on n.deal = d.id;
