-- Data for measuring the lists of the REST API (docs/performance.md): psql -d DATABASE -f tests/Benchmarks/lists-load.sql, into a database that both services have migrated and nobody uses.
set synchronous_commit = off;
-- 1,000,000 payments, one every 6 s; client big 90 %, middle 9 %, small 1 %; 96 % Confirmed, 3 % Failed, 1 % Canceled, 100 in review, the newest 200 not yet taken up, one in a thousand refused.
create temp table p as
select i, md5('p' || i)::uuid as id, md5('w' || i)::uuid as w, timestamptz '2026-11-24' - i * interval '6 seconds' as at,
    case when i % 100 = 0 then 'small' when i % 100 < 10 then 'middle' else 'big' end as client,
    'order-' || i / 2 as order_id, 'customer-' || (i::bigint * 7919) % 20000 as customer_id,
    case when i % 10007 = 3 then 'NeedsReview' when i % 100 in (11, 22, 33) then 'Failed' when i % 100 = 44 then 'Canceled' else 'Confirmed' end as state
from generate_series(1, 1000000) i;
insert into requests.writes (write_id, client, idempotency_key, operation, payment_id, request_hash, location, credential, remote_address, trace_id, order_id, customer_id, amount_minor, currency, accepted_at)
select w, client, 'key-' || i, 'create_payment', id, sha256(i::text::bytea), '/v1/payments/' || id, 'key ' || client, '127.0.0.1', md5(i::text), order_id, customer_id, 1999, 'EUR', at from p order by i desc;
insert into payments.payments (correlation_id, current_state, reason, order_id, customer_id, amount_minor, currency, payment_method, request_hash, attempt_id, attempt_number, gateway, gateway_reference, step, epoch, retries, unknowns, outages, throttled, reopened, checks, cancel_requested, accepted_at, changed_at, settled_at, captured_minor)
select id, state, 'captured', order_id, customer_id, 1999, 'EUR', 'pm_card_visa', md5(i::text), md5('a' || i)::uuid, 1, 'stripe', 'pi_' || md5(i::text), 'capture', 3, 0, 0, 0, 0, false, 0, false, at + interval '20 milliseconds', at + interval '1 second', case when state = 'NeedsReview' then null else at + interval '1 second' end, case when state = 'Confirmed' then 1999 else 0 end
from p where i > 200 and i % 1000 <> 5 order by i desc;
update requests.writes w set refused_at = accepted_at + interval '1 second', refusal = 'it broke a rule' from p where p.w = w.write_id and p.i % 1000 = 5 and p.i % 10000 <> 5;
-- 1,000,000 webhooks, three at each time.
insert into webhooks.received (source, event_id, event_type, received_at, verified_by, body, headers, outcome, contracts, message_ids, object_reference)
select case when i % 100 = 0 then 'hubspot' when i % 100 < 10 then 'paypal' else 'stripe' end, 'evt_' || i, case when i % 1000 = 7 then 'charge.dispute.created' else 'payment_intent.succeeded' end, timestamptz '2026-11-24' - (i / 3) * interval '6 seconds', 'secret 1', 'x', '{}', 'published', '{GatewayObjectChanged}', array[md5('m' || i)::uuid], 'pi_' || md5(i::text)
from generate_series(1, 1000000) i;
-- 200,000 dead letters, one in a thousand open.
insert into messaging.dead_letters (id, endpoint, message_id, message_type, body, fault, failures, first_failed_at, last_failed_at, status)
select (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || right(md5(i::text), 19))::uuid, case when i % 100 = 0 then 'payments' when i % 100 < 10 then 'refunds' else 'attempts' end, md5('d' || i)::uuid,
    case when i % 500 = 7 then 'urn:message:Integration.Contracts.Payments:CancelPayment' else 'urn:message:Integration.Contracts.Payments:InitiatePayment' end, '{}', 'it broke a rule', 1, at, at, case when i % 1000 = 3 then 'open' when i % 2 = 0 then 'retried' else 'discarded' end
from (select i, timestamptz '2026-11-24' - i * interval '20 seconds' as at from generate_series(1, 200000) i) g;
-- Refusals that are not marked yet, beside 20,000 final letters of what came over the bus.
update messaging.dead_letters set told = true where id in (select id from messaging.dead_letters where status = 'discarded' order by id limit 20000);
insert into messaging.dead_letters (id, endpoint, message_id, message_type, body, fault, failures, first_failed_at, last_failed_at, status, told, by_rule)
select gen_random_uuid(), 'payments', w, 'urn:message:Integration.Contracts.Payments:InitiatePayment', '{}', 'it broke a rule', 1, at, at, 'open', true, true from p where i % 10000 = 5;
vacuum analyze requests.writes;
vacuum analyze payments.payments;
vacuum analyze webhooks.received;
vacuum analyze messaging.dead_letters;
