-- What the product of 2026-11-24 (before release 1) had in PostgreSQL when it was killed: Standalone with the sandbox's profile "nasty", 19 payments and 3 refunds from a file,
-- kill -9 after 42 answers of the gateways. pg_dump --no-owner --no-privileges --inserts, nothing changed by hand. Sealed with the tests' key. Read by When_an_older_version_was_here.
--
-- PostgreSQL database dump
--


-- Dumped from database version 15.18 (Debian 15.18-0+deb12u1)
-- Dumped by pg_dump version 15.18 (Debian 15.18-0+deb12u1)

SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: messaging; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA messaging;


--
-- Name: ops; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA ops;


--
-- Name: payments; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA payments;


--
-- Name: webhooks; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA webhooks;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: dead_letter_actions; Type: TABLE; Schema: messaging; Owner: -
--

CREATE TABLE messaging.dead_letter_actions (
    id uuid NOT NULL,
    dead_letter_id uuid NOT NULL,
    endpoint text NOT NULL,
    message_id uuid NOT NULL,
    action text NOT NULL,
    by text NOT NULL,
    why text NOT NULL,
    at timestamp with time zone NOT NULL,
    CONSTRAINT dead_letter_actions_action_check CHECK ((action = ANY (ARRAY['retried'::text, 'discarded'::text])))
);


--
-- Name: dead_letters; Type: TABLE; Schema: messaging; Owner: -
--

CREATE TABLE messaging.dead_letters (
    id uuid NOT NULL,
    endpoint text NOT NULL,
    message_id uuid NOT NULL,
    message_type text,
    content_type text,
    headers text,
    body text NOT NULL,
    fault text NOT NULL,
    stack text,
    failures integer NOT NULL,
    first_failed_at timestamp with time zone NOT NULL,
    last_failed_at timestamp with time zone NOT NULL,
    status text DEFAULT 'open'::text NOT NULL,
    CONSTRAINT dead_letters_status_check CHECK ((status = ANY (ARRAY['open'::text, 'retried'::text, 'discarded'::text])))
);


--
-- Name: inbox; Type: TABLE; Schema: messaging; Owner: -
--

CREATE TABLE messaging.inbox (
    message_id uuid NOT NULL,
    consumer_id uuid NOT NULL,
    received_at timestamp with time zone NOT NULL
);


--
-- Name: journal; Type: TABLE; Schema: messaging; Owner: -
--

CREATE TABLE messaging.journal (
    entry bigint NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    saga text NOT NULL,
    correlation_id uuid NOT NULL,
    from_state text,
    to_state text NOT NULL,
    event text NOT NULL,
    message_id uuid,
    trace_id text,
    reason text
)
PARTITION BY RANGE (occurred_at);


--
-- Name: journal_2026_11; Type: TABLE; Schema: messaging; Owner: -
--

CREATE TABLE messaging.journal_2026_11 (
    entry bigint NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    saga text NOT NULL,
    correlation_id uuid NOT NULL,
    from_state text,
    to_state text NOT NULL,
    event text NOT NULL,
    message_id uuid,
    trace_id text,
    reason text
);


--
-- Name: journal_2026_12; Type: TABLE; Schema: messaging; Owner: -
--

CREATE TABLE messaging.journal_2026_12 (
    entry bigint NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    saga text NOT NULL,
    correlation_id uuid NOT NULL,
    from_state text,
    to_state text NOT NULL,
    event text NOT NULL,
    message_id uuid,
    trace_id text,
    reason text
);


--
-- Name: journal_2027_01; Type: TABLE; Schema: messaging; Owner: -
--

CREATE TABLE messaging.journal_2027_01 (
    entry bigint NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    saga text NOT NULL,
    correlation_id uuid NOT NULL,
    from_state text,
    to_state text NOT NULL,
    event text NOT NULL,
    message_id uuid,
    trace_id text,
    reason text
);


--
-- Name: journal_2027_02; Type: TABLE; Schema: messaging; Owner: -
--

CREATE TABLE messaging.journal_2027_02 (
    entry bigint NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    saga text NOT NULL,
    correlation_id uuid NOT NULL,
    from_state text,
    to_state text NOT NULL,
    event text NOT NULL,
    message_id uuid,
    trace_id text,
    reason text
);


--
-- Name: journal_entry_seq; Type: SEQUENCE; Schema: messaging; Owner: -
--

ALTER TABLE messaging.journal ALTER COLUMN entry ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME messaging.journal_entry_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: journal_rest; Type: TABLE; Schema: messaging; Owner: -
--

CREATE TABLE messaging.journal_rest (
    entry bigint NOT NULL,
    occurred_at timestamp with time zone NOT NULL,
    saga text NOT NULL,
    correlation_id uuid NOT NULL,
    from_state text,
    to_state text NOT NULL,
    event text NOT NULL,
    message_id uuid,
    trace_id text,
    reason text
);


--
-- Name: migrations; Type: TABLE; Schema: messaging; Owner: -
--

CREATE TABLE messaging.migrations (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL
);


--
-- Name: outbox; Type: TABLE; Schema: messaging; Owner: -
--

CREATE TABLE messaging.outbox (
    id uuid NOT NULL,
    message_id uuid NOT NULL,
    conversation_id uuid,
    correlation_id uuid,
    initiator_id uuid,
    request_id uuid,
    source_address text,
    destination_address text,
    response_address text,
    fault_address text,
    expires_at timestamp with time zone,
    sent_at timestamp with time zone NOT NULL,
    content_type text NOT NULL,
    message_type text NOT NULL,
    headers text,
    properties text,
    body text NOT NULL,
    due_at timestamp with time zone NOT NULL,
    timer_token uuid,
    is_timer boolean NOT NULL,
    attempts integer NOT NULL,
    available_at timestamp with time zone NOT NULL,
    owner uuid NOT NULL,
    last_error text
)
WITH (fillfactor='80', autovacuum_vacuum_scale_factor='0.02');


--
-- Name: attempt_steps; Type: TABLE; Schema: payments; Owner: -
--

CREATE TABLE payments.attempt_steps (
    attempt_id uuid NOT NULL,
    step text NOT NULL,
    key text NOT NULL,
    request_hash text NOT NULL,
    first_claimed_at timestamp with time zone NOT NULL
);


--
-- Name: attempts; Type: TABLE; Schema: payments; Owner: -
--

CREATE TABLE payments.attempts (
    attempt_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    number integer NOT NULL,
    gateway text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    reference text,
    state text,
    state_rank integer,
    active boolean NOT NULL,
    orphaned boolean DEFAULT false NOT NULL,
    decline_code text,
    capture_before timestamp with time zone,
    captured_minor bigint DEFAULT 0 NOT NULL,
    capture_reference text,
    answered_epoch integer NOT NULL,
    lease_call uuid,
    lease_step text,
    lease_since timestamp with time zone,
    lease_until timestamp with time zone,
    last_request_id text,
    proof text,
    proof_request_id text,
    closed_at timestamp with time zone,
    created_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    fallback_proof text,
    returned_minor bigint DEFAULT 0 NOT NULL,
    CONSTRAINT attempts_check CHECK (((closed_at IS NULL) OR (proof IS NOT NULL))),
    CONSTRAINT attempts_fallback_is_proven CHECK (((gateway <> 'paypal'::text) OR (fallback_proof IS NOT NULL) OR (closed_at IS NOT NULL)))
)
WITH (fillfactor='80');


--
-- Name: attempts; Type: VIEW; Schema: ops; Owner: -
--

CREATE VIEW ops.attempts AS
 SELECT a.payment_id,
    a.attempt_id,
    a.number,
    a.gateway,
    a.reference,
    a.amount_minor,
    a.currency,
    a.state,
    a.active,
    a.orphaned,
    a.decline_code,
    a.captured_minor,
    a.returned_minor,
    a.capture_reference,
    a.capture_before,
    a.lease_step AS call_running,
    a.lease_until AS call_running_until,
    a.last_request_id,
    a.fallback_proof,
    a.proof,
    a.proof_request_id,
    a.closed_at,
    ( SELECT (min(s.first_claimed_at) +
                CASE a.gateway
                    WHEN 'paypal'::text THEN '05:30:00'::interval
                    ELSE '23:00:00'::interval
                END)
           FROM payments.attempt_steps s
          WHERE ((s.attempt_id = a.attempt_id) AND (a.closed_at IS NULL) AND (a.captured_minor = 0))) AS key_certain_until,
    a.created_at,
    a.changed_at
   FROM payments.attempts a;


--
-- Name: dead_letter_actions; Type: VIEW; Schema: ops; Owner: -
--

CREATE VIEW ops.dead_letter_actions AS
 SELECT dead_letter_actions.id,
    dead_letter_actions.dead_letter_id,
    dead_letter_actions.endpoint,
    dead_letter_actions.message_id,
    dead_letter_actions.action,
    dead_letter_actions.by,
    dead_letter_actions.why,
    dead_letter_actions.at
   FROM messaging.dead_letter_actions;


--
-- Name: dead_letters; Type: VIEW; Schema: ops; Owner: -
--

CREATE VIEW ops.dead_letters AS
 SELECT l.id,
    l.endpoint,
    l.message_id,
    split_part(l.message_type, ';'::text, 1) AS message_type,
    l.fault,
    l.failures,
    l.first_failed_at,
    l.last_failed_at,
    l.status,
    a.action AS last_action,
    a.by AS last_action_by,
    a.why AS last_action_why,
    a.at AS last_action_at
   FROM (messaging.dead_letters l
     LEFT JOIN LATERAL ( SELECT dead_letter_actions.action,
            dead_letter_actions.by,
            dead_letter_actions.why,
            dead_letter_actions.at
           FROM messaging.dead_letter_actions
          WHERE (dead_letter_actions.dead_letter_id = l.id)
          ORDER BY dead_letter_actions.at DESC, dead_letter_actions.id DESC
         LIMIT 1) a ON (true));


--
-- Name: orphans; Type: TABLE; Schema: payments; Owner: -
--

CREATE TABLE payments.orphans (
    attempt_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    gateway text NOT NULL,
    reference text NOT NULL,
    key text NOT NULL,
    action text NOT NULL,
    state text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    refund_reference text,
    tries integer NOT NULL,
    lease_until timestamp with time zone,
    due_at timestamp with time zone,
    reason text NOT NULL,
    found_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT orphans_action_check CHECK ((action = ANY (ARRAY['refund'::text, 'cancel'::text, 'review'::text]))),
    CONSTRAINT orphans_state_check CHECK ((state = ANY (ARRAY['calling'::text, 'waiting'::text, 'returned'::text, 'canceled'::text, 'needs_review'::text])))
);


--
-- Name: duplicate_charges; Type: VIEW; Schema: ops; Owner: -
--

CREATE VIEW ops.duplicate_charges AS
 SELECT a.payment_id,
    a.attempt_id,
    a.gateway,
    a.reference,
    a.captured_minor,
    a.returned_minor,
    a.currency,
    COALESCE(o.state, 'found'::text) AS state,
    COALESCE(o.reason, 'money is on an attempt that is not the payment''s active one'::text) AS reason,
    o.refund_reference,
    o.tries,
    o.due_at,
    COALESCE(o.found_at, a.changed_at) AS found_at,
    COALESCE(o.changed_at, a.changed_at) AS changed_at
   FROM (payments.attempts a
     LEFT JOIN payments.orphans o USING (attempt_id))
  WHERE (a.attempt_id IN ( SELECT attempts.attempt_id
           FROM payments.attempts
          WHERE attempts.orphaned
        UNION
         SELECT orphans.attempt_id
           FROM payments.orphans));


--
-- Name: gateway_calls; Type: TABLE; Schema: payments; Owner: -
--

CREATE TABLE payments.gateway_calls (
    call_id uuid NOT NULL,
    attempt_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    gateway text NOT NULL,
    step text NOT NULL,
    epoch integer NOT NULL,
    key text,
    claimed_at timestamp with time zone NOT NULL,
    answered_at timestamp with time zone,
    outcome text,
    gateway_word text,
    http_status integer,
    request_id text,
    reason text,
    refund_id uuid
);


--
-- Name: gateway_calls; Type: VIEW; Schema: ops; Owner: -
--

CREATE VIEW ops.gateway_calls AS
 SELECT gateway_calls.payment_id,
    gateway_calls.attempt_id,
    gateway_calls.gateway,
    gateway_calls.step,
    gateway_calls.key,
    gateway_calls.claimed_at,
    gateway_calls.answered_at,
    (gateway_calls.answered_at - gateway_calls.claimed_at) AS took,
    gateway_calls.outcome,
    gateway_calls.gateway_word,
    gateway_calls.http_status,
    gateway_calls.request_id,
    gateway_calls.reason,
    gateway_calls.refund_id
   FROM payments.gateway_calls;


--
-- Name: operator_actions; Type: TABLE; Schema: payments; Owner: -
--

CREATE TABLE payments.operator_actions (
    message_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    command text NOT NULL,
    asked_by text NOT NULL,
    why text NOT NULL,
    accepted boolean NOT NULL,
    answer text NOT NULL,
    at timestamp with time zone NOT NULL
);


--
-- Name: operator_actions; Type: VIEW; Schema: ops; Owner: -
--

CREATE VIEW ops.operator_actions AS
 SELECT operator_actions.payment_id,
    operator_actions.command,
    operator_actions.asked_by,
    operator_actions.why,
    operator_actions.accepted,
    operator_actions.answer,
    operator_actions.at
   FROM payments.operator_actions;


--
-- Name: outbox_lag; Type: VIEW; Schema: ops; Owner: -
--

CREATE VIEW ops.outbox_lag AS
 SELECT count(*) AS pending,
    min(outbox.due_at) AS oldest_since,
    COALESCE((now() - min(outbox.due_at)), '00:00:00'::interval) AS oldest_age,
    count(*) FILTER (WHERE (outbox.last_error IS NOT NULL)) AS in_retry,
    (array_agg(DISTINCT outbox.last_error) FILTER (WHERE (outbox.last_error IS NOT NULL)))[1:5] AS last_errors
   FROM messaging.outbox
  WHERE ((NOT outbox.is_timer) OR (outbox.due_at <= now()));


--
-- Name: refunds; Type: TABLE; Schema: payments; Owner: -
--

CREATE TABLE payments.refunds (
    correlation_id uuid NOT NULL,
    current_state text NOT NULL,
    reason text,
    due_at timestamp with time zone,
    due_token uuid,
    payment_id uuid NOT NULL,
    requested_minor bigint,
    note text,
    request_hash text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text,
    gateway text,
    attempt_id uuid,
    attempt_number integer NOT NULL,
    attempt_reference text,
    capture_reference text,
    refund_reference text,
    epoch integer NOT NULL,
    retries integer NOT NULL,
    checks integer NOT NULL,
    settlements integer NOT NULL,
    failure_code text,
    accepted_at timestamp with time zone NOT NULL,
    reserved_at timestamp with time zone,
    changed_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    CONSTRAINT refunds_requested_minor_check CHECK ((requested_minor > 0))
)
WITH (fillfactor='80');


--
-- Name: payment_timeline; Type: VIEW; Schema: ops; Owner: -
--

CREATE VIEW ops.payment_timeline AS
 SELECT journal.correlation_id AS payment_id,
    journal.occurred_at AS at,
    'state'::text AS kind,
    journal.event AS what,
        CASE
            WHEN ((journal.from_state IS NULL) OR (journal.from_state = 'Initial'::text)) THEN journal.to_state
            ELSE ((journal.from_state || ' -> '::text) || journal.to_state)
        END AS result,
    journal.reason,
    journal.trace_id,
    NULL::text AS request_id
   FROM messaging.journal
  WHERE (journal.saga = 'PaymentState'::text)
UNION ALL
 SELECT gateway_calls.payment_id,
    gateway_calls.claimed_at AS at,
    'call'::text AS kind,
    ((gateway_calls.gateway || ' '::text) || gateway_calls.step) AS what,
    COALESCE(gateway_calls.outcome, 'no answer recorded'::text) AS result,
    gateway_calls.reason,
    NULL::text AS trace_id,
    gateway_calls.request_id
   FROM payments.gateway_calls
UNION ALL
 SELECT r.payment_id,
    j.occurred_at AS at,
    'refund'::text AS kind,
    ((j.event || ' of refund '::text) || r.correlation_id) AS what,
        CASE
            WHEN ((j.from_state IS NULL) OR (j.from_state = 'Initial'::text)) THEN j.to_state
            ELSE ((j.from_state || ' -> '::text) || j.to_state)
        END AS result,
    j.reason,
    j.trace_id,
    NULL::text AS request_id
   FROM (payments.refunds r
     JOIN messaging.journal j ON (((j.correlation_id = r.correlation_id) AND (j.saga = 'RefundState'::text))));


--
-- Name: payments; Type: TABLE; Schema: payments; Owner: -
--

CREATE TABLE payments.payments (
    correlation_id uuid NOT NULL,
    current_state text NOT NULL,
    reason text,
    due_at timestamp with time zone,
    due_token uuid,
    order_id text,
    customer_id text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    description text,
    metadata text,
    payment_method text NOT NULL,
    gateway_customer text,
    return_url text,
    request_hash text NOT NULL,
    attempt_id uuid NOT NULL,
    attempt_number integer NOT NULL,
    gateway text NOT NULL,
    gateway_reference text,
    step text NOT NULL,
    epoch integer NOT NULL,
    retries integer NOT NULL,
    unknowns integer NOT NULL,
    outages integer NOT NULL,
    throttled integer NOT NULL,
    reopened boolean NOT NULL,
    checks integer NOT NULL,
    authorize_started_at timestamp with time zone,
    capture_before timestamp with time zone,
    customer_deadline timestamp with time zone,
    cancel_requested boolean NOT NULL,
    cancel_reason text,
    release_for text,
    failure_code text,
    decline_code text,
    accepted_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    settled_at timestamp with time zone,
    pay_pal_token text,
    pay_pal_return_url text,
    pay_pal_cancel_url text,
    fallback_proof text,
    capture_reference text,
    captured_minor bigint DEFAULT 0 NOT NULL,
    accepted_reference text,
    dispute_reference text,
    dispute_outcome text,
    refund_ledger text,
    refund_reserved_minor bigint DEFAULT 0 NOT NULL,
    refunded_minor bigint DEFAULT 0 NOT NULL,
    refunded_elsewhere_minor bigint DEFAULT 0 NOT NULL,
    CONSTRAINT payments_amount_minor_check CHECK ((amount_minor > 0)),
    CONSTRAINT payments_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
    CONSTRAINT payments_dispute_outcome_check CHECK ((dispute_outcome = ANY (ARRAY['won'::text, 'lost'::text]))),
    CONSTRAINT payments_refund_reserved_minor_check CHECK ((refund_reserved_minor >= 0)),
    CONSTRAINT payments_refunded_elsewhere_minor_check CHECK ((refunded_elsewhere_minor >= 0)),
    CONSTRAINT payments_refunded_minor_check CHECK ((refunded_minor >= 0)),
    CONSTRAINT payments_refunds_within_captured CHECK (((refund_reserved_minor + refunded_minor) <= captured_minor))
)
WITH (fillfactor='80');


--
-- Name: payments; Type: VIEW; Schema: ops; Owner: -
--

CREATE VIEW ops.payments AS
 SELECT payments.correlation_id AS payment_id,
    payments.current_state AS state,
    payments.reason,
    payments.due_at,
    payments.order_id,
    payments.customer_id,
    payments.amount_minor,
    payments.currency,
    payments.gateway,
    payments.gateway_reference,
    payments.attempt_number,
    payments.step,
    payments.retries,
    payments.checks,
    payments.capture_before,
    payments.customer_deadline,
    payments.cancel_requested,
    payments.failure_code,
    payments.decline_code,
    payments.captured_minor,
    payments.capture_reference,
    payments.fallback_proof,
    payments.dispute_reference,
    payments.dispute_outcome,
    payments.accepted_at,
    payments.changed_at,
    payments.settled_at,
    payments.refund_reserved_minor,
    payments.refunded_minor,
    payments.refunded_elsewhere_minor
   FROM payments.payments;


--
-- Name: reconciliation_differences; Type: TABLE; Schema: payments; Owner: -
--

CREATE TABLE payments.reconciliation_differences (
    gateway text NOT NULL,
    kind text NOT NULL,
    reference text NOT NULL,
    attempt_id uuid,
    payment_id uuid,
    ours_minor bigint NOT NULL,
    theirs_minor bigint NOT NULL,
    currency text NOT NULL,
    words text NOT NULL,
    first_seen_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    resolved_at timestamp with time zone
);


--
-- Name: reconciliation_differences; Type: VIEW; Schema: ops; Owner: -
--

CREATE VIEW ops.reconciliation_differences AS
 SELECT d.gateway,
    d.kind,
    d.reference,
    d.payment_id,
    d.attempt_id,
    d.ours_minor,
    d.theirs_minor,
    d.currency,
    d.words,
    ((d.resolved_at IS NULL) AND (NOT ((d.kind = 'not_recorded'::text) AND (COALESCE(a.captured_minor, (0)::bigint) = d.theirs_minor)))) AS open,
    d.first_seen_at,
    d.last_seen_at,
    d.resolved_at
   FROM (payments.reconciliation_differences d
     LEFT JOIN payments.attempts a USING (attempt_id));


--
-- Name: reconciliation_runs; Type: TABLE; Schema: payments; Owner: -
--

CREATE TABLE payments.reconciliation_runs (
    run_id uuid NOT NULL,
    asked_by text NOT NULL,
    why text NOT NULL,
    from_at timestamp with time zone NOT NULL,
    until_at timestamp with time zone NOT NULL,
    parts integer NOT NULL,
    parts_done integer DEFAULT 0 NOT NULL,
    lines bigint DEFAULT 0 NOT NULL,
    differences integer DEFAULT 0 NOT NULL,
    failure text,
    started_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone
);


--
-- Name: reconciliation_runs; Type: VIEW; Schema: ops; Owner: -
--

CREATE VIEW ops.reconciliation_runs AS
 SELECT reconciliation_runs.run_id,
    reconciliation_runs.asked_by,
    reconciliation_runs.why,
    reconciliation_runs.from_at,
    reconciliation_runs.until_at,
    reconciliation_runs.parts,
    reconciliation_runs.parts_done,
    reconciliation_runs.lines,
    reconciliation_runs.differences,
    reconciliation_runs.failure,
    reconciliation_runs.started_at,
    reconciliation_runs.finished_at
   FROM payments.reconciliation_runs;


--
-- Name: refunded_too_much; Type: VIEW; Schema: ops; Owner: -
--

CREATE VIEW ops.refunded_too_much AS
 SELECT payments.correlation_id AS payment_id,
    payments.captured_minor,
    payments.refund_reserved_minor,
    payments.refunded_minor,
    payments.refunded_elsewhere_minor,
    payments.currency,
    payments.refund_ledger
   FROM payments.payments
  WHERE (((payments.refund_reserved_minor + payments.refunded_minor) + payments.refunded_elsewhere_minor) > payments.captured_minor);


--
-- Name: refund_claims; Type: TABLE; Schema: payments; Owner: -
--

CREATE TABLE payments.refund_claims (
    refund_id uuid NOT NULL,
    payment_id uuid NOT NULL,
    attempt_id uuid NOT NULL,
    gateway text NOT NULL,
    key text NOT NULL,
    request_hash text NOT NULL,
    amount_minor bigint NOT NULL,
    currency text NOT NULL,
    reference text,
    answered_epoch integer NOT NULL,
    lease_call uuid,
    lease_until timestamp with time zone,
    first_claimed_at timestamp with time zone NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT refund_claims_amount_minor_check CHECK ((amount_minor > 0))
);


--
-- Name: refunds; Type: VIEW; Schema: ops; Owner: -
--

CREATE VIEW ops.refunds AS
 SELECT r.payment_id,
    r.correlation_id AS refund_id,
    r.current_state AS state,
    r.reason,
    r.due_at,
    r.requested_minor,
    NULLIF(r.amount_minor, 0) AS amount_minor,
    r.currency,
    r.gateway,
    r.refund_reference,
    r.capture_reference,
    r.note,
    r.failure_code,
    r.retries,
    r.checks,
    c.lease_until AS call_running_until,
    c.first_claimed_at AS first_sent_at,
    r.accepted_at,
    r.reserved_at,
    r.changed_at,
    r.settled_at
   FROM (payments.refunds r
     LEFT JOIN payments.refund_claims c ON ((c.refund_id = r.correlation_id)));


--
-- Name: scheduled; Type: VIEW; Schema: ops; Owner: -
--

CREATE VIEW ops.scheduled AS
 SELECT outbox.id,
    outbox.due_at,
    split_part(outbox.message_type, ';'::text, 1) AS message_type,
    outbox.destination_address AS destination,
    outbox.correlation_id,
    outbox.sent_at AS set_at
   FROM messaging.outbox
  WHERE outbox.is_timer;


--
-- Name: stuck_payments; Type: VIEW; Schema: ops; Owner: -
--

CREATE VIEW ops.stuck_payments AS
 SELECT p.correlation_id AS payment_id,
    p.current_state AS state,
    p.reason,
    p.due_at,
    p.changed_at,
    (now() - COALESCE(p.due_at, p.changed_at)) AS overdue,
        CASE
            WHEN (p.due_at IS NULL) THEN 'it waits without a due time'::text
            WHEN (NOT (EXISTS ( SELECT
               FROM messaging.outbox o
              WHERE (o.timer_token = p.due_token)))) THEN 'its timer is gone'::text
            ELSE 'its timer is overdue'::text
        END AS problem
   FROM payments.payments p
  WHERE ((p.settled_at IS NULL) AND ((p.due_at IS NULL) OR (p.due_at < (now() - '00:02:00'::interval))));


--
-- Name: stuck_refunds; Type: VIEW; Schema: ops; Owner: -
--

CREATE VIEW ops.stuck_refunds AS
 SELECT r.correlation_id AS refund_id,
    r.payment_id,
    r.current_state AS state,
    r.reason,
    r.due_at,
    r.changed_at,
    (now() - COALESCE(r.due_at, r.changed_at)) AS overdue,
        CASE
            WHEN (r.due_at IS NULL) THEN 'it waits without a due time'::text
            WHEN (NOT (EXISTS ( SELECT
               FROM messaging.outbox o
              WHERE (o.timer_token = r.due_token)))) THEN 'its timer is gone'::text
            ELSE 'its timer is overdue'::text
        END AS problem
   FROM payments.refunds r
  WHERE ((r.settled_at IS NULL) AND ((r.due_at IS NULL) OR (r.due_at < (now() - '00:02:00'::interval))));


--
-- Name: unmatched_objects; Type: TABLE; Schema: payments; Owner: -
--

CREATE TABLE payments.unmatched_objects (
    gateway text NOT NULL,
    reference text NOT NULL,
    event_type text NOT NULL,
    first_seen_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL
);


--
-- Name: unmatched_gateway_objects; Type: VIEW; Schema: ops; Owner: -
--

CREATE VIEW ops.unmatched_gateway_objects AS
 SELECT unmatched_objects.gateway,
    unmatched_objects.reference,
    unmatched_objects.event_type,
    unmatched_objects.first_seen_at,
    unmatched_objects.last_seen_at
   FROM payments.unmatched_objects;


--
-- Name: received; Type: TABLE; Schema: webhooks; Owner: -
--

CREATE TABLE webhooks.received (
    source text NOT NULL,
    event_id text NOT NULL,
    event_type text NOT NULL,
    received_at timestamp with time zone NOT NULL,
    verified_by text NOT NULL,
    body bytea,
    message_id uuid NOT NULL
);


--
-- Name: webhooks; Type: VIEW; Schema: ops; Owner: -
--

CREATE VIEW ops.webhooks AS
 SELECT received.source,
    received.event_id,
    received.event_type,
    received.received_at,
    received.verified_by,
    received.message_id
   FROM webhooks.received;


--
-- Name: migrations; Type: TABLE; Schema: payments; Owner: -
--

CREATE TABLE payments.migrations (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL
);


--
-- Name: migrations; Type: TABLE; Schema: webhooks; Owner: -
--

CREATE TABLE webhooks.migrations (
    "MigrationId" character varying(150) NOT NULL,
    "ProductVersion" character varying(32) NOT NULL
);


--
-- Name: journal_2026_11; Type: TABLE ATTACH; Schema: messaging; Owner: -
--

ALTER TABLE ONLY messaging.journal ATTACH PARTITION messaging.journal_2026_11 FOR VALUES FROM ('2026-11-01 00:00:00+00') TO ('2026-12-01 00:00:00+00');


--
-- Name: journal_2026_12; Type: TABLE ATTACH; Schema: messaging; Owner: -
--

ALTER TABLE ONLY messaging.journal ATTACH PARTITION messaging.journal_2026_12 FOR VALUES FROM ('2026-12-01 00:00:00+00') TO ('2027-01-01 00:00:00+00');


--
-- Name: journal_2027_01; Type: TABLE ATTACH; Schema: messaging; Owner: -
--

ALTER TABLE ONLY messaging.journal ATTACH PARTITION messaging.journal_2027_01 FOR VALUES FROM ('2027-01-01 00:00:00+00') TO ('2027-02-01 00:00:00+00');


--
-- Name: journal_2027_02; Type: TABLE ATTACH; Schema: messaging; Owner: -
--

ALTER TABLE ONLY messaging.journal ATTACH PARTITION messaging.journal_2027_02 FOR VALUES FROM ('2027-02-01 00:00:00+00') TO ('2027-03-01 00:00:00+00');


--
-- Name: journal_rest; Type: TABLE ATTACH; Schema: messaging; Owner: -
--

ALTER TABLE ONLY messaging.journal ATTACH PARTITION messaging.journal_rest DEFAULT;


--
-- Data for Name: dead_letter_actions; Type: TABLE DATA; Schema: messaging; Owner: -
--



--
-- Data for Name: dead_letters; Type: TABLE DATA; Schema: messaging; Owner: -
--



--
-- Data for Name: inbox; Type: TABLE DATA; Schema: messaging; Owner: -
--

INSERT INTO messaging.inbox VALUES ('5f3b3a5a-bcbe-57d8-6605-929d7e8d180f', '800ac703-8a62-ad24-e40e-57531baeb614', '2026-11-30 04:24:26.164299+00');
INSERT INTO messaging.inbox VALUES ('8d8d69f9-2e4e-aa88-4f30-32fe9f0c13e1', '800ac703-8a62-ad24-e40e-57531baeb614', '2026-11-30 04:24:26.171576+00');
INSERT INTO messaging.inbox VALUES ('6fe08506-e79c-e0e3-eafd-863d7c20eb96', '800ac703-8a62-ad24-e40e-57531baeb614', '2026-11-30 04:24:26.650129+00');
INSERT INTO messaging.inbox VALUES ('34e88d83-0fb4-73aa-7ad5-44799977d40e', '895e588d-b764-c0aa-0a09-677274ff3912', '2026-11-30 04:24:26.657319+00');
INSERT INTO messaging.inbox VALUES ('474999c0-ab80-ee5a-224d-993b9352c46f', '800ac703-8a62-ad24-e40e-57531baeb614', '2026-11-30 04:24:26.671061+00');
INSERT INTO messaging.inbox VALUES ('47886689-98a1-f074-9cd8-78f0737b38ed', '895e588d-b764-c0aa-0a09-677274ff3912', '2026-11-30 04:24:26.676193+00');
INSERT INTO messaging.inbox VALUES ('147cd32d-b448-1036-9da2-c938926d45da', '800ac703-8a62-ad24-e40e-57531baeb614', '2026-11-30 04:24:26.675359+00');
INSERT INTO messaging.inbox VALUES ('4159cbc3-850a-acb6-2616-0fa70a284766', '895e588d-b764-c0aa-0a09-677274ff3912', '2026-11-30 04:24:26.681873+00');
INSERT INTO messaging.inbox VALUES ('398d1cd6-2993-23b4-dae5-b653deb56eca', '800ac703-8a62-ad24-e40e-57531baeb614', '2026-11-30 04:24:26.698808+00');
INSERT INTO messaging.inbox VALUES ('8d722543-6794-7c8d-c864-19d8c97bb1b6', '800ac703-8a62-ad24-e40e-57531baeb614', '2026-11-30 04:24:26.733439+00');
INSERT INTO messaging.inbox VALUES ('64099c18-5eb2-d0d1-6e04-d1d59761b11b', '800ac703-8a62-ad24-e40e-57531baeb614', '2026-11-30 04:24:26.756142+00');
INSERT INTO messaging.inbox VALUES ('73312195-2c0f-4ed5-7192-d84f862418c6', '800ac703-8a62-ad24-e40e-57531baeb614', '2026-11-30 04:24:26.804044+00');
INSERT INTO messaging.inbox VALUES ('9000c317-7659-6323-1768-71d83f1e9ad0', '800ac703-8a62-ad24-e40e-57531baeb614', '2026-11-30 04:24:26.808933+00');
INSERT INTO messaging.inbox VALUES ('233ebe75-c5cd-eace-713d-4e4c888355a5', '800ac703-8a62-ad24-e40e-57531baeb614', '2026-11-30 04:24:26.811827+00');
INSERT INTO messaging.inbox VALUES ('ff7dd161-c591-c7da-679c-794a282ad7a6', '800ac703-8a62-ad24-e40e-57531baeb614', '2026-11-30 04:24:26.811958+00');
INSERT INTO messaging.inbox VALUES ('dcad3263-e879-7b60-1c70-034a00de6cc4', '800ac703-8a62-ad24-e40e-57531baeb614', '2026-11-30 04:24:26.855408+00');
INSERT INTO messaging.inbox VALUES ('34af325b-52f3-d5e6-fa8f-4cc7317a8941', '800ac703-8a62-ad24-e40e-57531baeb614', '2026-11-30 04:24:26.855979+00');
INSERT INTO messaging.inbox VALUES ('e98fbc29-a3d1-31c4-cd99-392beb611b63', '800ac703-8a62-ad24-e40e-57531baeb614', '2026-11-30 04:24:26.86408+00');
INSERT INTO messaging.inbox VALUES ('46106532-ae8e-72b7-789f-36b4dda707b4', '800ac703-8a62-ad24-e40e-57531baeb614', '2026-11-30 04:24:26.863566+00');
INSERT INTO messaging.inbox VALUES ('c61f9b2f-be61-14a4-fb97-f7814ee7e438', '800ac703-8a62-ad24-e40e-57531baeb614', '2026-11-30 04:24:26.866823+00');
INSERT INTO messaging.inbox VALUES ('6041e32f-e06e-b8ed-854b-2dc3113e4bcd', '800ac703-8a62-ad24-e40e-57531baeb614', '2026-11-30 04:24:26.86674+00');
INSERT INTO messaging.inbox VALUES ('a79e0ee6-70c5-b0a4-cbed-57acd3aa2299', '800ac703-8a62-ad24-e40e-57531baeb614', '2026-11-30 04:24:26.872498+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-4894-08df4e99d1e1', '76671224-81f5-03c0-4632-ddb9f85a3a2b', '2026-11-30 04:24:26.909503+00');
INSERT INTO messaging.inbox VALUES ('857d21e4-f381-74a8-3678-af868fb84fec', '676be165-5094-4585-b8b9-a3bce6fd2b24', '2026-11-30 04:24:26.163807+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-ea15-08df4e99d1d9', '76671224-81f5-03c0-4632-ddb9f85a3a2b', '2026-11-30 04:24:27.183912+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-e9ea-08df4e99d1da', '76671224-81f5-03c0-4632-ddb9f85a3a2b', '2026-11-30 04:24:27.188299+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-4949-08df4e99d221', '12ba10f6-89d2-7604-4cdf-2a4a2f5f50cb', '2026-11-30 04:24:27.25692+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-5ad7-08df4e99d20e', '12ba10f6-89d2-7604-4cdf-2a4a2f5f50cb', '2026-11-30 04:24:27.232704+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-620f-08df4e99d221', '12ba10f6-89d2-7604-4cdf-2a4a2f5f50cb', '2026-11-30 04:24:27.273624+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-6700-08df4e99d1ed', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:27.165465+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-a50d-08df4e99d1eb', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:27.17742+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-dc47-08df4e99d1d1', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:27.076372+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-7c75-08df4e99d1eb', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:27.101015+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-c0ad-08df4e99d26c', '7d5ed1a5-05e8-2374-3216-8a8998f0f94a', '2026-11-30 04:24:27.797046+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-0878-08df4e99d273', '7d5ed1a5-05e8-2374-3216-8a8998f0f94a', '2026-11-30 04:24:27.858602+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-b26a-08df4e99d1cb', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:27.079945+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-4c6f-08df4e99d1f0', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:27.165217+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-4627-08df4e99d1ed', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:27.15497+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-0806-08df4e99d1eb', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:27.087518+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-9d65-08df4e99d1e5', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:27.080935+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-40e4-08df4e99d1d2', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:27.077663+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-1cfa-08df4e99d274', '7d5ed1a5-05e8-2374-3216-8a8998f0f94a', '2026-11-30 04:24:27.97863+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-8f35-08df4e99d26c', '7d5ed1a5-05e8-2374-3216-8a8998f0f94a', '2026-11-30 04:24:27.97834+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-dc34-08df4e99d1d1', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:27.080391+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-e603-08df4e99d1e9', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:27.08107+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-64d9-08df4e99d1e4', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:27.080784+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-c6c4-08df4e99d1e9', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:27.153084+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-4bc2-08df4e99d1d5', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:27.08059+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-6962-08df4e99d1b1', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:26.818118+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-ebb9-08df4e99d1eb', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:27.177877+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-3361-08df4e99d292', 'd6472d07-808c-e585-dcee-f8a0e735e596', '2026-11-30 04:24:27.99141+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-4683-08df4e99d1d8', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:27.0802+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-1793-08df4e99d1ee', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:27.164767+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-32dd-08df4e99d292', 'd6472d07-808c-e585-dcee-f8a0e735e596', '2026-11-30 04:24:28.19956+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-e326-08df4e99d292', 'd6472d07-808c-e585-dcee-f8a0e735e596', '2026-11-30 04:24:28.221905+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-2a3e-08df4e99d292', 'd6472d07-808c-e585-dcee-f8a0e735e596', '2026-11-30 04:24:28.224029+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-ffd9-08df4e99d292', 'd6472d07-808c-e585-dcee-f8a0e735e596', '2026-11-30 04:24:28.224295+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-323a-08df4e99d292', 'd6472d07-808c-e585-dcee-f8a0e735e596', '2026-11-30 04:24:28.226315+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-f50c-08df4e99d295', '7d5ed1a5-05e8-2374-3216-8a8998f0f94a', '2026-11-30 04:24:28.226473+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-4cac-08df4e99d293', 'd6472d07-808c-e585-dcee-f8a0e735e596', '2026-11-30 04:24:28.226731+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-dc3b-08df4e99d295', '7d5ed1a5-05e8-2374-3216-8a8998f0f94a', '2026-11-30 04:24:28.226614+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-30ec-08df4e99d292', 'd6472d07-808c-e585-dcee-f8a0e735e596', '2026-11-30 04:24:28.226151+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-6503-08df4e99d294', '7d5ed1a5-05e8-2374-3216-8a8998f0f94a', '2026-11-30 04:24:28.226033+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-3cab-08df4e99d293', 'd6472d07-808c-e585-dcee-f8a0e735e596', '2026-11-30 04:24:28.225817+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-8cca-08df4e99d295', '7d5ed1a5-05e8-2374-3216-8a8998f0f94a', '2026-11-30 04:24:28.226846+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-2045-08df4e99d293', 'd6472d07-808c-e585-dcee-f8a0e735e596', '2026-11-30 04:24:28.224435+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-3068-08df4e99d293', 'd6472d07-808c-e585-dcee-f8a0e735e596', '2026-11-30 04:24:28.335861+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-2585-08df4e99d22c', '4e48872e-781a-0d44-8813-f58d1c4e9bc7', '2026-11-30 04:24:28.358005+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-b60c-08df4e99d295', '6757b924-9505-402c-eb21-0ade074bdd5e', '2026-11-30 04:24:28.396649+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-c843-08df4e99d27c', '6757b924-9505-402c-eb21-0ade074bdd5e', '2026-11-30 04:24:28.396002+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-7af0-08df4e99d294', '6757b924-9505-402c-eb21-0ade074bdd5e', '2026-11-30 04:24:28.518249+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-e625-08df4e99d295', '6757b924-9505-402c-eb21-0ade074bdd5e', '2026-11-30 04:24:28.518448+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-546b-08df4e99d233', '4e48872e-781a-0d44-8813-f58d1c4e9bc7', '2026-11-30 04:24:28.544248+00');
INSERT INTO messaging.inbox VALUES ('8065bc56-ff6f-a46f-95ec-a4f71fcf8dd0', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:28.548329+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-e755-08df4e99d2c9', '6757b924-9505-402c-eb21-0ade074bdd5e', '2026-11-30 04:24:28.548103+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-2686-08df4e99d2cb', '6757b924-9505-402c-eb21-0ade074bdd5e', '2026-11-30 04:24:28.548294+00');
INSERT INTO messaging.inbox VALUES ('048e764f-8d71-d62c-5c65-7f55db37119e', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:28.547509+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-dd62-08df4e99d1f1', '0ed26689-2858-b000-1764-097dbeffa4d4', '2026-11-30 04:24:27.236199+00');
INSERT INTO messaging.inbox VALUES ('273c9857-8418-cab7-ef89-6dc1e21f2fae', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:28.580404+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-bf0b-08df4e99d24c', '4e48872e-781a-0d44-8813-f58d1c4e9bc7', '2026-11-30 04:24:28.604627+00');
INSERT INTO messaging.inbox VALUES ('18023917-8dc9-2a9a-de54-7de612b9fbdf', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:28.627332+00');
INSERT INTO messaging.inbox VALUES ('69fa2972-44eb-54b5-9087-348798633453', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:28.633322+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-0b04-08df4e99d2c6', '77950a61-6dfc-b416-c50f-2180d18ec51b', '2026-11-30 04:24:28.436793+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-a253-08df4e99d2cd', '6757b924-9505-402c-eb21-0ade074bdd5e', '2026-11-30 04:24:28.774528+00');
INSERT INTO messaging.inbox VALUES ('3330251a-30bd-4c7a-8831-f8ba2817592e', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:28.792156+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-020e-08df4e99d30a', '672393b5-3d4a-1d89-913a-351eae253751', '2026-11-30 04:24:28.797811+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-c8af-08df4e99d30e', '76671224-81f5-03c0-4632-ddb9f85a3a2b', '2026-11-30 04:24:28.798269+00');
INSERT INTO messaging.inbox VALUES ('e6f54415-9d80-8af0-65e8-2fa6a01fbfcd', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:28.796345+00');
INSERT INTO messaging.inbox VALUES ('678c0b30-3e31-1e40-528a-061cbfd36fce', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:28.796089+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-653a-08df4e99d298', '77950a61-6dfc-b416-c50f-2180d18ec51b', '2026-11-30 04:24:28.290942+00');
INSERT INTO messaging.inbox VALUES ('26bb3159-20ce-1aee-7db7-e55937b912af', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:28.804635+00');
INSERT INTO messaging.inbox VALUES ('81861386-1b6a-3669-4938-22433e2bc5a7', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:28.808906+00');
INSERT INTO messaging.inbox VALUES ('fcf327fa-c374-8781-71c7-3a3cdd4363b7', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:28.808948+00');
INSERT INTO messaging.inbox VALUES ('f2b19f7b-af62-fe08-424f-3fb52c25ce85', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:28.80884+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-6227-08df4e99d2f8', '76671224-81f5-03c0-4632-ddb9f85a3a2b', '2026-11-30 04:24:28.862894+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-8f13-08df4e99d311', '12ba10f6-89d2-7604-4cdf-2a4a2f5f50cb', '2026-11-30 04:24:28.882471+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-7cfc-08df4e99d1e1', '0ed26689-2858-b000-1764-097dbeffa4d4', '2026-11-30 04:24:26.985549+00');
INSERT INTO messaging.inbox VALUES ('4698e04b-9693-abeb-5691-e0f725d325e4', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:28.884404+00');
INSERT INTO messaging.inbox VALUES ('27e257df-892e-45ec-c9ee-954d19a9af3c', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:28.896545+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-00fd-08df4e99d2cb', '77950a61-6dfc-b416-c50f-2180d18ec51b', '2026-11-30 04:24:28.646077+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-031f-08df4e99d2cd', '77950a61-6dfc-b416-c50f-2180d18ec51b', '2026-11-30 04:24:28.68089+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-5458-08df4e99d2bd', '77950a61-6dfc-b416-c50f-2180d18ec51b', '2026-11-30 04:24:28.307495+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-224d-08df4e99d2ed', '76671224-81f5-03c0-4632-ddb9f85a3a2b', '2026-11-30 04:24:28.924957+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-0855-08df4e99d2b9', '77950a61-6dfc-b416-c50f-2180d18ec51b', '2026-11-30 04:24:28.303461+00');
INSERT INTO messaging.inbox VALUES ('e73b8be1-73fc-148e-8868-242e3932abf4', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:28.92328+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-258d-08df4e99d2e6', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:28.681427+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-e97d-08df4e99d2c6', '77950a61-6dfc-b416-c50f-2180d18ec51b', '2026-11-30 04:24:28.437393+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-f223-08df4e99d2ba', 'f96419bf-215f-3689-f9eb-955f7e680ead', '2026-11-30 04:24:28.544494+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-3bb0-08df4e99d312', '7d5ed1a5-05e8-2374-3216-8a8998f0f94a', '2026-11-30 04:24:28.920064+00');
INSERT INTO messaging.inbox VALUES ('af788cb3-d0ef-31a6-bfdb-856068343aa8', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:28.953293+00');
INSERT INTO messaging.inbox VALUES ('7398cfcf-fb47-0b03-7428-254455953f77', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:28.953589+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-f756-08df4e99d321', '7d5ed1a5-05e8-2374-3216-8a8998f0f94a', '2026-11-30 04:24:28.971355+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-780a-08df4e99d320', '672393b5-3d4a-1d89-913a-351eae253751', '2026-11-30 04:24:28.970908+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-db2b-08df4e99d321', '12ba10f6-89d2-7604-4cdf-2a4a2f5f50cb', '2026-11-30 04:24:28.977402+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-4e39-08df4e99d2fe', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:28.861601+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-0cb8-08df4e99d304', '1de52d39-8abe-47aa-019a-6999c076e051', '2026-11-30 04:24:29.099867+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-a044-08df4e99d2ec', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:28.860863+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-b11e-08df4e99d2f8', '8b5bb974-c334-3a71-7a23-1e27b7f8f1dc', '2026-11-30 04:24:29.097658+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-ccd2-08df4e99d301', '672393b5-3d4a-1d89-913a-351eae253751', '2026-11-30 04:24:29.100192+00');
INSERT INTO messaging.inbox VALUES ('904b37a4-c37f-a526-8e77-357263fce9a0', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:29.100371+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-0c62-08df4e99d324', 'd6472d07-808c-e585-dcee-f8a0e735e596', '2026-11-30 04:24:29.100058+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-1a2f-08df4e99d300', '1de52d39-8abe-47aa-019a-6999c076e051', '2026-11-30 04:24:29.09399+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-af5c-08df4e99d2d2', '77950a61-6dfc-b416-c50f-2180d18ec51b', '2026-11-30 04:24:28.646676+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-b19e-08df4e99d353', '7d5ed1a5-05e8-2374-3216-8a8998f0f94a', '2026-11-30 04:24:29.337492+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-95c0-08df4e99d326', '12ba10f6-89d2-7604-4cdf-2a4a2f5f50cb', '2026-11-30 04:24:29.132327+00');
INSERT INTO messaging.inbox VALUES ('0c7138f0-7bba-d7e3-6d9f-0e3d73b5894c', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:29.14565+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-24e7-08df4e99d33f', '7d5ed1a5-05e8-2374-3216-8a8998f0f94a', '2026-11-30 04:24:29.202325+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-9689-08df4e99d340', '1de52d39-8abe-47aa-019a-6999c076e051', '2026-11-30 04:24:29.202141+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-13a1-08df4e99d33f', 'd6472d07-808c-e585-dcee-f8a0e735e596', '2026-11-30 04:24:29.201847+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-c0b1-08df4e99d2c9', '77950a61-6dfc-b416-c50f-2180d18ec51b', '2026-11-30 04:24:28.44238+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-feba-08df4e99d2c9', '77950a61-6dfc-b416-c50f-2180d18ec51b', '2026-11-30 04:24:28.647635+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-b506-08df4e99d35e', 'd6472d07-808c-e585-dcee-f8a0e735e596', '2026-11-30 04:24:29.394802+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-c1cb-08df4e99d2f8', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:28.723379+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-a305-08df4e99d2ea', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:28.722916+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-1dee-08df4e99d2ce', '77950a61-6dfc-b416-c50f-2180d18ec51b', '2026-11-30 04:24:28.647378+00');
INSERT INTO messaging.inbox VALUES ('3d4bed11-93e0-8ea5-6396-b636175614e2', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:29.340249+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-d073-08df4e99d35f', 'd6472d07-808c-e585-dcee-f8a0e735e596', '2026-11-30 04:24:29.395051+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-ed8d-08df4e99d35f', '6757b924-9505-402c-eb21-0ade074bdd5e', '2026-11-30 04:24:29.402267+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-71e1-08df4e99d32e', 'e80fb9a6-b746-edc6-c105-2a1777df9069', '2026-11-30 04:24:29.101367+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-14b9-08df4e99d349', 'f96419bf-215f-3689-f9eb-955f7e680ead', '2026-11-30 04:24:29.312636+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-d542-08df4e99d353', '672393b5-3d4a-1d89-913a-351eae253751', '2026-11-30 04:24:29.272167+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-0991-08df4e99d32c', 'e80fb9a6-b746-edc6-c105-2a1777df9069', '2026-11-30 04:24:29.114285+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-7df5-08df4e99d35a', '8b19c442-8386-173a-b680-73a7c451d15d', '2026-11-30 04:24:29.340524+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-1eac-08df4e99d2e8', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:28.718379+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-51b9-08df4e99d312', '11f6d44f-7345-b63b-2e54-a458f27c9451', '2026-11-30 04:24:28.919784+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-a9c6-08df4e99d34f', '672393b5-3d4a-1d89-913a-351eae253751', '2026-11-30 04:24:29.337189+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-b339-08df4e99d352', 'd6472d07-808c-e585-dcee-f8a0e735e596', '2026-11-30 04:24:29.337669+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-879f-08df4e99d34f', '1de52d39-8abe-47aa-019a-6999c076e051', '2026-11-30 04:24:29.336682+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-8d2b-08df4e99d357', 'f1ce3098-6c87-df93-76f4-2c584dd39a5f', '2026-11-30 04:24:29.339929+00');
INSERT INTO messaging.inbox VALUES ('bf212cc3-0d59-03fe-084a-b24cd44ef6d5', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:29.340147+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-9342-08df4e99d355', 'f1ce3098-6c87-df93-76f4-2c584dd39a5f', '2026-11-30 04:24:29.339512+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-f3d0-08df4e99d341', 'f96419bf-215f-3689-f9eb-955f7e680ead', '2026-11-30 04:24:29.145914+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-8c1b-08df4e99d314', '8b19c442-8386-173a-b680-73a7c451d15d', '2026-11-30 04:24:28.968705+00');
INSERT INTO messaging.inbox VALUES ('209895a3-762d-2e08-0a3a-20c488907a5f', 'a2ba22f2-6e4a-dcd6-ed8a-4e52010766c3', '2026-11-30 04:24:29.392716+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-708e-08df4e99d365', '8b5bb974-c334-3a71-7a23-1e27b7f8f1dc', '2026-11-30 04:24:29.436204+00');
INSERT INTO messaging.inbox VALUES ('2b310000-2a6d-85c1-bb71-08df4e99d364', 'c6f381ef-f609-07fd-61cf-b54a5f97f074', '2026-11-30 04:24:29.440853+00');


--
-- Data for Name: journal_2026_11; Type: TABLE DATA; Schema: messaging; Owner: -
--

INSERT INTO messaging.journal_2026_11 VALUES (1, '2026-11-30 04:24:26.613047+00', 'PaymentState', '73ab4876-7734-d7c1-c7fd-e805ec99108d', NULL, 'Authorizing', 'InitiatePayment', '8d8d69f9-2e4e-aa88-4f30-32fe9f0c13e1', NULL, 'accepted');
INSERT INTO messaging.journal_2026_11 VALUES (2, '2026-11-30 04:24:26.729268+00', 'PaymentState', 'db5b5fab-8f4d-3e27-dda1-494c73cf256d', NULL, 'Authorizing', 'InitiatePayment', '5f3b3a5a-bcbe-57d8-6605-929d7e8d180f', NULL, 'accepted');
INSERT INTO messaging.journal_2026_11 VALUES (3, '2026-11-30 04:24:26.732939+00', 'PaymentState', 'e3eff9c0-cf44-dd3f-89e7-d15f17362f25', NULL, 'Authorizing', 'InitiatePayment', '147cd32d-b448-1036-9da2-c938926d45da', NULL, 'accepted');
INSERT INTO messaging.journal_2026_11 VALUES (4, '2026-11-30 04:24:26.736423+00', 'PaymentState', '309d6b79-965e-da32-dae4-45508201e2bd', NULL, 'Authorizing', 'InitiatePayment', '474999c0-ab80-ee5a-224d-993b9352c46f', NULL, 'accepted');
INSERT INTO messaging.journal_2026_11 VALUES (5, '2026-11-30 04:24:26.750189+00', 'PaymentState', '15c1d2df-a996-4aef-012d-0ea67ff12229', NULL, 'Authorizing', 'InitiatePayment', '398d1cd6-2993-23b4-dae5-b653deb56eca', NULL, 'accepted');
INSERT INTO messaging.journal_2026_11 VALUES (6, '2026-11-30 04:24:26.752605+00', 'PaymentState', '79cb9e86-830c-71c2-cdcc-69292f45e678', NULL, 'Authorizing', 'InitiatePayment', '8d722543-6794-7c8d-c864-19d8c97bb1b6', NULL, 'accepted');
INSERT INTO messaging.journal_2026_11 VALUES (7, '2026-11-30 04:24:26.799824+00', 'PaymentState', '2fa91425-cb00-8853-9d2c-67eda13ffe79', NULL, 'Authorizing', 'InitiatePayment', '6fe08506-e79c-e0e3-eafd-863d7c20eb96', NULL, 'accepted');
INSERT INTO messaging.journal_2026_11 VALUES (8, '2026-11-30 04:24:26.827174+00', 'PaymentState', 'a66b0d38-9d95-847e-bd29-9753a7677796', NULL, 'Authorizing', 'InitiatePayment', '64099c18-5eb2-d0d1-6e04-d1d59761b11b', NULL, 'accepted');
INSERT INTO messaging.journal_2026_11 VALUES (9, '2026-11-30 04:24:26.835219+00', 'PaymentState', '5387f613-76c4-68ae-c732-1cc007b37e14', NULL, 'Authorizing', 'InitiatePayment', '73312195-2c0f-4ed5-7192-d84f862418c6', NULL, 'accepted');
INSERT INTO messaging.journal_2026_11 VALUES (10, '2026-11-30 04:24:26.863206+00', 'PaymentState', '986e86cb-0ab8-ab67-a26b-7f62b1852f27', NULL, 'Authorizing', 'InitiatePayment', '9000c317-7659-6323-1768-71d83f1e9ad0', NULL, 'accepted');
INSERT INTO messaging.journal_2026_11 VALUES (11, '2026-11-30 04:24:26.870646+00', 'PaymentState', '4105cca7-b533-02fc-154c-d2aad7185dda', NULL, 'Authorizing', 'InitiatePayment', 'c61f9b2f-be61-14a4-fb97-f7814ee7e438', NULL, 'accepted');
INSERT INTO messaging.journal_2026_11 VALUES (12, '2026-11-30 04:24:26.873642+00', 'PaymentState', '73f778aa-f6fa-5db8-656a-bd72fb710734', NULL, 'Authorizing', 'InitiatePayment', 'ff7dd161-c591-c7da-679c-794a282ad7a6', NULL, 'accepted');
INSERT INTO messaging.journal_2026_11 VALUES (13, '2026-11-30 04:24:26.874566+00', 'PaymentState', '4b4d8474-a3ea-284d-3bd0-334684e55160', NULL, 'Authorizing', 'InitiatePayment', 'dcad3263-e879-7b60-1c70-034a00de6cc4', NULL, 'accepted');
INSERT INTO messaging.journal_2026_11 VALUES (14, '2026-11-30 04:24:26.882864+00', 'PaymentState', '99809225-3def-fa38-e12b-2b8f30b17d0b', NULL, 'Authorizing', 'InitiatePayment', '233ebe75-c5cd-eace-713d-4e4c888355a5', NULL, 'accepted');
INSERT INTO messaging.journal_2026_11 VALUES (15, '2026-11-30 04:24:26.885332+00', 'PaymentState', 'd4ea65d0-03d7-1684-9f85-58a628518867', NULL, 'Authorizing', 'InitiatePayment', '34af325b-52f3-d5e6-fa8f-4cc7317a8941', NULL, 'accepted');
INSERT INTO messaging.journal_2026_11 VALUES (16, '2026-11-30 04:24:26.886049+00', 'PaymentState', '902a174f-11fa-2ac0-079d-d25a49fe85b0', NULL, 'Authorizing', 'InitiatePayment', '6041e32f-e06e-b8ed-854b-2dc3113e4bcd', NULL, 'accepted');
INSERT INTO messaging.journal_2026_11 VALUES (17, '2026-11-30 04:24:26.88722+00', 'PaymentState', '320094ea-d7a9-4ded-9749-1e2370c6a5b8', NULL, 'Authorizing', 'InitiatePayment', 'e98fbc29-a3d1-31c4-cd99-392beb611b63', NULL, 'accepted');
INSERT INTO messaging.journal_2026_11 VALUES (18, '2026-11-30 04:24:26.89065+00', 'PaymentState', '834c687a-3acb-6266-c20b-a2c250b601fc', NULL, 'Authorizing', 'InitiatePayment', 'a79e0ee6-70c5-b0a4-cbed-57acd3aa2299', NULL, 'accepted');
INSERT INTO messaging.journal_2026_11 VALUES (19, '2026-11-30 04:24:26.898391+00', 'RefundState', '09208a65-0f3e-bdd3-102b-938b8743feb6', NULL, 'Reserving', 'RefundPayment', '4159cbc3-850a-acb6-2616-0fa70a284766', NULL, 'accepted; asking the payment for the money');
INSERT INTO messaging.journal_2026_11 VALUES (20, '2026-11-30 04:24:26.905205+00', 'PaymentState', 'ee82ec3f-fee5-a5b2-8d1f-e1daff666589', NULL, 'Authorizing', 'InitiatePayment', '46106532-ae8e-72b7-789f-36b4dda707b4', NULL, 'accepted');
INSERT INTO messaging.journal_2026_11 VALUES (21, '2026-11-30 04:24:26.9132+00', 'RefundState', '244caf9c-4dab-b481-7253-edc618187993', NULL, 'Reserving', 'RefundPayment', '34e88d83-0fb4-73aa-7ad5-44799977d40e', NULL, 'accepted; asking the payment for the money');
INSERT INTO messaging.journal_2026_11 VALUES (22, '2026-11-30 04:24:26.927864+00', 'RefundState', '6822a6b2-4735-af1c-a7a1-149075139237', NULL, 'Reserving', 'RefundPayment', '47886689-98a1-f074-9cd8-78f0737b38ed', NULL, 'accepted; asking the payment for the money');
INSERT INTO messaging.journal_2026_11 VALUES (23, '2026-11-30 04:24:27.344616+00', 'RefundState', '244caf9c-4dab-b481-7253-edc618187993', 'Reserving', 'AwaitingPayment', 'RefundNotReserved', '2b310000-2a6d-85c1-4949-08df4e99d221', NULL, 'the money is not taken yet: the payment is Authorizing; it is asked again');
INSERT INTO messaging.journal_2026_11 VALUES (24, '2026-11-30 04:24:27.511045+00', 'RefundState', '09208a65-0f3e-bdd3-102b-938b8743feb6', 'Reserving', 'AwaitingPayment', 'RefundNotReserved', '2b310000-2a6d-85c1-5ad7-08df4e99d20e', NULL, 'the money is not taken yet: the payment is Authorizing; it is asked again');
INSERT INTO messaging.journal_2026_11 VALUES (25, '2026-11-30 04:24:27.298642+00', 'RefundState', '6822a6b2-4735-af1c-a7a1-149075139237', 'Reserving', 'AwaitingPayment', 'RefundNotReserved', '2b310000-2a6d-85c1-620f-08df4e99d221', NULL, 'the money is not taken yet: the payment is Authorizing; it is asked again');
INSERT INTO messaging.journal_2026_11 VALUES (26, '2026-11-30 04:24:27.856896+00', 'PaymentState', '4b4d8474-a3ea-284d-3bd0-334684e55160', 'Authorizing', 'AwaitingRetry', 'AttemptCallFailed', '2b310000-2a6d-85c1-c0ad-08df4e99d26c', NULL, 'create was not answered (OutcomeUnknown): the connection or the answer broke: HttpRequestException');
INSERT INTO messaging.journal_2026_11 VALUES (27, '2026-11-30 04:24:27.981143+00', 'PaymentState', '309d6b79-965e-da32-dae4-45508201e2bd', 'Authorizing', 'AwaitingRetry', 'AttemptCallFailed', '2b310000-2a6d-85c1-0878-08df4e99d273', NULL, 'create was not answered (OutcomeUnknown): the connection or the answer broke: HttpRequestException');
INSERT INTO messaging.journal_2026_11 VALUES (28, '2026-11-30 04:24:27.990287+00', 'PaymentState', '73f778aa-f6fa-5db8-656a-bd72fb710734', 'Authorizing', 'AwaitingRetry', 'AttemptCallFailed', '2b310000-2a6d-85c1-1cfa-08df4e99d274', NULL, 'create was not answered (OutcomeUnknown): the connection or the answer broke: HttpRequestException');
INSERT INTO messaging.journal_2026_11 VALUES (29, '2026-11-30 04:24:27.989232+00', 'PaymentState', '902a174f-11fa-2ac0-079d-d25a49fe85b0', 'Authorizing', 'AwaitingRetry', 'AttemptCallFailed', '2b310000-2a6d-85c1-8f35-08df4e99d26c', NULL, 'create was not answered (OutcomeUnknown): the connection or the answer broke: HttpRequestException');
INSERT INTO messaging.journal_2026_11 VALUES (30, '2026-11-30 04:24:28.196487+00', 'PaymentState', 'db5b5fab-8f4d-3e27-dda1-494c73cf256d', 'Authorizing', 'Authorizing', 'AttemptCreated', '2b310000-2a6d-85c1-3361-08df4e99d292', NULL, 'attempt 1 is pi_3wTGwaeG6vndD0t8RyczIvyo at stripe; authorizing it');
INSERT INTO messaging.journal_2026_11 VALUES (31, '2026-11-30 04:24:28.221029+00', 'PaymentState', '4105cca7-b533-02fc-154c-d2aad7185dda', 'Authorizing', 'Authorizing', 'AttemptCreated', '2b310000-2a6d-85c1-32dd-08df4e99d292', NULL, 'attempt 1 is pi_31Dk3vh1ZkTQ6PvBspZD45P3 at stripe; authorizing it');
INSERT INTO messaging.journal_2026_11 VALUES (32, '2026-11-30 04:24:28.249067+00', 'PaymentState', 'ee82ec3f-fee5-a5b2-8d1f-e1daff666589', 'Authorizing', 'Authorizing', 'AttemptCreated', '2b310000-2a6d-85c1-e326-08df4e99d292', NULL, 'attempt 1 is pi_3Yn6iQMqdlOYhpZngcsSFRfM at stripe; authorizing it');
INSERT INTO messaging.journal_2026_11 VALUES (33, '2026-11-30 04:24:28.306054+00', 'PaymentState', '5387f613-76c4-68ae-c732-1cc007b37e14', 'Authorizing', 'Authorizing', 'AttemptCreated', '2b310000-2a6d-85c1-2a3e-08df4e99d292', NULL, 'attempt 1 is pi_36nVUkyUN10N5V2JgztM6tYj at stripe; authorizing it');
INSERT INTO messaging.journal_2026_11 VALUES (34, '2026-11-30 04:24:28.314249+00', 'PaymentState', 'd4ea65d0-03d7-1684-9f85-58a628518867', 'Authorizing', 'Authorizing', 'AttemptCreated', '2b310000-2a6d-85c1-ffd9-08df4e99d292', NULL, 'attempt 1 is pi_3SdkKVb9vUZYDdEGXndzhQUW at stripe; authorizing it');
INSERT INTO messaging.journal_2026_11 VALUES (35, '2026-11-30 04:24:28.324767+00', 'PaymentState', '834c687a-3acb-6266-c20b-a2c250b601fc', 'Authorizing', 'Releasing', 'AttemptCallFailed', '2b310000-2a6d-85c1-8cca-08df4e99d295', NULL, 'the gateway rejects our request: invalid_request_error: resource_missing: No such PaymentMethod: ''pm_sandbox_processing''');
INSERT INTO messaging.journal_2026_11 VALUES (36, '2026-11-30 04:24:28.330358+00', 'PaymentState', '986e86cb-0ab8-ab67-a26b-7f62b1852f27', 'Authorizing', 'Authorizing', 'AttemptCreated', '2b310000-2a6d-85c1-4cac-08df4e99d293', NULL, 'attempt 1 is pi_3rhLOvXG9Xx9Nmq2LaNNn9H7 at stripe; authorizing it');
INSERT INTO messaging.journal_2026_11 VALUES (37, '2026-11-30 04:24:28.331209+00', 'PaymentState', '79cb9e86-830c-71c2-cdcc-69292f45e678', 'Authorizing', 'AwaitingRetry', 'AttemptCallFailed', '2b310000-2a6d-85c1-dc3b-08df4e99d295', NULL, 'create was not answered (OutcomeUnknown): api_error: An unknown error occurred.');
INSERT INTO messaging.journal_2026_11 VALUES (38, '2026-11-30 04:24:28.33942+00', 'PaymentState', 'a66b0d38-9d95-847e-bd29-9753a7677796', 'Authorizing', 'AwaitingRetry', 'AttemptCallFailed', '2b310000-2a6d-85c1-6503-08df4e99d294', NULL, 'too fast for the gateway: invalid_request_error: rate_limit: Too many requests hit the API too quickly. We recommend an exponential backoff of your requests.');
INSERT INTO messaging.journal_2026_11 VALUES (39, '2026-11-30 04:24:28.338471+00', 'PaymentState', '2fa91425-cb00-8853-9d2c-67eda13ffe79', 'Authorizing', 'Authorizing', 'AttemptCreated', '2b310000-2a6d-85c1-30ec-08df4e99d292', NULL, 'attempt 1 is pi_3nBcWGIY8RUHECWAsDo4wha8 at stripe; authorizing it');
INSERT INTO messaging.journal_2026_11 VALUES (40, '2026-11-30 04:24:28.358881+00', 'PaymentState', '15c1d2df-a996-4aef-012d-0ea67ff12229', 'Authorizing', 'Authorizing', 'AttemptCreated', '2b310000-2a6d-85c1-2045-08df4e99d293', NULL, 'attempt 1 is pi_3apKUa7lfO4aW0cmwjGU7hpc at stripe; authorizing it');
INSERT INTO messaging.journal_2026_11 VALUES (41, '2026-11-30 04:24:28.362908+00', 'PaymentState', '320094ea-d7a9-4ded-9749-1e2370c6a5b8', 'Authorizing', 'AwaitingRetry', 'AttemptCallFailed', '2b310000-2a6d-85c1-f50c-08df4e99d295', NULL, 'too fast for the gateway: invalid_request_error: lock_timeout: This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request.');
INSERT INTO messaging.journal_2026_11 VALUES (42, '2026-11-30 04:24:28.38065+00', 'PaymentState', '99809225-3def-fa38-e12b-2b8f30b17d0b', 'Authorizing', 'Authorizing', 'AttemptCreated', '2b310000-2a6d-85c1-323a-08df4e99d292', NULL, 'attempt 1 is pi_3GMNOP3xLguUzRhUHCzj7Y9X at stripe; authorizing it');
INSERT INTO messaging.journal_2026_11 VALUES (43, '2026-11-30 04:24:28.38313+00', 'PaymentState', '73ab4876-7734-d7c1-c7fd-e805ec99108d', 'Authorizing', 'Authorizing', 'AttemptCreated', '2b310000-2a6d-85c1-3cab-08df4e99d293', NULL, 'attempt 1 is pi_31oCLrxgqlajTjvoci8w3XO4 at stripe; authorizing it');
INSERT INTO messaging.journal_2026_11 VALUES (44, '2026-11-30 04:24:28.388938+00', 'PaymentState', 'e3eff9c0-cf44-dd3f-89e7-d15f17362f25', 'Authorizing', 'Authorizing', 'AttemptCreated', '2b310000-2a6d-85c1-3068-08df4e99d293', NULL, 'attempt 1 is pi_3dkIdXtksW09ssTl38thYP1b at stripe; authorizing it');
INSERT INTO messaging.journal_2026_11 VALUES (66, '2026-11-30 04:24:29.22442+00', 'PaymentState', '834c687a-3acb-6266-c20b-a2c250b601fc', 'Releasing', 'Failed', 'AttemptClosed', '2b310000-2a6d-85c1-b11e-08df4e99d2f8', NULL, 'failed (rejected): the gateway gave no reference, so nothing could be confirmed, and every later claim is refused');
INSERT INTO messaging.journal_2026_11 VALUES (45, '2026-11-30 04:24:28.517241+00', 'PaymentState', '902a174f-11fa-2ac0-079d-d25a49fe85b0', 'AwaitingRetry', 'Authorizing', 'PaymentDue', '2b310000-2a6d-85c1-b60c-08df4e99d295', NULL, 'retry 1: create of attempt 1');
INSERT INTO messaging.journal_2026_11 VALUES (52, '2026-11-30 04:24:28.675082+00', 'PaymentState', 'a66b0d38-9d95-847e-bd29-9753a7677796', 'AwaitingRetry', 'Authorizing', 'PaymentDue', '2b310000-2a6d-85c1-2686-08df4e99d2cb', NULL, 'retry 0: create of attempt 1');
INSERT INTO messaging.journal_2026_11 VALUES (64, '2026-11-30 04:24:29.157405+00', 'PaymentState', '902a174f-11fa-2ac0-079d-d25a49fe85b0', 'Authorizing', 'Authorizing', 'AttemptCreated', '2b310000-2a6d-85c1-0c62-08df4e99d324', NULL, 'attempt 1 is pi_3ibGKEkPs8hrRT3tgNPPbwdY at stripe; authorizing it');
INSERT INTO messaging.journal_2026_11 VALUES (46, '2026-11-30 04:24:28.529393+00', 'PaymentState', '4b4d8474-a3ea-284d-3bd0-334684e55160', 'AwaitingRetry', 'Authorizing', 'PaymentDue', '2b310000-2a6d-85c1-c843-08df4e99d27c', NULL, 'retry 1: create of attempt 1');
INSERT INTO messaging.journal_2026_11 VALUES (47, '2026-11-30 04:24:28.545976+00', 'PaymentState', '73f778aa-f6fa-5db8-656a-bd72fb710734', 'AwaitingRetry', 'Authorizing', 'PaymentDue', '2b310000-2a6d-85c1-e625-08df4e99d295', NULL, 'retry 1: create of attempt 1');
INSERT INTO messaging.journal_2026_11 VALUES (72, '2026-11-30 04:24:29.352876+00', 'PaymentState', '309d6b79-965e-da32-dae4-45508201e2bd', 'Authorizing', 'Authorizing', 'AttemptCreated', '2b310000-2a6d-85c1-b339-08df4e99d352', NULL, 'attempt 1 is pi_3SoUSCyqZQIAmNxzmEWIonK3 at stripe; authorizing it');
INSERT INTO messaging.journal_2026_11 VALUES (48, '2026-11-30 04:24:28.559019+00', 'PaymentState', '79cb9e86-830c-71c2-cdcc-69292f45e678', 'AwaitingRetry', 'Authorizing', 'PaymentDue', '2b310000-2a6d-85c1-e755-08df4e99d2c9', NULL, 'retry 1: create of attempt 1');
INSERT INTO messaging.journal_2026_11 VALUES (49, '2026-11-30 04:24:28.618712+00', 'RefundState', '6822a6b2-4735-af1c-a7a1-149075139237', 'AwaitingPayment', 'Reserving', 'RefundDue', '2b310000-2a6d-85c1-2585-08df4e99d22c', NULL, 'the money is not taken yet: the payment is Authorizing; it is asked again');
INSERT INTO messaging.journal_2026_11 VALUES (50, '2026-11-30 04:24:28.636079+00', 'RefundState', '244caf9c-4dab-b481-7253-edc618187993', 'AwaitingPayment', 'Reserving', 'RefundDue', '2b310000-2a6d-85c1-546b-08df4e99d233', NULL, 'the money is not taken yet: the payment is Authorizing; it is asked again');
INSERT INTO messaging.journal_2026_11 VALUES (70, '2026-11-30 04:24:29.317658+00', 'PaymentState', 'a66b0d38-9d95-847e-bd29-9753a7677796', 'Authorizing', 'Authorizing', 'AttemptCreated', '2b310000-2a6d-85c1-13a1-08df4e99d33f', NULL, 'attempt 1 is pi_3IngqrbFjJDSZFe2SrorYtol at stripe; authorizing it');
INSERT INTO messaging.journal_2026_11 VALUES (51, '2026-11-30 04:24:28.638601+00', 'PaymentState', '309d6b79-965e-da32-dae4-45508201e2bd', 'AwaitingRetry', 'Authorizing', 'PaymentDue', '2b310000-2a6d-85c1-7af0-08df4e99d294', NULL, 'retry 1: create of attempt 1');
INSERT INTO messaging.journal_2026_11 VALUES (60, '2026-11-30 04:24:29.0965+00', 'PaymentState', '2fa91425-cb00-8853-9d2c-67eda13ffe79', 'Authorizing', 'Capturing', 'AttemptAuthorized', '2b310000-2a6d-85c1-780a-08df4e99d320', NULL, 'the money is held; capturing it');
INSERT INTO messaging.journal_2026_11 VALUES (71, '2026-11-30 04:24:29.351986+00', 'PaymentState', '99809225-3def-fa38-e12b-2b8f30b17d0b', 'Authorizing', 'Capturing', 'AttemptAuthorized', '2b310000-2a6d-85c1-a9c6-08df4e99d34f', NULL, 'the money is held; capturing it');
INSERT INTO messaging.journal_2026_11 VALUES (53, '2026-11-30 04:24:28.782811+00', 'RefundState', '09208a65-0f3e-bdd3-102b-938b8743feb6', 'AwaitingPayment', 'Reserving', 'RefundDue', '2b310000-2a6d-85c1-bf0b-08df4e99d24c', NULL, 'the money is not taken yet: the payment is Authorizing; it is asked again');
INSERT INTO messaging.journal_2026_11 VALUES (54, '2026-11-30 04:24:28.805933+00', 'PaymentState', '320094ea-d7a9-4ded-9749-1e2370c6a5b8', 'AwaitingRetry', 'Authorizing', 'PaymentDue', '2b310000-2a6d-85c1-a253-08df4e99d2cd', NULL, 'retry 0: create of attempt 1');
INSERT INTO messaging.journal_2026_11 VALUES (59, '2026-11-30 04:24:29.08857+00', 'PaymentState', '73ab4876-7734-d7c1-c7fd-e805ec99108d', 'Authorizing', 'Reconciling', 'AttemptCallFailed', '2b310000-2a6d-85c1-f756-08df4e99d321', NULL, 'the outcome of authorize is unknown: api_error: An unknown error occurred.');
INSERT INTO messaging.journal_2026_11 VALUES (55, '2026-11-30 04:24:28.865331+00', 'PaymentState', '5387f613-76c4-68ae-c732-1cc007b37e14', 'Authorizing', 'Capturing', 'AttemptAuthorized', '2b310000-2a6d-85c1-020e-08df4e99d30a', NULL, 'the money is held; capturing it');
INSERT INTO messaging.journal_2026_11 VALUES (56, '2026-11-30 04:24:28.920837+00', 'RefundState', '09208a65-0f3e-bdd3-102b-938b8743feb6', 'Reserving', 'AwaitingPayment', 'RefundNotReserved', '2b310000-2a6d-85c1-8f13-08df4e99d311', NULL, 'the money is not taken yet: the payment is Authorizing; it is asked again');
INSERT INTO messaging.journal_2026_11 VALUES (67, '2026-11-30 04:24:29.279053+00', 'PaymentState', '15c1d2df-a996-4aef-012d-0ea67ff12229', 'Authorizing', 'Capturing', 'AttemptAuthorized', '2b310000-2a6d-85c1-d542-08df4e99d353', NULL, 'the money is held; capturing it');
INSERT INTO messaging.journal_2026_11 VALUES (57, '2026-11-30 04:24:28.978565+00', 'RefundState', '244caf9c-4dab-b481-7253-edc618187993', 'Reserving', 'AwaitingPayment', 'RefundNotReserved', '2b310000-2a6d-85c1-db2b-08df4e99d321', NULL, 'the money is not taken yet: the payment is Authorizing; it is asked again');
INSERT INTO messaging.journal_2026_11 VALUES (58, '2026-11-30 04:24:29.066029+00', 'PaymentState', 'db5b5fab-8f4d-3e27-dda1-494c73cf256d', 'Authorizing', 'Reconciling', 'AttemptCallFailed', '2b310000-2a6d-85c1-3bb0-08df4e99d312', NULL, 'the outcome of authorize is unknown: api_error: Stripe is temporarily unavailable.');
INSERT INTO messaging.journal_2026_11 VALUES (69, '2026-11-30 04:24:29.315092+00', 'PaymentState', 'e3eff9c0-cf44-dd3f-89e7-d15f17362f25', 'Authorizing', 'Releasing', 'AttemptDeclined', '2b310000-2a6d-85c1-9689-08df4e99d340', NULL, 'declined (generic_decline): closing the attempt');
INSERT INTO messaging.journal_2026_11 VALUES (61, '2026-11-30 04:24:29.118517+00', 'PaymentState', 'ee82ec3f-fee5-a5b2-8d1f-e1daff666589', 'Authorizing', 'Releasing', 'AttemptDeclined', '2b310000-2a6d-85c1-0cb8-08df4e99d304', NULL, 'declined (generic_decline): closing the attempt');
INSERT INTO messaging.journal_2026_11 VALUES (62, '2026-11-30 04:24:29.133856+00', 'RefundState', '6822a6b2-4735-af1c-a7a1-149075139237', 'Reserving', 'AwaitingPayment', 'RefundNotReserved', '2b310000-2a6d-85c1-95c0-08df4e99d326', NULL, 'the money is not taken yet: the payment is Capturing; it is asked again');
INSERT INTO messaging.journal_2026_11 VALUES (63, '2026-11-30 04:24:29.147335+00', 'PaymentState', 'd4ea65d0-03d7-1684-9f85-58a628518867', 'Authorizing', 'Capturing', 'AttemptAuthorized', '2b310000-2a6d-85c1-ccd2-08df4e99d301', NULL, 'the money is held; capturing it');
INSERT INTO messaging.journal_2026_11 VALUES (65, '2026-11-30 04:24:29.164816+00', 'PaymentState', '4105cca7-b533-02fc-154c-d2aad7185dda', 'Authorizing', 'Releasing', 'AttemptDeclined', '2b310000-2a6d-85c1-1a2f-08df4e99d300', NULL, 'declined (authentication_required): closing the attempt');
INSERT INTO messaging.journal_2026_11 VALUES (68, '2026-11-30 04:24:29.314438+00', 'PaymentState', '79cb9e86-830c-71c2-cdcc-69292f45e678', 'Authorizing', 'AwaitingRetry', 'AttemptCallFailed', '2b310000-2a6d-85c1-24e7-08df4e99d33f', NULL, 'too fast for the gateway: invalid_request_error: rate_limit: Too many requests hit the API too quickly. We recommend an exponential backoff of your requests.');
INSERT INTO messaging.journal_2026_11 VALUES (73, '2026-11-30 04:24:29.353562+00', 'PaymentState', '73f778aa-f6fa-5db8-656a-bd72fb710734', 'Authorizing', 'Releasing', 'AttemptCallFailed', '2b310000-2a6d-85c1-b19e-08df4e99d353', NULL, 'the gateway rejects our request: invalid_request_error: resource_missing: No such PaymentMethod: ''pm_sandbox_processing''');
INSERT INTO messaging.journal_2026_11 VALUES (74, '2026-11-30 04:24:29.354143+00', 'PaymentState', '986e86cb-0ab8-ab67-a26b-7f62b1852f27', 'Authorizing', 'Releasing', 'AttemptDeclined', '2b310000-2a6d-85c1-879f-08df4e99d34f', NULL, 'declined (authentication_required): closing the attempt');
INSERT INTO messaging.journal_2026_11 VALUES (75, '2026-11-30 04:24:29.384843+00', 'PaymentState', 'db5b5fab-8f4d-3e27-dda1-494c73cf256d', 'Reconciling', 'AwaitingRetry', 'AttemptStillOpen', '2b310000-2a6d-85c1-9342-08df4e99d355', NULL, 'the gateway has no outcome (requires_confirmation); sending the same key again');
INSERT INTO messaging.journal_2026_11 VALUES (76, '2026-11-30 04:24:29.400316+00', 'PaymentState', '320094ea-d7a9-4ded-9749-1e2370c6a5b8', 'Authorizing', 'Authorizing', 'AttemptCreated', '2b310000-2a6d-85c1-d073-08df4e99d35f', NULL, 'attempt 1 is pi_3xr7fiz2AtYEerrsWz2YSqgB at stripe; authorizing it');
INSERT INTO messaging.journal_2026_11 VALUES (77, '2026-11-30 04:24:29.428949+00', 'PaymentState', '4b4d8474-a3ea-284d-3bd0-334684e55160', 'Authorizing', 'Authorizing', 'AttemptCreated', '2b310000-2a6d-85c1-b506-08df4e99d35e', NULL, 'attempt 1 is pi_38YcXidPrjWFVHrIL06ov7Tx at stripe; authorizing it');
INSERT INTO messaging.journal_2026_11 VALUES (78, '2026-11-30 04:24:29.430729+00', 'PaymentState', '79cb9e86-830c-71c2-cdcc-69292f45e678', 'AwaitingRetry', 'Authorizing', 'PaymentDue', '2b310000-2a6d-85c1-ed8d-08df4e99d35f', NULL, 'retry 1: create of attempt 1');
INSERT INTO messaging.journal_2026_11 VALUES (79, '2026-11-30 04:24:29.424472+00', 'PaymentState', '73ab4876-7734-d7c1-c7fd-e805ec99108d', 'Reconciling', 'AwaitingRetry', 'AttemptStillOpen', '2b310000-2a6d-85c1-8d2b-08df4e99d357', NULL, 'the gateway has no outcome (requires_confirmation); sending the same key again');
INSERT INTO messaging.journal_2026_11 VALUES (80, '2026-11-30 04:24:29.486804+00', 'PaymentState', 'ee82ec3f-fee5-a5b2-8d1f-e1daff666589', 'Releasing', 'Authorizing', 'AttemptClosed', '2b310000-2a6d-85c1-708e-08df4e99d365', NULL, 'attempt 1 at stripe is closed (stripe says canceled for pi_3Yn6iQMqdlOYhpZngcsSFRfM in the answer to cancel, request req_BMbUqx34hCdG3A, 2026-11-30 04:24:29Z); trying paypal');
INSERT INTO messaging.journal_2026_11 VALUES (81, '2026-11-30 04:24:29.509921+00', 'PaymentState', '5387f613-76c4-68ae-c732-1cc007b37e14', 'Capturing', 'Confirmed', 'AttemptCaptured', '2b310000-2a6d-85c1-bb71-08df4e99d364', NULL, 'captured: ch_39rNKjOTpbiwLjBlYdFzI8KH');


--
-- Data for Name: journal_2026_12; Type: TABLE DATA; Schema: messaging; Owner: -
--



--
-- Data for Name: journal_2027_01; Type: TABLE DATA; Schema: messaging; Owner: -
--



--
-- Data for Name: journal_2027_02; Type: TABLE DATA; Schema: messaging; Owner: -
--



--
-- Data for Name: journal_rest; Type: TABLE DATA; Schema: messaging; Owner: -
--



--
-- Data for Name: migrations; Type: TABLE DATA; Schema: messaging; Owner: -
--

INSERT INTO messaging.migrations VALUES ('20261123000000_Messaging', '10.0.15');
INSERT INTO messaging.migrations VALUES ('20261124000000_DeadLetterActions', '10.0.15');


--
-- Data for Name: outbox; Type: TABLE DATA; Schema: messaging; Owner: -
--

INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-059d-08df4e99d314', '2b310000-2a6d-85c1-30fd-08df4e99d313', '2b310000-2a6d-85c1-e269-08df4e99d2e6', NULL, NULL, NULL, 'loopback://localhost/gateway-doorbell', 'loopback://localhost/gateway-doorbell', NULL, NULL, NULL, '2026-11-30 04:24:28.816706+00', 'application/vnd.masstransit+json', 'urn:message:Integration.PaymentWorker.Consumers:GatewayRingsAgain', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-25c3-08df4e99d313"}', NULL, '{"messageId":"2b310000-2a6d-85c1-30fd-08df4e99d313","requestId":null,"correlationId":null,"conversationId":"2b310000-2a6d-85c1-e269-08df4e99d2e6","initiatorId":null,"sourceAddress":"loopback://localhost/gateway-doorbell","destinationAddress":"loopback://localhost/gateway-doorbell","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.PaymentWorker.Consumers:GatewayRingsAgain"],"message":{"gateway":"stripe","reference":"pi_3SoUSCyqZQIAmNxzmEWIonK3","captureReference":null,"disputeReference":null,"refundReference":null,"eventType":"payment_intent.created","tries":1},"expirationTime":null,"sentTime":"2026-11-30T04:24:28.8112893Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-25c3-08df4e99d313"},"host":null}', '2026-11-30 04:24:29.810506+00', '2b310000-2a6d-85c1-25c3-08df4e99d313', true, 0, '2026-11-30 04:24:29.810506+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-12aa-08df4e99d322', '2b310000-2a6d-85c1-1115-08df4e99d322', '2b310000-2a6d-85c1-c305-08df4e99d2f6', NULL, NULL, NULL, 'loopback://localhost/gateway-doorbell', 'loopback://localhost/gateway-doorbell', NULL, NULL, NULL, '2026-11-30 04:24:28.908814+00', 'application/vnd.masstransit+json', 'urn:message:Integration.PaymentWorker.Consumers:GatewayRingsAgain', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-0df8-08df4e99d322"}', NULL, '{"messageId":"2b310000-2a6d-85c1-1115-08df4e99d322","requestId":null,"correlationId":null,"conversationId":"2b310000-2a6d-85c1-c305-08df4e99d2f6","initiatorId":null,"sourceAddress":"loopback://localhost/gateway-doorbell","destinationAddress":"loopback://localhost/gateway-doorbell","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.PaymentWorker.Consumers:GatewayRingsAgain"],"message":{"gateway":"stripe","reference":"pi_31Dk3vh1ZkTQ6PvBspZD45P3","captureReference":null,"disputeReference":null,"refundReference":null,"eventType":"payment_intent.payment_failed","tries":0},"expirationTime":null,"sentTime":"2026-11-30T04:24:28.9087765Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-0df8-08df4e99d322"},"host":null}', '2026-11-30 04:24:30.908675+00', '2b310000-2a6d-85c1-0df8-08df4e99d322', true, 0, '2026-11-30 04:24:30.908675+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-e25d-08df4e99d323', '2b310000-2a6d-85c1-e049-08df4e99d323', '2b310000-2a6d-85c1-98f0-08df4e99d171', '09208a65-0f3e-bdd3-102b-938b8743feb6', '09208a65-0f3e-bdd3-102b-938b8743feb6', NULL, 'loopback://localhost/refunds', 'loopback://localhost/refunds', NULL, NULL, NULL, '2026-11-30 04:24:28.920684+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Refunds:RefundDue', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-dcbe-08df4e99d323"}', NULL, '{"messageId":"2b310000-2a6d-85c1-e049-08df4e99d323","requestId":null,"correlationId":"09208a65-0f3e-bdd3-102b-938b8743feb6","conversationId":"2b310000-2a6d-85c1-98f0-08df4e99d171","initiatorId":"09208a65-0f3e-bdd3-102b-938b8743feb6","sourceAddress":"loopback://localhost/refunds","destinationAddress":"loopback://localhost/refunds","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Refunds:RefundDue"],"message":{"refundId":"09208a65-0f3e-bdd3-102b-938b8743feb6","correlationId":"09208a65-0f3e-bdd3-102b-938b8743feb6"},"expirationTime":null,"sentTime":"2026-11-30T04:24:28.9206345Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-dcbe-08df4e99d323"},"host":null}', '2026-11-30 04:24:33.920513+00', '2b310000-2a6d-85c1-dcbe-08df4e99d323', true, 0, '2026-11-30 04:24:33.920513+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-8a5a-08df4e99d35a', '2b310000-2a6d-85c1-894b-08df4e99d35a', '2b310000-2a6d-85c1-9ab4-08df4e99d171', '15c1d2df-a996-4aef-012d-0ea67ff12229', '15c1d2df-a996-4aef-012d-0ea67ff12229', NULL, 'loopback://localhost/payments', 'loopback://localhost/payments', NULL, NULL, NULL, '2026-11-30 04:24:29.27888+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Payments:PaymentDue', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-864a-08df4e99d35a"}', NULL, '{"messageId":"2b310000-2a6d-85c1-894b-08df4e99d35a","requestId":null,"correlationId":"15c1d2df-a996-4aef-012d-0ea67ff12229","conversationId":"2b310000-2a6d-85c1-9ab4-08df4e99d171","initiatorId":"15c1d2df-a996-4aef-012d-0ea67ff12229","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/payments","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Payments:PaymentDue"],"message":{"paymentId":"15c1d2df-a996-4aef-012d-0ea67ff12229","correlationId":"15c1d2df-a996-4aef-012d-0ea67ff12229"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.2788555Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-864a-08df4e99d35a"},"host":null}', '2026-11-30 04:34:29.27875+00', '2b310000-2a6d-85c1-864a-08df4e99d35a', true, 0, '2026-11-30 04:34:29.27875+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-b0aa-08df4e99d32c', '2b310000-2a6d-85c1-ae8c-08df4e99d32c', '2b310000-2a6d-85c1-1abf-08df4e99d16c', '244caf9c-4dab-b481-7253-edc618187993', '244caf9c-4dab-b481-7253-edc618187993', NULL, 'loopback://localhost/refunds', 'loopback://localhost/refunds', NULL, NULL, NULL, '2026-11-30 04:24:28.978393+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Refunds:RefundDue', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-aa9f-08df4e99d32c"}', NULL, '{"messageId":"2b310000-2a6d-85c1-ae8c-08df4e99d32c","requestId":null,"correlationId":"244caf9c-4dab-b481-7253-edc618187993","conversationId":"2b310000-2a6d-85c1-1abf-08df4e99d16c","initiatorId":"244caf9c-4dab-b481-7253-edc618187993","sourceAddress":"loopback://localhost/refunds","destinationAddress":"loopback://localhost/refunds","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Refunds:RefundDue"],"message":{"refundId":"244caf9c-4dab-b481-7253-edc618187993","correlationId":"244caf9c-4dab-b481-7253-edc618187993"},"expirationTime":null,"sentTime":"2026-11-30T04:24:28.9783436Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-aa9f-08df4e99d32c"},"host":null}', '2026-11-30 04:24:33.978214+00', '2b310000-2a6d-85c1-aa9f-08df4e99d32c', true, 0, '2026-11-30 04:24:33.978214+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-9350-08df4e99d33e', '2b310000-2a6d-85c1-8de0-08df4e99d33e', '2b310000-2a6d-85c1-0fb8-08df4e99d161', '2fa91425-cb00-8853-9d2c-67eda13ffe79', '2fa91425-cb00-8853-9d2c-67eda13ffe79', NULL, 'loopback://localhost/payments', 'loopback://localhost/attempts', NULL, NULL, NULL, '2026-11-30 04:24:29.095544+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Attempts:CaptureAttempt;urn:message:Integration.Sagas.Attempts:IAttemptCommand', NULL, NULL, '{"messageId":"2b310000-2a6d-85c1-8de0-08df4e99d33e","requestId":null,"correlationId":"2fa91425-cb00-8853-9d2c-67eda13ffe79","conversationId":"2b310000-2a6d-85c1-0fb8-08df4e99d161","initiatorId":"2fa91425-cb00-8853-9d2c-67eda13ffe79","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/attempts.capture-attempt","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Attempts:CaptureAttempt","urn:message:Integration.Sagas.Attempts:IAttemptCommand"],"message":{"attempt":{"paymentId":"2fa91425-cb00-8853-9d2c-67eda13ffe79","attemptId":"0912f329-c692-8bf7-a374-a3553e501a77","number":1,"gateway":"stripe","epoch":3,"reference":"pi_3nBcWGIY8RUHECWAsDo4wha8"},"paymentMethod":null,"correlationId":"2fa91425-cb00-8853-9d2c-67eda13ffe79"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.095472Z","headers":{},"host":null}', '2026-11-30 04:24:29.095544+00', NULL, false, 0, '2026-11-30 04:24:59.096519+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-e966-08df4e99d365', '2b310000-2a6d-85c1-e6b1-08df4e99d365', '2b310000-2a6d-85c1-9753-08df4e99d171', '73f778aa-f6fa-5db8-656a-bd72fb710734', '73f778aa-f6fa-5db8-656a-bd72fb710734', NULL, 'loopback://localhost/payments', 'loopback://localhost/attempts', NULL, NULL, NULL, '2026-11-30 04:24:29.353365+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Attempts:CancelAttempt;urn:message:Integration.Sagas.Attempts:IAttemptCommand', NULL, NULL, '{"messageId":"2b310000-2a6d-85c1-e6b1-08df4e99d365","requestId":null,"correlationId":"73f778aa-f6fa-5db8-656a-bd72fb710734","conversationId":"2b310000-2a6d-85c1-9753-08df4e99d171","initiatorId":"73f778aa-f6fa-5db8-656a-bd72fb710734","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/attempts.cancel-attempt","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Attempts:CancelAttempt","urn:message:Integration.Sagas.Attempts:IAttemptCommand"],"message":{"attempt":{"paymentId":"73f778aa-f6fa-5db8-656a-bd72fb710734","attemptId":"5b23aae3-40a0-84e4-8504-5226be32f5bc","number":1,"gateway":"stripe","epoch":3,"reference":null},"correlationId":"73f778aa-f6fa-5db8-656a-bd72fb710734"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.3533361Z","headers":{},"host":null}', '2026-11-30 04:24:29.353365+00', NULL, false, 0, '2026-11-30 04:24:59.353579+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-c48b-08df4e99d366', '2b310000-2a6d-85c1-be16-08df4e99d366', '2b310000-2a6d-85c1-08f4-08df4e99d161', '73ab4876-7734-d7c1-c7fd-e805ec99108d', '73ab4876-7734-d7c1-c7fd-e805ec99108d', NULL, 'loopback://localhost/payments', 'loopback://localhost/payments', NULL, NULL, NULL, '2026-11-30 04:24:29.359008+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Payments:PaymentDue', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-b923-08df4e99d366"}', NULL, '{"messageId":"2b310000-2a6d-85c1-be16-08df4e99d366","requestId":null,"correlationId":"73ab4876-7734-d7c1-c7fd-e805ec99108d","conversationId":"2b310000-2a6d-85c1-08f4-08df4e99d161","initiatorId":"73ab4876-7734-d7c1-c7fd-e805ec99108d","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/payments","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Payments:PaymentDue"],"message":{"paymentId":"73ab4876-7734-d7c1-c7fd-e805ec99108d","correlationId":"73ab4876-7734-d7c1-c7fd-e805ec99108d"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.3588502Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-b923-08df4e99d366"},"host":null}', '2026-11-30 04:24:29.390585+00', '2b310000-2a6d-85c1-b923-08df4e99d366', true, 1, '2026-11-30 04:24:59.492721+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-f7dd-08df4e99d347', '2b310000-2a6d-85c1-f0cf-08df4e99d347', '2b310000-2a6d-85c1-9c2a-08df4e99d171', '902a174f-11fa-2ac0-079d-d25a49fe85b0', '902a174f-11fa-2ac0-079d-d25a49fe85b0', NULL, 'loopback://localhost/payments', 'loopback://localhost/attempts', NULL, NULL, NULL, '2026-11-30 04:24:29.157049+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Attempts:AuthorizeAttempt;urn:message:Integration.Sagas.Attempts:IAttemptCommand', NULL, NULL, '{"messageId":"2b310000-2a6d-85c1-f0cf-08df4e99d347","requestId":null,"correlationId":"902a174f-11fa-2ac0-079d-d25a49fe85b0","conversationId":"2b310000-2a6d-85c1-9c2a-08df4e99d171","initiatorId":"902a174f-11fa-2ac0-079d-d25a49fe85b0","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/attempts.authorize-attempt","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Attempts:AuthorizeAttempt","urn:message:Integration.Sagas.Attempts:IAttemptCommand"],"message":{"attempt":{"paymentId":"902a174f-11fa-2ac0-079d-d25a49fe85b0","attemptId":"75f39f61-72cd-85e4-90b7-d014e59da047","number":1,"gateway":"stripe","epoch":3,"reference":"pi_3ibGKEkPs8hrRT3tgNPPbwdY"},"paymentMethod":"pm_card_chargeDeclinedInsufficientFunds","returnUrl":null,"correlationId":"902a174f-11fa-2ac0-079d-d25a49fe85b0"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.1569871Z","headers":{},"host":null}', '2026-11-30 04:24:29.157049+00', NULL, false, 0, '2026-11-30 04:24:59.157433+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-cc78-08df4e99d365', '2b310000-2a6d-85c1-c82f-08df4e99d365', '2b310000-2a6d-85c1-0eb3-08df4e99d161', '309d6b79-965e-da32-dae4-45508201e2bd', '309d6b79-965e-da32-dae4-45508201e2bd', NULL, 'loopback://localhost/payments', 'loopback://localhost/attempts', NULL, NULL, NULL, '2026-11-30 04:24:29.352596+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Attempts:AuthorizeAttempt;urn:message:Integration.Sagas.Attempts:IAttemptCommand', NULL, NULL, '{"messageId":"2b310000-2a6d-85c1-c82f-08df4e99d365","requestId":null,"correlationId":"309d6b79-965e-da32-dae4-45508201e2bd","conversationId":"2b310000-2a6d-85c1-0eb3-08df4e99d161","initiatorId":"309d6b79-965e-da32-dae4-45508201e2bd","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/attempts.authorize-attempt","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Attempts:AuthorizeAttempt","urn:message:Integration.Sagas.Attempts:IAttemptCommand"],"message":{"attempt":{"paymentId":"309d6b79-965e-da32-dae4-45508201e2bd","attemptId":"459ee91e-352b-885a-bd1e-b6d2350015ab","number":1,"gateway":"stripe","epoch":3,"reference":"pi_3SoUSCyqZQIAmNxzmEWIonK3"},"paymentMethod":"pm_card_visa","returnUrl":null,"correlationId":"309d6b79-965e-da32-dae4-45508201e2bd"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.3525551Z","headers":{},"host":null}', '2026-11-30 04:24:29.352596+00', NULL, false, 0, '2026-11-30 04:24:59.352897+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-93e8-08df4e99d341', '2b310000-2a6d-85c1-9230-08df4e99d341', '2b310000-2a6d-85c1-b5a7-08df4e99d31e', NULL, NULL, NULL, 'loopback://localhost/gateway-doorbell', 'loopback://localhost/gateway-doorbell', NULL, NULL, NULL, '2026-11-30 04:24:29.115284+00', 'application/vnd.masstransit+json', 'urn:message:Integration.PaymentWorker.Consumers:GatewayRingsAgain', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-8f8c-08df4e99d341"}', NULL, '{"messageId":"2b310000-2a6d-85c1-9230-08df4e99d341","requestId":null,"correlationId":null,"conversationId":"2b310000-2a6d-85c1-b5a7-08df4e99d31e","initiatorId":null,"sourceAddress":"loopback://localhost/gateway-doorbell","destinationAddress":"loopback://localhost/gateway-doorbell","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.PaymentWorker.Consumers:GatewayRingsAgain"],"message":{"gateway":"stripe","reference":"pi_3FNvGhIqgaBITkPX8neeczw3","captureReference":null,"disputeReference":null,"refundReference":null,"eventType":"payment_intent.created","tries":1},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.1152432Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-8f8c-08df4e99d341"},"host":null}', '2026-11-30 04:24:30.115156+00', '2b310000-2a6d-85c1-8f8c-08df4e99d341', true, 0, '2026-11-30 04:24:30.115156+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-7059-08df4e99d360', '2b310000-2a6d-85c1-6d4b-08df4e99d360', '2b310000-2a6d-85c1-97af-08df4e99d171', 'a66b0d38-9d95-847e-bd29-9753a7677796', 'a66b0d38-9d95-847e-bd29-9753a7677796', NULL, 'loopback://localhost/payments', 'loopback://localhost/attempts', NULL, NULL, NULL, '2026-11-30 04:24:29.317498+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Attempts:AuthorizeAttempt;urn:message:Integration.Sagas.Attempts:IAttemptCommand', NULL, NULL, '{"messageId":"2b310000-2a6d-85c1-6d4b-08df4e99d360","requestId":null,"correlationId":"a66b0d38-9d95-847e-bd29-9753a7677796","conversationId":"2b310000-2a6d-85c1-97af-08df4e99d171","initiatorId":"a66b0d38-9d95-847e-bd29-9753a7677796","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/attempts.authorize-attempt","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Attempts:AuthorizeAttempt","urn:message:Integration.Sagas.Attempts:IAttemptCommand"],"message":{"attempt":{"paymentId":"a66b0d38-9d95-847e-bd29-9753a7677796","attemptId":"22e03de9-c154-85f8-9de9-3b460f7c4b2d","number":1,"gateway":"stripe","epoch":3,"reference":"pi_3IngqrbFjJDSZFe2SrorYtol"},"paymentMethod":"pm_card_chargeDeclinedInsufficientFunds","returnUrl":null,"correlationId":"a66b0d38-9d95-847e-bd29-9753a7677796"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.3174603Z","headers":{},"host":null}', '2026-11-30 04:24:29.317498+00', NULL, false, 0, '2026-11-30 04:24:59.317676+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-7314-08df4e99d360', '2b310000-2a6d-85c1-7288-08df4e99d360', '2b310000-2a6d-85c1-97af-08df4e99d171', 'a66b0d38-9d95-847e-bd29-9753a7677796', 'a66b0d38-9d95-847e-bd29-9753a7677796', NULL, 'loopback://localhost/payments', 'loopback://localhost/payments', NULL, NULL, NULL, '2026-11-30 04:24:29.317607+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Payments:PaymentDue', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-7145-08df4e99d360"}', NULL, '{"messageId":"2b310000-2a6d-85c1-7288-08df4e99d360","requestId":null,"correlationId":"a66b0d38-9d95-847e-bd29-9753a7677796","conversationId":"2b310000-2a6d-85c1-97af-08df4e99d171","initiatorId":"a66b0d38-9d95-847e-bd29-9753a7677796","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/payments","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Payments:PaymentDue"],"message":{"paymentId":"a66b0d38-9d95-847e-bd29-9753a7677796","correlationId":"a66b0d38-9d95-847e-bd29-9753a7677796"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.3175944Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-7145-08df4e99d360"},"host":null}', '2026-11-30 04:34:29.317546+00', '2b310000-2a6d-85c1-7145-08df4e99d360', true, 0, '2026-11-30 04:34:29.317546+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-79df-08df4e99d324', '2b310000-2a6d-85c1-7857-08df4e99d324', '2b310000-2a6d-85c1-ff34-08df4e99d2e6', NULL, NULL, NULL, 'loopback://localhost/gateway-doorbell', 'loopback://localhost/gateway-doorbell', NULL, NULL, NULL, '2026-11-30 04:24:28.924563+00', 'application/vnd.masstransit+json', 'urn:message:Integration.PaymentWorker.Consumers:GatewayRingsAgain', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-75d6-08df4e99d324"}', NULL, '{"messageId":"2b310000-2a6d-85c1-7857-08df4e99d324","requestId":null,"correlationId":null,"conversationId":"2b310000-2a6d-85c1-ff34-08df4e99d2e6","initiatorId":null,"sourceAddress":"loopback://localhost/gateway-doorbell","destinationAddress":"loopback://localhost/gateway-doorbell","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.PaymentWorker.Consumers:GatewayRingsAgain"],"message":{"gateway":"stripe","reference":"pi_3ibGKEkPs8hrRT3tgNPPbwdY","captureReference":null,"disputeReference":null,"refundReference":null,"eventType":"payment_intent.created","tries":1},"expirationTime":null,"sentTime":"2026-11-30T04:24:28.9245271Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-75d6-08df4e99d324"},"host":null}', '2026-11-30 04:24:29.924444+00', '2b310000-2a6d-85c1-75d6-08df4e99d324', true, 0, '2026-11-30 04:24:29.924444+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-620c-08df4e99d326', '2b310000-2a6d-85c1-5f14-08df4e99d326', '2b310000-2a6d-85c1-3dad-08df4e99d308', NULL, NULL, NULL, 'loopback://localhost/gateway-doorbell', 'loopback://localhost/gateway-doorbell', NULL, NULL, NULL, '2026-11-30 04:24:28.937058+00', 'application/vnd.masstransit+json', 'urn:message:Integration.PaymentWorker.Consumers:GatewayRingsAgain', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-5a4d-08df4e99d326"}', NULL, '{"messageId":"2b310000-2a6d-85c1-5f14-08df4e99d326","requestId":null,"correlationId":null,"conversationId":"2b310000-2a6d-85c1-3dad-08df4e99d308","initiatorId":null,"sourceAddress":"loopback://localhost/gateway-doorbell","destinationAddress":"loopback://localhost/gateway-doorbell","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.PaymentWorker.Consumers:GatewayRingsAgain"],"message":{"gateway":"stripe","reference":"pi_3Yn6iQMqdlOYhpZngcsSFRfM","captureReference":null,"disputeReference":null,"refundReference":null,"eventType":"payment_intent.payment_failed","tries":0},"expirationTime":null,"sentTime":"2026-11-30T04:24:28.9369876Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-5a4d-08df4e99d326"},"host":null}', '2026-11-30 04:24:30.936837+00', '2b310000-2a6d-85c1-5a4d-08df4e99d326', true, 0, '2026-11-30 04:24:30.936837+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-060f-08df4e99d329', '2b310000-2a6d-85c1-0415-08df4e99d329', '2b310000-2a6d-85c1-ec86-08df4e99d2f4', NULL, NULL, NULL, 'loopback://localhost/gateway-doorbell', 'loopback://localhost/gateway-doorbell', NULL, NULL, NULL, '2026-11-30 04:24:28.954364+00', 'application/vnd.masstransit+json', 'urn:message:Integration.PaymentWorker.Consumers:GatewayRingsAgain', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-0071-08df4e99d329"}', NULL, '{"messageId":"2b310000-2a6d-85c1-0415-08df4e99d329","requestId":null,"correlationId":null,"conversationId":"2b310000-2a6d-85c1-ec86-08df4e99d2f4","initiatorId":null,"sourceAddress":"loopback://localhost/gateway-doorbell","destinationAddress":"loopback://localhost/gateway-doorbell","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.PaymentWorker.Consumers:GatewayRingsAgain"],"message":{"gateway":"stripe","reference":"pi_3SdkKVb9vUZYDdEGXndzhQUW","captureReference":null,"disputeReference":null,"refundReference":null,"eventType":"payment_intent.amount_capturable_updated","tries":0},"expirationTime":null,"sentTime":"2026-11-30T04:24:28.9543189Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-0071-08df4e99d329"},"host":null}', '2026-11-30 04:24:30.954209+00', '2b310000-2a6d-85c1-0071-08df4e99d329', true, 0, '2026-11-30 04:24:30.954209+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-6db6-08df4e99d346', '2b310000-2a6d-85c1-6804-08df4e99d346', '2b310000-2a6d-85c1-9801-08df4e99d171', 'd4ea65d0-03d7-1684-9f85-58a628518867', 'd4ea65d0-03d7-1684-9f85-58a628518867', NULL, 'loopback://localhost/payments', 'loopback://localhost/attempts', NULL, NULL, NULL, '2026-11-30 04:24:29.146985+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Attempts:CaptureAttempt;urn:message:Integration.Sagas.Attempts:IAttemptCommand', NULL, NULL, '{"messageId":"2b310000-2a6d-85c1-6804-08df4e99d346","requestId":null,"correlationId":"d4ea65d0-03d7-1684-9f85-58a628518867","conversationId":"2b310000-2a6d-85c1-9801-08df4e99d171","initiatorId":"d4ea65d0-03d7-1684-9f85-58a628518867","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/attempts.capture-attempt","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Attempts:CaptureAttempt","urn:message:Integration.Sagas.Attempts:IAttemptCommand"],"message":{"attempt":{"paymentId":"d4ea65d0-03d7-1684-9f85-58a628518867","attemptId":"78c2ebd6-9887-8495-85a5-18fbefffc14d","number":1,"gateway":"stripe","epoch":3,"reference":"pi_3SdkKVb9vUZYDdEGXndzhQUW"},"paymentMethod":null,"correlationId":"d4ea65d0-03d7-1684-9f85-58a628518867"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.1469316Z","headers":{},"host":null}', '2026-11-30 04:24:29.146985+00', NULL, false, 0, '2026-11-30 04:24:59.147363+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-72aa-08df4e99d346', '2b310000-2a6d-85c1-71bc-08df4e99d346', '2b310000-2a6d-85c1-9801-08df4e99d171', 'd4ea65d0-03d7-1684-9f85-58a628518867', 'd4ea65d0-03d7-1684-9f85-58a628518867', NULL, 'loopback://localhost/payments', 'loopback://localhost/payments', NULL, NULL, NULL, '2026-11-30 04:24:29.147201+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Payments:PaymentDue', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-6f2d-08df4e99d346"}', NULL, '{"messageId":"2b310000-2a6d-85c1-71bc-08df4e99d346","requestId":null,"correlationId":"d4ea65d0-03d7-1684-9f85-58a628518867","conversationId":"2b310000-2a6d-85c1-9801-08df4e99d171","initiatorId":"d4ea65d0-03d7-1684-9f85-58a628518867","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/payments","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Payments:PaymentDue"],"message":{"paymentId":"d4ea65d0-03d7-1684-9f85-58a628518867","correlationId":"d4ea65d0-03d7-1684-9f85-58a628518867"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.1471804Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-6f2d-08df4e99d346"},"host":null}', '2026-11-30 04:34:29.147088+00', '2b310000-2a6d-85c1-6f2d-08df4e99d346', true, 0, '2026-11-30 04:34:29.147088+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-0beb-08df4e99d360', '2b310000-2a6d-85c1-08e2-08df4e99d360', '2b310000-2a6d-85c1-937e-08df4e99d171', 'e3eff9c0-cf44-dd3f-89e7-d15f17362f25', 'e3eff9c0-cf44-dd3f-89e7-d15f17362f25', NULL, 'loopback://localhost/payments', 'loopback://localhost/attempts', NULL, NULL, NULL, '2026-11-30 04:24:29.31493+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Attempts:CancelAttempt;urn:message:Integration.Sagas.Attempts:IAttemptCommand', NULL, NULL, '{"messageId":"2b310000-2a6d-85c1-08e2-08df4e99d360","requestId":null,"correlationId":"e3eff9c0-cf44-dd3f-89e7-d15f17362f25","conversationId":"2b310000-2a6d-85c1-937e-08df4e99d171","initiatorId":"e3eff9c0-cf44-dd3f-89e7-d15f17362f25","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/attempts.cancel-attempt","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Attempts:CancelAttempt","urn:message:Integration.Sagas.Attempts:IAttemptCommand"],"message":{"attempt":{"paymentId":"e3eff9c0-cf44-dd3f-89e7-d15f17362f25","attemptId":"1a434b0a-3914-822e-a364-9871b5bb9c38","number":1,"gateway":"stripe","epoch":3,"reference":"pi_3dkIdXtksW09ssTl38thYP1b"},"correlationId":"e3eff9c0-cf44-dd3f-89e7-d15f17362f25"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.3148898Z","headers":{},"host":null}', '2026-11-30 04:24:29.31493+00', NULL, false, 0, '2026-11-30 04:24:59.315106+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-0e40-08df4e99d360', '2b310000-2a6d-85c1-0dcb-08df4e99d360', '2b310000-2a6d-85c1-937e-08df4e99d171', 'e3eff9c0-cf44-dd3f-89e7-d15f17362f25', 'e3eff9c0-cf44-dd3f-89e7-d15f17362f25', NULL, 'loopback://localhost/payments', 'loopback://localhost/payments', NULL, NULL, NULL, '2026-11-30 04:24:29.315026+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Payments:PaymentDue', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-0cb2-08df4e99d360"}', NULL, '{"messageId":"2b310000-2a6d-85c1-0dcb-08df4e99d360","requestId":null,"correlationId":"e3eff9c0-cf44-dd3f-89e7-d15f17362f25","conversationId":"2b310000-2a6d-85c1-937e-08df4e99d171","initiatorId":"e3eff9c0-cf44-dd3f-89e7-d15f17362f25","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/payments","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Payments:PaymentDue"],"message":{"paymentId":"e3eff9c0-cf44-dd3f-89e7-d15f17362f25","correlationId":"e3eff9c0-cf44-dd3f-89e7-d15f17362f25"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.3150155Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-0cb2-08df4e99d360"},"host":null}', '2026-11-30 04:34:29.314972+00', '2b310000-2a6d-85c1-0cb2-08df4e99d360', true, 0, '2026-11-30 04:34:29.314972+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-af56-08df4e99d33e', '2b310000-2a6d-85c1-ad89-08df4e99d33e', '2b310000-2a6d-85c1-0fb8-08df4e99d161', '2fa91425-cb00-8853-9d2c-67eda13ffe79', '2fa91425-cb00-8853-9d2c-67eda13ffe79', NULL, 'loopback://localhost/payments', 'loopback://localhost/payments', NULL, NULL, NULL, '2026-11-30 04:24:29.096326+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Payments:PaymentDue', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-94e8-08df4e99d33e"}', NULL, '{"messageId":"2b310000-2a6d-85c1-ad89-08df4e99d33e","requestId":null,"correlationId":"2fa91425-cb00-8853-9d2c-67eda13ffe79","conversationId":"2b310000-2a6d-85c1-0fb8-08df4e99d161","initiatorId":"2fa91425-cb00-8853-9d2c-67eda13ffe79","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/payments","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Payments:PaymentDue"],"message":{"paymentId":"2fa91425-cb00-8853-9d2c-67eda13ffe79","correlationId":"2fa91425-cb00-8853-9d2c-67eda13ffe79"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.0962825Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-94e8-08df4e99d33e"},"host":null}', '2026-11-30 04:34:29.095624+00', '2b310000-2a6d-85c1-94e8-08df4e99d33e', true, 0, '2026-11-30 04:34:29.095624+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-9e8d-08df4e99d365', '2b310000-2a6d-85c1-99aa-08df4e99d365', '2b310000-2a6d-85c1-997d-08df4e99d171', '99809225-3def-fa38-e12b-2b8f30b17d0b', '99809225-3def-fa38-e12b-2b8f30b17d0b', NULL, 'loopback://localhost/payments', 'loopback://localhost/attempts', NULL, NULL, NULL, '2026-11-30 04:24:29.351411+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Attempts:CaptureAttempt;urn:message:Integration.Sagas.Attempts:IAttemptCommand', NULL, NULL, '{"messageId":"2b310000-2a6d-85c1-99aa-08df4e99d365","requestId":null,"correlationId":"99809225-3def-fa38-e12b-2b8f30b17d0b","conversationId":"2b310000-2a6d-85c1-997d-08df4e99d171","initiatorId":"99809225-3def-fa38-e12b-2b8f30b17d0b","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/attempts.capture-attempt","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Attempts:CaptureAttempt","urn:message:Integration.Sagas.Attempts:IAttemptCommand"],"message":{"attempt":{"paymentId":"99809225-3def-fa38-e12b-2b8f30b17d0b","attemptId":"04727921-0f42-8a9e-98be-b3764d27b76f","number":1,"gateway":"stripe","epoch":3,"reference":"pi_3GMNOP3xLguUzRhUHCzj7Y9X"},"paymentMethod":null,"correlationId":"99809225-3def-fa38-e12b-2b8f30b17d0b"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.3513642Z","headers":{},"host":null}', '2026-11-30 04:24:29.351411+00', NULL, false, 0, '2026-11-30 04:24:59.352017+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-a465-08df4e99d365', '2b310000-2a6d-85c1-a36a-08df4e99d365', '2b310000-2a6d-85c1-997d-08df4e99d171', '99809225-3def-fa38-e12b-2b8f30b17d0b', '99809225-3def-fa38-e12b-2b8f30b17d0b', NULL, 'loopback://localhost/payments', 'loopback://localhost/payments', NULL, NULL, NULL, '2026-11-30 04:24:29.351636+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Payments:PaymentDue', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-a03d-08df4e99d365"}', NULL, '{"messageId":"2b310000-2a6d-85c1-a36a-08df4e99d365","requestId":null,"correlationId":"99809225-3def-fa38-e12b-2b8f30b17d0b","conversationId":"2b310000-2a6d-85c1-997d-08df4e99d171","initiatorId":"99809225-3def-fa38-e12b-2b8f30b17d0b","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/payments","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Payments:PaymentDue"],"message":{"paymentId":"99809225-3def-fa38-e12b-2b8f30b17d0b","correlationId":"99809225-3def-fa38-e12b-2b8f30b17d0b"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.3516138Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-a03d-08df4e99d365"},"host":null}', '2026-11-30 04:34:29.351499+00', '2b310000-2a6d-85c1-a03d-08df4e99d365', true, 0, '2026-11-30 04:34:29.351499+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-6282-08df4e99d344', '2b310000-2a6d-85c1-606f-08df4e99d344', '2b310000-2a6d-85c1-9b03-08df4e99d171', '6822a6b2-4735-af1c-a7a1-149075139237', '6822a6b2-4735-af1c-a7a1-149075139237', NULL, 'loopback://localhost/refunds', 'loopback://localhost/refunds', NULL, NULL, NULL, '2026-11-30 04:24:29.133679+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Refunds:RefundDue', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-5d41-08df4e99d344"}', NULL, '{"messageId":"2b310000-2a6d-85c1-606f-08df4e99d344","requestId":null,"correlationId":"6822a6b2-4735-af1c-a7a1-149075139237","conversationId":"2b310000-2a6d-85c1-9b03-08df4e99d171","initiatorId":"6822a6b2-4735-af1c-a7a1-149075139237","sourceAddress":"loopback://localhost/refunds","destinationAddress":"loopback://localhost/refunds","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Refunds:RefundDue"],"message":{"refundId":"6822a6b2-4735-af1c-a7a1-149075139237","correlationId":"6822a6b2-4735-af1c-a7a1-149075139237"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.1336303Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-5d41-08df4e99d344"},"host":null}', '2026-11-30 04:24:34.133522+00', '2b310000-2a6d-85c1-5d41-08df4e99d344', true, 0, '2026-11-30 04:24:34.133522+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-fdc0-08df4e99d347', '2b310000-2a6d-85c1-fcbd-08df4e99d347', '2b310000-2a6d-85c1-9c2a-08df4e99d171', '902a174f-11fa-2ac0-079d-d25a49fe85b0', '902a174f-11fa-2ac0-079d-d25a49fe85b0', NULL, 'loopback://localhost/payments', 'loopback://localhost/payments', NULL, NULL, NULL, '2026-11-30 04:24:29.157315+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Payments:PaymentDue', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-f9a2-08df4e99d347"}', NULL, '{"messageId":"2b310000-2a6d-85c1-fcbd-08df4e99d347","requestId":null,"correlationId":"902a174f-11fa-2ac0-079d-d25a49fe85b0","conversationId":"2b310000-2a6d-85c1-9c2a-08df4e99d171","initiatorId":"902a174f-11fa-2ac0-079d-d25a49fe85b0","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/payments","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Payments:PaymentDue"],"message":{"paymentId":"902a174f-11fa-2ac0-079d-d25a49fe85b0","correlationId":"902a174f-11fa-2ac0-079d-d25a49fe85b0"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.1572925Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-f9a2-08df4e99d347"},"host":null}', '2026-11-30 04:34:29.15718+00', '2b310000-2a6d-85c1-f9a2-08df4e99d347', true, 0, '2026-11-30 04:34:29.15718+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-1e3e-08df4e99d349', '2b310000-2a6d-85c1-1d57-08df4e99d349', '2b310000-2a6d-85c1-9b94-08df4e99d171', '4105cca7-b533-02fc-154c-d2aad7185dda', '4105cca7-b533-02fc-154c-d2aad7185dda', NULL, 'loopback://localhost/payments', 'loopback://localhost/payments', NULL, NULL, NULL, '2026-11-30 04:24:29.164701+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Payments:PaymentDue', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-1bde-08df4e99d349"}', NULL, '{"messageId":"2b310000-2a6d-85c1-1d57-08df4e99d349","requestId":null,"correlationId":"4105cca7-b533-02fc-154c-d2aad7185dda","conversationId":"2b310000-2a6d-85c1-9b94-08df4e99d171","initiatorId":"4105cca7-b533-02fc-154c-d2aad7185dda","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/payments","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Payments:PaymentDue"],"message":{"paymentId":"4105cca7-b533-02fc-154c-d2aad7185dda","correlationId":"4105cca7-b533-02fc-154c-d2aad7185dda"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.1646807Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-1bde-08df4e99d349"},"host":null}', '2026-11-30 04:34:29.164622+00', '2b310000-2a6d-85c1-1bde-08df4e99d349', true, 0, '2026-11-30 04:34:29.164622+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-67d3-08df4e99d371', '2b310000-2a6d-85c1-62fd-08df4e99d371', '2b310000-2a6d-85c1-9a61-08df4e99d171', '4b4d8474-a3ea-284d-3bd0-334684e55160', '4b4d8474-a3ea-284d-3bd0-334684e55160', NULL, 'loopback://localhost/payments', 'loopback://localhost/attempts', NULL, NULL, NULL, '2026-11-30 04:24:29.428651+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Attempts:AuthorizeAttempt;urn:message:Integration.Sagas.Attempts:IAttemptCommand', NULL, NULL, '{"messageId":"2b310000-2a6d-85c1-62fd-08df4e99d371","requestId":null,"correlationId":"4b4d8474-a3ea-284d-3bd0-334684e55160","conversationId":"2b310000-2a6d-85c1-9a61-08df4e99d171","initiatorId":"4b4d8474-a3ea-284d-3bd0-334684e55160","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/attempts.authorize-attempt","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Attempts:AuthorizeAttempt","urn:message:Integration.Sagas.Attempts:IAttemptCommand"],"message":{"attempt":{"paymentId":"4b4d8474-a3ea-284d-3bd0-334684e55160","attemptId":"c4c797c5-1f46-82d4-95ef-d718a99d00a1","number":1,"gateway":"stripe","epoch":3,"reference":"pi_38YcXidPrjWFVHrIL06ov7Tx"},"paymentMethod":"pm_card_visa","returnUrl":null,"correlationId":"4b4d8474-a3ea-284d-3bd0-334684e55160"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.4286077Z","headers":{},"host":null}', '2026-11-30 04:24:29.428651+00', NULL, false, 0, '2026-11-30 04:24:59.42897+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-6c79-08df4e99d371', '2b310000-2a6d-85c1-6b89-08df4e99d371', '2b310000-2a6d-85c1-9a61-08df4e99d171', '4b4d8474-a3ea-284d-3bd0-334684e55160', '4b4d8474-a3ea-284d-3bd0-334684e55160', NULL, 'loopback://localhost/payments', 'loopback://localhost/payments', NULL, NULL, NULL, '2026-11-30 04:24:29.428848+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Payments:PaymentDue', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-6961-08df4e99d371"}', NULL, '{"messageId":"2b310000-2a6d-85c1-6b89-08df4e99d371","requestId":null,"correlationId":"4b4d8474-a3ea-284d-3bd0-334684e55160","conversationId":"2b310000-2a6d-85c1-9a61-08df4e99d171","initiatorId":"4b4d8474-a3ea-284d-3bd0-334684e55160","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/payments","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Payments:PaymentDue"],"message":{"paymentId":"4b4d8474-a3ea-284d-3bd0-334684e55160","correlationId":"4b4d8474-a3ea-284d-3bd0-334684e55160"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.4288265Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-6961-08df4e99d371"},"host":null}', '2026-11-30 04:34:29.428742+00', '2b310000-2a6d-85c1-6961-08df4e99d371', true, 0, '2026-11-30 04:34:29.428742+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-08b5-08df4e99d36d', '2b310000-2a6d-85c1-01be-08df4e99d36d', '2b310000-2a6d-85c1-9a19-08df4e99d171', '320094ea-d7a9-4ded-9749-1e2370c6a5b8', '320094ea-d7a9-4ded-9749-1e2370c6a5b8', NULL, 'loopback://localhost/payments', 'loopback://localhost/attempts', NULL, NULL, NULL, '2026-11-30 04:24:29.399965+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Attempts:AuthorizeAttempt;urn:message:Integration.Sagas.Attempts:IAttemptCommand', NULL, NULL, '{"messageId":"2b310000-2a6d-85c1-01be-08df4e99d36d","requestId":null,"correlationId":"320094ea-d7a9-4ded-9749-1e2370c6a5b8","conversationId":"2b310000-2a6d-85c1-9a19-08df4e99d171","initiatorId":"320094ea-d7a9-4ded-9749-1e2370c6a5b8","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/attempts.authorize-attempt","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Attempts:AuthorizeAttempt","urn:message:Integration.Sagas.Attempts:IAttemptCommand"],"message":{"attempt":{"paymentId":"320094ea-d7a9-4ded-9749-1e2370c6a5b8","attemptId":"553ab2ce-7903-8ebd-bac2-ec0ff1a36003","number":1,"gateway":"stripe","epoch":3,"reference":"pi_3xr7fiz2AtYEerrsWz2YSqgB"},"paymentMethod":"pm_card_visa","returnUrl":null,"correlationId":"320094ea-d7a9-4ded-9749-1e2370c6a5b8"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.3999038Z","headers":{},"host":null}', '2026-11-30 04:24:29.399965+00', NULL, false, 0, '2026-11-30 04:24:59.400344+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-0e7c-08df4e99d36d', '2b310000-2a6d-85c1-0d6e-08df4e99d36d', '2b310000-2a6d-85c1-9a19-08df4e99d171', '320094ea-d7a9-4ded-9749-1e2370c6a5b8', '320094ea-d7a9-4ded-9749-1e2370c6a5b8', NULL, 'loopback://localhost/payments', 'loopback://localhost/payments', NULL, NULL, NULL, '2026-11-30 04:24:29.400227+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Payments:PaymentDue', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-0a80-08df4e99d36d"}', NULL, '{"messageId":"2b310000-2a6d-85c1-0d6e-08df4e99d36d","requestId":null,"correlationId":"320094ea-d7a9-4ded-9749-1e2370c6a5b8","conversationId":"2b310000-2a6d-85c1-9a19-08df4e99d171","initiatorId":"320094ea-d7a9-4ded-9749-1e2370c6a5b8","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/payments","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Payments:PaymentDue"],"message":{"paymentId":"320094ea-d7a9-4ded-9749-1e2370c6a5b8","correlationId":"320094ea-d7a9-4ded-9749-1e2370c6a5b8"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.400203Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-0a80-08df4e99d36d"},"host":null}', '2026-11-30 04:34:29.400095+00', '2b310000-2a6d-85c1-0a80-08df4e99d36d', true, 0, '2026-11-30 04:34:29.400095+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-4ef6-08df4e99d372', '2b310000-2a6d-85c1-4a0b-08df4e99d372', '2b310000-2a6d-85c1-9b94-08df4e99d171', '4105cca7-b533-02fc-154c-d2aad7185dda', '4105cca7-b533-02fc-154c-d2aad7185dda', NULL, 'loopback://localhost/attempts', 'loopback://localhost/payments', NULL, NULL, NULL, '2026-11-30 04:24:29.434572+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Attempts:AttemptClosed;urn:message:Integration.Sagas.Attempts:IAttemptAnswer', NULL, NULL, '{"messageId":"2b310000-2a6d-85c1-4a0b-08df4e99d372","requestId":null,"correlationId":"4105cca7-b533-02fc-154c-d2aad7185dda","conversationId":"2b310000-2a6d-85c1-9b94-08df4e99d171","initiatorId":"4105cca7-b533-02fc-154c-d2aad7185dda","sourceAddress":"loopback://localhost/attempts","destinationAddress":"loopback://localhost/attempts.attempt-closed","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Attempts:AttemptClosed","urn:message:Integration.Sagas.Attempts:IAttemptAnswer"],"message":{"attempt":{"paymentId":"4105cca7-b533-02fc-154c-d2aad7185dda","attemptId":"386ccb2e-83c7-86c7-b415-0484ab51893c","number":1,"gateway":"stripe","epoch":3,"reference":"pi_31Dk3vh1ZkTQ6PvBspZD45P3"},"proof":"stripe says canceled for pi_31Dk3vh1ZkTQ6PvBspZD45P3 in the answer to cancel, request req_vZXTMpetQuGSST, 2026-11-30 04:24:29Z","correlationId":"4105cca7-b533-02fc-154c-d2aad7185dda"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.4345227Z","headers":{},"host":null}', '2026-11-30 04:24:29.434572+00', NULL, false, 0, '2026-11-30 04:24:59.434699+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-2cc3-08df4e99d37a', '2b310000-2a6d-85c1-2598-08df4e99d37a', '2b310000-2a6d-85c1-9b46-08df4e99d171', 'ee82ec3f-fee5-a5b2-8d1f-e1daff666589', 'ee82ec3f-fee5-a5b2-8d1f-e1daff666589', NULL, 'loopback://localhost/payments', 'loopback://localhost/attempts', NULL, NULL, NULL, '2026-11-30 04:24:29.486095+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Attempts:CreateAttempt;urn:message:Integration.Sagas.Attempts:IAttemptCommand', NULL, NULL, '{"messageId":"2b310000-2a6d-85c1-2598-08df4e99d37a","requestId":null,"correlationId":"ee82ec3f-fee5-a5b2-8d1f-e1daff666589","conversationId":"2b310000-2a6d-85c1-9b46-08df4e99d171","initiatorId":"ee82ec3f-fee5-a5b2-8d1f-e1daff666589","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/attempts.create-attempt","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Attempts:CreateAttempt","urn:message:Integration.Sagas.Attempts:IAttemptCommand"],"message":{"attempt":{"paymentId":"ee82ec3f-fee5-a5b2-8d1f-e1daff666589","attemptId":"fed24dd2-945d-8922-8d1e-1588f2c44499","number":2,"gateway":"paypal","epoch":4,"reference":null},"amountMinor":1555,"currency":"EUR","description":null,"paymentMethod":null,"customer":null,"fallbackProof":"stripe says canceled for pi_3Yn6iQMqdlOYhpZngcsSFRfM in the answer to cancel, request req_BMbUqx34hCdG3A, 2026-11-30 04:24:29Z","returnUrl":null,"cancelUrl":null,"correlationId":"ee82ec3f-fee5-a5b2-8d1f-e1daff666589"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.4860184Z","headers":{},"host":null}', '2026-11-30 04:24:29.486095+00', NULL, false, 0, '2026-11-30 04:24:59.486853+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-3bf4-08df4e99d37a', '2b310000-2a6d-85c1-3957-08df4e99d37a', '2b310000-2a6d-85c1-9b46-08df4e99d171', 'ee82ec3f-fee5-a5b2-8d1f-e1daff666589', 'ee82ec3f-fee5-a5b2-8d1f-e1daff666589', NULL, 'loopback://localhost/payments', 'loopback://localhost/payments', NULL, NULL, NULL, '2026-11-30 04:24:29.486587+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Payments:PaymentDue', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-35c0-08df4e99d37a"}', NULL, '{"messageId":"2b310000-2a6d-85c1-3957-08df4e99d37a","requestId":null,"correlationId":"ee82ec3f-fee5-a5b2-8d1f-e1daff666589","conversationId":"2b310000-2a6d-85c1-9b46-08df4e99d171","initiatorId":"ee82ec3f-fee5-a5b2-8d1f-e1daff666589","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/payments","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Payments:PaymentDue"],"message":{"paymentId":"ee82ec3f-fee5-a5b2-8d1f-e1daff666589","correlationId":"ee82ec3f-fee5-a5b2-8d1f-e1daff666589"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.4865239Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-35c0-08df4e99d37a"},"host":null}', '2026-11-30 04:34:29.486252+00', '2b310000-2a6d-85c1-35c0-08df4e99d37a', true, 0, '2026-11-30 04:34:29.486252+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-f778-08df4e99d35b', '2b310000-2a6d-85c1-f58d-08df4e99d35b', '2b310000-2a6d-85c1-80d6-08df4e99d324', NULL, NULL, NULL, 'loopback://localhost/gateway-doorbell', 'loopback://localhost/gateway-doorbell', NULL, NULL, NULL, '2026-11-30 04:24:29.288226+00', 'application/vnd.masstransit+json', 'urn:message:Integration.PaymentWorker.Consumers:GatewayRingsAgain', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-f202-08df4e99d35b"}', NULL, '{"messageId":"2b310000-2a6d-85c1-f58d-08df4e99d35b","requestId":null,"correlationId":null,"conversationId":"2b310000-2a6d-85c1-80d6-08df4e99d324","initiatorId":null,"sourceAddress":"loopback://localhost/gateway-doorbell","destinationAddress":"loopback://localhost/gateway-doorbell","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.PaymentWorker.Consumers:GatewayRingsAgain"],"message":{"gateway":"stripe","reference":"pi_3rhLOvXG9Xx9Nmq2LaNNn9H7","captureReference":null,"disputeReference":null,"refundReference":null,"eventType":"payment_intent.payment_failed","tries":0},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.2881805Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-f202-08df4e99d35b"},"host":null}', '2026-11-30 04:24:31.28807+00', '2b310000-2a6d-85c1-f202-08df4e99d35b', true, 0, '2026-11-30 04:24:31.28807+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-d0c0-08df4e99d365', '2b310000-2a6d-85c1-cff6-08df4e99d365', '2b310000-2a6d-85c1-0eb3-08df4e99d161', '309d6b79-965e-da32-dae4-45508201e2bd', '309d6b79-965e-da32-dae4-45508201e2bd', NULL, 'loopback://localhost/payments', 'loopback://localhost/payments', NULL, NULL, NULL, '2026-11-30 04:24:29.352772+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Payments:PaymentDue', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-cdde-08df4e99d365"}', NULL, '{"messageId":"2b310000-2a6d-85c1-cff6-08df4e99d365","requestId":null,"correlationId":"309d6b79-965e-da32-dae4-45508201e2bd","conversationId":"2b310000-2a6d-85c1-0eb3-08df4e99d161","initiatorId":"309d6b79-965e-da32-dae4-45508201e2bd","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/payments","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Payments:PaymentDue"],"message":{"paymentId":"309d6b79-965e-da32-dae4-45508201e2bd","correlationId":"309d6b79-965e-da32-dae4-45508201e2bd"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.3527542Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-cdde-08df4e99d365"},"host":null}', '2026-11-30 04:34:29.352674+00', '2b310000-2a6d-85c1-cdde-08df4e99d365', true, 0, '2026-11-30 04:34:29.352674+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-ec99-08df4e99d365', '2b310000-2a6d-85c1-eb62-08df4e99d365', '2b310000-2a6d-85c1-9753-08df4e99d171', '73f778aa-f6fa-5db8-656a-bd72fb710734', '73f778aa-f6fa-5db8-656a-bd72fb710734', NULL, 'loopback://localhost/payments', 'loopback://localhost/payments', NULL, NULL, NULL, '2026-11-30 04:24:29.353485+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Payments:PaymentDue', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-ea4d-08df4e99d365"}', NULL, '{"messageId":"2b310000-2a6d-85c1-eb62-08df4e99d365","requestId":null,"correlationId":"73f778aa-f6fa-5db8-656a-bd72fb710734","conversationId":"2b310000-2a6d-85c1-9753-08df4e99d171","initiatorId":"73f778aa-f6fa-5db8-656a-bd72fb710734","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/payments","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Payments:PaymentDue"],"message":{"paymentId":"73f778aa-f6fa-5db8-656a-bd72fb710734","correlationId":"73f778aa-f6fa-5db8-656a-bd72fb710734"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.3534562Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-ea4d-08df4e99d365"},"host":null}', '2026-11-30 04:34:29.353412+00', '2b310000-2a6d-85c1-ea4d-08df4e99d365', true, 0, '2026-11-30 04:34:29.353412+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-018b-08df4e99d366', '2b310000-2a6d-85c1-ff87-08df4e99d365', '2b310000-2a6d-85c1-96cd-08df4e99d171', '986e86cb-0ab8-ab67-a26b-7f62b1852f27', '986e86cb-0ab8-ab67-a26b-7f62b1852f27', NULL, 'loopback://localhost/payments', 'loopback://localhost/attempts', NULL, NULL, NULL, '2026-11-30 04:24:29.353994+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Attempts:CancelAttempt;urn:message:Integration.Sagas.Attempts:IAttemptCommand', NULL, NULL, '{"messageId":"2b310000-2a6d-85c1-ff87-08df4e99d365","requestId":null,"correlationId":"986e86cb-0ab8-ab67-a26b-7f62b1852f27","conversationId":"2b310000-2a6d-85c1-96cd-08df4e99d171","initiatorId":"986e86cb-0ab8-ab67-a26b-7f62b1852f27","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/attempts.cancel-attempt","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Attempts:CancelAttempt","urn:message:Integration.Sagas.Attempts:IAttemptCommand"],"message":{"attempt":{"paymentId":"986e86cb-0ab8-ab67-a26b-7f62b1852f27","attemptId":"e8af2562-5f75-8f2f-b560-8b1678afe7ca","number":1,"gateway":"stripe","epoch":3,"reference":"pi_3rhLOvXG9Xx9Nmq2LaNNn9H7"},"correlationId":"986e86cb-0ab8-ab67-a26b-7f62b1852f27"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.3539719Z","headers":{},"host":null}', '2026-11-30 04:24:29.353994+00', NULL, false, 0, '2026-11-30 04:24:59.354159+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-03d2-08df4e99d366', '2b310000-2a6d-85c1-0357-08df4e99d366', '2b310000-2a6d-85c1-96cd-08df4e99d171', '986e86cb-0ab8-ab67-a26b-7f62b1852f27', '986e86cb-0ab8-ab67-a26b-7f62b1852f27', NULL, 'loopback://localhost/payments', 'loopback://localhost/payments', NULL, NULL, NULL, '2026-11-30 04:24:29.35408+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Payments:PaymentDue', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-024d-08df4e99d366"}', NULL, '{"messageId":"2b310000-2a6d-85c1-0357-08df4e99d366","requestId":null,"correlationId":"986e86cb-0ab8-ab67-a26b-7f62b1852f27","conversationId":"2b310000-2a6d-85c1-96cd-08df4e99d171","initiatorId":"986e86cb-0ab8-ab67-a26b-7f62b1852f27","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/payments","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Payments:PaymentDue"],"message":{"paymentId":"986e86cb-0ab8-ab67-a26b-7f62b1852f27","correlationId":"986e86cb-0ab8-ab67-a26b-7f62b1852f27"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.3540695Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-024d-08df4e99d366"},"host":null}', '2026-11-30 04:34:29.354029+00', '2b310000-2a6d-85c1-024d-08df4e99d366', true, 0, '2026-11-30 04:34:29.354029+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-9ad7-08df4e99d369', 'faad1520-b442-1059-d7c9-ba9c63258a48', '2b310000-2a6d-85c1-9744-08df4e99d369', NULL, NULL, NULL, 'loopback://localhost/vm_Standalone_bus_fcaoyybkpsnhd8w7bdxw7gqxya', 'loopback://localhost/gateway-doorbell', NULL, NULL, NULL, '2026-11-30 04:24:29.377525+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Contracts.Webhooks:GatewayObjectChanged', NULL, NULL, '{"messageId":"faad1520-b442-1059-d7c9-ba9c63258a48","requestId":null,"correlationId":null,"conversationId":"2b310000-2a6d-85c1-9744-08df4e99d369","initiatorId":null,"sourceAddress":"loopback://localhost/vm_Standalone_bus_fcaoyybkpsnhd8w7bdxw7gqxya","destinationAddress":"loopback://localhost/webhooks.gateway-object-changed","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Contracts.Webhooks:GatewayObjectChanged"],"message":{"gateway":"stripe","reference":"pi_36nVUkyUN10N5V2JgztM6tYj","eventId":"evt_3VR74KcfR1baKUXuNCjdCVVX","eventType":"payment_intent.succeeded","occurredAt":"2026-11-30T04:24:29+00:00","captureReference":null,"refundReference":null,"disputeReference":null},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.3774932Z","headers":{},"host":null}', '2026-11-30 04:24:29.377525+00', NULL, false, 0, '2026-11-30 04:24:59.377614+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-f5c5-08df4e99d36d', '00b367b8-d7ef-87cd-1c68-6008a3a3bd46', '2b310000-2a6d-85c1-f2ba-08df4e99d36d', NULL, NULL, NULL, 'loopback://localhost/vm_Standalone_bus_fcaoyybkpsnhd8w7bdxw7gqxya', 'loopback://localhost/gateway-doorbell', NULL, NULL, NULL, '2026-11-30 04:24:29.40608+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Contracts.Webhooks:GatewayObjectChanged', NULL, NULL, '{"messageId":"00b367b8-d7ef-87cd-1c68-6008a3a3bd46","requestId":null,"correlationId":null,"conversationId":"2b310000-2a6d-85c1-f2ba-08df4e99d36d","initiatorId":null,"sourceAddress":"loopback://localhost/vm_Standalone_bus_fcaoyybkpsnhd8w7bdxw7gqxya","destinationAddress":"loopback://localhost/webhooks.gateway-object-changed","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Contracts.Webhooks:GatewayObjectChanged"],"message":{"gateway":"stripe","reference":"pi_3Yn6iQMqdlOYhpZngcsSFRfM","eventId":"evt_3k3hpimCv38JD6Juro0Z3diO","eventType":"payment_intent.canceled","occurredAt":"2026-11-30T04:24:29+00:00","captureReference":null,"refundReference":null,"disputeReference":null},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.4060507Z","headers":{},"host":null}', '2026-11-30 04:24:29.40608+00', NULL, false, 0, '2026-11-30 04:24:59.406156+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-a093-08df4e99d36a', '2b310000-2a6d-85c1-9e61-08df4e99d36a', '2b310000-2a6d-85c1-a24c-08df4e99d15f', 'db5b5fab-8f4d-3e27-dda1-494c73cf256d', 'db5b5fab-8f4d-3e27-dda1-494c73cf256d', NULL, 'loopback://localhost/payments', 'loopback://localhost/payments', NULL, NULL, NULL, '2026-11-30 04:24:29.384305+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Payments:PaymentDue', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-9af0-08df4e99d36a"}', NULL, '{"messageId":"2b310000-2a6d-85c1-9e61-08df4e99d36a","requestId":null,"correlationId":"db5b5fab-8f4d-3e27-dda1-494c73cf256d","conversationId":"2b310000-2a6d-85c1-a24c-08df4e99d15f","initiatorId":"db5b5fab-8f4d-3e27-dda1-494c73cf256d","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/payments","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Payments:PaymentDue"],"message":{"paymentId":"db5b5fab-8f4d-3e27-dda1-494c73cf256d","correlationId":"db5b5fab-8f4d-3e27-dda1-494c73cf256d"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.3842529Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-9af0-08df4e99d36a"},"host":null}', '2026-11-30 04:24:29.394118+00', '2b310000-2a6d-85c1-9af0-08df4e99d36a', true, 1, '2026-11-30 04:24:59.428142+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-72fe-08df4e99d371', '2b310000-2a6d-85c1-6a52-08df4e99d371', '2b310000-2a6d-85c1-0f56-08df4e99d161', '79cb9e86-830c-71c2-cdcc-69292f45e678', '79cb9e86-830c-71c2-cdcc-69292f45e678', NULL, 'loopback://localhost/payments', 'loopback://localhost/attempts', NULL, NULL, NULL, '2026-11-30 04:24:29.428857+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Attempts:CreateAttempt;urn:message:Integration.Sagas.Attempts:IAttemptCommand', NULL, NULL, '{"messageId":"2b310000-2a6d-85c1-6a52-08df4e99d371","requestId":null,"correlationId":"79cb9e86-830c-71c2-cdcc-69292f45e678","conversationId":"2b310000-2a6d-85c1-0f56-08df4e99d161","initiatorId":"79cb9e86-830c-71c2-cdcc-69292f45e678","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/attempts.create-attempt","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Attempts:CreateAttempt","urn:message:Integration.Sagas.Attempts:IAttemptCommand"],"message":{"attempt":{"paymentId":"79cb9e86-830c-71c2-cdcc-69292f45e678","attemptId":"04a91b23-4bdf-82e6-a188-346b61ded665","number":1,"gateway":"stripe","epoch":3,"reference":null},"amountMinor":1111,"currency":"EUR","description":null,"paymentMethod":"pm_card_visa","customer":null,"fallbackProof":null,"returnUrl":null,"cancelUrl":null,"correlationId":"79cb9e86-830c-71c2-cdcc-69292f45e678"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.4287954Z","headers":{},"host":null}', '2026-11-30 04:24:29.428857+00', NULL, false, 0, '2026-11-30 04:24:59.430789+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-78e0-08df4e99d371', '2b310000-2a6d-85c1-77b7-08df4e99d371', '2b310000-2a6d-85c1-0f56-08df4e99d161', '79cb9e86-830c-71c2-cdcc-69292f45e678', '79cb9e86-830c-71c2-cdcc-69292f45e678', NULL, 'loopback://localhost/payments', 'loopback://localhost/payments', NULL, NULL, NULL, '2026-11-30 04:24:29.429164+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Payments:PaymentDue', '{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-74bb-08df4e99d371"}', NULL, '{"messageId":"2b310000-2a6d-85c1-77b7-08df4e99d371","requestId":null,"correlationId":"79cb9e86-830c-71c2-cdcc-69292f45e678","conversationId":"2b310000-2a6d-85c1-0f56-08df4e99d161","initiatorId":"79cb9e86-830c-71c2-cdcc-69292f45e678","sourceAddress":"loopback://localhost/payments","destinationAddress":"loopback://localhost/payments","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Payments:PaymentDue"],"message":{"paymentId":"79cb9e86-830c-71c2-cdcc-69292f45e678","correlationId":"79cb9e86-830c-71c2-cdcc-69292f45e678"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.4291383Z","headers":{"MT-Scheduling-TokenId":"2b310000-2a6d-85c1-74bb-08df4e99d371"},"host":null}', '2026-11-30 04:34:29.42903+00', '2b310000-2a6d-85c1-74bb-08df4e99d371', true, 0, '2026-11-30 04:34:29.42903+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-748b-08df4e99d372', '2b310000-2a6d-85c1-710c-08df4e99d372', '2b310000-2a6d-85c1-9ab4-08df4e99d171', '15c1d2df-a996-4aef-012d-0ea67ff12229', '15c1d2df-a996-4aef-012d-0ea67ff12229', NULL, 'loopback://localhost/attempts', 'loopback://localhost/payments', NULL, NULL, NULL, '2026-11-30 04:24:29.43556+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Sagas.Attempts:AttemptCaptured;urn:message:Integration.Sagas.Attempts:IAttemptAnswer', NULL, NULL, '{"messageId":"2b310000-2a6d-85c1-710c-08df4e99d372","requestId":null,"correlationId":"15c1d2df-a996-4aef-012d-0ea67ff12229","conversationId":"2b310000-2a6d-85c1-9ab4-08df4e99d171","initiatorId":"15c1d2df-a996-4aef-012d-0ea67ff12229","sourceAddress":"loopback://localhost/attempts","destinationAddress":"loopback://localhost/attempts.attempt-captured","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Sagas.Attempts:AttemptCaptured","urn:message:Integration.Sagas.Attempts:IAttemptAnswer"],"message":{"attempt":{"paymentId":"15c1d2df-a996-4aef-012d-0ea67ff12229","attemptId":"122c64b8-8f91-8d90-aee6-f8a0031330d9","number":1,"gateway":"stripe","epoch":3,"reference":"pi_3apKUa7lfO4aW0cmwjGU7hpc"},"captureReference":"ch_3ezHNRAH1PTgdH4rrO2DDzLv","correlationId":"15c1d2df-a996-4aef-012d-0ea67ff12229"},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.4355212Z","headers":{},"host":null}', '2026-11-30 04:24:29.43556+00', NULL, false, 0, '2026-11-30 04:24:59.435643+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);
INSERT INTO messaging.outbox VALUES ('2b310000-2a6d-85c1-28d4-08df4e99d371', 'a05d57a7-79fd-d9d2-594c-80baaa135070', '2b310000-2a6d-85c1-23f7-08df4e99d371', NULL, NULL, NULL, 'loopback://localhost/vm_Standalone_bus_fcaoyybkpsnhd8w7bdxw7gqxya', 'loopback://localhost/gateway-doorbell', NULL, NULL, NULL, '2026-11-30 04:24:29.427005+00', 'application/vnd.masstransit+json', 'urn:message:Integration.Contracts.Webhooks:GatewayObjectChanged', NULL, NULL, '{"messageId":"a05d57a7-79fd-d9d2-594c-80baaa135070","requestId":null,"correlationId":null,"conversationId":"2b310000-2a6d-85c1-23f7-08df4e99d371","initiatorId":null,"sourceAddress":"loopback://localhost/vm_Standalone_bus_fcaoyybkpsnhd8w7bdxw7gqxya","destinationAddress":"loopback://localhost/webhooks.gateway-object-changed","responseAddress":null,"faultAddress":null,"messageType":["urn:message:Integration.Contracts.Webhooks:GatewayObjectChanged"],"message":{"gateway":"stripe","reference":"pi_36nVUkyUN10N5V2JgztM6tYj","eventId":"evt_3dY2H5Q9zhhssXnaGX0dE2Zv","eventType":"payment_intent.succeeded","occurredAt":"2026-11-30T04:24:29+00:00","captureReference":null,"refundReference":null,"disputeReference":null},"expirationTime":null,"sentTime":"2026-11-30T04:24:29.4269729Z","headers":{},"host":null}', '2026-11-30 04:24:29.427005+00', NULL, false, 0, '2026-11-30 04:24:59.427129+00', 'd226739d-e795-41cb-90c9-aa97a428865f', NULL);


--
-- Data for Name: attempt_steps; Type: TABLE DATA; Schema: payments; Owner: -
--

INSERT INTO payments.attempt_steps VALUES ('f22d1380-cef8-8d0d-ab7f-8c776e3385ea', 'create', 'pay:73ab48767734d7c1c7fde805ec99108d:stripe:1:create', 'b1e25db882186bdfac838b786dc1357c66e40a153c9385aeb66b641314c46e6a', '2026-11-30 04:24:27.076006+00');
INSERT INTO payments.attempt_steps VALUES ('386ccb2e-83c7-86c7-b415-0484ab51893c', 'create', 'pay:4105cca7b53302fc154cd2aad7185dda:stripe:1:create', 'ea2923be7c639c37eabfa714fef2cb3c62284738c40d021bb55b20bc122e6cb9', '2026-11-30 04:24:27.116041+00');
INSERT INTO payments.attempt_steps VALUES ('0912f329-c692-8bf7-a374-a3553e501a77', 'create', 'pay:2fa91425cb0088539d2c67eda13ffe79:stripe:1:create', '09af6e40066001e631bf7dd79ac2adb2ee77523426b1d19ff4ab5ffb5b30ff25', '2026-11-30 04:24:27.115347+00');
INSERT INTO payments.attempt_steps VALUES ('122c64b8-8f91-8d90-aee6-f8a0031330d9', 'create', 'pay:15c1d2dfa9964aef012d0ea67ff12229:stripe:1:create', '274cc4f9cae8e40959c2ba26bbcc77846a529b407d3852bf29975af70ec1efd7', '2026-11-30 04:24:27.115653+00');
INSERT INTO payments.attempt_steps VALUES ('5b23aae3-40a0-84e4-8504-5226be32f5bc', 'create', 'pay:73f778aaf6fa5db8656abd72fb710734:stripe:1:create', '1eada0f51bd0fa82ea5a02589822f459c55c61629aa83d38aea8d2320828fbc0', '2026-11-30 04:24:27.118256+00');
INSERT INTO payments.attempt_steps VALUES ('459ee91e-352b-885a-bd1e-b6d2350015ab', 'create', 'pay:309d6b79965eda32dae445508201e2bd:stripe:1:create', '3155d04ef45d19e55c984a4140d1ff13b0a8420707b2fb99a141776248a8f6be', '2026-11-30 04:24:27.115938+00');
INSERT INTO payments.attempt_steps VALUES ('03e6d545-c3a9-8f0a-b84f-f762a35b0b36', 'create', 'pay:db5b5fab8f4d3e27dda1494c73cf256d:stripe:1:create', '533b40d81043abd0d25d53e7ab7eea8d19a60d59f36fbabb82d881a3b2f4a3f8', '2026-11-30 04:24:27.123377+00');
INSERT INTO payments.attempt_steps VALUES ('04a91b23-4bdf-82e6-a188-346b61ded665', 'create', 'pay:79cb9e86830c71c2cdcc69292f45e678:stripe:1:create', 'b215e9a71ea6841f451f1867c761ed6479a96ae1f00e988982ea5beabee496f9', '2026-11-30 04:24:27.123307+00');
INSERT INTO payments.attempt_steps VALUES ('9df608f3-f0ac-8cee-bdd7-717950478943', 'create', 'pay:5387f61376c468aec7321cc007b37e14:stripe:1:create', '6247aeea65ae8a5cdeed3e708ea1a6b5e59f3b82b431e92d327a052ed31de6e5', '2026-11-30 04:24:27.122884+00');
INSERT INTO payments.attempt_steps VALUES ('22e03de9-c154-85f8-9de9-3b460f7c4b2d', 'create', 'pay:a66b0d389d95847ebd299753a7677796:stripe:1:create', '165ee4b2cb95c13ff56fc0d9340933e437ca7ed70b52f28f3bf031fabd37ca86', '2026-11-30 04:24:27.123147+00');
INSERT INTO payments.attempt_steps VALUES ('1a434b0a-3914-822e-a364-9871b5bb9c38', 'create', 'pay:e3eff9c0cf44dd3f89e7d15f17362f25:stripe:1:create', 'd7104589e9ddcf1539fcd2df1339ce913ca4dac7dfeae1c3dd0624993a4585ce', '2026-11-30 04:24:27.12323+00');
INSERT INTO payments.attempt_steps VALUES ('04727921-0f42-8a9e-98be-b3764d27b76f', 'create', 'pay:998092253deffa38e12b2b8f30b17d0b:stripe:1:create', '17dc794019d4d95f633452ca660b5787094831095ef2a5c33dfb4fb0d58ba9ac', '2026-11-30 04:24:27.157285+00');
INSERT INTO payments.attempt_steps VALUES ('78c2ebd6-9887-8495-85a5-18fbefffc14d', 'create', 'pay:d4ea65d003d716849f8558a628518867:stripe:1:create', '28de00733cc2df9c3eb5ffde6df146c6a5a3b26bfc2dedf9ae67cd90a1ad5fc5', '2026-11-30 04:24:27.164027+00');
INSERT INTO payments.attempt_steps VALUES ('75f39f61-72cd-85e4-90b7-d014e59da047', 'create', 'pay:902a174f11fa2ac0079dd25a49fe85b0:stripe:1:create', 'd0c6097d7531324e5c43e0e7861e7f5cdd8f4a9b0eca56cd61185170b5677e49', '2026-11-30 04:24:27.176731+00');
INSERT INTO payments.attempt_steps VALUES ('553ab2ce-7903-8ebd-bac2-ec0ff1a36003', 'create', 'pay:320094ead7a94ded97491e2370c6a5b8:stripe:1:create', '0a5ea22ef555f2d8235bf77e9697a497332a0d7f449d05693d37e85e0baf0f6c', '2026-11-30 04:24:27.22491+00');
INSERT INTO payments.attempt_steps VALUES ('c4c797c5-1f46-82d4-95ef-d718a99d00a1', 'create', 'pay:4b4d8474a3ea284d3bd0334684e55160:stripe:1:create', '1b2ace3f8784a17082890f8ad2df22cc99cd063efcc63d89d17ee168657fe1a6', '2026-11-30 04:24:27.224834+00');
INSERT INTO payments.attempt_steps VALUES ('e05649fb-12df-8ed0-a92c-654ed44f38f9', 'create', 'pay:ee82ec3ffee5a5b28d1fe1daff666589:stripe:1:create', '76c1261f9dd8c49b58e3bc9197488cb6b8c189ac2387ddbccefd5be28a30a98f', '2026-11-30 04:24:27.224663+00');
INSERT INTO payments.attempt_steps VALUES ('3de1b0f9-d717-8011-955e-9cf58036a8af', 'create', 'pay:834c687a3acb6266c20ba2c250b601fc:stripe:1:create', '4144d616c29fa7dc55f845679d1291711013cd16854c4ef4f84f8d79fd995afc', '2026-11-30 04:24:27.224399+00');
INSERT INTO payments.attempt_steps VALUES ('e8af2562-5f75-8f2f-b560-8b1678afe7ca', 'create', 'pay:986e86cb0ab8ab67a26b7f62b1852f27:stripe:1:create', '4614956746e0e575839fd1d82fa756e1c3c4bd91d0be66e818f68d127f3d9a81', '2026-11-30 04:24:27.277672+00');
INSERT INTO payments.attempt_steps VALUES ('e05649fb-12df-8ed0-a92c-654ed44f38f9', 'authorize', 'pay:ee82ec3ffee5a5b28d1fe1daff666589:stripe:1:authorize', 'bb19079e0b56458b898dada2bd54e43bcfee12ca116962b130b3dcf20dbcd18f', '2026-11-30 04:24:28.313343+00');
INSERT INTO payments.attempt_steps VALUES ('03e6d545-c3a9-8f0a-b84f-f762a35b0b36', 'authorize', 'pay:db5b5fab8f4d3e27dda1494c73cf256d:stripe:1:authorize', 'ab88026ba21691d2e3beb9214da82ef5bf43fcaad4705b7d60fc3a1cc80031d1', '2026-11-30 04:24:28.374949+00');
INSERT INTO payments.attempt_steps VALUES ('386ccb2e-83c7-86c7-b415-0484ab51893c', 'authorize', 'pay:4105cca7b53302fc154cd2aad7185dda:stripe:1:authorize', '8a61332ae91adcaad8df188e2db41d69a9ce7008b1495d03695fabc6f59ec223', '2026-11-30 04:24:28.383869+00');
INSERT INTO payments.attempt_steps VALUES ('78c2ebd6-9887-8495-85a5-18fbefffc14d', 'authorize', 'pay:d4ea65d003d716849f8558a628518867:stripe:1:authorize', '58e9fbff522aa046c0101e43c923650e60e451e19eec3ec165948e2e752386a8', '2026-11-30 04:24:28.440799+00');
INSERT INTO payments.attempt_steps VALUES ('9df608f3-f0ac-8cee-bdd7-717950478943', 'authorize', 'pay:5387f61376c468aec7321cc007b37e14:stripe:1:authorize', 'ab88026ba21691d2e3beb9214da82ef5bf43fcaad4705b7d60fc3a1cc80031d1', '2026-11-30 04:24:28.544646+00');
INSERT INTO payments.attempt_steps VALUES ('e8af2562-5f75-8f2f-b560-8b1678afe7ca', 'authorize', 'pay:986e86cb0ab8ab67a26b7f62b1852f27:stripe:1:authorize', '8a61332ae91adcaad8df188e2db41d69a9ce7008b1495d03695fabc6f59ec223', '2026-11-30 04:24:28.547556+00');
INSERT INTO payments.attempt_steps VALUES ('0912f329-c692-8bf7-a374-a3553e501a77', 'authorize', 'pay:2fa91425cb0088539d2c67eda13ffe79:stripe:1:authorize', 'ab88026ba21691d2e3beb9214da82ef5bf43fcaad4705b7d60fc3a1cc80031d1', '2026-11-30 04:24:28.795214+00');
INSERT INTO payments.attempt_steps VALUES ('f22d1380-cef8-8d0d-ab7f-8c776e3385ea', 'authorize', 'pay:73ab48767734d7c1c7fde805ec99108d:stripe:1:authorize', 'ab88026ba21691d2e3beb9214da82ef5bf43fcaad4705b7d60fc3a1cc80031d1', '2026-11-30 04:24:28.79999+00');
INSERT INTO payments.attempt_steps VALUES ('1a434b0a-3914-822e-a364-9871b5bb9c38', 'authorize', 'pay:e3eff9c0cf44dd3f89e7d15f17362f25:stripe:1:authorize', 'bb19079e0b56458b898dada2bd54e43bcfee12ca116962b130b3dcf20dbcd18f', '2026-11-30 04:24:28.92858+00');
INSERT INTO payments.attempt_steps VALUES ('122c64b8-8f91-8d90-aee6-f8a0031330d9', 'authorize', 'pay:15c1d2dfa9964aef012d0ea67ff12229:stripe:1:authorize', 'ab88026ba21691d2e3beb9214da82ef5bf43fcaad4705b7d60fc3a1cc80031d1', '2026-11-30 04:24:28.938003+00');
INSERT INTO payments.attempt_steps VALUES ('04727921-0f42-8a9e-98be-b3764d27b76f', 'authorize', 'pay:998092253deffa38e12b2b8f30b17d0b:stripe:1:authorize', 'ab88026ba21691d2e3beb9214da82ef5bf43fcaad4705b7d60fc3a1cc80031d1', '2026-11-30 04:24:28.93885+00');
INSERT INTO payments.attempt_steps VALUES ('9df608f3-f0ac-8cee-bdd7-717950478943', 'capture', 'pay:5387f61376c468aec7321cc007b37e14:stripe:1:capture', '4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945', '2026-11-30 04:24:29.097907+00');
INSERT INTO payments.attempt_steps VALUES ('78c2ebd6-9887-8495-85a5-18fbefffc14d', 'capture', 'pay:d4ea65d003d716849f8558a628518867:stripe:1:capture', '4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945', '2026-11-30 04:24:29.17795+00');
INSERT INTO payments.attempt_steps VALUES ('0912f329-c692-8bf7-a374-a3553e501a77', 'capture', 'pay:2fa91425cb0088539d2c67eda13ffe79:stripe:1:capture', '4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945', '2026-11-30 04:24:29.318698+00');
INSERT INTO payments.attempt_steps VALUES ('75f39f61-72cd-85e4-90b7-d014e59da047', 'authorize', 'pay:902a174f11fa2ac0079dd25a49fe85b0:stripe:1:authorize', 'a5c94ed68cada20f8b0cf09e514d5e46714c57226fc80a8a4d2b23020b4cb88d', '2026-11-30 04:24:29.341934+00');
INSERT INTO payments.attempt_steps VALUES ('122c64b8-8f91-8d90-aee6-f8a0031330d9', 'capture', 'pay:15c1d2dfa9964aef012d0ea67ff12229:stripe:1:capture', '4f53cda18c2baa0c0354bb5f9a3ecbe5ed12ab4d8e11ba873c2f11161202b945', '2026-11-30 04:24:29.354432+00');
INSERT INTO payments.attempt_steps VALUES ('459ee91e-352b-885a-bd1e-b6d2350015ab', 'authorize', 'pay:309d6b79965eda32dae445508201e2bd:stripe:1:authorize', 'ab88026ba21691d2e3beb9214da82ef5bf43fcaad4705b7d60fc3a1cc80031d1', '2026-11-30 04:24:29.444008+00');
INSERT INTO payments.attempt_steps VALUES ('553ab2ce-7903-8ebd-bac2-ec0ff1a36003', 'authorize', 'pay:320094ead7a94ded97491e2370c6a5b8:stripe:1:authorize', 'ab88026ba21691d2e3beb9214da82ef5bf43fcaad4705b7d60fc3a1cc80031d1', '2026-11-30 04:24:29.449696+00');


--
-- Data for Name: attempts; Type: TABLE DATA; Schema: payments; Owner: -
--

INSERT INTO payments.attempts VALUES ('e8af2562-5f75-8f2f-b560-8b1678afe7ca', '986e86cb-0ab8-ab67-a26b-7f62b1852f27', 1, 'stripe', 1222, 'EUR', 'pi_3rhLOvXG9Xx9Nmq2LaNNn9H7', 'declined', 3, true, false, 'authentication_required', NULL, 0, NULL, 2, '2b310000-2a6d-85c1-5756-08df4e99d374', 'cancel', '2026-11-30 04:24:29.447962+00', '2026-11-30 04:24:38.575962+00', 'req_qHnkbUXBKRfjKR', NULL, NULL, NULL, '2026-11-30 04:24:27.277672+00', '2026-11-30 04:24:29.206669+00', NULL, 0);
INSERT INTO payments.attempts VALUES ('3de1b0f9-d717-8011-955e-9cf58036a8af', '834c687a-3acb-6266-c20b-a2c250b601fc', 1, 'stripe', 1629, 'EUR', NULL, NULL, NULL, false, false, NULL, NULL, 0, NULL, 1, NULL, NULL, NULL, NULL, NULL, 'the gateway gave no reference, so nothing could be confirmed, and every later claim is refused', NULL, '2026-11-30 04:24:28.615098+00', '2026-11-30 04:24:27.224399+00', '2026-11-30 04:24:28.615098+00', NULL, 0);
INSERT INTO payments.attempts VALUES ('75f39f61-72cd-85e4-90b7-d014e59da047', '902a174f-11fa-2ac0-079d-d25a49fe85b0', 1, 'stripe', 1666, 'EUR', 'pi_3ibGKEkPs8hrRT3tgNPPbwdY', 'open', 0, true, false, NULL, NULL, 0, NULL, 2, '2b310000-2a6d-85c1-2983-08df4e99d364', 'authorize', '2026-11-30 04:24:29.341934+00', '2026-11-30 04:24:38.469934+00', 'req_L6ZPuCzXQleQkU', NULL, NULL, NULL, '2026-11-30 04:24:27.176731+00', '2026-11-30 04:24:28.921725+00', NULL, 0);
INSERT INTO payments.attempts VALUES ('04727921-0f42-8a9e-98be-b3764d27b76f', '99809225-3def-fa38-e12b-2b8f30b17d0b', 1, 'stripe', 1370, 'EUR', 'pi_3GMNOP3xLguUzRhUHCzj7Y9X', 'authorized', 4, true, false, NULL, '2026-12-07 04:24:29+00', 0, NULL, 2, NULL, NULL, NULL, NULL, 'req_iINOcqNFoXmgNF', NULL, NULL, NULL, '2026-11-30 04:24:27.157285+00', '2026-11-30 04:24:29.207567+00', NULL, 0);
INSERT INTO payments.attempts VALUES ('78c2ebd6-9887-8495-85a5-18fbefffc14d', 'd4ea65d0-03d7-1684-9f85-58a628518867', 1, 'stripe', 1333, 'EUR', 'pi_3SdkKVb9vUZYDdEGXndzhQUW', 'authorized', 4, true, false, NULL, '2026-12-07 04:24:28+00', 0, NULL, 2, '2b310000-2a6d-85c1-240f-08df4e99d34b', 'capture', '2026-11-30 04:24:29.17795+00', '2026-11-30 04:24:38.30595+00', 'req_ddXnVHLv88bY9m', NULL, NULL, NULL, '2026-11-30 04:24:27.164027+00', '2026-11-30 04:24:28.696234+00', NULL, 0);
INSERT INTO payments.attempts VALUES ('22e03de9-c154-85f8-9de9-3b460f7c4b2d', 'a66b0d38-9d95-847e-bd29-9753a7677796', 1, 'stripe', 1296, 'EUR', 'pi_3IngqrbFjJDSZFe2SrorYtol', 'open', 0, true, false, NULL, NULL, 0, NULL, 2, NULL, NULL, NULL, NULL, 'req_4qDikLO32IsOVE', NULL, NULL, NULL, '2026-11-30 04:24:27.123147+00', '2026-11-30 04:24:29.098857+00', NULL, 0);
INSERT INTO payments.attempts VALUES ('04a91b23-4bdf-82e6-a188-346b61ded665', '79cb9e86-830c-71c2-cdcc-69292f45e678', 1, 'stripe', 1111, 'EUR', NULL, NULL, NULL, true, false, NULL, NULL, 0, NULL, 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-30 04:24:27.123307+00', '2026-11-30 04:24:27.123307+00', NULL, 0);
INSERT INTO payments.attempts VALUES ('5b23aae3-40a0-84e4-8504-5226be32f5bc', '73f778aa-f6fa-5db8-656a-bd72fb710734', 1, 'stripe', 1259, 'EUR', NULL, NULL, NULL, true, false, NULL, NULL, 0, NULL, 2, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, '2026-11-30 04:24:27.118256+00', '2026-11-30 04:24:27.118256+00', NULL, 0);
INSERT INTO payments.attempts VALUES ('03e6d545-c3a9-8f0a-b84f-f762a35b0b36', 'db5b5fab-8f4d-3e27-dda1-494c73cf256d', 1, 'stripe', 1000, 'EUR', 'pi_3wTGwaeG6vndD0t8RyczIvyo', 'open', 0, true, false, NULL, NULL, 0, NULL, 2, NULL, NULL, NULL, NULL, 'req_aDvl143vsUZIrF', NULL, NULL, NULL, '2026-11-30 04:24:27.123377+00', '2026-11-30 04:24:29.245316+00', NULL, 0);
INSERT INTO payments.attempts VALUES ('f22d1380-cef8-8d0d-ab7f-8c776e3385ea', '73ab4876-7734-d7c1-c7fd-e805ec99108d', 1, 'stripe', 1037, 'EUR', 'pi_31oCLrxgqlajTjvoci8w3XO4', 'open', 0, true, false, NULL, NULL, 0, NULL, 2, NULL, NULL, NULL, NULL, 'req_U35J5BkDRpn538', NULL, NULL, NULL, '2026-11-30 04:24:27.076006+00', '2026-11-30 04:24:29.25923+00', NULL, 0);
INSERT INTO payments.attempts VALUES ('553ab2ce-7903-8ebd-bac2-ec0ff1a36003', '320094ea-d7a9-4ded-9749-1e2370c6a5b8', 1, 'stripe', 1444, 'EUR', 'pi_3xr7fiz2AtYEerrsWz2YSqgB', 'open', 0, true, false, NULL, NULL, 0, NULL, 2, '2b310000-2a6d-85c1-9b0c-08df4e99d374', 'authorize', '2026-11-30 04:24:29.449696+00', '2026-11-30 04:24:38.577696+00', 'req_smvMswvyrfvq5V', NULL, NULL, NULL, '2026-11-30 04:24:27.22491+00', '2026-11-30 04:24:29.313401+00', NULL, 0);
INSERT INTO payments.attempts VALUES ('c4c797c5-1f46-82d4-95ef-d718a99d00a1', '4b4d8474-a3ea-284d-3bd0-334684e55160', 1, 'stripe', 1481, 'EUR', 'pi_38YcXidPrjWFVHrIL06ov7Tx', 'open', 0, true, false, NULL, NULL, 0, NULL, 2, NULL, NULL, NULL, NULL, 'req_DInxGWOcAiJIBN', NULL, NULL, NULL, '2026-11-30 04:24:27.224834+00', '2026-11-30 04:24:29.306117+00', NULL, 0);
INSERT INTO payments.attempts VALUES ('0912f329-c692-8bf7-a374-a3553e501a77', '2fa91425-cb00-8853-9d2c-67eda13ffe79', 1, 'stripe', 1148, 'EUR', 'pi_3nBcWGIY8RUHECWAsDo4wha8', 'authorized', 4, true, false, NULL, '2026-12-07 04:24:28+00', 0, NULL, 2, '2b310000-2a6d-85c1-9dd8-08df4e99d360', 'capture', '2026-11-30 04:24:29.318698+00', '2026-11-30 04:24:38.446698+00', 'req_lGhmsgCI94zb1t', NULL, NULL, NULL, '2026-11-30 04:24:27.115347+00', '2026-11-30 04:24:28.898259+00', NULL, 0);
INSERT INTO payments.attempts VALUES ('386ccb2e-83c7-86c7-b415-0484ab51893c', '4105cca7-b533-02fc-154c-d2aad7185dda', 1, 'stripe', 1592, 'EUR', 'pi_31Dk3vh1ZkTQ6PvBspZD45P3', 'canceled', 5, false, false, 'authentication_required', NULL, 0, NULL, 3, NULL, NULL, NULL, NULL, 'req_vZXTMpetQuGSST', 'stripe says canceled for pi_31Dk3vh1ZkTQ6PvBspZD45P3 in the answer to cancel, request req_vZXTMpetQuGSST, 2026-11-30 04:24:29Z', 'req_vZXTMpetQuGSST', '2026-11-30 04:24:29.434472+00', '2026-11-30 04:24:27.116041+00', '2026-11-30 04:24:29.434472+00', NULL, 0);
INSERT INTO payments.attempts VALUES ('e05649fb-12df-8ed0-a92c-654ed44f38f9', 'ee82ec3f-fee5-a5b2-8d1f-e1daff666589', 1, 'stripe', 1555, 'EUR', 'pi_3Yn6iQMqdlOYhpZngcsSFRfM', 'canceled', 5, false, false, 'generic_decline', NULL, 0, NULL, 3, NULL, NULL, NULL, NULL, 'req_BMbUqx34hCdG3A', 'stripe says canceled for pi_3Yn6iQMqdlOYhpZngcsSFRfM in the answer to cancel, request req_BMbUqx34hCdG3A, 2026-11-30 04:24:29Z', 'req_BMbUqx34hCdG3A', '2026-11-30 04:24:29.350046+00', '2026-11-30 04:24:27.224663+00', '2026-11-30 04:24:29.350046+00', NULL, 0);
INSERT INTO payments.attempts VALUES ('9df608f3-f0ac-8cee-bdd7-717950478943', '5387f613-76c4-68ae-c732-1cc007b37e14', 1, 'stripe', 1407, 'EUR', 'pi_36nVUkyUN10N5V2JgztM6tYj', 'captured', 6, true, false, NULL, '2026-12-07 04:24:28+00', 1407, 'ch_39rNKjOTpbiwLjBlYdFzI8KH', 3, NULL, NULL, NULL, NULL, 'req_rt6vsNd1djRWJD', NULL, NULL, NULL, '2026-11-30 04:24:27.122884+00', '2026-11-30 04:24:29.337032+00', NULL, 0);
INSERT INTO payments.attempts VALUES ('1a434b0a-3914-822e-a364-9871b5bb9c38', 'e3eff9c0-cf44-dd3f-89e7-d15f17362f25', 1, 'stripe', 1185, 'EUR', 'pi_3dkIdXtksW09ssTl38thYP1b', 'declined', 3, true, false, 'generic_decline', NULL, 0, NULL, 2, '2b310000-2a6d-85c1-0ec5-08df4e99d372', 'cancel', '2026-11-30 04:24:29.432996+00', '2026-11-30 04:24:38.560996+00', 'req_JAQPkKc5c5l7i3', NULL, NULL, NULL, '2026-11-30 04:24:27.12323+00', '2026-11-30 04:24:29.108748+00', NULL, 0);
INSERT INTO payments.attempts VALUES ('122c64b8-8f91-8d90-aee6-f8a0031330d9', '15c1d2df-a996-4aef-012d-0ea67ff12229', 1, 'stripe', 1518, 'EUR', 'pi_3apKUa7lfO4aW0cmwjGU7hpc', 'captured', 6, true, false, NULL, '2026-12-07 04:24:29+00', 1518, 'ch_3ezHNRAH1PTgdH4rrO2DDzLv', 3, NULL, NULL, NULL, NULL, 'req_WTcXXquXDR9LJc', NULL, NULL, NULL, '2026-11-30 04:24:27.115653+00', '2026-11-30 04:24:29.435486+00', NULL, 0);
INSERT INTO payments.attempts VALUES ('459ee91e-352b-885a-bd1e-b6d2350015ab', '309d6b79-965e-da32-dae4-45508201e2bd', 1, 'stripe', 1074, 'EUR', 'pi_3SoUSCyqZQIAmNxzmEWIonK3', 'open', 0, true, false, NULL, NULL, 0, NULL, 2, '2b310000-2a6d-85c1-bd07-08df4e99d373', 'authorize', '2026-11-30 04:24:29.444008+00', '2026-11-30 04:24:38.572008+00', 'req_gR4IU2qkrYcGYO', NULL, NULL, NULL, '2026-11-30 04:24:27.115938+00', '2026-11-30 04:24:29.22745+00', NULL, 0);


--
-- Data for Name: gateway_calls; Type: TABLE DATA; Schema: payments; Owner: -
--

INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-c7f5-08df4e99d219', '75f39f61-72cd-85e4-90b7-d014e59da047', '902a174f-11fa-2ac0-079d-d25a49fe85b0', 'stripe', 'create', 1, 'pay:902a174f11fa2ac0079dd25a49fe85b0:stripe:1:create', '2026-11-30 04:24:27.176731+00', '2026-11-30 04:24:27.717496+00', 'OutcomeUnknown', NULL, NULL, NULL, 'the connection or the answer broke: HttpRequestException', NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-1e37-08df4e99d221', 'c4c797c5-1f46-82d4-95ef-d718a99d00a1', '4b4d8474-a3ea-284d-3bd0-334684e55160', 'stripe', 'create', 1, 'pay:4b4d8474a3ea284d3bd0334684e55160:stripe:1:create', '2026-11-30 04:24:27.224834+00', '2026-11-30 04:24:27.720396+00', 'OutcomeUnknown', NULL, NULL, NULL, 'the connection or the answer broke: HttpRequestException', NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-80b0-08df4e99d210', '459ee91e-352b-885a-bd1e-b6d2350015ab', '309d6b79-965e-da32-dae4-45508201e2bd', 'stripe', 'create', 1, 'pay:309d6b79965eda32dae445508201e2bd:stripe:1:create', '2026-11-30 04:24:27.115938+00', '2026-11-30 04:24:27.761567+00', 'OutcomeUnknown', NULL, NULL, NULL, 'the connection or the answer broke: HttpRequestException', NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-dbb3-08df4e99d210', '5b23aae3-40a0-84e4-8504-5226be32f5bc', '73f778aa-f6fa-5db8-656a-bd72fb710734', 'stripe', 'create', 1, 'pay:73f778aaf6fa5db8656abd72fb710734:stripe:1:create', '2026-11-30 04:24:27.118256+00', '2026-11-30 04:24:27.768668+00', 'OutcomeUnknown', NULL, NULL, NULL, 'the connection or the answer broke: HttpRequestException', NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-a306-08df4e99d211', '03e6d545-c3a9-8f0a-b84f-f762a35b0b36', 'db5b5fab-8f4d-3e27-dda1-494c73cf256d', 'stripe', 'create', 1, 'pay:db5b5fab8f4d3e27dda1494c73cf256d:stripe:1:create', '2026-11-30 04:24:27.123377+00', '2026-11-30 04:24:27.959527+00', 'open', 'requires_confirmation', 200, 'req_tX6kV95h0pvsTq', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-17c7-08df4e99d221', 'e05649fb-12df-8ed0-a92c-654ed44f38f9', 'ee82ec3f-fee5-a5b2-8d1f-e1daff666589', 'stripe', 'create', 1, 'pay:ee82ec3ffee5a5b28d1fe1daff666589:stripe:1:create', '2026-11-30 04:24:27.224663+00', '2026-11-30 04:24:27.960263+00', 'open', 'requires_confirmation', 200, 'req_l6cPWIDeCw5y1t', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-d89d-08df4e99d217', '78c2ebd6-9887-8495-85a5-18fbefffc14d', 'd4ea65d0-03d7-1684-9f85-58a628518867', 'stripe', 'create', 1, 'pay:d4ea65d003d716849f8558a628518867:stripe:1:create', '2026-11-30 04:24:27.164027+00', '2026-11-30 04:24:27.971128+00', 'open', 'requires_confirmation', 200, 'req_X7nUieY8w4muxQ', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-847a-08df4e99d210', '386ccb2e-83c7-86c7-b415-0484ab51893c', '4105cca7-b533-02fc-154c-d2aad7185dda', 'stripe', 'create', 1, 'pay:4105cca7b53302fc154cd2aad7185dda:stripe:1:create', '2026-11-30 04:24:27.116041+00', '2026-11-30 04:24:27.963909+00', 'open', 'requires_confirmation', 200, 'req_rYedVKa3ZR2KS3', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-911e-08df4e99d211', '9df608f3-f0ac-8cee-bdd7-717950478943', '5387f613-76c4-68ae-c732-1cc007b37e14', 'stripe', 'create', 1, 'pay:5387f61376c468aec7321cc007b37e14:stripe:1:create', '2026-11-30 04:24:27.122884+00', '2026-11-30 04:24:27.96029+00', 'open', 'requires_confirmation', 200, 'req_vsvKgaaGbTOuJl', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-75d5-08df4e99d210', '122c64b8-8f91-8d90-aee6-f8a0031330d9', '15c1d2df-a996-4aef-012d-0ea67ff12229', 'stripe', 'create', 1, 'pay:15c1d2dfa9964aef012d0ea67ff12229:stripe:1:create', '2026-11-30 04:24:27.115653+00', '2026-11-30 04:24:27.971971+00', 'open', 'requires_confirmation', 200, 'req_LLA7YIsk7ihZuM', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-9d71-08df4e99d211', '1a434b0a-3914-822e-a364-9871b5bb9c38', 'e3eff9c0-cf44-dd3f-89e7-d15f17362f25', 'stripe', 'create', 1, 'pay:e3eff9c0cf44dd3f89e7d15f17362f25:stripe:1:create', '2026-11-30 04:24:27.12323+00', '2026-11-30 04:24:27.960275+00', 'open', 'requires_confirmation', 200, 'req_uqvSESSUrmxeDV', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-2f4a-08df4e99d229', 'e8af2562-5f75-8f2f-b560-8b1678afe7ca', '986e86cb-0ab8-ab67-a26b-7f62b1852f27', 'stripe', 'create', 1, 'pay:986e86cb0ab8ab67a26b7f62b1852f27:stripe:1:create', '2026-11-30 04:24:27.277672+00', '2026-11-30 04:24:27.973117+00', 'open', 'requires_confirmation', 200, 'req_Hk4esEFCdHb662', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-9a18-08df4e99d211', '22e03de9-c154-85f8-9de9-3b460f7c4b2d', 'a66b0d38-9d95-847e-bd29-9753a7677796', 'stripe', 'create', 1, 'pay:a66b0d389d95847ebd299753a7677796:stripe:1:create', '2026-11-30 04:24:27.123147+00', '2026-11-30 04:24:27.980264+00', 'RateLimited', NULL, 429, 'req_4jNX8Tq4nuMjyf', 'invalid_request_error: rate_limit: Too many requests hit the API too quickly. We recommend an exponential backoff of your requests.', NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-d23e-08df4e99d216', '04727921-0f42-8a9e-98be-b3764d27b76f', '99809225-3def-fa38-e12b-2b8f30b17d0b', 'stripe', 'create', 1, 'pay:998092253deffa38e12b2b8f30b17d0b:stripe:1:create', '2026-11-30 04:24:27.157285+00', '2026-11-30 04:24:27.960343+00', 'open', 'requires_confirmation', 200, 'req_c5LI3GfeeUtbdp', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-6b6b-08df4e99d210', '0912f329-c692-8bf7-a374-a3553e501a77', '2fa91425-cb00-8853-9d2c-67eda13ffe79', 'stripe', 'create', 1, 'pay:2fa91425cb0088539d2c67eda13ffe79:stripe:1:create', '2026-11-30 04:24:27.115347+00', '2026-11-30 04:24:27.960311+00', 'open', 'requires_confirmation', 200, 'req_XWATqS800NtzAP', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-4d0a-08df4e99d20c', 'f22d1380-cef8-8d0d-ab7f-8c776e3385ea', '73ab4876-7734-d7c1-c7fd-e805ec99108d', 'stripe', 'create', 1, 'pay:73ab48767734d7c1c7fde805ec99108d:stripe:1:create', '2026-11-30 04:24:27.076006+00', '2026-11-30 04:24:27.96024+00', 'open', 'requires_confirmation', 200, 'req_P5TWFPXTfLKSUC', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-211f-08df4e99d221', '553ab2ce-7903-8ebd-bac2-ec0ff1a36003', '320094ea-d7a9-4ded-9749-1e2370c6a5b8', 'stripe', 'create', 1, 'pay:320094ead7a94ded97491e2370c6a5b8:stripe:1:create', '2026-11-30 04:24:27.22491+00', '2026-11-30 04:24:27.990535+00', 'RateLimited', NULL, 429, 'req_PkNmr9o4qKGw6r', 'invalid_request_error: lock_timeout: This object cannot be accessed right now because another API request or Stripe process is currently accessing it. If you see this error intermittently, retry the request.', NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-a047-08df4e99d211', '04a91b23-4bdf-82e6-a188-346b61ded665', '79cb9e86-830c-71c2-cdcc-69292f45e678', 'stripe', 'create', 1, 'pay:79cb9e86830c71c2cdcc69292f45e678:stripe:1:create', '2026-11-30 04:24:27.123307+00', '2026-11-30 04:24:27.9899+00', 'OutcomeUnknown', NULL, 500, 'req_spieNGvOLfcPzD', 'api_error: An unknown error occurred.', NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-0e3f-08df4e99d221', '3de1b0f9-d717-8011-955e-9cf58036a8af', '834c687a-3acb-6266-c20b-a2c250b601fc', 'stripe', 'create', 1, 'pay:834c687a3acb6266c20ba2c250b601fc:stripe:1:create', '2026-11-30 04:24:27.224399+00', '2026-11-30 04:24:27.987805+00', 'Rejected', NULL, 400, 'req_Iohp4l3dY5ncQp', 'invalid_request_error: resource_missing: No such PaymentMethod: ''pm_sandbox_processing''', NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-8195-08df4e99d2ea', '9df608f3-f0ac-8cee-bdd7-717950478943', '5387f613-76c4-68ae-c732-1cc007b37e14', 'stripe', 'authorize', 2, 'pay:5387f61376c468aec7321cc007b37e14:stripe:1:authorize', '2026-11-30 04:24:28.544646+00', '2026-11-30 04:24:28.75105+00', 'authorized', 'requires_capture', 200, 'req_sVUcHW6kLBUI3B', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-9d79-08df4e99d2d0', '03e6d545-c3a9-8f0a-b84f-f762a35b0b36', 'db5b5fab-8f4d-3e27-dda1-494c73cf256d', 'stripe', 'authorize', 2, 'pay:db5b5fab8f4d3e27dda1494c73cf256d:stripe:1:authorize', '2026-11-30 04:24:28.374949+00', '2026-11-30 04:24:28.80494+00', 'OutcomeUnknown', NULL, 503, 'req_LnarB7VZ3XDt1R', 'api_error: Stripe is temporarily unavailable.', NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-bd4a-08df4e99d310', '0912f329-c692-8bf7-a374-a3553e501a77', '2fa91425-cb00-8853-9d2c-67eda13ffe79', 'stripe', 'authorize', 2, 'pay:2fa91425cb0088539d2c67eda13ffe79:stripe:1:authorize', '2026-11-30 04:24:28.795214+00', '2026-11-30 04:24:28.898259+00', 'authorized', 'requires_capture', 200, 'req_lGhmsgCI94zb1t', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-77f0-08df4e99d311', 'f22d1380-cef8-8d0d-ab7f-8c776e3385ea', '73ab4876-7734-d7c1-c7fd-e805ec99108d', 'stripe', 'authorize', 2, 'pay:73ab48767734d7c1c7fde805ec99108d:stripe:1:authorize', '2026-11-30 04:24:28.79999+00', '2026-11-30 04:24:28.90808+00', 'OutcomeUnknown', NULL, 500, 'req_vgvGjO1Lh9IxTJ', 'api_error: An unknown error occurred.', NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-3e22-08df4e99d2c7', 'e05649fb-12df-8ed0-a92c-654ed44f38f9', 'ee82ec3f-fee5-a5b2-8d1f-e1daff666589', 'stripe', 'authorize', 2, 'pay:ee82ec3ffee5a5b28d1fe1daff666589:stripe:1:authorize', '2026-11-30 04:24:28.313343+00', '2026-11-30 04:24:28.711989+00', 'declined', 'requires_payment_method', 402, 'req_EdNU4C1ZtHNXkx', 'card_error: card_declined: Your card was declined.', NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-abbe-08df4e99d31e', '22e03de9-c154-85f8-9de9-3b460f7c4b2d', 'a66b0d38-9d95-847e-bd29-9753a7677796', 'stripe', 'create', 2, 'pay:a66b0d389d95847ebd299753a7677796:stripe:1:create', '2026-11-30 04:24:28.886515+00', '2026-11-30 04:24:29.098857+00', 'open', 'requires_confirmation', 200, 'req_4qDikLO32IsOVE', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-f31f-08df4e99d2ea', 'e8af2562-5f75-8f2f-b560-8b1678afe7ca', '986e86cb-0ab8-ab67-a26b-7f62b1852f27', 'stripe', 'authorize', 2, 'pay:986e86cb0ab8ab67a26b7f62b1852f27:stripe:1:authorize', '2026-11-30 04:24:28.547556+00', '2026-11-30 04:24:29.206669+00', 'declined', 'requires_payment_method', 402, 'req_qHnkbUXBKRfjKR', 'card_error: authentication_required: Your card was declined. This transaction requires authentication.', NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-2598-08df4e99d341', '03e6d545-c3a9-8f0a-b84f-f762a35b0b36', 'db5b5fab-8f4d-3e27-dda1-494c73cf256d', 'stripe', 'look_up', 3, NULL, '2026-11-30 04:24:29.112465+00', '2026-11-30 04:24:29.245316+00', 'open', 'requires_confirmation', 200, 'req_aDvl143vsUZIrF', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-ed28-08df4e99d33e', '9df608f3-f0ac-8cee-bdd7-717950478943', '5387f613-76c4-68ae-c732-1cc007b37e14', 'stripe', 'capture', 3, 'pay:5387f61376c468aec7321cc007b37e14:stripe:1:capture', '2026-11-30 04:24:29.097907+00', '2026-11-30 04:24:29.337032+00', 'captured', 'succeeded', 200, 'req_rt6vsNd1djRWJD', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-0ec5-08df4e99d372', '1a434b0a-3914-822e-a364-9871b5bb9c38', 'e3eff9c0-cf44-dd3f-89e7-d15f17362f25', 'stripe', 'cancel', 3, 'pay:e3eff9c0cf44dd3f89e7d15f17362f25:stripe:1:cancel:3', '2026-11-30 04:24:29.432996+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-9b0c-08df4e99d374', '553ab2ce-7903-8ebd-bac2-ec0ff1a36003', '320094ea-d7a9-4ded-9749-1e2370c6a5b8', 'stripe', 'authorize', 3, 'pay:320094ead7a94ded97491e2370c6a5b8:stripe:1:authorize', '2026-11-30 04:24:29.449696+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-f93b-08df4e99d2d1', '386ccb2e-83c7-86c7-b415-0484ab51893c', '4105cca7-b533-02fc-154c-d2aad7185dda', 'stripe', 'authorize', 2, 'pay:4105cca7b53302fc154cd2aad7185dda:stripe:1:authorize', '2026-11-30 04:24:28.383869+00', '2026-11-30 04:24:28.685271+00', 'declined', 'requires_payment_method', 402, 'req_hlspEKWqDD8i6s', 'card_error: authentication_required: Your card was declined. This transaction requires authentication.', NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-a952-08df4e99d303', '75f39f61-72cd-85e4-90b7-d014e59da047', '902a174f-11fa-2ac0-079d-d25a49fe85b0', 'stripe', 'create', 2, 'pay:902a174f11fa2ac0079dd25a49fe85b0:stripe:1:create', '2026-11-30 04:24:28.709498+00', '2026-11-30 04:24:28.921725+00', 'open', 'requires_confirmation', 200, 'req_L6ZPuCzXQleQkU', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-a933-08df4e99d2da', '78c2ebd6-9887-8495-85a5-18fbefffc14d', 'd4ea65d0-03d7-1684-9f85-58a628518867', 'stripe', 'authorize', 2, 'pay:d4ea65d003d716849f8558a628518867:stripe:1:authorize', '2026-11-30 04:24:28.440799+00', '2026-11-30 04:24:28.696234+00', 'authorized', 'requires_capture', 200, 'req_ddXnVHLv88bY9m', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-16d7-08df4e99d325', '1a434b0a-3914-822e-a364-9871b5bb9c38', 'e3eff9c0-cf44-dd3f-89e7-d15f17362f25', 'stripe', 'authorize', 2, 'pay:e3eff9c0cf44dd3f89e7d15f17362f25:stripe:1:authorize', '2026-11-30 04:24:28.92858+00', '2026-11-30 04:24:29.108748+00', 'declined', 'requires_payment_method', 402, 'req_JAQPkKc5c5l7i3', 'card_error: card_declined: Your card was declined.', NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-240f-08df4e99d34b', '78c2ebd6-9887-8495-85a5-18fbefffc14d', 'd4ea65d0-03d7-1684-9f85-58a628518867', 'stripe', 'capture', 3, 'pay:d4ea65d003d716849f8558a628518867:stripe:1:capture', '2026-11-30 04:24:29.17795+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-a7e5-08df4e99d326', '04727921-0f42-8a9e-98be-b3764d27b76f', '99809225-3def-fa38-e12b-2b8f30b17d0b', 'stripe', 'authorize', 2, 'pay:998092253deffa38e12b2b8f30b17d0b:stripe:1:authorize', '2026-11-30 04:24:28.93885+00', '2026-11-30 04:24:29.207567+00', 'authorized', 'requires_capture', 200, 'req_iINOcqNFoXmgNF', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-cb64-08df4e99d32c', '459ee91e-352b-885a-bd1e-b6d2350015ab', '309d6b79-965e-da32-dae4-45508201e2bd', 'stripe', 'create', 2, 'pay:309d6b79965eda32dae445508201e2bd:stripe:1:create', '2026-11-30 04:24:28.979075+00', '2026-11-30 04:24:29.22745+00', 'open', 'requires_confirmation', 200, 'req_gR4IU2qkrYcGYO', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-a42e-08df4e99d326', '5b23aae3-40a0-84e4-8504-5226be32f5bc', '73f778aa-f6fa-5db8-656a-bd72fb710734', 'stripe', 'create', 2, 'pay:73f778aaf6fa5db8656abd72fb710734:stripe:1:create', '2026-11-30 04:24:28.938753+00', '2026-11-30 04:24:29.233975+00', 'Rejected', NULL, 400, 'req_9RAABPecXp54Kq', 'invalid_request_error: resource_missing: No such PaymentMethod: ''pm_sandbox_processing''', NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-86ff-08df4e99d326', '122c64b8-8f91-8d90-aee6-f8a0031330d9', '15c1d2df-a996-4aef-012d-0ea67ff12229', 'stripe', 'authorize', 2, 'pay:15c1d2dfa9964aef012d0ea67ff12229:stripe:1:authorize', '2026-11-30 04:24:28.938003+00', '2026-11-30 04:24:29.234897+00', 'authorized', 'requires_capture', 200, 'req_m344mu7ulMAiLO', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-fa39-08df4e99d328', 'c4c797c5-1f46-82d4-95ef-d718a99d00a1', '4b4d8474-a3ea-284d-3bd0-334684e55160', 'stripe', 'create', 2, 'pay:4b4d8474a3ea284d3bd0334684e55160:stripe:1:create', '2026-11-30 04:24:28.954059+00', '2026-11-30 04:24:29.306117+00', 'open', 'requires_confirmation', 200, 'req_DInxGWOcAiJIBN', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-9dd8-08df4e99d360', '0912f329-c692-8bf7-a374-a3553e501a77', '2fa91425-cb00-8853-9d2c-67eda13ffe79', 'stripe', 'capture', 3, 'pay:2fa91425cb0088539d2c67eda13ffe79:stripe:1:capture', '2026-11-30 04:24:29.318698+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-47b7-08df4e99d35b', 'e05649fb-12df-8ed0-a92c-654ed44f38f9', 'ee82ec3f-fee5-a5b2-8d1f-e1daff666589', 'stripe', 'cancel', 3, 'pay:ee82ec3ffee5a5b28d1fe1daff666589:stripe:1:cancel:3', '2026-11-30 04:24:29.283725+00', '2026-11-30 04:24:29.350046+00', 'canceled', 'canceled', 200, 'req_BMbUqx34hCdG3A', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-b10c-08df4e99d31e', '04a91b23-4bdf-82e6-a188-346b61ded665', '79cb9e86-830c-71c2-cdcc-69292f45e678', 'stripe', 'create', 2, 'pay:79cb9e86830c71c2cdcc69292f45e678:stripe:1:create', '2026-11-30 04:24:28.886655+00', '2026-11-30 04:24:29.099317+00', 'RateLimited', NULL, 429, 'req_6AvQ8RdSdShuXu', 'invalid_request_error: rate_limit: Too many requests hit the API too quickly. We recommend an exponential backoff of your requests.', NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-a351-08df4e99d343', 'f22d1380-cef8-8d0d-ab7f-8c776e3385ea', '73ab4876-7734-d7c1-c7fd-e805ec99108d', 'stripe', 'look_up', 3, NULL, '2026-11-30 04:24:29.128795+00', '2026-11-30 04:24:29.25923+00', 'open', 'requires_confirmation', 200, 'req_U35J5BkDRpn538', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-0e53-08df4e99d32e', '553ab2ce-7903-8ebd-bac2-ec0ff1a36003', '320094ea-d7a9-4ded-9749-1e2370c6a5b8', 'stripe', 'create', 2, 'pay:320094ead7a94ded97491e2370c6a5b8:stripe:1:create', '2026-11-30 04:24:28.98734+00', '2026-11-30 04:24:29.313401+00', 'open', 'requires_confirmation', 200, 'req_smvMswvyrfvq5V', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-2983-08df4e99d364', '75f39f61-72cd-85e4-90b7-d014e59da047', '902a174f-11fa-2ac0-079d-d25a49fe85b0', 'stripe', 'authorize', 3, 'pay:902a174f11fa2ac0079dd25a49fe85b0:stripe:1:authorize', '2026-11-30 04:24:29.341934+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-185d-08df4e99d364', '386ccb2e-83c7-86c7-b415-0484ab51893c', '4105cca7-b533-02fc-154c-d2aad7185dda', 'stripe', 'cancel', 3, 'pay:4105cca7b53302fc154cd2aad7185dda:stripe:1:cancel:3', '2026-11-30 04:24:29.341495+00', '2026-11-30 04:24:29.434472+00', 'canceled', 'canceled', 200, 'req_vZXTMpetQuGSST', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-5756-08df4e99d374', 'e8af2562-5f75-8f2f-b560-8b1678afe7ca', '986e86cb-0ab8-ab67-a26b-7f62b1852f27', 'stripe', 'cancel', 3, 'pay:986e86cb0ab8ab67a26b7f62b1852f27:stripe:1:cancel:3', '2026-11-30 04:24:29.447962+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-11b0-08df4e99d366', '122c64b8-8f91-8d90-aee6-f8a0031330d9', '15c1d2df-a996-4aef-012d-0ea67ff12229', 'stripe', 'capture', 3, 'pay:15c1d2dfa9964aef012d0ea67ff12229:stripe:1:capture', '2026-11-30 04:24:29.354432+00', '2026-11-30 04:24:29.435486+00', 'captured', 'succeeded', 200, 'req_WTcXXquXDR9LJc', NULL, NULL);
INSERT INTO payments.gateway_calls VALUES ('2b310000-2a6d-85c1-bd07-08df4e99d373', '459ee91e-352b-885a-bd1e-b6d2350015ab', '309d6b79-965e-da32-dae4-45508201e2bd', 'stripe', 'authorize', 3, 'pay:309d6b79965eda32dae445508201e2bd:stripe:1:authorize', '2026-11-30 04:24:29.444008+00', NULL, NULL, NULL, NULL, NULL, NULL, NULL);


--
-- Data for Name: migrations; Type: TABLE DATA; Schema: payments; Owner: -
--

INSERT INTO payments.migrations VALUES ('20261124000000_Payments', '10.0.15');
INSERT INTO payments.migrations VALUES ('20261124120000_Fallback', '10.0.15');
INSERT INTO payments.migrations VALUES ('20261126120000_Reconciliation', '10.0.15');
INSERT INTO payments.migrations VALUES ('20261127120000_Refunds', '10.0.15');


--
-- Data for Name: operator_actions; Type: TABLE DATA; Schema: payments; Owner: -
--



--
-- Data for Name: orphans; Type: TABLE DATA; Schema: payments; Owner: -
--



--
-- Data for Name: payments; Type: TABLE DATA; Schema: payments; Owner: -
--

INSERT INTO payments.payments VALUES ('d4ea65d0-03d7-1684-9f85-58a628518867', 'Capturing', 'the money is held; capturing it', '2026-11-30 04:34:29.147083+00', '2b310000-2a6d-85c1-6f2d-08df4e99d346', 'order-10', 'customer-2', 1333, 'EUR', NULL, NULL, 'pm_card_pendingRefund', NULL, NULL, 'b615f89b798bcc38fbb5497695fe6ec565c9342a16e6a226208f04c3505969b0', '78c2ebd6-9887-8495-85a5-18fbefffc14d', 1, 'stripe', 'pi_3SdkKVb9vUZYDdEGXndzhQUW', 'capture', 3, 0, 0, 0, 0, false, 0, '2026-11-30 04:24:28.311362+00', '2026-12-07 04:24:28+00', NULL, false, NULL, NULL, NULL, NULL, '2026-11-30 04:24:26.88492+00', '2026-11-30 04:24:29.14689+00', NULL, 'sealed.v1.PrG9Q1nzmiUAbcVJlxdYq/XNc6Upwjy4gaT4Q7U+HsWtdAn/JIcu1Q==', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO payments.payments VALUES ('4105cca7-b533-02fc-154c-d2aad7185dda', 'Releasing', 'declined (authentication_required): closing the attempt', '2026-11-30 04:34:29.164616+00', '2b310000-2a6d-85c1-1bde-08df4e99d349', 'order-17', 'customer-2', 1592, 'EUR', NULL, NULL, 'pm_card_authenticationRequired', NULL, NULL, '060c8843884d8f3d718a2c34f328f9a644a2536b169761509c1e13a4bf166d72', '386ccb2e-83c7-86c7-b415-0484ab51893c', 1, 'stripe', 'pi_31Dk3vh1ZkTQ6PvBspZD45P3', 'cancel', 3, 0, 0, 0, 0, false, 1, '2026-11-30 04:24:28.220381+00', NULL, NULL, false, NULL, 'fallback', 'declined', 'authentication_required', '2026-11-30 04:24:26.870214+00', '2026-11-30 04:24:29.164412+00', NULL, NULL, 'https://shop.example/back', 'https://shop.example/gave-up', NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO payments.payments VALUES ('e3eff9c0-cf44-dd3f-89e7-d15f17362f25', 'Releasing', 'declined (generic_decline): closing the attempt', '2026-11-30 04:34:29.314969+00', '2b310000-2a6d-85c1-0cb2-08df4e99d360', 'order-06', 'customer-5', 1185, 'EUR', NULL, NULL, 'pm_card_visa_chargeDeclined', NULL, NULL, 'af576ace03591e11dc4259b5214fc247a71f6fd54dc86a4ff5c3d27bf487452a', '1a434b0a-3914-822e-a364-9871b5bb9c38', 1, 'stripe', 'pi_3dkIdXtksW09ssTl38thYP1b', 'cancel', 3, 0, 0, 0, 0, false, 1, '2026-11-30 04:24:28.388515+00', NULL, NULL, false, NULL, 'fail', 'declined', 'generic_decline', '2026-11-30 04:24:26.705153+00', '2026-11-30 04:24:29.31487+00', NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO payments.payments VALUES ('309d6b79-965e-da32-dae4-45508201e2bd', 'Authorizing', 'attempt 1 is pi_3SoUSCyqZQIAmNxzmEWIonK3 at stripe; authorizing it', '2026-11-30 04:34:29.352669+00', '2b310000-2a6d-85c1-cdde-08df4e99d365', 'order-03', 'customer-2', 1074, 'EUR', NULL, NULL, 'pm_card_visa', NULL, NULL, '23262a8cc8f700f7a95b501c943e85250ba3b6c86be5f3ac6370af22ea3b8f2b', '459ee91e-352b-885a-bd1e-b6d2350015ab', 1, 'stripe', 'pi_3SoUSCyqZQIAmNxzmEWIonK3', 'authorize', 3, 1, 0, 0, 0, false, 0, '2026-11-30 04:24:29.352532+00', NULL, NULL, false, NULL, NULL, NULL, NULL, '2026-11-30 04:24:26.705149+00', '2026-11-30 04:24:29.352529+00', NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO payments.payments VALUES ('db5b5fab-8f4d-3e27-dda1-494c73cf256d', 'AwaitingRetry', 'the gateway has no outcome (requires_confirmation); sending the same key again', '2026-11-30 04:24:29.394106+00', '2b310000-2a6d-85c1-9af0-08df4e99d36a', 'order-01', 'customer-0', 1000, 'EUR', NULL, NULL, 'pm_card_visa', NULL, NULL, '9357e97d42776d652d8cfc6bd251cea253e24e32d5c2eb77fb02c0107c0718d5', '03e6d545-c3a9-8f0a-b84f-f762a35b0b36', 1, 'stripe', 'pi_3wTGwaeG6vndD0t8RyczIvyo', 'authorize', 3, 1, 1, 0, 0, false, 1, '2026-11-30 04:24:28.005646+00', NULL, NULL, false, NULL, NULL, NULL, NULL, '2026-11-30 04:24:26.664594+00', '2026-11-30 04:24:29.384104+00', NULL, 'sealed.v1.PrG9Q7xqrYCehiAeUtB9C9lLF99Bnu76PxoPQdsFniwqtscFfWvL6Q==', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO payments.payments VALUES ('5387f613-76c4-68ae-c732-1cc007b37e14', 'Confirmed', 'captured: ch_39rNKjOTpbiwLjBlYdFzI8KH', NULL, NULL, 'order-12', 'customer-4', 1407, 'EUR', NULL, NULL, 'pm_card_visa', NULL, NULL, '49742eb7006a60d5dbd7873d1877f2338f237ef2f25750204fc670808af1c3c1', '9df608f3-f0ac-8cee-bdd7-717950478943', 1, 'stripe', 'pi_36nVUkyUN10N5V2JgztM6tYj', 'capture', 3, 0, 0, 0, 0, false, 0, '2026-11-30 04:24:28.30496+00', '2026-12-07 04:24:28+00', NULL, false, NULL, NULL, NULL, NULL, '2026-11-30 04:24:26.834641+00', '2026-11-30 04:24:29.468859+00', '2026-11-30 04:24:29.469331+00', NULL, NULL, NULL, NULL, 'ch_39rNKjOTpbiwLjBlYdFzI8KH', 1407, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO payments.payments VALUES ('902a174f-11fa-2ac0-079d-d25a49fe85b0', 'Authorizing', 'attempt 1 is pi_3ibGKEkPs8hrRT3tgNPPbwdY at stripe; authorizing it', '2026-11-30 04:34:29.157174+00', '2b310000-2a6d-85c1-f9a2-08df4e99d347', 'order-19', 'customer-4', 1666, 'EUR', NULL, NULL, 'pm_card_chargeDeclinedInsufficientFunds', NULL, NULL, '0a1fbd99d95c5e9b81512e6af45685bedff613ce56d79f37551a9bc501071d50', '75f39f61-72cd-85e4-90b7-d014e59da047', 1, 'stripe', 'pi_3ibGKEkPs8hrRT3tgNPPbwdY', 'authorize', 3, 1, 0, 0, 0, false, 0, '2026-11-30 04:24:29.156956+00', NULL, NULL, false, NULL, NULL, NULL, NULL, '2026-11-30 04:24:26.885844+00', '2026-11-30 04:24:29.156952+00', NULL, 'sealed.v1.PrG9Q+d0ZfEzFHiv/MJLIwu1cpzi0UBgx5kDIk9UA75L+YwP1SgWkw==', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO payments.payments VALUES ('834c687a-3acb-6266-c20b-a2c250b601fc', 'Failed', 'failed (rejected): the gateway gave no reference, so nothing could be confirmed, and every later claim is refused', NULL, NULL, 'order-18', 'customer-3', 1629, 'EUR', NULL, NULL, 'pm_sandbox_processing', NULL, NULL, '845c7ee37b593f5151546a1b9ef8df71e970fbb5a56df62a5bd0cf1376a97567', '3de1b0f9-d717-8011-955e-9cf58036a8af', 1, 'stripe', NULL, 'cancel', 2, 0, 0, 0, 0, false, 1, NULL, NULL, NULL, false, NULL, NULL, 'rejected', NULL, '2026-11-30 04:24:26.890331+00', '2026-11-30 04:24:29.159232+00', '2026-11-30 04:24:29.161135+00', NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO payments.payments VALUES ('986e86cb-0ab8-ab67-a26b-7f62b1852f27', 'Releasing', 'declined (authentication_required): closing the attempt', '2026-11-30 04:34:29.354025+00', '2b310000-2a6d-85c1-024d-08df4e99d366', 'order-07', 'customer-6', 1222, 'EUR', NULL, NULL, 'pm_card_authenticationRequired', NULL, NULL, 'cba9ef96e271a61f768e9589935af6af9be48c0ece76843dfc1b0814aec89d26', 'e8af2562-5f75-8f2f-b560-8b1678afe7ca', 1, 'stripe', 'pi_3rhLOvXG9Xx9Nmq2LaNNn9H7', 'cancel', 3, 0, 0, 0, 0, false, 1, '2026-11-30 04:24:28.329968+00', NULL, NULL, false, NULL, 'fallback', 'declined', 'authentication_required', '2026-11-30 04:24:26.862856+00', '2026-11-30 04:24:29.353946+00', NULL, 'sealed.v1.PrG9Q3/x4B6GOKRoN/xjJmiglMgY8z6hNCoHJ7/yvJ/TfRwWdg26mA==', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO payments.payments VALUES ('320094ea-d7a9-4ded-9749-1e2370c6a5b8', 'Authorizing', 'attempt 1 is pi_3xr7fiz2AtYEerrsWz2YSqgB at stripe; authorizing it', '2026-11-30 04:34:29.400088+00', '2b310000-2a6d-85c1-0a80-08df4e99d36d', 'order-13', 'customer-5', 1444, 'EUR', NULL, NULL, 'pm_card_visa', NULL, NULL, '77fcb36b73243d678579ac1e69649ec49e5d194397d81621e143485822905276', '553ab2ce-7903-8ebd-bac2-ec0ff1a36003', 1, 'stripe', 'pi_3xr7fiz2AtYEerrsWz2YSqgB', 'authorize', 3, 0, 0, 0, 0, false, 0, '2026-11-30 04:24:29.399869+00', NULL, NULL, false, NULL, NULL, NULL, NULL, '2026-11-30 04:24:26.872631+00', '2026-11-30 04:24:29.399865+00', NULL, 'sealed.v1.PrG9Q68kICKVchdJpWocAbsO3XOGO358MJpiJtdU+nFtTH5U3sLHiw==', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO payments.payments VALUES ('79cb9e86-830c-71c2-cdcc-69292f45e678', 'Authorizing', 'retry 1: create of attempt 1', '2026-11-30 04:34:29.429024+00', '2b310000-2a6d-85c1-74bb-08df4e99d371', 'order-04', 'customer-3', 1111, 'EUR', NULL, NULL, 'pm_card_visa', NULL, NULL, 'd2fc6f5225e9100d6b27e542cb7f6af47e7dc39c5d15bb7634c988ddc641c964', '04a91b23-4bdf-82e6-a188-346b61ded665', 1, 'stripe', NULL, 'create', 3, 1, 1, 0, 1, false, 0, NULL, NULL, NULL, false, NULL, NULL, NULL, NULL, '2026-11-30 04:24:26.747216+00', '2026-11-30 04:24:29.428752+00', NULL, 'sealed.v1.PrG9QwDHhwLXYm11AN9HJ3VPxCq60rqVDCx08RGxRaAYHrvCJnBqgQ==', NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO payments.payments VALUES ('ee82ec3f-fee5-a5b2-8d1f-e1daff666589', 'Authorizing', 'attempt 1 at stripe is closed (stripe says canceled for pi_3Yn6iQMqdlOYhpZngcsSFRfM in the answer to cancel, request req_BMbUqx34hCdG3A, 2026-11-30 04:24:29Z); trying paypal', '2026-11-30 04:34:29.486237+00', '2b310000-2a6d-85c1-35c0-08df4e99d37a', 'order-16', 'customer-1', 1555, 'EUR', NULL, NULL, 'pm_card_visa_chargeDeclined', NULL, NULL, '0d5a68338b75d017e61de8944b0a6a73ad2d85df523df7836ceb34ba8fec4271', 'fed24dd2-945d-8922-8d1e-1588f2c44499', 2, 'paypal', NULL, 'create', 4, 0, 0, 0, 0, false, 0, NULL, NULL, NULL, false, NULL, NULL, 'declined', 'generic_decline', '2026-11-30 04:24:26.904678+00', '2026-11-30 04:24:29.454661+00', NULL, 'sealed.v1.PrG9Q2SWGHgIEHAwQR91yhvVSHGea5KrdCQhDGrxH0x2R5tBRYxavA==', NULL, NULL, 'stripe says canceled for pi_3Yn6iQMqdlOYhpZngcsSFRfM in the answer to cancel, request req_BMbUqx34hCdG3A, 2026-11-30 04:24:29Z', NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO payments.payments VALUES ('a66b0d38-9d95-847e-bd29-9753a7677796', 'Authorizing', 'attempt 1 is pi_3IngqrbFjJDSZFe2SrorYtol at stripe; authorizing it', '2026-11-30 04:34:29.317542+00', '2b310000-2a6d-85c1-7145-08df4e99d360', 'order-09', 'customer-1', 1296, 'EUR', NULL, NULL, 'pm_card_chargeDeclinedInsufficientFunds', NULL, NULL, '2c39a458586bcb28a5f5f20d15c02964a82cb8c417c6c388c8f7044d8f9fc724', '22e03de9-c154-85f8-9de9-3b460f7c4b2d', 1, 'stripe', 'pi_3IngqrbFjJDSZFe2SrorYtol', 'authorize', 3, 0, 0, 0, 0, false, 0, '2026-11-30 04:24:29.317442+00', NULL, NULL, false, NULL, NULL, NULL, NULL, '2026-11-30 04:24:26.826697+00', '2026-11-30 04:24:29.317439+00', NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO payments.payments VALUES ('2fa91425-cb00-8853-9d2c-67eda13ffe79', 'Capturing', 'the money is held; capturing it', '2026-11-30 04:34:29.095616+00', '2b310000-2a6d-85c1-94e8-08df4e99d33e', 'order-05', 'customer-4', 1148, 'EUR', NULL, NULL, 'pm_card_visa', NULL, NULL, 'f9b2e2357aa4f994315d50f0c88f824a1a1c4a8cba579f17e6bc2d6fb5339d4d', '0912f329-c692-8bf7-a374-a3553e501a77', 1, 'stripe', 'pi_3nBcWGIY8RUHECWAsDo4wha8', 'capture', 3, 0, 0, 0, 0, false, 0, '2026-11-30 04:24:28.33818+00', '2026-12-07 04:24:28+00', NULL, false, NULL, NULL, NULL, NULL, '2026-11-30 04:24:26.707532+00', '2026-11-30 04:24:29.095439+00', NULL, NULL, 'https://shop.example/back', 'https://shop.example/gave-up', NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO payments.payments VALUES ('15c1d2df-a996-4aef-012d-0ea67ff12229', 'Capturing', 'the money is held; capturing it', '2026-11-30 04:34:29.278743+00', '2b310000-2a6d-85c1-864a-08df4e99d35a', 'order-15', 'customer-0', 1518, 'EUR', NULL, NULL, 'pm_card_visa', NULL, NULL, '9b611a9faad344466fdfabaa02d8b87bf825c06403f1e00f54375ae7fc9f5f5e', '122c64b8-8f91-8d90-aee6-f8a0031330d9', 1, 'stripe', 'pi_3apKUa7lfO4aW0cmwjGU7hpc', 'capture', 3, 0, 0, 0, 0, false, 0, '2026-11-30 04:24:28.35858+00', '2026-12-07 04:24:29+00', NULL, false, NULL, NULL, NULL, NULL, '2026-11-30 04:24:26.707846+00', '2026-11-30 04:24:29.278522+00', NULL, NULL, NULL, NULL, NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO payments.payments VALUES ('99809225-3def-fa38-e12b-2b8f30b17d0b', 'Capturing', 'the money is held; capturing it', '2026-11-30 04:34:29.351493+00', '2b310000-2a6d-85c1-a03d-08df4e99d365', 'order-11', 'customer-3', 1370, 'EUR', NULL, NULL, 'pm_card_visa', NULL, NULL, '2e6d3b672fe7f5db6a4edf7ad6e9dc94821442c85c43e7b54295944dff0f1829', '04727921-0f42-8a9e-98be-b3764d27b76f', 1, 'stripe', 'pi_3GMNOP3xLguUzRhUHCzj7Y9X', 'capture', 3, 0, 0, 0, 0, false, 0, '2026-11-30 04:24:28.331576+00', '2026-12-07 04:24:29+00', NULL, false, NULL, NULL, NULL, NULL, '2026-11-30 04:24:26.861909+00', '2026-11-30 04:24:29.351333+00', NULL, NULL, 'https://shop.example/back', 'https://shop.example/gave-up', NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO payments.payments VALUES ('73ab4876-7734-d7c1-c7fd-e805ec99108d', 'AwaitingRetry', 'the gateway has no outcome (requires_confirmation); sending the same key again', '2026-11-30 04:24:29.390548+00', '2b310000-2a6d-85c1-b923-08df4e99d366', 'order-02', 'customer-1', 1037, 'EUR', NULL, NULL, 'pm_card_visa', NULL, NULL, '717afa9034965c7c52b5b8ef8ab3d9e76fc366e7a495f34063d8dafd11d8ac2d', 'f22d1380-cef8-8d0d-ab7f-8c776e3385ea', 1, 'stripe', 'pi_31oCLrxgqlajTjvoci8w3XO4', 'authorize', 3, 1, 1, 0, 0, false, 1, '2026-11-30 04:24:28.351332+00', NULL, NULL, false, NULL, NULL, NULL, NULL, '2026-11-30 04:24:26.418648+00', '2026-11-30 04:24:29.358462+00', NULL, NULL, 'https://shop.example/back', 'https://shop.example/gave-up', NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO payments.payments VALUES ('4b4d8474-a3ea-284d-3bd0-334684e55160', 'Authorizing', 'attempt 1 is pi_38YcXidPrjWFVHrIL06ov7Tx at stripe; authorizing it', '2026-11-30 04:34:29.428737+00', '2b310000-2a6d-85c1-6961-08df4e99d371', 'order-14', 'customer-6', 1481, 'EUR', NULL, NULL, 'pm_card_visa', NULL, NULL, '825f9a24553aed112c4557c50a40301c708531e13ffe79ca870e43d2860c2b90', 'c4c797c5-1f46-82d4-95ef-d718a99d00a1', 1, 'stripe', 'pi_38YcXidPrjWFVHrIL06ov7Tx', 'authorize', 3, 1, 0, 0, 0, false, 0, '2026-11-30 04:24:29.428589+00', NULL, NULL, false, NULL, NULL, NULL, NULL, '2026-11-30 04:24:26.874308+00', '2026-11-30 04:24:29.428585+00', NULL, NULL, 'https://shop.example/back', 'https://shop.example/gave-up', NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0);
INSERT INTO payments.payments VALUES ('73f778aa-f6fa-5db8-656a-bd72fb710734', 'Releasing', 'the gateway rejects our request: invalid_request_error: resource_missing: No such PaymentMethod: ''pm_sandbox_processing''', '2026-11-30 04:34:29.353408+00', '2b310000-2a6d-85c1-ea4d-08df4e99d365', 'order-08', 'customer-0', 1259, 'EUR', NULL, NULL, 'pm_sandbox_processing', NULL, NULL, 'd3cbf857e54eebdddf1888c42e8fe2ee8e2ac1e5dfde8143f60eadb0de915acf', '5b23aae3-40a0-84e4-8504-5226be32f5bc', 1, 'stripe', NULL, 'cancel', 3, 1, 0, 0, 0, false, 1, NULL, NULL, NULL, false, NULL, 'fail', 'rejected', NULL, '2026-11-30 04:24:26.873157+00', '2026-11-30 04:24:29.353305+00', NULL, NULL, 'https://shop.example/back', 'https://shop.example/gave-up', NULL, NULL, 0, NULL, NULL, NULL, NULL, 0, 0, 0);


--
-- Data for Name: reconciliation_differences; Type: TABLE DATA; Schema: payments; Owner: -
--



--
-- Data for Name: reconciliation_runs; Type: TABLE DATA; Schema: payments; Owner: -
--

INSERT INTO payments.reconciliation_runs VALUES ('857d21e4-f381-74a8-3678-af868fb84fec', 'schedule', 'the daily comparison', '2026-11-22 03:00:00+00', '2026-11-30 03:00:00+00', 2, 2, 0, 0, NULL, '2026-11-30 04:24:26.928755+00', '2026-11-30 04:24:28.553348+00');


--
-- Data for Name: refund_claims; Type: TABLE DATA; Schema: payments; Owner: -
--



--
-- Data for Name: refunds; Type: TABLE DATA; Schema: payments; Owner: -
--

INSERT INTO payments.refunds VALUES ('09208a65-0f3e-bdd3-102b-938b8743feb6', 'AwaitingPayment', 'the money is not taken yet: the payment is Authorizing; it is asked again', '2026-11-30 04:24:33.920502+00', '2b310000-2a6d-85c1-dcbe-08df4e99d323', '986e86cb-0ab8-ab67-a26b-7f62b1852f27', 300, 'requested_by_customer', '231e8dd7341558e79eca785f942d3043e56a1543e56cedf3b8393f899dad8454', 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, 0, 0, 2, 0, NULL, '2026-11-30 04:24:26.806425+00', NULL, '2026-11-30 04:24:28.920499+00', NULL);
INSERT INTO payments.refunds VALUES ('244caf9c-4dab-b481-7253-edc618187993', 'AwaitingPayment', 'the money is not taken yet: the payment is Authorizing; it is asked again', '2026-11-30 04:24:33.978202+00', '2b310000-2a6d-85c1-aa9f-08df4e99d32c', '73ab4876-7734-d7c1-c7fd-e805ec99108d', 300, 'requested_by_customer', 'ce1b337274072747419e5b9b708fa76a3eb9de0ff3345490f9cca17f71b8ff6e', 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, 0, 0, 2, 0, NULL, '2026-11-30 04:24:26.750208+00', NULL, '2026-11-30 04:24:28.9782+00', NULL);
INSERT INTO payments.refunds VALUES ('6822a6b2-4735-af1c-a7a1-149075139237', 'AwaitingPayment', 'the money is not taken yet: the payment is Capturing; it is asked again', '2026-11-30 04:24:34.133512+00', '2b310000-2a6d-85c1-5d41-08df4e99d344', '5387f613-76c4-68ae-c732-1cc007b37e14', 300, 'requested_by_customer', 'ad5cec3162fa3f94f1d89517b6eb2b56209a9f00786691348c66cd59b70dd073', 0, NULL, NULL, NULL, 0, NULL, NULL, NULL, 0, 0, 2, 0, NULL, '2026-11-30 04:24:26.764688+00', NULL, '2026-11-30 04:24:29.133509+00', NULL);


--
-- Data for Name: unmatched_objects; Type: TABLE DATA; Schema: payments; Owner: -
--



--
-- Data for Name: migrations; Type: TABLE DATA; Schema: webhooks; Owner: -
--

INSERT INTO webhooks.migrations VALUES ('20261123000000_Webhooks', '10.0.15');
INSERT INTO webhooks.migrations VALUES ('20261124000000_WebhookBodies', '10.0.15');


--
-- Data for Name: received; Type: TABLE DATA; Schema: webhooks; Owner: -
--

INSERT INTO webhooks.received VALUES ('stripe', 'evt_3ATzdTf8oFblnQEA4TswaIvD', 'payment_intent.created', '2026-11-30 04:24:28.189014+00', 'secret 0', '\x0b32030080aaaaaaeaff749753158059829b9b99bb87de2221b20aaaf212591590091505050a62aa6ce61aaea6aaa92a6a1e5e01eefb5bec03036b459e39017710178d8bc445a2ef7222128dc60b5137547bfc752262eefd2067491136d1fde3cbfff6653ec5df261fbe7d791c5eca95ffd89ea8a138bdc108c5e29f10841ae2e4f4865c5c0ca468bfdb1fda6ed7ee4f9f10acdb400d990c165852ddf1e1b0ebf687c3b121cbc2a43e284e6f30f28782e097e474df3d5dfaeddcbd5e5ebe1d9eb7cf25bd3e0de3730f205a25bead08a25d10244e7b1fafb0da49f7ac9073b45a6e0985d4bf64385bfaaf215e630d42aa1b1ff68dc56db4e12435f3e4416a174793b61076bec0c3242e91fab8dffd5e6518b86d2ee41c9d927786850523a17a6f8e879e01dd9a8e88a94a5c599c81fcdc4b10ad0c07030fab59cc4fdd7732436770a11cb5641d81a1e7b633295a3954f6ec83bd630aa3c064ec0df32f196bdc607ff563c430bb0c051c437a68f0721467ec2eb931356704732345a83912ba16892b32227fd844b3317cdb8a545b14935d6a89d3acf06e7cb59b7ba5e68ae7225c7941ceb19b5f7b1614d1e6cc79418adfb90d6bb42035b32f680801f3d227f4124cb242588894a5f45e32e3436b572479d7d0ed4663f8d84e63dfb7bbfd6cda6e1c4c6bf7ccf6d89d466b991aaa112916c19a3e77777f3a1833edd19e7a736c4f07736ca7a11bdbdd701a781abbd3436fe8de50c0bb68362070625cc6a0279cd9cf3ace76ba50f8afa428adbafbf3f765f7e3f9ed75f9fef90d871f8fe379d8ba024a49b0365b072f7556d7245ea9be28cf3a2ecb940328e7d315511845d8fbdb43cbd42b07cb8294500bea00b9c67c31d1b7193f2b8a683967405b5d606a06292ee2fb1d46eafa7e4f989261222cd47e8b94a341292e2c562a073a25d158d9794790cde16aa1a9406ad273bd1d23b5f0a2213fcad9a554f0314aacd944041116b080ae254d1f92ecc59fd6bad47976efadfd242cb5902256202ea3ecc51e97b8a48624732833b256a7ad5336c75872acc9633367ddcb3dd1d3b38b4d58f415d339c64b21d53182b280b2c52c9b7dc64f9dff81fdfe95fbd7bff65fff7e5ca19dc59aa21c37445f705317846f6ab800970f20eb5fba7130ea8f56aa487609aa53e6b93013dd1b925b42095ba8daba2008f2c964b0c0d27d', '8065bc56-ff6f-a46f-95ec-a4f71fcf8dd0');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3NFHrdloSogEQJnWF6ZHfWOh', 'payment_intent.created', '2026-11-30 04:24:28.188983+00', 'secret 0', '\x0b32030080aaaaaaeaff74975315805982997984b9bbdeb2002a332b2baaa20a12a2022a0b0a14c455d9dc35424d555354d43d1c02dcf737b10f0d9cb51defb4023a22232b239191c8bb6a8544c8cacac9b9a1dae3af1311f3ec3b054f867056bbf9f3d317f1317fcbc75ffffe9a9e3fcddfbf2ccf8f27ea281f5ee09462f14d484a1d7109f60ca9212732340dd3dc8f433fed3e20f9700675e404acf064c6ed7e1ec6699eb71d795626f34ef9f002a77f2808ee9460375c7e7fe26d5c1eeff87970ebe5e5f3d3f6541c80ddacf07545521b9222d96c8cf9026f9df4cc0a3d656ff55a50c9fc478ec5d3ff1df19a5b5232e3fdb8eb2cdbc23a2eda840f116486381aac877288151e060d85ccfbede60f46e010ce7321e7d8526270ac2c384d2d46f3bedb05b0ade988189ae6953538c8af5c8368e638394478cb6a7ee1d8c9752be04a396ac93a82c0ceed4732b4726a1cd987c4c0147a8513ec0de34f82359fe17ff6a3e7b4048102c9293d3678394a04bb4b2e5c1341725732842691b0ad6a5e2188c26153cbcef1ed2b52eb519d84d2126fb3c19b8bcd6fee3735572357e52a284472b7308faca86add89e58894b00a67acd983ccc2b1a22304c2c73e916b30e90a65215296d27914c687d6ae48f2a9f1de8d7ef24bcffbfddcdf31967e1827df0fe079bb2ce3344d7beaa8c6ceb02ad6f2d167a6c9cd77875dbf5bf663bff3fba16760ee971d0fc366dc6c06bfa75b47096f6ad969c8894c92919be6640f38715c6c5e70d385c2ef92a1b2da51c25f521fa6edf529e19ffb6ff3f6ebc7f3e32f9f292521d66d1d726cb36e4de295ea8bf2a7cd8510940360773e6043147a558ef1f6d032edcac9b32225d68236412f595e4da4821f6d5b58e94900eb6d856b0252dc4e6e3718a9ebfb7dc3340297c537a04991ec506b48472b95031d8a5aac1ca223ea39e062a1a1425bb14bbb1da7adf25143a1d75328a5e04fafb9898b88aaac60016c254d7f24c9d59fb6b6b665096fadc3a0acad922156a04150f7e28f4b9c52472a9cea02b1eaf495d1e6e847c9ad787ce68ca3dc135c9e5d2cd2d15e7038e5fc5ac98c8ca02c203f6545d6b7043fecc3c3c7edbfbfd5d76d387d6f7f5047c1632d598f1b6a5f7155174ebe9a0ba07c007ac758e48f7fea9f99aa120acc68dc73e1b29a55af05257ca16a199222e907276085a7db', 'f2b19f7b-af62-fe08-424f-3fb52c25ce85');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3zsuDQCsjHLFVc4jP78FixeB', 'payment_intent.created', '2026-11-30 04:24:28.189046+00', 'secret 0', '\x0b32030080aaaaaaeaff749753168059829bb99b85bb1e33a3022a61a9ccac4aa884cc82020571555677f55053d55015f5a502dcef37d9871d58ebdc332760eee245e345e2c58bba9c8884685c34ea866a8fbf4e44ccb5afe42d29c259f4faffda1ebfbdafa73f3e3dfd6336a7af0fdb277fc53bea28ed4f3042b1f82744a18e387b7d46a93e455234aec6b91f56fdb87d8b68fd19d49129608125353cece6d530cef34347968549bd52da9f60e40f15c137d9ebf5cf38fb6f9f5f6cf8f2f3987fc583a97f3ffde53e03588d32df1644d13e0a92c586902eb0da49d72c9063b25a6e1995d4bf64b858faaf235e528b426a98a6a9b32c136d384b2bbc0f20b58a23a72d847da8f0e0c46752aff7bb3f9902037f9e0b25c7e61cbc616121686c2198d75d3b40b7a63dc237490b8b371af21dd7201a198e060156b398ef38740a5d1770a51cad641b41a0e78e9e142d1c1b07f621c133855e610af606ffa6604967d8dffce8293a5fa040524ccf07bc122505bbdb9c98560aa2b99122b41209dbaaa4050551da6daad918be63436a2daa293eb7c4d36c7035a1d9cd3dd272357015ae92a294d42d8d030baa6873e472404a9af933966441ca71a8e80881f0a14fe61a4cba40588854a4f43a14c687a35d95e455c0768459bbde0153cfd37eecb776703d06cbcecdf33c6d77d4518d9561112cf9a3dfaca679b373fb7e18adebb7b0ab9e77a3e9e76903bbd9b8f5d6ede8de51c455341bf129928a320ac314f51e470e4e27879b4e24f31d29ca8b1ebeeff1eef71fd7edc7efa75f1fc6c73fedf9cba7f5d3c9e02445b4d93ae4d0665d0e8937aacfe2392d2bd403a8e7c38a28f82a1cc2822899c92e1c2d0b52722b6823e492cab389b4e0a56d0b333916405b5d615a01296e25f73b8cadf3fb7dc2d4029360a1f51be4920c6af5f160252e070a974563611f1c59cf1e170bb90a6959bb763b415be5838652af479f73c15bafa91513915558c002584b9ade24c9d5bf6d756dcef96bebe484a55552c40ad417d4bdc4fd1287d491148ed5a16875c636e5e1e887925af6c4c21907b96f707e763189077dc1fe98d27325353082ba80bac5229b79c18b0eb3f9fae3c323de5fa6dbf090c37a8b2527396ea87ec64d5d78f14d5d009503509ef6a3fcf1a1fe91aa527c861a94792e4251b3ca2da344ac544d7d1444796b0a5860e93e', '18023917-8dc9-2a9a-de54-7de612b9fbdf');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_34zXX1Qsig0UObzU5qtDr54p', 'payment_intent.created', '2026-11-30 04:24:28.186002+00', 'secret 0', '\x0b32030080aaaaaaeaff749753168059829b65b899b9de0aaa323332202a32f31000015090a020a6c666aee96aaaeaaaa2e6ee19e0bebf897d6860d676bcd30a68898c9c8c444622efaa151239595921cf0dd51c7f9d88d867dfc94ea4089be84f0f7fdede9a9fd92ebbd7efe39fd7fd59fe4dfb87481585f1378c502cfe13bc50451cadde90b20d9e14b5bbb6ab9b5ddd0e1fe127bb812a32092c984835fda1db356dd7f5154d2c4cea9dc2f81b46be5010dc89567f4ac7e7efdbdbd7c3dbf5f0b29edb677e79f187c71ec06e1af9b6c28bb65e80c45be7c2059376d2332be418262db7884cea7f329c26fa5511afa17821d5b46d5b59b685361ca5241e1d48ede268d01384adcbf030888da4deef777f300906769b0b39c7c6e8ac6161c1a92fce99f75dcf806e4d47c45024ac2cd6407ee71c4433c3dec061d22ce637769d5cd7099c29472d594710e8b9fd488a56f6851dfb10679942cf30097bc3f821610d1ba6bffce8c1cf364181049f1e1bbc1c2509bb4b2e4c4909dedc48114a8a842d59c28a84281c36d56c0cdfbe22b513b24936b6c46936b81a57a6cdfda4e6aae32c5c05454aa15b983b1664d1e6c869414a58d90d6b98406a6697511102e1a54fe41c4cba42588894a5f45912e3436b5724f9c461e8307466ac773c0e358f5d5f73db8d753f77edd80cfb766eb5893f350c8b608d6f7b1a03cfedbe6bebfddcefeb616ee77adc77bb7a189bae1f78466f98ee15795c45b3018113e334783de2c86ed661b6d385c2ef92a2b8eae67a7e68fa4bbffd58b62fa7ff9e9e91ff7efaf6f44a2909d166eb90a5ccba358957aa2fca8b0ecb72e500caf9b0220a3d0b3b777b689976653fb12025d682d6432e219d4cf46dc2b9208b966302f4a4334c4920c5ede47e8791babedf13a62698000bb5df24a66090b3f58b95ca810e513456b6ce1175b3b85868c89012f55c6ec769c9bc6828f47cb431167cf51c4a32115185052c80b5a4e9972439fbd356e732cff6da3a0cc252322962056a13f25efc718953aa4812fb3c236975fa3a6573f42585123d3e73c64eee098ebf5d2cfca22f188f219c32a986119405942d66d9dc4a38ebc7d303f2e72fff4c8f63d7b554919db0c620c70dd527dcd485ce3775182ec0e703c8facff2e75efdaf99ca926c846a94f95db881ee15c92da2842f542dad1778f968125830d17d', '26bb3159-20ce-1aee-7db7-e55937b912af');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3Tie30xl1r8fdnU7FMdHD1Wy', 'payment_intent.created', '2026-11-30 04:24:28.186742+00', 'secret 0', '\x0b32030080aaaaaaeaff749753168059822dee6ee67a8bac8c5c0e9950501501910905050ae2aa6cee1aa1a6aaa12aea1e5e01eedb26ef8306662d9f9b56404b64e49791c848e4ae5a2111b2b242ce0d2d6fd88b1f41ecbbefe42c29c259f4f8e030766fbecff362c3e3f4e587fdf6b97fba5243f1f00c23948bff8420d41027a7cfc8c5c5408a866ed8b57dd70ef34704ebcea0864c060b2ca97edaefba7ed8eda6862c0b937aa7787886915fa80c9e24a7c7f0c93c7dfdfe7bfefbf1dbfd9f4f77e573dc5c4e3c13485689af2b82681784c961bd8f17581da47756c8295a2dd78442ea5f329c2dfdd710afb10621d5f79bb9418e8d369ca4663e7890eaf268d216c2ce177a98c42552efb75b3c980c03777e174a8d4dc93bc3a282d350bd87d3a117408fa63363aa12571667287f7249a295e160e061350bfcc17e921b3a838be4682ddb1304fadd7e26452b87ca5e7d88774a6114988cbd61fe90b1c633ec1f718c181697a94062288f9d5ec9928cdd6537a6e68c60aea4083567c2d622714566144e4c351ba3b76f4cad4531d9a591b8608337e3abdddc6f5aad7a2ea25550e41ca785b56741116d4e9c8f28093b77c61a2d482dec0b1a41207c9c13b924d3b442d8b2f08e51acf43d66e6873eae5af2ad61e17dbf19b6ad39745d3bcfdbb1dddbc1b4bb0996fb715930eda9a11e896111ace93bdeeef6fdb08cc3be35bbfdd0ce87656a799c362d8fdbed886dd7f334d1ada18037d16c48e0e2b88c411f7062bfe8b8e074e3f0a7a428adbaaf9bc3af4f8fd7eff75f1fce839d703f4ddb2ff9994a32a2cdd621c7fad6a35bbc497dd35e745c96ab07c0e67cc04a288c22ecfdeda157da95836541496c0d6d805c627e8148335eebb6b0935306b4d505a66690e312b9dd68e4eeeff7a269324ccc76002d528e06a5b87044a91ee894446365e70351cf0e1784a602a9492ff576dca8858f88063db9941afe8c126b36195185052a80b5a5e98f25b9c4f35697ba2cee6d409884a51652a40ad46594bdf8f31297d490640e6541d6eef44dd11e18c71c6b8af8a2197bbb6738fded62138efa82c329c69742aa57047501d5eac5368f325ef5afa7bb87d77fe6aefb29ffdffd450d398b3545396ea87ec1d55df8f2555d00950328fed7bd1d8cfb93952a925d82ea95f9bb7013dd1a926b420b5fa5daba2008f2d164b0c0d26d', '048e764f-8d71-d62c-5c65-7f55db37119e');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3PS8WXIEcu6JUGDjZIyCvUJm', 'payment_intent.created', '2026-11-30 04:24:28.379916+00', 'secret 0', '\x0b32030080aaaaaaeaff749753158059829b5b849b855ea3aa12223200320022bc32aa0a0a14c455d9ccd5434d554355d43c1c02dcf737c90f0dccda1e6f5a012dc8c8ca486464e456ad9008595921cf89aa39fe6a62047df78b9c25455845f7cf2fe3afb7873f4ddd3deebfff71faf7e172bfee1f176a281e4e3042b5f82604a1863839bd2217170329da6eb6bbb6dbb4dbf11b82752ba82193c1024baa1bee769b6ebbdb0d0d591626f545f17082915f28089e24a7fb2ede3fe5cff9c3f3e9f5b446e3c673fff6f306c06e96f8b220887641906cdafb7886d5497a67811ca3d5724928a4fe23c3d9d2ff0df1126b1052dda61f9ac8b6d08693d4cc070f529b3a32da42d8f9020f465c22f575bde683ca3070ebbb907b744ade1916169c84ea7d783ff404e8d57454982a71617106f2672f4534331c0c3cac66097f74bfc90d9dc18572d491f5090cfd6e6f49d1c2a1b2671fec1d53180526e36eb0bf652c7185fd3d8f11c3e43214700cedb1c1cb559c71bbe4c2d49c11cc8514a1e64ae85a242ec888c21113cdc6f0ed2b526d514c766925ceb0c2a7f1d55eee37b5573c17e12a08728edbc2dcb3a0883647ce335ac2caad58a205a9897d41430898e73db197629205c242a42ca56bce8c0f6d5d91e45b43cf879b71d8b5c3d0dfb476305d6b86c9b61837b7307777dd66b4d4d08c9d62112ce9dbde9eb65bdbf5e3a63598c676b41bdbf26198dad10cc30e7d3fde82e9da50c0a768362070629cc6a00f38b29f749ce274a3f0a7a4282dba7b5bff7ebfefd6fd4be4eee19fa7d7e1e73e3fc6176a49b0365707cff5ad5b9378a5fa663ceb782c570c50ec33515fe44211f6de7b689d7ae16059d012eb401d20e798df4324191ff55a58ca3103daea0253334899215e74bdc248ddfbf784291926c242dd3749391a94e2c21ca5625093446361e71351568773844c81d4a4a7ea1d27b5f0aca130cad1a534f0679458b3a988222c60015d4b9afe48b2977c5aeb52a7c97dae0e46586a2145ac405c46b98b3f9cb8a48624732813b2b62cdc492d31e61c6bcaf8cc59f7724ff4f4b78b4598f51987638cef8554c708ca01ca15b36c1e657ce8e7dbd75f7f3dbfbd4e4f3f5ef6f7d490b35852147343f43b2eeac2c517e500ca06c8facff2ffa7fe992a925d82ea94f9bb7086ae0dc92561842f542d5d1004f966325860e93a', '81861386-1b6a-3669-4938-22433e2bc5a7');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3j3T7hdlod86sAbjOht8NXKk', 'payment_intent.created', '2026-11-30 04:24:28.519658+00', 'secret 0', '\x0b32030080aaaaaaeaff7497532580598299b9bb999bde2a0b2a1708c8580a123648285010531533537735554d5151f7700870df36f11f1098b58cfb5a012d48e464243232f25fb54222272b6be4dc50ed733809427ff70d9c05057411bd3bedbe0dabf5d11efbfcf7747a5ae5f8f8f3e10c15c4e9444640015d28085480c9e90b7176318082aee9faba6deaeef89e827517820a0c130a5950ed30f64ddbf5fd50814541506f10a7d34c7320b8939cdeb9e9d3c3bfe7e77c5cf9bf6f3b591e9f9fa7abfd05205a25bc6d1444bb20489cf43e5ec9ea243db391acd16ab925caa07e8341b6f07f05b8c5120454dbf77d15711b6d3049619c3c816aea48694b82ce677850e212a8b7fb3def1593217721db63654ade191416cc0cc5fb2a1c4d3d13e9d57454a82271437106f27bcf45b432180c79b21a25fcd6fd26233513e618d2213f61907eb7dd81820d43410f1518ef98c2cc6498ee06fd17d3162f64dfe53163981d43c188a13d3478b9aaf3edd21b539829981b28a0c29590254bdc8811f923c61a8de1dbd6874b4bd9b04b2b718605bd1a5fece5fe527bd96316ae3c1373dce6d71e85b268b3222fd4e277ee425bb4046a469fa9220403973da1e762521b095a14bc31b2943e0b233eb475c5104f8d4d87edb09febb69db1eed03475338cb6b6dd01f7e34cc7c3d4400533228122b4a5cf3d3d1ce6dd38f76d3d74c6d6c703edebb19986da36ed9e0ea3c5663fc0bd8240afa2d180c0897119839e68453feb38c7e942e1774141da74fbe1e9a37f397d7eec9ebba7171ebf7fc02ff8f2f01d5a12439bab632ce5adae49bc527d317ee8782c530c50ecd315519859d07befa175ca0d8345a1965007ca40728d7c0e1133fd29d7c24e5626d2566732850914178dfb1d46eadabf274c66321116eabe45e26828671796281583aa249a36743e11f8e2e81a2195494ad273f18ee19271d1909f7975290d7ccd1c0b9b8ac082422ca06b49d33f49f69c4f4b9dcb3cbbd7d55e094ac9a08015b063ca77b1871397508130863c136b75dafaca96980bc792323673d6bddc13df240ad685455f695a633c67502d2328072857ccb2b9c5f4479f7f7cfae7ebcf797a9a1e3f9e26a8c059da52147383f5996eea02e34d8d0e70d90059ffdc0ca3557fb45259d82552ad32bf0ba3e05e81dc128db085aaad0b4241de1b2614b2701f', 'fcf327fa-c374-8781-71c7-3a3cdd4363b7');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3umxOSKTC3irDPHrwOfJpD79', 'payment_intent.created', '2026-11-30 04:24:28.519948+00', 'secret 0', '\x0b32030080aaaaaaeaff749753158059829979987bb8de0a7289ca0ac8ad3c0baa200b0a14c454d9cc35434d555d55d4970a70dfdfc43e34306b3bdeb4025a90919391c8c8c8bb6a8544c8ca0a3937b4bc612f7e04b1cfbe92b3a40867d19bba5ebf1c9ebfbfddb8fceeebeff9f265fe23bddbeda9a138fd8411cac52f210835c4c9e93372713190a2a11bb66ddfb5c3e31b04ebcea0864c060b2ca97eb7df76fdb0ddee1ab22c4cea95e2f413467ea130b8939cde1ce25f87b7b7d38f6f1f7f5b3f5fff5fdffffd3186e70d81dd2cf16d4510ed8230d9b4f7f102ab83f4cc0a3946abe5965048fd4b86b3a5ff1ae235d620a4fa6ef7d020db421b4e52334f1ea4ba3c32da42d8f9420f465c22f57abfc783ca3070e77721d7e894bc332c2a3809d57b783ff40ce8d17464982a71657186f27b2f4934331c0c3cac6681dfba9fe486cee022396acbfa04867eb7b7a468e550d9ab0ff64e298c0293b137d85f32d67886fd358e11c3ec3215700ce5b1d1cb599cb1bbe4c2d49c11cc8d14a1e64ce85a24aec88cc281896663f4f695a9b62826bb341227ac7035bedacd7d526bc57311ad8220e7382dcc3d0b8a6873e4bca024acdc196bb42035b32f680401f33227f6924cb242d88894adf45d32f3431b572cf9d4a6dbdbedb4dbb7fbed88d6f266682de3a17d18c7ee71e87a0c93a5867aec148b604ddff6f4c3b807f63ddacd384cede3e3c8ed647bb4d3d60e9bb1ebfa9127ba37147015cd86044e8ed318f48423fb59c719a70b87df254569d57d3dbeff73f8fae1e9c93dfd7378b67d397dfff6f910a824c1da6c1dbcd4b76ecde255ea8bf6ace3b25c3980723e5d09855184bdbf3db44abd72b02c2889b5a10e904bcc2f1049c6a96e0b2b3966405b5d606a06396ec7f73b8dd4f5fd9e3425c3445aa8f326294783525c58502a076a9268acec7c20cad9e1829029909af45c6fc78d5a784134c8d1a5d4f0354aacd964441116a880ae2d4d7f2cd94b3cad75a9f3ecae038211965a48912a109751f6e28f4b5c524392399419595b16aea416184b8e35457cd6ac7bbb277afadbc5222cfa82e918e34b21d52b82b280b2c56c9b5b19278dd3871d3e95fcf2e3bab89e1a72166b8a72dc10fd829bbbf0e59bba0032fbed08cb9bc1fef8e7fe992a925d82ea95f9bb7086ee0dc92da1852f522d5d10047963325860e93e', '273c9857-8418-cab7-ef89-6dc1e21f2fae');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_30I8KRCZorOT0qPNZREQji7g', 'payment_intent.created', '2026-11-30 04:24:28.520154+00', 'secret 0', '\x0b32030080aaaaaaeaff74975316805982992fe6ee7accaa8484ac84a52a32202121120a14c454d9cc355c4d554355d43cbc02dcb74dde070dcc5a3e37ad8096c8c82f239191c85db542226465859c1baa39fe3a11b1efbe91b3a408abe86df7f9f8e5e1cfa798bf3f762fff7c7b7af8f8efb33bccd4501c9f618462f19f10841ae2e4f48a5c5c0ca468d36d86b6efdacdf13d82752ba82193c1024baa3f9c86aedf0cc3a121cbc2a4de288ecf30f2858ae049727a7b7dfc74657c1ad660ffeae4f87033ff7f5e6f1140b24a7c5b1044bb20480eeb7dbcc26a27bdb340ced16ab9251452bfc970b6f45f43bcc41a8454df755d6339d6da70929a79f420e589d642d8f9020f93b844eaed7eaf41566718b8752e941c9b9277868505a7a17a6f4e879e00dd9ace88a94a5c589c81fcc925885686838187d52ce60ff69ddcd0195c28472bd94610e8b9fd4c8a160e953dfb10ef98c22830197bc3fc2e63892bec1f7e8c182697a14062488f1d5e89928cdd6537a6e68c606ea4083547c2d622714146144e9b6a36866fdf905a8b62b24b2d71990d5e8daf7673bf69b9eab90857419173ec16d69e0545b439739e9112766ec5122d484dec0b1a42203cf7895c824917080b918a94be73667ce8edaa24dfb2e37edc4f3cb6c76967db2d3687d65aeedbdd69670e5b336df683a5866a248645b0a477bcdd6d31d8fd6edf9a2d9fdae3d4713b1e77533b1d860d6ff763376e07ba3714f02a9a0d085c189731e81167f6938e939d6e14fe9414a545f797c59c1e86eb87d3fec3df5f8fdf7f94a7cb4ffff10ba564449bad43e63aebd125dea8be292f3a2ecbd503a8e7c38a288c22ecfdeda167da858365414a6c056d805c63be9848335eeab6b0937306b4d505a66690e212b9df61e4eeeff782a91926c242ebb748391a94e2c26ca57aa053128d859d77445d1dae169a0aa4263dd5db715a0bcf1a0aa39c5d4a057f4689359b88a8c20216c05ad2f447925cfc79ab4b9d26f7da3a4cc2520b296205ea32ca5efc79894b6a48328732216b75fa3665778c39c79a3cbe70c65eee194ebf5d6cc2acaf18cf315e0aa99e11d405d42d16d93cca78d1f26bb8fc3cedcf5d5acbe30b35e42c9614e5b8a1fa829bbaf0e59bba00d2e3b4b3fa875acbbdfa93952a925d82ea95f95db889ee0dc92da184af546d5d1004796f325860e93e', '69fa2972-44eb-54b5-9087-348798633453');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_395U4n8qpJcIf6JH69WkxonU', 'payment_intent.created', '2026-11-30 04:24:28.520327+00', 'secret 0', '\x0b32030080aaaaaaeaff74975315805982dbe28be9312baa2a33012a210b22a332130a0a14c454d9dc355d4d554355d4970a70dfdfc43e34306b3bdeb4025a222327239191c8bb6a8544c8ca0a39375473fc7522629f7d236749112ea28769fb3286c36bfa643e2ebb4f1f76d3b7f32d86176a28ce3f618462f14b08420d7172fa825c5c0ca4a8dff4bbb6dbb4fde11d82751750432683059654b79f769baedfedf60d591626f54671fe09235f2808ee24a7077bfe68bfcbb97cdb4ca57cf5c3414e3fbe743380dd2cf17d4510ed8220d9acf7f10aab9df4cc0a3945abe59e5048fd4b86b3a5ff1ae235d620a4baeeb06d2cdb421b4e5233cf1ea4367134680b61e70b3c0ce212a9b7c7c31f4c8681bbcc859c6353f2ceb0b0e03454efcdfbae1740b7a62362a81257166720bf7309a299e160e061358bf98d7d27d7750617ca514bd611047a6e3f92a2954365cf3ec43ba6d00b4cc6de30fe92b1c60becaf7ef4181697a14062488f0d5e8e928cdd2517a6e68c60eea4083547c2d622714546140e9b6a36866f5f915a8b62b24b2d719a0d6ec657bbb94f6aae7a2ec25550e41cbb85b96741116d4e9c8f48092b77c11a2d482dec0b1a42207cec13b90493ae10162265297d8f99f1a1b52b927c0a039665329bd62ce3d85a3b2ced61c2beb5dd76e9f6c3ae5ffa2d3554636758046b7adbd31d8fc3386fb81da66e6c0f7d8f9687ddd84e877d376fe77932c3811e0d05dc44b3018113e334063de3c47ed171b1d385c2ef92a2b4eaeeafdffe385da7bfff5cdedf9e64f3619cef4fef3fffdf534a42b4d93ae45867dd9ac42bd517e545c765b97200e57c5811855e84bdbf3db44cbb72b02c4889b5a00d906bcc671369c66bdd165672ca80b6bac0d40c52dc4e1e0f18a9ebfb3d616a8689b050fb4d528e06a5b870b45239d02189c6cace3ba25e1cae161a0aa426bdd4db715a0b1f35147a39b9940abe7a89359b88a8c20216c05ad2f447925cfc69ab4b5d16776b1d0661a98514b1027519652ffeb8c429352499435990b53a7d9db239fa31c79a3c3e73c65eee094ebf5d2cc2515f319f623c17521d23280b285bccb2b995f1aaebebe5f9f7e7e797bcdef0f40f35e42cd614e5b8a1fa8cbbbaf0e5bbba0052b38ca3fe91e5ff4ffd335524bb04d529f3bb70033d1a927b42095fa85aba2008f2ce64b0c0d263', 'e6f54415-9d80-8af0-65e8-2fa6a01fbfcd');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3pI9RLPYoRQIJYwgWohVZBGk', 'payment_intent.created', '2026-11-30 04:24:28.520551+00', 'secret 0', '\x0b32030080aaaaaaeaff749753158059829b2f66e67aab822c08885a00cab32032d2b3a040414c95cd5dd3d554355445ddc32bc0cd36f1a18159db72d30a58898c9c8c44466257ad9008595921e7866a8fbf4e44ccb31fe42c29c255f4263defbffcf9f7317e393cff7ebc9d5ee3f9ebf75f9f2ed4509c7ec008c5e29f10841ae2e4f415b9b81848d17ab5eedb6ed5aec74f08d65d410d990c165852ddb0ef57ddbaef87862c0b93faa038fd80913f14047792d39b7fece58fafd3fefaf2fdf8d9fef6f42dd8ffcf87975700bb59e2fb8220da0541b259efe30d563be99905728e56cb3da190fa970c674bff35c44bac4148759bcda6b16c0b6d3849cd3c79905ac5d1a02d849d2ff030884ba43e1e0f7f301906ee3a17728e4dc93bc3c282d350bd37efbb9e01dd9a3e114395b8b03803f9c825886686838187d52ce603fb4eaeeb0c2e94a396ac2308f4dc7e24450b87ca9e7d88774ca117988cbd61fc29638957d89ffde831cc2e4381c4901e1bbc1c2519bb4b2e4ccd19c1dc49116a8e84ad45e2828c287c6caad918be7d456a2d8ac92eb5c469367837bedacdbd5373d57311ae8222e7d82dcc3d0b8a6873e67c424a58b92b9668416a665fd01002e1539fc825987481b010294be97bca8c0fad5d91e453760bee7776d5ae367668bb7edcb6fb79dcb5bb91fbf5b8ebc6b11fa8a11a3bc32258d2b73d3d8c668dc9f6ed7e1c8776dcee77edb8e35ddb8df384799e4db7b5f46828e05d341b1038314e63d013ceec671d673b5d28fc2e294a8beefe5abd95e93a5d9c2fbf1c9e5f8f2e1f2e9f87274a4988365b879ceaac5b9378a5faa2bce8b82c570ea09c0f2ba2d08bb0f7b7879669170e960529b116b401728bf96222cd78abdbc24ace19d05617989a418adbc9e30123757dbf274ccd3011166abf49cad1a014174e562a073a24d158d87947d4abc3cd424381d4a4e77a3b4e6be19386422f679752c1572fb16613115558c002584b9a384a3270f1a7ad2e759edd7beb30084b2da48815a8cb287bf19c2fd14fa921c91cca8cacd5e9eb94cdd14f39d6e4f19933f6724f707a76b108277dc3748ef15248758ca02ca06c31cbe656c69bfe36841787e378db2ef5fd400d398b2545396e747dc19d5e59c7ea0248571b3be81f59fe3fea9fa922d925a84e99e7c20df46848ee09257ca16ae98220c82793c1024b8f01', '3330251a-30bd-4c7a-8831-f8ba2817592e');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3Z2P4OhxioGYeBJUOAFJWe43', 'charge.failed', '2026-11-30 04:24:28.546545+00', 'secret 0', '\x0b14050080aaaaaaeaff747590b379809bf9921e76cba8ccc8ac84cc88aa8a8aaa88b82888a98a9a49ba9aaaa6a8a82f19e07e6ce37de0a1b5bafde574025cbc4824122f12d5e562fcd168fc71713a54cdf117304362f4b3efc00e7aa0a39af55bf7d7e6713a73faf24a77df9e1f3fde7ffb9f366b68200d3fc92ad8e23f51546800339b2349e114a1876ed5ed96ed6ad9ed6f283a3e1234608550c941df7eb8ddadda6eb7db37e05011fa7748c34fb2fa0b5b064fec64d67e7e9eeebfd3e3ebdd73feb2bd7be38fffb5db764a6065ec84325206b89c538d0a7dbbdd6e1bc9648dc5ac55a24256f260847c8dee239b73608b9ab7ebb186d08857cd7822d56b3518738a0fdf0d18305a322a180b5a9fab770387c071348e1439942261d039a1f2d335cb7a714462ab808828f4c0915a3db140ba8f2e722a8ac1d8e4520cad28aa601aae0dd08c1c5e508d386b27d3409e521484a678367883cb18af0d580cb6069220c6a3bb3f5354e3a858e1ac49a087a78f0f9fee1e5fd84401d7780c851a7a5f0eb68a50b497868256790a5b8ba69924aed70622d09e02e3b8e4aa1421791f3c72a84206e69f65b308ca0816c519471637a80393d9cc540a8e56e8afa9cac2147d71c2b23027b9b14715ac0e90f9922bfca8479ae17629ab369362e792e1a8344a13b966325e70738cebe78068df915dfba527da2e713b74cbbd6bfd925a87deef76bbedfe161a601f8b41559af3477fb1daee36b77e58b69df3cb3db9d5126f3bbbdc6d37e4361bbfdefb5bb83690a21968c2e04df2d0524f556d221ef61dd01dd9a2132e542e0647e468b806b33244d2539283b15d7353ecd409a284f0899e9ba5d7023d184edd99e162fc4e161a10c2b2119c1d2992b0f547acbec1e560021d29400f31c98c4143378a4d42d077ab060a854062d89b3ff3ef448b01e361e1d82d62d2859056890b8c9785afa213c9c24d9b1f1727d669a113b31c98e4aa97dc05305c4a25c989c4a109cd481e12cf854f8dbae1f0b087cc66fd1a77fcf78f5f2e3cbe4ef92d8eb63cddffe37fc093d9cca453721f1ecca67d21fbf0edf56bfef35487cb6ffdfc20e7f4e1c7a7ef3b312d376ffd5ba17f5f623460d52909ff9e0944f4b334b65decfaa86d83600c8f76e482f38636913dec1997568e9899406d8dd521bfcbeafd563931aaf66885d421632960a1ecaa67f0fc040d5020ab92225b63d33c9358321cdd6a056f8e98e0359db39953d409fab613f9762114a6a1eb8d0caab49821a6c43583b1eb32c305874074b90bcf7124c9c2911edc2918dd90cec7d56ad59dcfe73334b0e651398e0b014dc8f18942e7688566148a21d2cf6c8d78440ed1c0e52ac76d0b094f21a51c1a0216dd400f2161a18119a3dbbfc13630d7a07c7ba6630d67def3a014ce92d0184d078aafa1b5308fad27776f0e57a62c70d3403a92045e8619cf3cd7d91c2a2f46ebb7bad28d2cc89e65d684c6ba1ea0ce582d45c1237435099171a690ad452232ac2aa72f70a7c921bbc59c300452632fd7110cbc7f19e341c8126735476b9d153dd679a02e0a59a355ae5bd89df30d2916b623d329a0b70d948973ee041733352555b124f91231151f6ae6dab756399ebfe4e437bd35a57acf67b3d5b614f92e45d4181ff1fb0615154da928fa28a9668d97ebbd7921f90f14c6389a130d534a330d694b45ff55a968a380d7d60d10fa653ebb87e7cd1fed9b7e7d78398c012c3b9a73d21b8c6a0e34b168192ffd69a2e689b687097c970e67e9a22f2a9ca96ffb692421ae9036e73b3ba18c74e3910339b80e', '9153d97d-7abe-a838-70b6-41d6c76c51dd');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3Orhq6YSPqz38YZtPJMRlZTQ', 'payment_intent.payment_failed', '2026-11-30 04:24:28.547119+00', 'secret 0', '\x0b43050080aaaaaaeaff744d9053158059849bf9921e7aabaccaacac848a885c2a0ad2232141415c55d44c33d454354445cdcd23c07ddf0dfb2981590bbb3b6d420b9191959591919537f6de598d9c9c9c44c8d3c3c23efe435d44e8ae7d056f4101cda2d7f73c3eef0edf3e3fbfacf78747f9fce9f66b78fcef0b34908ebfc808c4e23f51146800b3d73371f12982827ed5efda6ed5f6fb2b8ad6cf040d182614b2a0bab737bb55d7ef76fb062c0a827a8574fc45467e6145f049f67a7d883bffe5f6d986fbc3981fe360cab70f5fdd2d80d959c6f34451b48f82648821a41359ede46b269231592de74c05d40f30c8167e368053aa514075dbedb6b10c2fb4c12c95f11808d42a8e3b6d49d087020f9df80ceaf572f18f81c9909feb82dc8939076f5058a0166b08e6b96b47a43fcd25a2ab9226146f202fb504f199c1682890d528e685862f916b262c9423a7cc2518e9ba530f0a268c1503fbb0e0998217324c7d43ff1bd39466b2bffbe1293acf5060295e9f767812654cbd5bbe7edb80a9cc14cd191450e548c45a244dc488c6626b1a8de13b65a4d15231ecf327b199032d2654dbb9efe4bb2d6011ae4627e6c45d4130c912a8d6d2d5da92093e9285066c32ba720005a3482eeafaba08fb4c57264dd73699724d59a06d0a58b91606b4cd700b139582436ef821557e13027f73c2f2268cdb1534a02a6c1fcf8842036644be4a1f9a51afddf4307ef897ee0fef1ef2dfdb778ffe8fffbb6d374203fa5c482559f61f4cbafb4ee6eed3e163fee7548fe717797fc74b7a7bfbd7f9422775930c9fc8bed74cd6971cb029e86b2c998c779e0f8a471f828f83966701ad652ab2a666bc9c696635bd82b269f4e023757e1683f687634e45306806b199bd080a195277698026f4c192bc81889377080de43145c3d804175d3ea4c97ad1308c2d236847c6b885d0665f9059aa649ef05281ae1a0facd33eca09ac0137ff46771054cd6c8c5ca1c6fb54c9c297b1155ee1e19b7a9099540d64794e4bd6538a3282ea7a537aef4cc8a0fad57ad380f37120ceecf70a3e8382d11ed332af56ab7e5996051a70355a1f07501305b37e69c2078ac4c305d78ed3540c8bd4db0614dc470f0d449253620a8636a30f1b2ad90f20884e7e3690991c31af21142a9d69a82137495fac96a26977bc80066464226d7521b332a055efa97b8552734e1c8753255ce9d2c00943581a28d9cdf032b8a3fb833f98fd10fc4c53120ddc6128346930c11760d0cb4ccda53365dc8acc14f822f366cc5994dfecec4dcc78227cd638a08fba7a286781fca845f45cfefc09c2861187b5346921223d225778795007c675867d3b89a6af02a27d4f66ed5a47b46d717becdbbded5c4b9d45e776bbdd767f034d8e7940119af2e12b56dbdde6c61ddbaeb7aedd935db578d39b76b7dd90dd6cdc7aef6eea448cb4884603021bc6d314f591460c4e2767e7c3a5232d3df498366f016ca8250dfbc3f73c5ed30aa7752eb7c1351fd70234bcc8d86fc609a345a12b534e5874bd991ad373ed160ea4a9f00ecdec72817c4f76b09661c00a4286a1fc1d702693b8d029703254caf85146b03edb358b5e53f3c0347b3a857157486ad6aebea854462427f032fa9c13debca4ca2662923d282ca87ee8581eaa72fb993fea529df34bd86c1d5961a579a622ac51a77dcfbd30c6e288f5f0a49c7e77f8c0a9664f12d68e75adf9ef18fa38e8131dc794160bb42b1f6b0b564dab0590ded7efedddc3e6cfee513ede7d7f5aa0016f69ca491e7d04fd446750944395d459942e42179d3fc8dc547978e954750aab8c89fd0b2917d2be9c65e54b26e99d285719cf1345d10e7d200b9701', '27e257df-892e-45ec-c9ee-954d19a9af3c');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3uxgShEBo3bCVVzSo2mbrQ8w', 'payment_intent.payment_failed', '2026-11-30 04:24:28.605387+00', 'secret 0', '\x0b56050080aaaaaaeaff74759053158079849b992f167accf04ca825a02a12222baa2a121214c444c5cc34424d554354d5dc3d03dcf7ddc89fb670d6966dd326b410195959191959b971efcd6ae4c99348849c1e16f6f11fea024977ef0758030a78c9ba2de7f169fafc29b4fdfdf3f3cfa7d0ccbd7ced4e5041e85f9932c4e23fb1cf500146ab179664830705cda6d9afebcdbae96ed81bbb305440c298d980aa0f77fb4dddecf75d05063382fa80d0bf32e55f58115c8956b7f5f1ad5da6fae5eddbd7fde3f229c597e376f7d802c8ce225e66f6595b9f9144ef5c38b1d1ce74cfcc790a46e74be404ea3b108a811f15e01c8acfa0eadd5d5359e20b4d187311ec1d83dac4a5411bce685d828721db08eae37af54f4e98d82e7581eff8189d25cc5da0ee8b73e6dcf4c0ac3f9d6ac4507298315b82bc941494ce083db163a3319b17e2be44a68531b51c2565294159d71d465030a32fe8ba0f75b653b0c4243c378cbf08cf6161f3ab1f16fc60050a34f8ebf30e8fa3547876cbd7870aa888b0a70b28e02291f025e530b3209aaaad6b24ea772848bde14462e327b1991d9fc91533b9af94bbdd61cabd9a8c45824c0546c13040a63eb1cf1388776be1f762850d546002e9220e144c39c7a46e6f53161bf986c27c6b02a55bce075927434bb7982b97f579b89953c2f17bb0ff4391d52ee1caea846965989cf56c6e56df269b5659d027a40a21ab0c51d32af3a2df40053b0905b59124ba9ee02aa009e523749126dd3e2dcf7ffffefedfc3eb97afbf4d263c4bf7f2f8f6f204156cf782fb50487361d6f5c35fbbddfd297677eef5e5787ffce3e110f75fe8e17c22333788a9cba419b5b0b1293a1c29c6e25364b283ed21f9de3a67fdc884cca131c28914d4c9e6cb9092d0a421629ab83352fb131ba439c9c790323add756c664b19331bc270ad8067b4ce12ac028fb337ba0ae214bc61ea19cfba7cf08ac8950150311d41ef05bd86a12f36e16aa24f4c6f78a942178d07add6e44349a015b8d34f7407418d1632a606c5dfa7c606be8cad70857f0684da49d14096e77c8e7a0e3e4fa0eac614debb300aa866d36e2b18ac1f59a25855c23548e84d1fce4b5b77dbf3f97c860a86e28df523283e428d955cd8c89e859a303d48988b494c94be0505f73142059ef329480b625fd03a7d0bfa1d1a44e38f0aa2f0c0c216886a6534e1b1b8dcc473d1928aa6ddf1022ac893306ba31393e0400a33c2f001a9c418240ea72a4be16b0527744e7250b32b89947c20ddc11f28877376e1392c0d6c40979893d08cef47942ba7729e4c25665d33d6dae70a21d7a6c132a7acf9f7fd27483a7a1cc56b965470f88d50e07d421b056501bb86f1eede05db7ab323c2c3badfb5ed7ad30cb4ae775b5a9b06d11cea6e670c429523779833cff1c47bdb6e4fd437bcee5a3aacbb3d1dd6fdb6dead37db6e8bfdaeeeee5a826b059ecf59eb52d8309e06af7b9ed00d3a0cf674282e3cba438f6a7a31a0632929eecfe3f37809424f2bff3682aaf5f487b8771bfb4d3fa33798f9ca5c12d6fddd4c2ca83cad83151418309587b4c1f50af923d65a494b8f15042f7dfdd360c214a4d0d949204e89665410ac8f7b8b59cb51ee8417cba7b03424ce25eaa1bcbb54a95012589a6c8c091f9642118a9859efb80ba29fc3c4cf59bdfdccef752ac360cf61d94a4dee4ab7c269b12699753d8d59d0a78145932494f4bbc34609257a0277ed78af25fe69c3e8477de27e0a41402075f95847b0eeb41800e17d3db9143ffff9effbf1d8d97d820aace13986fcd7004ebff10554cb216ad5136f3a2f7aaf775b5af34c557a94a9a95a711516c4fe647682c757b2acfd6226bde3f34dc4cbcc3eeb01ad6303d701', '678c0b30-3e31-1e40-528a-061cbfd36fce');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3a53JpVLpb9P4b7OLJ0clFN9', 'payment_intent.payment_failed', '2026-11-30 04:24:28.883999+00', 'secret 0', '\x0b56050080aaaaaaeaff7475905315805a849b79b8b9b91eab002ab232a3220b222b32232b2141414c55d44c23d4543544553dcc33c07ddf8dfc690b672dec6dda84b644465656464656eeb8f76635f224f224424e0fb5c73f540361f7be833320814e45ed70bffb98bedea5f1f8efcd78f87cf771abfd5ff7471010c767d2056cf19f28141080c9a91371763180846edbf54dbb6dbae18a82712702019a090b1990ede1d86fdbaeef0701060b827c87383e932e5fd8107c929cdaf17cf7f9f4747b7c5a8ff7cb6b7787f7f7e1f8e10060719af0bc5028ca85424882f73ebe9151ca74cf42658e469573a20cf2076864033f05e0126b2820dbaeeb8424be511a53a98ca327905bbb342843059dcff030149740be5f2efac9316972a7b8c0777c4ade692c59a01eaaf7e2a5294ba49e4ec562a8252e589c86bc966c94ce34064d9e8cc2225e897f894c31614e39b2cb1c82928a3b8c2061c150d1671fea5da660993453dd30fec6b4c41399dff5b018ac6328d018aecf3b3cb652a6daaddf1f04e8ca4c419f410255b684afb9c48518d154645da1d6f90e19a9379435bbf424aad8d1aa7d3595fb4ebedb3de692abc988397255603a1a02c8d4670aa502f16ec5f45a1d930101266a55d98384b99494e5f5752eec125de9b85c9ba8f335f98334ced0f235fa5a4a731e6ea19c717a0ff63d56def4123ed9bc61de18d2de0532579bff669737853164d41142361ea2e68de755bf02013d0905d991242a9ee004e819f911fa40cf6a77f8767b3b0e370fffdfefcbf7bfdb7f1ecbf36dbdab270eba9bf39049737d51ad79fcf5fcd59a61f7e71477667d387e596f6bf48fca30010f6b11a409a362322e278f25c558434ea49d7539243f3aef5d9898b070680c53260575edcab9484974a5212c9accbb40ad3eb140ba937c8ab9a0575947155b2e584810868b005ad07949300101176d7402d21c8360ea0557153eb845e4c200086784fac8186618ece4324266d148bfe0a5025d141e68ab74941da80075fa8deec0a8e99316a60635dca746065e460dbcc1e3978e43cea42820eb735a935a622833c8b613856b674206d96d773702ac0b1371623795f019640c668ceb69d70e37ebbaae20c0d6605c9840f2116adcc8854d1488a9095396e3124c62a2f41b90701f23080854de22a720f6133a3fdf82fe8004d1f8534062b2c46c81c85446639aaaf74d5c17ad3968da156f40409999481995490f1c48654618de21d79422dbe15416ae7411f086de8f1c14efa247c957321cfcc1e470de9d68894d03b3e83371125a707f44b9706ac99529c42c6dc6b3f6f584904bd260857251fcfbf90b241d034ec36b961c70784628b09fd026c6b1807d8671efde05c7a1a7a1d763b3c5716870ec0f0d76fdd81c6cdf8dedb0ef6c7700e163e9b0145ad289f7d280b6dbf75db3b7877d33d8ce36e3bedf36c3d8f687012d1d34c24540a0b5a8b9142ac6d318d448337aaba295a7a3f120b27438d4a8d21b033ad590e2be1e5fdb4b1cf4b4f1af12545da03fc4ef6dec37fd82c160a12b737658fab78a78a072b50e5a50a0c094176983cb05f2573c6b9f777f0dd49874e4333b8e9a72a6196504db726fa9a871b4744c27476f6669c8546a52b6ee5d2a54c80e2ccf2e25870fcbb1b2b69879de711644adc3c4ebacdc7ea5f72a576bdd6ab6d8a8c959e98e2937d624cbff0e314d07c6902db12249c8ee77854d1c6bd204ceda715f4bfa69c31826f546e31ce30081b4e1632bc1d6d3620084ebeaf54378191f9ffef8f4609f3f3d8000676849b1fc1aa0ab173aaf9cd0e47168f5c09dce8dce7dfed4e62af352a6265bc955b8c8ee1701ade75a3466d29550ae129e170a4559749e0c5c06', '904b37a4-c37f-a526-8e77-357263fce9a0');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3gMWPkoEyVXJ0250pLzqZTiP', 'payment_intent.amount_capturable_updated', '2026-11-30 04:24:28.611958+00', 'secret 0', '\x0b48030080aaaaaaeaff74975326805982995bd8e27accadaa3222202321232322b32041414c55cc4cc3d5543554452dc222c07d7f1b7d6178b5aaef72024e16178d8bc445e29d392d1aa2d110cf0dd51e7f9d889867dfc06810401bcb66bebebf39f92ffbddc3b7ead056e1eaf5e9cfadb98102fcf8488a2116ff448ea1000c466e1493f10e041caa4357d65579183e90d3662328404542260da2ee8f5d551fba6e284023238837f0e32329fe4341702718d9fcd4a7cbbbf1b8fdfaf3fbb3fef2cf83d3afcb8f5ff700165ec07d25c7d2384612adb5fe99b474d2332bf1e2b5e43d5002f13f288c1afe1680abcf8e41d44dd31496e849858173c4d192736d35311a9b1062601340bc9dcf65c8ca488acc361abcaa000cc11a854cc4a42e5b6b5e763911c9eef4891832fb15d928d46b4e41e429748a2c69896c5eb1ed3475190913eba825eb144272f4308280155d46bb00883564a12752915687f15da4d56fa4dffbd1bd9b4c8402f12e7d6ef07294445adffaba2f40e518c9a91d04508e91b039b15f29224a1f9b4a548af250915a4d4945135a62371b7a5136ebe5bd5373d56262ae92528cbe5bfa0f8b4c89a55a30ce0402d4229be9723ffe3c6af5787b68bcfe6e3eb7dbeefc251460cd46abd70462429ba880151dcea49cc4a929e94a8c22a52cb3638e081c0d4791eb53fa82b06b7555568deecbba1b2ecae334b4653b607718da7a18ba1e0aa8b130c84c6bf8e2d3fda00e34eaae3c0e435f0e17c7b61c5a6ccb7a98469aa649d5171ace05387a61890a04768cae7772a405ed24fd64a713f5df05016195f563fc7a7fffda5f77eaf2bf9bebe57b9f3f5e7dfa7a0b291b22951c20739e3536edd71d9c9417e9b73895cb28a7c58228f4c468ed5da265da159d46a694b916b48ef8d9c7938934d2535e237c5e2291d43291ca719df892a29ccf30b6ce6f7b87a991948785dacf09d12b4ac9b8d94ae57287c0925634d631eb66e8d9424322ce414ef9a8a69e13cee44dba98100abe7af239aa8859199958004badd3975639f9b7ad4c799acc4b833430724e208015a889949ea6e81314c0115d9a284a61863a6073f439fa1c3c21d3c556e91b1c5e635cb8593ed3b8787f4a206a3250b82f0bcc8ab915e9496afde0eefebdda8661fc7d5ca100a3690d9e0f1e2a4fb40b0b07ee42fca455a37be9232bff47f87744e26802895a60e6c547f34a702e80f7405542212adfc6e1f8c3d31844aa67383932078d4c1ace03', '4698e04b-9693-abeb-5691-e0f725d325e4');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3fIqY48EimmLgeqv2YL1ERgw', 'charge.failed', '2026-11-30 04:24:28.549462+00', 'secret 0', '\x8b2b050080aaaaaaeaff743590b37a809baf1676ab4c8f84ca2a87ccc88aa8acccb82888a98a9969b89aaabaa8a8b97b05b8c5366a90456bf5fe2ea70574e3462391b891a87e2e44a3d178f1e3eb61611fef1d5a48b0ef7e80b3d002cda2d7fdd7f3ef4df3e4a6e938d0795efd3ed64fff0c175010bb773202b6f84f14041460727a26ce2e066861b55ced16f572b16a1e2858371328304c2864a1adf78fbb65bddaed1a051605a1fd80d8bd93912fc4089e9851af5fe69fdfbf9e7f1ddfbffcf873b4f127376fcfa7b7970066c68cc8034580ee144b1068ebede34a49bcd5069314f60a59ca8361ea4bb0876c4ade1994b85d0dc57b259e15dd13a9deab469f3e5dbcead06330a4853164346fceae3ae7bd0b83b624e87c4e1206ad65ca9fae1827b787484c16101685ea5da05a4f2c90d5a14e8a59d06b136d88a1644111f8e6ae802674fe066d0127ad370ad218832014c1abae37388df6aec0a037c58304d12fbafb1305d196b261972432b4f0f2c7b7c3a7efbfd0c45a5cd3a3cfa4e07ddb98c24cc1dc08052d7c15b6648913b1df411578a03d04c6ba9c8a4084fc7ad3a3f3854997f9b3c52c15a5012c3252106cbdd14ce7e288809db19928671cec71fd3b16ae0cb2ad2e982b4ba6d868ed43f53aba5c09a2a3542f79cd958797f60114f48cc5623cc91d326c334d10b99c49994890ed645c101a9878aee884b75a3bc6e27bb0a9975b6370bfe8b6ebf562b9eacda2de6eccc2ae10edbe6eb6d62228706f4c0645684ac7fffdbad919d3ad68d1accd7ed1eccc7ed16deaed62b96936d86debe6716de0ae2006ddd188bed7b1873614ef15c422269205f603d0cece549498201d0581e412f9a4d59fe5fa65204eae32a76ac9d082a1af567737fdaeb7a08009f3e07027f53da077875d3e694f33796821449ed06be83a9bc804ed6aa92093f7c4104fdf791da9ea309c2aeb6c15a2544c523854186e555f5846e2ca36e760ab8b93b112ec9123657c37b925aac0ba9c0bb1567a6be1ae20216ec810af506a908188872d24a7d7f5e1b49ec7faedf4fa63f73c7fcae9edb0d93eafe1ca68269231da830793ae8fdfb6dbcf97d43cfaf7b7c3e7c35fc77dda7d31c7f3d39e6d02ec05ff4e1349740d5122bbff5b080985459a18979a24694bc718dca3cc2e637ba28c644e63c9e50925ba1bb0d5dae8b0dc5bd4fb217462b499d908a942c29c8b0531a38d9ec1bf2fa0803c19e1189cd1264e13b121ed82ed58f0a04901f6e99af414838cd0d62bd1506e848c3474bd914185e638d6a4638a5c8c1ddb8ccbd87982cb757a1706e2c42ec0833b1983ede2755ed7cde67abd5e41c15640756180769641addb68a82e18a6f684a2f7f4992d016774de1b385d75613843fc55484e871a8f5936d0824b58503061b0e33a540553f1c30a71551d73387b7d699815b32cac5ae289b2775a32f2889cdcdd392ca575de1b057126763c35135edd5426cd249fb431afbc52d7ca9e45569886b235c6d8e55a8222700b754626d256673249ba84b00a6fcac04c93537493b9a0f724c683dc5b3044aa479fc6904ba277dc7c51d450a68e5814168d165e8661b7fd63a5585866471787835590479712135c8ad4e458d890e425d5547a5723572752e5b82df323bfe9adcea5efddd56c164bc76b2c558deb23fdbcc18682a6b42aeac0b124cd20f755f346d2ff2db461d017eac6187b1a52a78a7a2e948562e0b1f50c98ce7af4393dfdfddff97068dc2e830267694a5156368a3ed1ad879ddedaad44bc947827f14a3a6ca44e9b855da2b66e870d0961853c39afcc883cd0438fce9385fb', '2a4ca16e-059d-ed0d-fd44-d81b499d1dc5');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_34YnlDn6Q59X8aEiDGfzkaOK', 'charge.succeeded', '2026-11-30 04:24:28.631906+00', 'secret 0', '\x8b17050080aaaaaaeaff742d90b37a849bb9bbb9b9dd2a2b32b30a22b32213223323322f0a62aa626e1aae5b8a8a5ab84782fbb28def21a0b57a5f731a808b8b44227191a85e2e46a3d1f8e3c5d3314b87b905e50b84fbee1f701606a045f466fb33fabbd87ddd1d9e7b7cefee3e4e6f277cb80705697c21237017ff89a28002cc4e2fc4c5a50803b4ebb65b35eb55dbdf50b46e2150609850c8c2d0ec0fddba69bbae57605110863f90c61732f20f21823766d69be9fe72783c58f3f2addd24fbe0ee76cb25a6fb0066caccc8478a009721d52830349bcd4649acd606b354f60a5ecbbd629a6ab4c7e99cbd3328719b16abf74a3cab7a22522d8b469f363ebc1bd16334a485311634366777a3f3dec5a3b624e87c49120aad652a7f4d354e2e861c9b2cc02cf2cdbb488dde9180dbe32e722a825e9b6443f4b5088ac076570514d0f917ae440c5aab14e4394581af82675d6f501afd5581416faa0709ac2d9ae781a2684bc5b0cb92180678fcfbffbb770fcf68622bae9ad01752f02e76a6325334978682547e0a5d8ba440ec7710051edc1e02655dc9552042b2de4de87c65d2655e97af1d8a92e52a502978ccdbb789b15a3c26be961765a1504e93bcd640829de9948b42476e125375c64b5d0cd5ed7b60b784ddceae57eb8dddaf9aaedfae0e53bf5bed7aecda7ed7f47db70705cec6a45084423ef6eff7bd6969b4ddead0f7fb55bf3dec56fd0e77aba69f469aa6c9345b0b570529ea9166f4934e130cb17aaf2055310958e83f80767126fb1f5d24794d7cd2ea75c592692a1c8b969f12feb5161886013da785ac1e2ffa82d5a08009cb90831ae7990276e5a43d2de461809838a0bf07d2dc1793986068d70a0a794f0cc728f0a59ac3fd5f2685ec49e80614c82593677455e6c4ee8d2a602463c151852bfd478240a2900e5e0e909dde3cdad3fd8ff1b07cfff5f3cebefff81ceddbfcf5fb133c19552099933d781174f3c21f9e9edef69f3b73ffdf97cff3c3bebefbf4cf876fe7d3be4b1a1864fb1b71ea45639063269c248d9d121bf1069a76b3dd75a060648c21a02eaee018a0cd644ec5a6894cc01a0d94461b1d72691349b01ef6e9e452318b113a05194b811946a69077f0fd11149027239ca233daa410880d69172de381063a62784de7ac438a32c3d0b4a2a15e08193ac8662b8308f125b6c4439a94c0d629caba82a3476cb8985c3c12677611223c2918ed98cecb7edf76e7f3f90c0ad817cdc5230c9c01b16e73a0b96898460b82ded33a5d232ee8bc3750bae2220982fd537049c7751e8b6c610097d0a02060b4b4e8b58250bdb895608f399c59cfcdbe6196844d4b3a51f6a6d642962eeceecd81fc03af32ecadcf65218e62ea029e5da841b7968dda90646aadadcc676156a663a5ea318cabd4a8f0344d57331369ab0b999a3122dc22bc9e3cb51d9f423551ad5ed17b12898bd134d2234d536c6861ebaed96fbbfe3aa93ecc458847197259f4d29967458b358cd46e3e6ba4325fe0e92c92cb707b9bf17253845da61b93c2ed45cb450742986f3f0556eff679a26fc5b4387acdc6b532bb9c7bcec45c5549950d1d1725113d9e621da9f4a1298ffb2f19f94daf75a9d3e4ced766011755aa31441f1b48f5af13b15e2d4334184021453b72aa5933f075272d70fe88421f8ffa95c63925020137d9a2fdae54a49f4134f90e987e6b6b9fe38f7f3f2d7d3ffe3c0450e02c859c640fa3e813d1036ac6cbb0be1c6d2f5a5eb4bb0eab4b86028a294333b09b63c21b89a4d97c7599cb9b528d21b264e13a', 'f7556b34-1e6e-f14b-821a-6435daa0a980');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3LKtVGSZCHZ8NH3T6IF7BrOs', 'payment_intent.created', '2026-11-30 04:24:28.830392+00', 'secret 0', '\x0b32030080aaaaaaeaff74975315805982999b8799871eab002af7c804582233b2a040415c95cd5c23d4543554452ddc2bc07d7f13fba581b3b6e39d56404b64e464243232f2ae5a211172b242ce0dd51e7f9d8898675fc95952844df4f0e9a3dcbffdf6fbef77bf0f77ef86efe3fb7fa6bff297420dc5e3238c502cbe0941a8214e4e6fc8c5c5408a76dd6e6cfbaedd1dde2058b7811a32192cb0a4fae976ecfadd384e0d591626f54af1f808237fa8083e494e0f63b8fff174f971d7777737f7bb0fcbfff279948747008759e2cb8a20da0541b25befe30bac76d2332be414ad964b4221f52f19ce96fe6b88d7588390eaf7ddd458f685369ca4663e7a90eae2c8690b61e70b3c387189d4ebf5ea8f26c3c06d73a1e4d894bc332c2c6c1aaaf7e6e3d033a05bd319e1aac495c519c8af5c82686638187858cd627e61df691b3a830be56825db08023d77f0a468e550d9b30ff18e298c0293b137f83f32d6b8c1fee9c7886176190a2486f4d4e19528c9d85d76616ace08e6428a5073246c2d12576444f1b4a96663f80e0da9b52826bbd41297d9e06c7cb59bfb4dcb55cf45b88a8a9c63b738f72c28a2cd89f38294b8721bd668416a665fd01002e1a54fe2124cba42588854a4f45e32e3436f5725f9d4cd7098e6b11fda6934fb763c305a330dbbb637a6eba6e330a1df5343350e8645b0a66f7ffad6ce6377988776eed8b40703b4476ba776eaa7db9b6e3f1d6ef7035d1b0a388b66030217c6690cfa8813fb59c7d94e370aff9414a555f7fd7676fbe7f7e75f3f178eddc3e5ebe3cfdd2f3c504a46b4d93a64a9b3ee5de28dea9bf2a2e3b2b67a00f57c5811855184bdbf3df44cbb72b02c4849ada00d9097989f4ca419cf755b58c92903daea025333487107b95e61e4eeeff782a91926c242eb3749391a94e2c262a57aa02e89c6cace3b926e0e2f16f20552939eabdc0eb4165e34144739b9940afe8c126b36114985052c80b5a4e98f24b9f8f356973acfeedc3a3a61a98514b1027519652fe1bcc429352499439991b53a439bb23bc692634d9e5038632ff70ca767178bb0e8171c4f313e15523d23a80ba85b2cb259673cebad6c1f17e6b7c7ef5fea87c702d659ac29ca7143f5132eeac29b2fea02a81c808e0786fcf14ffd335524bb04d52bf35c6c8eae0dc925a144a8542d5d10047963325860e93a', 'e73b8be1-73fc-148e-8868-242e3932abf4');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3nXebY0X8GhL9WwaPPXozDky', 'charge.succeeded', '2026-11-30 04:24:28.922881+00', 'secret 0', '\x8b17050080aaaaaaeaff742d90b379846de18bdd222332231320a12a2a030222f2a420262a66a6e9baa5aaa8b97b04b81fdb781f025aabdb37a7e3c08b178944e245e2f72f17a3d1685c5c9c8e593acc2d285f20dcef7e82d13000afa23affcee3effa7dffb4fc3cbc9df0f9f93d7c3c1e2f504118ff3009dcc57f622f500146a3564ed9040f03b475bbdd34f5a6dddfb0d76665a88012a3b086a1d91db675d36eb7fb0a340ac2f00961fcc324ff902278428beaee5fff1fef9db9fc09337f3cff7ae9dffb6ff2b30f606568c13473043875a17881a169fa7d25f156114629c92ba4964793782a5e9f6063b48650e276dd176b2bf1aaa98959f55a15faf4fcf06a448b9e5849429f916caeae4663adf1b3d22c686c4e1206b54e9cffba46462e8682501690248add1acf8d3e9040da134e62c8825651d021c6960545e0876b05ecd0d817a17a745a6f2a884bf082d804cfaadea034c66b0584968a0509a22cbafb8ebd28cd99928912120cf072ffefe397ffded1c45e5c33a1cd5cc1fb72a092127bba3414b4a4a7b0254b709cfc4e5a8187f00e81d126c72210215b1f2634b6245665de56ae1d8a52e4c671ce38e71dfb94b0683c16b996177565574e97bd36c7829d198cf1c2736a12d754c44b5d1cd5edf7a09df0d0f4eddd86c6badeecf777dde6a05bda6c77acb1e9a6897707a8c0d8580c8ab08bc7ff7d7d68daa96b0f1bda1edacd7e9c761bec76fd06bbbbbb8eefea06773bb85610bc1a79413ba930c1e08bb5158422148085fd04d4aba1ecbf0c9ee514d251a9b755cdd4543816ad3c25fc5bc9300c03c61456d66abca80bde420589310f39a871ee55904c3e2acb2b5b18c087e4d0de0369ae3385c430b4750599ade504c7acf05ccde9fa1f0a2e5a16be810ae412d933ae8a2c21990fd670ad2062c1d12415fe8f0c817a211d3c1c201ad5f92ff4f6f4e3f7fed7ebf7af0f6ff7f931f4a705f7f064368e6509fae0be53cdb7851a27bbf1fbebd7659d4f0faf6f53b720aba078e027ef5dd28130e9dfe0a9578541ce8570b2943b851bf1029ab6ebefb650c198d08780b69a8c6380be301db34dc74c200a0dd446910ea5b49924440dfbf2e152a59584a143c49ceb859d429ec1eb0b54c0964952f0861405e738112be335e381069a313ce773542e785960685ad1d42e8c093a68d7cba0c27c893df1942625b0778ad126e368119b4e26e3674e31190f11ee64f47a0ce7b56ffbf67c3e9fa102f645377e868133a0da6c0e74e329f16841d17ada668bc7158df5064a578d2741887d0ac9e984c162961e0670090b1538f49a16a3adc0152b6625f8630e9fac9766df31cbc2ae241c397bd74a664d17feedcd81fc13af0aecadefebca298a65707836ae38d55a9eb529c9dc5a7b993f85d912cf85aae734ae5abc22d2349d2d89596995994ac660b855d27a8ad476720cd5b1da9cd05a1649e0683aab91a72976b4b0edb6d9f5dbfd7552639a8b148f213651d4d2591745f7c58ddc6eb1689e956461804524e6e1f636e2e5264b32916f28b8db8b5eb20e84b0dc7e0a6c7edbe799be4de2d5f0299bd0f36262ec39c7b99a1c4a223e81258c9e4cb1ce54fad494c7fd978dfca4b72a976932e76bab848bc98588f96303b9fe6de2a456cbc4061328a4e8730a256a26b9eea417123fa230fa599d785c42201048932dfadfc259fa1944933720f15f659f1697e7871f87fe636c06cc19cd2e06d9c3a8eac8f48016f132acafd068acebe505da5d87d5a54306c5d5a119d82d08e38d4cd2fcd5757a930b11b3660dd701', 'fb96e9aa-94ff-b87b-b37e-70729a873468');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3SG3b21NWSDCRwOIuNQp5Clr', 'payment_intent.amount_capturable_updated', '2026-11-30 04:24:29.232976+00', 'secret 0', '\x0b48030080aaaaaaeaff7497532680598299f9aeb7840ca8f484ca8cc8cac8843c24142888abb29969849aaaa6aaa87b7804b8df6fc30f1eae56f52d2740b948345ebc7891b89913d1b868342eea866a8fbf4e44ccbd6fe42c29c259f4eaf1f3ea34f4f7bf1fef3efdb83c7ca9f7ffa5cd279fa9a1787a82118ac59310841ae2e4f419b9b81848d1d00ddbb6efda61ff01c1ba33a82193c1024baadf1db65d3f6cb787862c0b937aa3787a82913f24045792d32b4efffee29d1f1fd6fcbb33cbe5e9f3afdd9c0c80492ff1754110ed822019acf7f102ab9d74cf0299a3d5724d28a4fe90e16ce9ff8678893508a97ed3ef1bcbd0d38693d4cc270fe7dc5a083b5f10a2119748bddd6e65c8ea0c03771e0dbdae214ec93bc342849350bd374f558f80ee4e6b4453252e2ccea09e7309a29ee160e061358b79c6be93539dc18575e492798a0a3dba6f49d1c2a1b25f00aa7764410b4cc6ead0becb58e219f6bd1f1ac3e83214d418d2c7022f46d58cf5cdcf770d999a3382b99222d41c095b8bc4051951586da2d918ca7d466a2d8ac92eb5c466367831bedae5bd9373c57311ae8220e7d82d3cc3b3a0883633e709a4c8cc7a85d7e3fd8f8fc7fefbcfc91ed7393f0c7777af5fcfd49077672cd182d4c8bea0a185034f504ee0d2946481b04829ca6c9f320347c191e47a57bf31bd1decd8f2e1b06dd78cb1edfac1b61d78bb1bc77e1886033554636258044bfae83fc360b6ebd3bedd8f87bedddb43d732b06dc73d77ddaa5fad3a7ba05b43012fa2d9888b8154d097ebc6a04f98d98f3a8eb8e940fd5749515a741feb3ffeb8c1f1f178f59b4d9c77d36ecb69a29485aa8d1c50a73aeb50b49f7770507ed73111827419e9b45811052dc2dedf254aa65d385816a48cb9a00d904bcccf26928cbf758de8cb9c016d7581a9799df89062bddd602c1ddff60653324c8485dcaf93723428c585c94ae9729b241a0b3bef18e5ec70b150532035e9b11e95d35a788237c8ec522af8d2126b3611a3080b58006badd38756b9f897ad2e751cdd4b83d0084b2da4881588cb284fd3d007352499431991b5307d1eb03874cab1268f8f74b157fa02a7d7182761d2179ce6189f0ba99e0c24eed302a3622e65fcd5cb6abd5eeaaefa6f1fddd7076ac8592c29cac143f433aec2c2ce57257e8ada973563543ebe84ff8b2a925d82ea1557996376afd03244ae09557c222ade8606f9c0cb2b01d68f983fe19387aec9b2c0d26d', 'bf212cc3-0d59-03fe-084a-b24cd44ef6d5');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_32HWXBVmTuZTYVfZ5fAW36I3', 'payment_intent.created', '2026-11-30 04:24:28.862085+00', 'secret 0', '\x0b32030080aaaaaaeaff749753158059829bb987b9b9de2ab332b3a2aa202b0e0199595950a020a6cae6aee16aaaeaaaa2e6e119e07ebf0dbf78b05a1d6f3901cac58bc68bc48bd4991391b86834c4b9a19ae3af1311fbec1b394b8ab08adef67f7cfbfefeebf25c7f3cfffb75fef130fff66d3b3c6ea9a138bdc008c5e29f10841ae2e4f48a5c5c0ca4a8dff443db6dda7e7c8760dd0a6ac864b0c092eaf68761d3f5c3b06fc8b230a9378ad30b8c7c2123b8979cde7efab27e3e3d5e8efcfef1f9fcf47d0c80f979dd5203208c12df1604d12e0892d57a1fafb0da49cf2c9053b45a6e0985d47f64385bfabf215e620d42aaebbaaeb1ac136d3849cd3c7990dac451a72d849d2ff0d0894ba4deee77bf3719066e9d0b29c7a6e49d616161d150bd376f9b9e01dd9af688ae4a5c589c81fcce25884686838187d52ce637f69d96a633b8508e52b28c20d073bb9e142d1c2a7bf621de3185566032f686fe978c25aeb0bffad162985d860289213d5478294a3276179d989a3382b99122d41c095b8bc4051991df6daad918be5d416a2d8ac92eb5c461367835bedacd7d5272d57311aebc22e7d8cd8f3d0b8a6873e27c448a9fb9154bb42035b32f680881f0b14fe0124cba40588894a4741e33e3436d9725f9d4fe60a603c6a11db71bd3ee3bd3b7c61ad30e87fed0cfbb070cfb911aaab1312c8225bdf5e9cd8e0fddd46fdbdd64e776ec31b4dc8d63bbdd0dd3d059d86178a07b4301afa2d980c0817118839e70623feb38dbe942e17749515a74f767da9c2f7f7d7a892f4ffec3986ce8771f3f5e3e504a44b4d93ae458675dabc40bd517e545c7652df900d470b68700eb4211f6fef65033edc2c1b2202594823640ae319f4df46bc6a5a288965306b4d505a66690e23672bfc3885ddfef0153334c8485d26f90723428c585a395f2817649341676de117475b85aa82f909af45ce576a0b5f05143be95934ba9e0ab9558b389082a2c6001ac254d1c25e9b9f8e356973acfeeb5b5ef84a51652c40ad46594bdb8fd1287d490640e6546d6ea7465caea68c71c6bf2b8c4197bb94738fd763109477dc5748af15c48758c202f206f31c9e656c64597e4f0e5f3facfdfb379faf93b35e42c9614e5b8a1fa8c9bba70f24d5d00a50348fa4ff2ff52ff4815c92e4175cafc2e968eee0dc92da184cb544d5d10047967325860e93e', 'af788cb3-d0ef-31a6-bfdb-856068343aa8');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3Zjf2ea5XUIkAeb5L309RBa3', 'payment_intent.amount_capturable_updated', '2026-11-30 04:24:29.23235+00', 'secret 0', '\x0b48030080aaaaaaeaff749753158059822d116e6e7acbc84a8f8a824ccf05d20ba2aaa040414c55cc4c3d740b55515f22c07d7f1b7d6178b5aaef721a28c445e3227191e89913d178d16888baa1dae3af1311f3ec3b180d02e8c4b2fff7387784f7cf87a7978f34dd7fe99bf1e703f65041988ea41862f126f20c156034f244299be04140d7749bba6dea6efb81bc3627820a542264d220da61dc346db7d98c15686404f10e613a92e23f440477a291fde3d7fdb7effde5cb520e6f3fd7c39f9fde8ec33fe33380492fe2d59167693c23f1d6da70262d9df48c235e83967c8d9441fc070a9386ff2b40178a67106d3f3495c5f7a4c2c825e164c939b79a188dcd08d1b08920de6fb73264652245e6341ab8988dd11a854cc4a0be586b9e563913c9eeb44634858343360af5bce420ea29f48a2c69896c9e15db69a8321166d6914aa62984e4e8ae05010e7d41bb00883564a16652895687f6b7442e9c48ffee470d7e36090a24f8f431c3e32849b4bef9f550812a2991575710402545c296ccc1514214569b4a548a7297905a4d5925135b62331bba285bf4f2be49b96a3133574129a5d02dbcc3225366a9564c0b8100b5ca9e3f1f3ffdbd3efed83dfc7a4af9b0fb233c1fb73b840aac39910b9a40cc683355e0d0e342ca0925372575c428526299ed4b42e0c838a25c9f1ac76d3376dd7ddd6b9aeb19fb6d4d6d37d5ddb49dfb666a07dd4c50418d89416672f1f34f377743378c5d5b37f35d576f71a47adc4e544ffdb0b9d3dd300d9b196e1578bab0440502028214d70d5e4eb4a29d6598ed74a2febb20203ad9aaeeb4fd1cf734ef7f98cde1727ef8f5f8f12f4790b22052c901b294597dd67e6a79525e64d8e2102f239e5647bc83f199d1dabb44ceb40ebd46a6943115b49ef81cd28b8934d16b5923fabc2622a9652655d23a7190a2dc6e3096ce6f7b83a989548085d4af13535094b3f18b95e2e53691253934d631eac9d0d9424d262e51cee5a8865a322ee40dba9a180b7e6a0e25a988511999588048ad757fd06ac9fe652b7399677369101a462e1904b0023589f2d3e479612d27f479a62485e9d280d95197144af438a6ab58a52ffc13c96be31779a6690de1258368c940e43e2e9015732bd1ab344ffb6fea75bf0bcf6ed9efa002a3c9c5c0070f952f74151676bc0af1136b9fa5cfcaff11fe1d91399948a21558780dc9bc11dc2ae06ba42a2e12c5b7b17bfef034ba221f317781932559a246260db701', '3d4bed11-93e0-8ea5-6396-b636175614e2');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3zVV1EVx5zsWETD2D5imS4Wg', 'payment_intent.created', '2026-11-30 04:24:28.8625+00', 'secret 0', '\x0b32030080aaaaaaeaff749753168059829b79b89bbb5e2b0232aa2037c82c8fa8c8820205315536738d5053d55415f5708f00f7fb6df8c183d5aabee504382e5e345e245e246ee6442444a321ce0dd51c7f9d88d867dfc959528493e8f5dbc34377f770debc95c7bb7f6efbdb8d5b7ede3cced4501c9f618462f14f08420d7172fa845c5c0ca4a85ff5dbb65bb5fdee238275275043268305965437ecb7abaedf6e87862c0b937aa7383ec3c81732823bc9e9f5a72f5fbf7d5f9f3fcff5f0f6e378b8fff3ed7978daff0b60354a7c591044bb204816eb7d7c85d54e7a66811ca3d5724928a4fe23c3d9d2ff0df1126b1052dd7a58359665ac0d27a999470f529e682d849d2ff0d0894ba4deafd71a647586813bcd85946353f2ceb0b0e03454efcdeba62740b7a623a2ab12171667206fb904d1c87030f0b09ac5bc61dfc9359dc1857294926504819edbf7a468e150d9b30ff18e29b40293b137f41f32967882fdc38f16c3e43214480ce9b1c24b5192b1bbdd89a93923980b2942cd91b0b5485c901185c3a69a8de1db17a4d6a298ec524b7ccc0667e3abdddc3b25573d17e12a28728eddc2d8b3a0883647ce3352c2cc9db0440b5213fb82861008cf7d229760d205c242a424a573ce8c0fb55d96e453fbfd6eb5effb4dbbb698da89d7bb165d3fb6fdb89bd6abb11bec6aa4866aac0c8b60496f797a7533f4c3beefdad574d3b73bdea3ddef46b4e37ad8ded87e1887ed44d78602cea2d98080909add0f63d0238eec271d273b5d28fc3e294a8beee07e3c94c3fdcbe1b8f9c5e9f1eefee9f6e0fe7ea2865236a2cdd621739d75a9122f2dafe2392ecbe503c8e73350efe44211f6fef65033edc2c1b22025968236405e637e319166fcaedbc24c8e19d05617989a418a5bc9f50a63effa7e3f3035c3445828fd06294783525c98ad940fb44ba2b1b0f38ea82787570b750552939eeaed38ad85670d85568e2ea582af5662cd2622aab08005b096347d49928b7fdfea52a7c99d5b874e586a2145ac405d46d98b3f2e71480d49e6502664ad4e5fa6ac8e36e75893c727ced8cb7d87d36f179330eb578cc7185f0aa98e11e405e42d26d9dccaf8adcde6f35feb4f137090d1266ac8592c29ca7143f50b2eeac2c9177501940e20e93fc9ff47fd235524bb04d529f3bb701d5d1b924b42099fa99aba2008f2d164b0c0d275', '7398cfcf-fb47-0b03-7428-254455953f77');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3l9nouv6i9oJTjF1cYp1g3Xp', 'charge.failed', '2026-11-30 04:24:28.883029+00', 'secret 0', '\x8b2b050080aaaaaaeaff743590b37a809b79b8b9b9dd2aaba022ab322a122096aa88ba2888a98ab9a9bb9aaa86a8a8b97b06b8df6fa33e025aabf776731a00274e344e244e24aa970bd1b8d1b8f1e2e961611fef1d5a08b1ef7e81b3d0032da2377e1f62595ab78f7fbf1effaccd47aa0f9bf7040ae2702423608bff4441400126a717e2ec62801e9a75d3aeeaf5aae9ee2858b71028304c2864a1af77fb765d376ddb29b02808fd17c4e14846be9022786226bdd9fdf7f03074f7cfff3f6de5e3affa9f37393e94471fc0ca9809f940116038c71204faba691a25f1561b4c52d82b782d8f86692cc19e6053f2cea0c4ed5a28de2bf14af548a47a2d1a7dfa7cf16e408fc19016c690d1bcb9ba1b9cf72e1cb42541e7739230682d53fe746a9c5c1f0a6cb200b32836ef02d5fa40026e4e18a49805bd36d18618350b8ac077370534a3f337c21e70d67aa3204d3108a20a5e74bd4169f4370506bd291e24b07ed13d982988b6940dbb2491a18797df9efef8f6f31dec518b6b46f49914bc2f3b539829986b43410a5f852d59e24cec7712051ec21102635d4e45204279bd1bd1f9c2a4cbfc5e35cb45e9008b4c14045b6f34d367718d8083b19929673cd8e3fe2316ae0cb2adce982b4ba6d8e8ed5df53ab95c09a233572f79c995871ffd1d2818198bc578e11b64d8179a217225139d49b0db837141e8c08de75427bcd6da1116df837dd752d79a61b5c6a15be1d0ee56d8b4c36a37b6cd5077db666c76a0c0bdb11814a1391dfff7d4e1d86cdb66b51d77db553736e36ad8b6eb5537d4edaec3917606e1a620063dd0847ed471843e14ef15c42226360bec17a05d9ca968a00619280824e7c827ad7eafd4af007171957aaa950c3d18fa66f570d5ef7a0b0a98301387bba8ef09bd0fd8e593f6b490871e42e419a90049739f4d6482be592bc8e43d31c4cb775e27aa060ca7ca3a5b85281593140e15866b35169689b8b2c339d9eaec64aa047b944809df5daea955605dce85582b7d6fe1a620a1b310c70d4a09428878d843727ac3d3e3cfe5fd61ff7ed93fcd9fcd233e3d85fdf71d5c99cd4c32457bf0f9ac6bfbf6ebf8ef68bbcdef87b8b197e7fdcbe5a1c4d141f590af1cbb8da17b41bf3323b1ae2134b2fb3542c8285469eeb83c2459ab0363700f5d5cc6f1844e644eb4e40a4389f61c04d146877aafaa8f247461b49bc50843838439170b6ca82d3c83b71750409e8c700cce6813e799d89076c14e2c8868728063ba243dc72013f475239af44ac8484336f73288108f634b3aa548c538749b7119074f70b9c1e8c28138b10bf0e0938cc10ef1b26ceaeefe72b95c40c1564073e1003d9741acdb68682e18a6f184a0f7f49e2d011774de1b285d71819cc1fe2a38a7133a8f59eea10797b0a060c660e93a360573f16485c4a8e71cae5eaf03b36156844d4b3c51f64e4a461e89720e774e4b69e37ba3202ec48e976ec68b9bcbac3bc9676dcaabacd4adb2579129d3a16c8d394db994a0883442838989b4d5994c922e23bc0be3a60cd4697c8a6e3167f49ec478e2db08c6d4eac9a731e492e81db7ae8a16ca3c5017c5aa91c2cb301eb67faa1409757174763859057972297582cb919a1c0b1b92fcc835e5d1d54cd549ad72de96e591dff456e7328eee62b64aa5a33596ab46f5e1916fb0a3a069d814edc0b124cdc4b755f382d3ff2df4e1a0cf344c31ce34b84e15edb350961603d1d63360fad49fdfc369787bfff6e3793cfe780605ced29ca2ac6ca83ed175869d5efb7db795265a4ab4936825f16e232d833e0bbb447ddd934d60c20a8539efcc847ca0bb119d270bb701', '9f98041b-ad93-9958-4dab-4969848b253b');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3U1o3adpGx9ubWSOEHn7oIcF', 'payment_intent.amount_capturable_updated', '2026-11-30 04:24:28.922482+00', 'secret 0', '\x0b48030080aaaaaaeaff749753168059826deee6a6b7a8a8d80012600587c882840405315531338dd02d5545ddc323c07ddbc63f61f86b55efe704288b8bc645e222d1332722211a0d5137547bfc751244dffd00a341009d58f6c736f4a8e3c3db54e6e79f5fef1efd189ed43d5410e617520cb1f81279860a301a79a2944df020a06bba7ddd367577f84c5e9b1341052a11326910ed38ed9bb6dbef0f15686404f101617e21c57f48089e44237bffaf7a7e78fafff0e3f87877fb7c93ff0bc379c30380452fe2c59167693c23f1d6da70262d9df48e23de82967c899441fc068549c39f0ad085e21944db0e87cae27b5261e49270b6e45c5b4d8cc6668468d844101fd76b19b2329122737a1a7a4d0518a3350a9988497db1d6bcac722192dd698f680a07876c14ea35e720ea29f48a2c69896c5eb1ed3455990833ebc825f32b84e4d35d0b021cfa827600106bc842cda4128d0eeda7442e9c48ffe3470d7e31090a24f8f4b9c08b5192687cebf158812a2991571710402545c296ccc1514214769b4a548a7297915a4d5925135be2301b7a53b6e8e1fd9373d56266ae82524aa15bf88645a6cc526d985602016a93fdcdf1fb7ce3cce525acf4feedc7cfe1d770cf5f06a8c09a13b9a009c4823653050e3daea49cc0b929358e1835320e1f5166e79a10380a8e24d7b7ba05a776e876b59a9ba63e1c767d3de94ed5fb9134b6fdb2d038410535160699c9c5cfbfdd4c6db7f4dd54abfdd4d58779196becc7a1c67eb7eb69d7b4388e70adc0d31b4b54207060ec062f67dad02e322c76ba51ff5310109d6cef37d53a1ee7c7e3dd765acfb7c7e7a5df7080940d914a0e90b5bcd517ede719dc941719a638a5cd60b55a6041146a66b4762f5132ad43af912965ce05ad273e87f46a224df4b78c117dde1291d432932a699cb84851ae57185bf7bb7dc034895448ba0175620a8a72367eb552dadc26b22487c63a663d193a5ba8c9c425caa52cd5544bc695bc41371363c15fcda12415312b23130b60a975ba6895b37fdbca5c96c5bc35080d23970c0258819a44f934f93e41059cd0e7859214a6cb6416475d5328d1e3225d6c95bec1f11a63e05779a6790be1358368c940e23ea93c2a669ce8afb40f9bcbebedd334bccfed7d87359a5c0cbcf050f94a1761e1c48b103fa99a9b46fad049774af88b2722733291442bb0f016927927b856c09748555c222aeec6e9f9f369742c8f981be06c4996a89149c375', '0c7138f0-7bba-d7e3-6d9f-0e3d73b5894c');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3quEBdbCATM1zBmmFiWYtszV', 'payment_intent.created', '2026-11-30 04:24:29.138409+00', 'secret 0', '\x0b32030080aaaaaaeaff749753268059829bb9bb999bde2a2b32a0322113022a23210aa20a0a14c454c5cc355c371715f508cf0037dbc40702b5b6e3a615b01289ac8c44462277d50a899cacac9073a26a8ebf9a18419f7d076741015d446fcff5cb673bfff9c7af1fddefcf21dcbb7f9ea5fc7e8206d2fc4246a016ff4451a001cc4e5f888b4b1114f49b7e68bb4ddb1f3e51b4ee42d0806142210baa1ba761d3f5c37068c0a220a87748f30b19f9858ce04e767afb35ae679eef5fbedd3dfe7b4ffd23277e96e401ec6619af81a268170589d3dea757b23a49cf049263b25aae990aa8ffc0205bf8bf010ca94601d5f5d3d044dc421bcc5219674fa0367534684b82ce177818c46550efb75bde2b2643eef22ea41e9db37706850523b17a1fde77bd10e9d5f4a918aaa480e20ce4572e453433180d79b21a25fcc27e93e99a090be52823cb131ae977db0114048c1539c369bc630abd9061ba1b7ef8c014d285ec4768c0a4b838868296627ba8f0525563ba5d74612a334573050554b912ba1649811891ffc444a3317cdb82545b2a865d5e8923ace8cdf86a2ff74ee9158f45b8f242cc699b9f7b142aa2cd1179a516bf72170ac912a8057da18610345cf7042ec52481048548494ae7ca880f755d96e453380cf3c66e0fed64a77d7bd88dd4ceb69fda69dc6f711cc6719c066860c64ea10885fcb975dfd3666b696a4db7dfb587fd320d37686ab7f36ed82ca3d9cdbd855b0391de44a3018103e334453dd311fda2d312a70b85df050539e8cead77fcf0bc7f28e1303e7efbf9d7ddcfbf9f1f4f4fd012617d75d3d6fa5657255ea8be18df743a96c906c8f66145147a11f4de7ba89d3a60b428d412ca401d495e139f42244ce77a2d2ce4c844daea42a632510cae667027dc6e3062d7fe3d600a9349b050f64d322743a5b8b846291b74c8a229a0f389201747af111a0a49cd7aa9de31520bae1af2bd1c5dce03b75e5265531144508805b096347d49924b3eae75a9cbe2de56fb41506a0105ac401c53b98b6576a29d4203c218cb42acd569cb2b6ba2af9c6aced8c4197bb94738ffed621157fd4af331a55301d531827c807cc5249b5b4c67bd3bdfb9d3f7876dffb53c3c7d81069ca59093981ba24f7455174ebc2a07503240d27f923f4feadf66aa08bb4caa53e6efc224358b5c338db099aaa58b42513e192614b2701b', '209895a3-762d-2e08-0a3a-20c488907a5f');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_35h76yA130tL6OawxTDLaci7', 'charge.succeeded', '2026-11-30 04:24:29.232717+00', 'secret 0', '\x8b17050080aaaaaaeaff742d90b37a849b998799bbdd22323222b320ca23b332a220eaa420a62ae6a6e1ba85aaa8b97904b81fdb781f025aabdb37a703f0e24522917891a82e1723d1685c5c9c8e593acc3d50be40e8ef7e81d1d003cd2c9b9ba96bcfb755b3e6a7f6194fcbcbfd132ad3818030bc9362b88bff449e41004623674ad9040f3dd4ebba5d55eb55bdbd22afcd4c20402542260d7dd5edda7555b7ed4e804646e8bf200cefa4f80b2182376a920d7f7ffff6dff4f8fbe1eee567caaf0ff7e1ed7dfb8001ac949a301d2802dcba503c435f35dd5a48ac960a2397e41507b94a3416af8fd3315aa390e336cd176b857855e548a4fa2c127ddaf87034a045af4872429f51d95c8d0663adf107a989d1d89c24146a9d287f9aaa0c9f0d3956598093c8376b3c557a4702ae8fbb8921335aa9820ed1d7ccc802db5d049043635fb8e2d169ad1210a7e005be322eb2dea034fa8b008556150b12585a34cf1d79969ab24a267248d0c39fdbfdfdddf31b9ad88bab46b49904bc1f3b555222afce0d0529e92974c91c1c25bf9308f0e08e10286d722c0c1192f56e44634b2259e66df9daa92859ae1ce58c87bc7d1b13168dc7c297f2a2cce4ca6992d7ea88b1339d329ee9909ac45419f15c174375fb3dd8edb6eb5d5ddfac1a4de36ac466bba2aa1e56f5b01d9bf550757a3d8000636351c84c2e1efbf7eb4d5777bbba5aadc74dbddae28e56bbed40aba1e9da8daebba16b47b808085e0e34a11d6518a1f7c55a01a1b00ac0427f01ead9a8ecbf749ef814d251aab7154daaa9702e5a7e4af8d792a11f06f429cca4e57096176c0f0212610e1e44f724997c949666b2d0830fc9a1bd07d28cb30a89a0afd70232594b098e59e05735a7f15f2ab86889e90a04f03992678c0a4f21994fd2701110b1e0a89c0a7d2341209e4907af7a8846368fffec9f7f35cbd3a1bc7efe3bbdfef8f6f9defdbf6b53e427ca114f411f3c77b252f5bcfd1ef734ee7f9bf67539ddbd3cdefeed3804174f8e5dd24061d2bf11a75e240639734f38364963a7c4461c4055379b9b16040c097d0828b3c9ec05a52652c76cd34426608906a4923a934b9b4882e5b02f17978a9a95d035889873bdb053c83b78fd0302c892e214bc515205e7282992c66bc6030d340dfe48002d51bae07982beaa45533d1326e820cd460661e24bec8987342981bd53943619078bd874331a7fa01493f110e14946af87b0cc9b7a532fcbb28000f64533fe003d6740b4d91c68c6ab44a30541eb699b2e1e6734d61b285d319e04c1f62938a7e33a8b9937d0834b6810e0d06b5af45a802b96cd4ab0e71caeace766df314bc226391c297b534b264d17f6f0e644fe815719f6d6f765a614c5d2395c8c2b4eb6968dda90646aadbdcc5761d6448742d5731857295ee1699aeea64424b5cca44ac688700ba7f5e4a9edf818aa896a75426b89252e46d3480e344eb1a185addbaadbb4bbcba4fa3017211eadc84496b4745659d17c7103b59bcf9a772559e861628eb9bfbe8e78beca9c4ca42b15dcf545cb59074298afff0a6c3eecf344df2ad16ce8948d6b793231f69c89b9aa1c4a52745c9444f4788c75a6d287a63cefbf64e427bd96b98ca359aead022e2a17a588fe6c20d5bf8e94e46a99a2c1000a29da21851235135f76d20789343946cb130d53080402aeb245fb2894b99f4134f90e127d48f373ffac3ef60fe1cd1df60f20c0687231f01e469147a207d488e77e7d39da5e75c466bbbb705a5dd267504ce9ab9eef3ce19d483afeebbabdca4529224d1a2e03', '34e5d672-6848-44bd-d6f8-1729c38f5c7b');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3GjX4Xqs3vKquDFqE0v2NNNi', 'charge.succeeded', '2026-11-30 04:24:29.244343+00', 'secret 0', '\x8b17050080aaaaaaeaff742d90b3798499b9b9b9bbddb2202ad301322b22a122032a6e0a62aa62661aae5b888a5ab847809b6c624709adb5fdad5a05a0919148243212b9eeb5a9ac9cac9c7cf93a66e930b7a07c8170dffd026b60005a456d7fbcbd76afef79bbfe7c2f0fdfdfffa9d7f6f1f1d14205717c232d7017ff8982400598ac5a89b38d010668ebb6df34f5a63ddc51307625a84033a19081a1d91ffbba69fbfe5881414118be208e6fa4e51f620477f4a2b6f4797afcefdba9f9fd6736a78ef9a97d78f8fcb506b0327a419e29029cfa5882c0d0ec9a4325f156694c52d82ba49607c33495600ed9949cd52871bb1e8a739578d5d444a47aae0a7dfaf4f06a4487419312c69051db5c5d8dd6391b666548d0ba9c240c1ac394ffbaa6ad5c0d91e82c202c0addd9408d9e5820eda19314b3a0533a9a1043cb8222f0c3ad02f268dd0baa01bdd69b0ad212832034c18baa37388df1568146a78b0309a22cbacf3d055186b2669b24320cf0fcedf1e1efa75734b117d74ce83255f03e1d7461a6a0af0d052dfc14b664899ed8efa41578a057088cb139158108d9fa30a175854995795bb976284a911b4f39e39c77e8136331782c722b2fea4abe9c2e7b6d9e043b938c0d423337896b2ae1b52e8eebf63d6876ba31ad9936783cf69b0e69dad44d6b363561bf9fa6a66ddb2354606d2c0645c8a7437fd1b6baefc6c3e6301d9bcdc11ceb0d12f59be98075bd6db6dbda1ce156410c6aa405dda4e2543aeab1888ec0c27e019ad5eaec7f0c81e423f259a9b75543baa9702c5a79caf8b7926118068c1c57326abcaa0bde42054c98871cdc389f55c0369f95a3951c0c10227b74f7c09aebac23130c6d5d4126e788e198157e5773bafe4b479f1c09dd4105724de419639125b2fd24530168c282a30917fa8f0c8106211ddc1c2059b5c5f4f305f76e7aeaf0ff5afb8fb71f2ffb256978321b4fb2447370c3ab2696efeeb4a3d3f3e9ea76bbb8ece77d8f693e8f5ebba4834636bf91a65e15063917c2c9d2d429a9112fa069b7ddae870a46c61002da6a338e01fa42fa9c6dbac404a2d0406d94d6a194369384a8615fde5caa7ad542ea9030e77a61a7907bf0f20c1590232d1c83d54a47ef8935291b0ce381073a61784e97a47c0cb2c0d0b4a2a95d09193ae8b6934185f8127be2314d4e60ef14636cc6d121369d4c36ccc4896d80089f640c668c97b56bbbf672b95ca002f645b761868133a0c66e0e741b34d36841d179da664bc015adf3064e576d2041887b0ac9e9d0e0304b0703b884850a3c06438bc156e08b13bb12fc318777d64bb3ef9865615712cf94bd6b2593a10bfff2e640fe915705f6d6e3ba1247b10c1e2fd617af5acb276d4c32b7d65ee6776136a6b950f51cc7554b50049ea6b3858994519974c918096e155e4f81db4ecea1baa4361fe81c898452349dd448d3143b5ed8b66ff65d7fbc4d6a887311e3319a6c12b574d645d143f123b55b289a7b851d0cb088a43cdcdf27bcde65619be84e477f7fd14bd6811196fb4f81cd2ffb3cd3b7615a2d7d64433d2f36a59e7329579363614d879224a12753ac33973e36e571ff6523bfe9adca659aece5da2ae26272d19ae86303b9fe6d2256ab654a062328ace833c7923493dc76d213491f5118c3ac3e685c62241048932dfa7ba12cfd0ca6c97bc0f4aefcb6eb7cd917f7ef37fbeb092ab0867c8ab28751d599e8012de175585f34e0f1d87748d3eec26175e9904171756806762321bc91493a7d759ddee5a235912103b701', 'a15e0633-a7db-1999-a7b6-29a87a410bb4');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3xgJxy7wB1k0qXUYRTK0Fgop', 'charge.captured', '2026-11-30 04:24:29.370074+00', 'secret 0', '\x0b24050080aaaaaaeaff742d90b37a8499b98599bbdd2a202b212ba232a22033222ba32e0a62aa62eeeaaea6aa212a6aee1e016ee2865d68016bf96d5aa5294446222b2b232b61af4d25721239f9f2f5b0b08ff7461542dc773fc159188016d1ebf3eee17ce94ff7f5b17afffdfaf6e3e5b1faba8b0914c4f14046e02efe13050105989c5e88b38b010668aaa65bd5d5aad9dc50b06e2150609850c8c250f7dbaeaa9baedb2ab02808c327c4f14046fe214570c7ecf57acb4f8f87e79734bad33f877bff66bf7efcbd79fc16c0c2993df28e2240778e25080c755bf54a12bc3698a4b0573aa91cd354823de8550a3025ef0c4ae85442f15ebc2c7a22523d378d6e83185e8de83118d2c218329a378702720eb9bc78353aef5dd8694b82cee70ac0a1b54cf92f15e3e4e222aa4911caa2b17a17a8d6471668736227c52ce8b58936f8b164411184e6aa806674de22ee01676d700ad23e06c15804cf1a0c7082ed5581416f8a4710aa5fa4cf670aa22d65c32e496418e0e79f4f5fee9f7f438dadf255b89082fe716fa3c014660ae6d26cb0c296f0254b9c89dd0ea6c0413c62e3accba90876b89ad0675230a1f38549d7ff19477fb876aac96aea66ca1977698f75622c168e59afd5c5bed05c4dca5ecb4c825d1b9d0b423bee1e2a3ae1a52cc465fb1edcad37fdd4d5eb55df9976d56d9056a65f37abda98aaeac7754f750b0adc1bb343119ad3097fb5b553576da6f56aaad0ac368668355adbaffabadfde556dbfd9b66bb82a88418fb4473fe938c11072a61a8b98882bfc27a05d9cc9fe4713484e918f5afdda6ec9f414ce455b4d19fe52320c838396e342568f177d21b4a08009730cd58f9fb0cb47ed69210f0384c833fa7b60cd7536910986a65290c97b623826837fab395cff61e29c3c09dd8002b924f28cab22fbc8ee832c5c15242c38a4cd36082c0821e1e600c9e975177ebd1e2faf4f75f574f7ab79d87dc8f74ede0e6032b999641fedc18d59d7e5af87d366db7d5b5e96fafb74babca6f0ffc7f47c1e1dbba48241b6bf2174601a839c56d6c952e91469c40ba89b757bd7818291318480fee2328202b32773cc6f9210816a3460b5d6d15adacc11aa677d7e7369378b11c60a0973ae173606b90daf3f41017932c23138a34d9c676243da05eb0cce33c9f4f4e99cf41c83ec61a81bd1502e840c1d6cddca6042448a2df1942627b0758ab32ee3e8111b3a930b3be2c42e40844f32063bc6f3d2366d733e9fcfa08096515dd8c1c01930ebb60aaa0b8669b460e83dbde64bc0059df7064ed75ce040a83785e67462e3314b0b03b88407053306cb8aa35730172f6e5d84730eef5e5f9b7dc32c0bab9678a4eca9944c962ec2c1e6b41512ad2aecb4c7fb421cc5dccc78767399756b05d1a624736b6d657e176661da15a69ed2b85a098a91a7a9b767226d7526533286c06dc27b6be4b6d363a8246a7742ef492451a2a9a4479aa6987899fbaeeedb6e739dd431cd458ac7197249f4ce59ae0a17ca3c123f1d57cdbdc21e06d88ba43cdcde26bcdc646197e8c6c4f9f662d0ac0323acb79f092f1f167da66fc7b4383ab98d35ef5d4a3d4792abcbb1b0a1134522e8e914ebc4a54f4d795e7ff991dff45ee7324dee7c6d917071b91843f415825cff3211ebd532c883091456d41dc79234835e77d2134d1f5868c34e9f68dcc74820d03a5bd4f74259fa194c93f780e95db3744b7eb2b53dfcf8efe10b287096e614650f63d747a207948497617dc5a6ef4cdb6d907617b45e5db30d1914da877a6887c068678a96efb1de8dc12485c9c275', '5942d45c-dcc0-d3e8-2400-2a863d24ff42');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3VR74KcfR1baKUXuNCjdCVVX', 'payment_intent.succeeded', '2026-11-30 04:24:29.374309+00', 'secret 0', '\x8b3b030080aaaaaaeaff7497531580598299bb8799bb1e2bab0ab222323d0102322233aba040415c95cd5d3dd454355545cdc323c07d7f13fb40e8ac6dfb4e2bc84a64e464243212b9ab56c80a595921e7866a8fbfb85031cfbe93b3a4088be8f5f3e3b87930d3637fe087a71f75fff16c3f3e3fffa086e2e10c23e48b5f42106a8893d30b72713190a255b71adabe6b57db0f08d62da0864c060b2ca97edc0d5dbf1a865d43968549bd533c9c61e40f95c19de4f47a08cf4f2fd7a77ddfedef9e57f7c737f932c8cf3381d52cf1754610ed823049defb7881d5467a66869ca2d5724d28a4fe23c3d9d2ff0df11c6b1052fda61b1b245d68c3496ae68307a9ce8f066d21ec7ca187415c22f57ebbd9b3cb30704b5f8193f994bc332c830816aaf7f0baeb09d0d5e9ed315489338b33acb7529c686638187858cd026fc4570a5d6770993a382577a1d0adc79114cd1c2afb0540bd1b167a81c9581dc6df32e6b8c0fe6e478f6172990a3486f0a5d12b5e9ab1beedf5d890a93923982b2942cd9ef0b5489c9119e537669a8d197964a6dea298ec52491cb0c3abf1d52eef2f1c6b9e8bcc2a1b728ed5f26f781614d1e6c4f90852644e7abdcbfb87f3d76fe9e02e9fcf7ff89ff6efb77fb60f9fa821ef16ccd182d4c4bea0a199031fa19c2ca528d90c61915291d9e79899381a8f2ad7a7eed6db711afa753b0e66d30e5b466bc6f5aaed8de9baf1b01ed16fa8a11c2bc72298d3979eded969e8b6d3ba9d3a36edd600edc1dab11dfb7177d76dc6ed6eb3a65b4301afa2d990c0c1711a833ee0c47ed271c2e944fd7749519a755fffbabf6c77c3a7e5dbd27f992ed7a714fe7d9bbe52c88e6a2307e8b1f69a9afc790727e955c72d867a1cf5b4440d0abd087b7f9768917ee6605910b270421f2097985f20b28c5f758d98cb2903daea0253f33af12545bddd68ec9ddff641d3324ca405ae3749391a94e2c211a57abc43128d999d372cb6385c101a0aa4263dd5a30abd163ec29aede4524af8ea25d66c3c1613164c01a2b54e5f5a9562dff7bad46972af05f23d61a98514956a0c6061a921c91cca84ac1519b9b366e8c71c6bb2c43227f112df91f40ce3221cf50587538c2f85543f05d4a1d7cd15a9dccaf8a5b30c4bd9dbde9e1fbfdfff490d398b3945b974987ec15551f8f055a99e8ae86dd832248f7f8a9fa822d925a85ebd4969a05b43724dc8116d4690573b4d3f946a0c6061e936', 'faad1520-b442-1059-d7c9-ba9c63258a48');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3dY2H5Q9zhhssXnaGX0dE2Zv', 'payment_intent.succeeded', '2026-11-30 04:24:29.392134+00', 'secret 0', '\x8b3b030080aaaaaaeaff7497532580598299bb8799bb1e132aaba2223323211332b232322141415c95cd5d3dd454355545cdc323c07d7f13fb40e8ac6dfb4e2bc84a64e464243212b9ab56c80a595921e7866a8fbfb85031cfbe92b3a4088be8b57d5cddde7cd9bd1c8fa5fc08fcef8fcebe5ffd5ca8a1b83fc108f9e29710841ae2e4f4825c5c0ca468d5ad86b6efdad5f62d82750ba82193c1024baa1f7743d7af8661d790656152af14f72718f94365702739bd1ec2f787a7cbc37ddfdddf7c5fdd1d5ee4d3208f2702ab59e2cb8c20da056192bcf7f10cab8df4cc0c3946abe5925048fd22c3d9d2ef86788e3508a97ed38d0d922eb4e12435f3de8354e74783b61076bed0c3202e917abd5eedd96518b8a5afc0c97c4ade199641040bd57b78ddf504e8eaf4f618aac499c519d65b294e34331c0c3cac668137e22b85ae33b84c1d9c92bb50e8d6e3488a660e95fd02a0de0d0bbdc064ac0ee35f19735c60dfd8d163985ca6028d217c69f48a9766ac6f7b3d36646ace08e6428a50b3277c2d12676446f98d996663461e99a9b72826bb541207ecf06c7cb5cbfb0bc79ae722b3ca869c63b5fc1b9e0545b439723e801499a35eeff2fd87d3e76f69efce1f4feffca3fde7e5bfed875b6ac8bb0573b42035b12f6868e6c00728274b294a364358a45464f63964268ec6a3caf5a99bf5769c867edd8e83d9b4c396d19a71bd6a7b63ba6edcaf47f41b6a28c7cab108e6f4a5a777761abaedb46ea78e4dbb3540bbb7766cc77edcdd749b71bbdbace9da50c0b368362470709cc6a0f738b29f749c703a51ff5d529466ddd7f777e7ed6eb85dbe2dfda7e97c7948e1e7cbf4994276541b39400fb5d7d4e4cf3b3849af3a6e31d4e3a8a7256a50e845d8fbbb448bf43307cb82908513fa0039c7fc049165fca96bc45c8e19d05617989ad7892f29eaf54a63effcb60f9a9661222d70bd49cad1a014170e28d5e31d9268ccecbc61b1c5e18cd0502035e9a91e55e8b5f001d66c479752c2572fb166e3b198b0600a10ad75fad2aa14fbbed7a54e937b2e90ef094b2da4a85463000b4b0d49e6502664adc8c89d35433fe458932596398997f88ea4671817e1a0cfd81f637c2aa4fa29a00ebd6eae48e556c61f9d6558cabdedede9ebff777f5343ce624e512e1da69f7051143e7c51aaa7227a1bb60cc9e39fe227aa487609aa576f521ae8da905c1272449b11e4d54ed3b7a51a035858ba0e', 'a05d57a7-79fd-d9d2-594c-80baaa135070');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3VsENbKylfccnCXe6owkpe7y', 'charge.captured', '2026-11-30 04:24:29.379456+00', 'secret 0', '\x0b24050080aaaaaaeaff742d90b37a849bbb8799bbdd2a2bb3202ba232b2a032232ab32e0a62a262eeeaaea6aa292a6aee1e016ee2865d68016bf96d5aa5294446222b2b232b61af4d25721239f9f2f5b0b08ff7461542dc77dfc13be88167b5ebd7f2e97978ba869128fef183db743e65eeae60200d472685bbf84f1c150c60f67666293e45e861b55cb58b66b9586def383a3f331820615476d037ddae5d36abb6dd1970a808fd3ba4e1c8a4ff9022b84307bbdec9f3d3f1ebf73cf8f3dfc70fe1a7fbf3edafedd3e700168e0e287b8e00dd29d5a8d0379b656724c15bc2ac55bcd249e584c71add416f6900730e9e5043a7126b08e265b123b3eab959741bc4f06ac08091d8aa602c486f0e05f4127379f16af021f8b8b78e157d28158043e784cb5f2ae4f5ea222aa50815d158838fdce8230b74756227a7a2182c2517fc588aa20a427333c013fa6011f78893363803f990a2602c8a170b0638c1f6668030500d0842ed8bf4f9c451ade342e2b326811ebefdfefcf1c3d71f5063ab7c55a96ca07fdcdb1aa02ac291aecd06ab62095f8ba689c5ed60061cc42336cef992ab6287ab1143610323fa50856dfd9f71f4876ba79aaca66ee252709ff65847c1eae098f5565dec334fd5a4ecb54cacd8b5d1f9a8bc97eea162335ecb425cb6efc1c37adb8d6db35e742d6d16ed167941dd7ab5688896cb6e5877dc6cc0807f6376a8ca533ee1af766e6c97db71bd1897488b2d312f06e7ba45d774bb87e5a6dbee366bb81948d10e7cc030da34421f73a69aaa52c215fe1dd0cd9eb2ffd144d673929355bfb63ba69ec2b968ab29c35f6a817e70d04a9ad9d9e16a2f84160c086349b1faf113f1e56403cf1ca0879864c2700facb92e9484a15f2d0d140e81058ec9e09f6a0ed7bf519a7260e53b30a0d7cc9e7155f590c4bfb1839b818c0587b4d90681452524dcec217bbb6ee3ebcbe9faf2dc2c9f1f5e578ffb37fdd2eacf23984c6e623d24777063b24dfdf478deeedacff3f7b9f9329eaf2f39feff367e3d8f8e5d528150dc6f081d98c520a79575b2543a451af1029ad57af3d0828141308680feec0b82013a309dca9b2444a0160d586375b496367384da599fdf5cda692661ac90b1947a616390dbf0f20d0c70605249d193a5344d2cc4d647e709e799647afa7cc9764a510fd0372bd150ae8c021d6cbd91c19489145be2294d4e60eb14e77cc121203674461ff72c597c84089f148c6e489779b3daac2e97cb050cd032aa8f7be83903e6fc5641f59184470b86c1d36bbe469cd1076fe074cd470e84065368492736018b6ea00797f06060c2e85871f406a61ad4af8b70cee1ddeb6bb36f986561b59a4e9c3d955ad8d14538d89cb642a255859df6789f59a2989b092f7eaa936dad20da94646eadadccefc22cc2fbcad4531a57ab5131f234f50ec26c9d2d4c356308dca6b2b7466e3b3d854aa276670c815512259aca76e0718a8997b96f9b6ed36e6f933aa6b948f138629fd5ee9ce5aa70b14e03cbd371d5dcab12a087836a2efdfd7dc6eb5d51f199ef284df71783161d1861bdff4c78f9b0e8337d3be1d9f3d96dace5e073ee39925c5d4955884f1489a0a763ac13973e35e579fde5477ed37b5bea38facbb545c2c5954ac4fc15825cff32b2d8d532c883091456d4bda49a3583de76d213cd1f5868e3de9e7938a44420d0265bd45f958bf6339826ef81f02f2bdacee5d935eef8ef7f8f1fc180773ce5a47b18bb3d313da064bcf6eb2b365d4b9b768bbcbba0cdea9aad2fa0d0de377d3b04463b53b47c8ff5ee08b3566107b701', 'ce8bc2dc-79e3-768f-49c6-314af4ec008a');
INSERT INTO webhooks.received VALUES ('stripe', 'evt_3k3hpimCv38JD6Juro0Z3diO', 'payment_intent.canceled', '2026-11-30 04:24:29.405302+00', 'secret 0', '\x0b3b050080aaaaaaeaff740d905315805a849b99bb87bbde32322b332ba02203aa12a2a022121214c45445cd34434d554354d5dcbc02dcf7ddc89f12386be1b669135a888cacac8c8cacdcb8f76635f2e4241221a787dae31faa41b07bdfc11990404b51fd6b3f25377f5cfac3fda7fd7de5b879e98d7b040171f845ba802dfe138502023039b51067170348e836ddbe69374d77b8a660dc42204033612103b2bd3dee376db7df1f05182c08f21de2f08b74f9c28ae04a72aa7f0e7bf7f7c39bf18fcf537a09a3cedf3fff631f00ccce129e670a45b950900cd1fb7822a3947ccf4c658a469573a20cf2076864033f05e01c6b2820dbdd6e2724c31ba53195ca387802b9b1e34e192ae87c8687aeb804f2fd72d18f8149935be282dc892979a7b164815aa8de8be7ae2c917a9a8b45574b9cb1380d79a9d9884f34064d9e8c42b8d0dbcc4d59a9fe3d72c58439f1c88e7320462afad483841943455f039877f98267d24cd543ff1bd31c1732bfebe13158c78060315c9f769062654c155cbebf15a02b33057d060954d912b1e612676244639135855a673d65a4d150d6ecd293d8c48156edaba9df67f2dde631978c8d4ecc916b83a0a3219005a6bb9521ed5d2003024cd4aab20709532929cb9b9b5cd825bad671be3151e71bf2026d5cc0f20d3da08d87479829671c7dc39f63e52b13f8d509f39519b76b10c02d6c8f674441809e90afd2453da9dece4fd3e7bfe8f1f9ee297dd9ddbdb80fffb6bb7602012c5d482499fc1766d5fe47fadbfdf3d7f4e7a90ee7ffcb1fdf788db70f9fce073a739ca40585fcbd62322e278f45415f434ea49d75f9a03838ef5d18193d0b680c53263735edca39cdacba5650168dee5da056cf22d0ee704c3117f42a83d8c49e0b1612a4ee228066745e925c40c0593b0401698a4130b682ab0a1f5264bd7018c626236803639845688bcb9859aaa45ff15281ae0a0fac553aca0e4c809abfa33b30aa7ad142ae50c37daa64e0656c815778face1ee44caa02b23ca735a9398632816c3b51fadb999041769b7e2bc0ba30122776d305d7206330435c97cd66d3adebba82005b83716104d95130e346277ca440dc5c706539cec1b050bd6d41c27df420205039454ec1d016747e4e25fb0109a2939f02129325e66184924a671aabf74d5217ab3968da156f40409998481995498f0c68e57beade21d79422dbe15416ae74117042ef87068a77d33c0c9ee8e1e0177a3f78b7d01c4903b7e833751aace01e18f4d25373a94c69b74233857c9139dde62ccc6f6671da663c297c5638a20b2a7a287b817cd45c545f7efd05c28601c7b134694e44fa895c61ffa08e8ce30cfb74124edf0544878e746f1b4bb46b703774cdc1b4b6a1d6a0b5fbfd7e773882f0310f580acde9f01d9bdd7e7bb443d376c63607329b068f9d6ef6bb2d99edd6f6077b8c1331d05a146a10d8309ec6a0069ad05b15ad9c0f878e94f450634aef02d858431af6f5f7da5ee308a7b52fb7c63517c602d4ef65ec37e38cc160a12b53765878bd891ad35bad160ea8a9b0876676b9407e2633587333600521cd507e0a9c49470e740a1c35e5dc7e9411accbbba6a2c6d43c302d8e4e66dc652a35295b372a9516c90e3c4f2e25870fcfb1b2b698640e4a16542d3a9645556ebfd24795abb56e359bad2d9bf77ceed78e31644bacba25657fbbc2478e356992a4e998c89afec2d087519d6898629c24d0365eac395f497cd98004a63775f7303cbdadfd76fa68bef41f40803334a758b63c827aa533c81c4325b759a82dcc1662ffe0b5c9bc69a9ca5686914cf64c85942b3b59f3239d731ecab5c6a0c99381cb', '00b367b8-d7ef-87cd-1c68-6008a3a3bd46');


--
-- Name: journal_entry_seq; Type: SEQUENCE SET; Schema: messaging; Owner: -
--

SELECT pg_catalog.setval('messaging.journal_entry_seq', 81, true);


--
-- Name: migrations PK_migrations; Type: CONSTRAINT; Schema: messaging; Owner: -
--

ALTER TABLE ONLY messaging.migrations
    ADD CONSTRAINT "PK_migrations" PRIMARY KEY ("MigrationId");


--
-- Name: dead_letter_actions dead_letter_actions_pkey; Type: CONSTRAINT; Schema: messaging; Owner: -
--

ALTER TABLE ONLY messaging.dead_letter_actions
    ADD CONSTRAINT dead_letter_actions_pkey PRIMARY KEY (id);


--
-- Name: dead_letters dead_letters_endpoint_message_id_key; Type: CONSTRAINT; Schema: messaging; Owner: -
--

ALTER TABLE ONLY messaging.dead_letters
    ADD CONSTRAINT dead_letters_endpoint_message_id_key UNIQUE (endpoint, message_id);


--
-- Name: dead_letters dead_letters_pkey; Type: CONSTRAINT; Schema: messaging; Owner: -
--

ALTER TABLE ONLY messaging.dead_letters
    ADD CONSTRAINT dead_letters_pkey PRIMARY KEY (id);


--
-- Name: inbox inbox_pkey; Type: CONSTRAINT; Schema: messaging; Owner: -
--

ALTER TABLE ONLY messaging.inbox
    ADD CONSTRAINT inbox_pkey PRIMARY KEY (message_id, consumer_id);


--
-- Name: outbox outbox_pkey; Type: CONSTRAINT; Schema: messaging; Owner: -
--

ALTER TABLE ONLY messaging.outbox
    ADD CONSTRAINT outbox_pkey PRIMARY KEY (id);


--
-- Name: migrations PK_migrations; Type: CONSTRAINT; Schema: payments; Owner: -
--

ALTER TABLE ONLY payments.migrations
    ADD CONSTRAINT "PK_migrations" PRIMARY KEY ("MigrationId");


--
-- Name: attempt_steps attempt_steps_pkey; Type: CONSTRAINT; Schema: payments; Owner: -
--

ALTER TABLE ONLY payments.attempt_steps
    ADD CONSTRAINT attempt_steps_pkey PRIMARY KEY (attempt_id, step);


--
-- Name: attempts attempts_payment_id_number_key; Type: CONSTRAINT; Schema: payments; Owner: -
--

ALTER TABLE ONLY payments.attempts
    ADD CONSTRAINT attempts_payment_id_number_key UNIQUE (payment_id, number);


--
-- Name: attempts attempts_pkey; Type: CONSTRAINT; Schema: payments; Owner: -
--

ALTER TABLE ONLY payments.attempts
    ADD CONSTRAINT attempts_pkey PRIMARY KEY (attempt_id);


--
-- Name: gateway_calls gateway_calls_pkey; Type: CONSTRAINT; Schema: payments; Owner: -
--

ALTER TABLE ONLY payments.gateway_calls
    ADD CONSTRAINT gateway_calls_pkey PRIMARY KEY (call_id);


--
-- Name: operator_actions operator_actions_pkey; Type: CONSTRAINT; Schema: payments; Owner: -
--

ALTER TABLE ONLY payments.operator_actions
    ADD CONSTRAINT operator_actions_pkey PRIMARY KEY (message_id);


--
-- Name: orphans orphans_pkey; Type: CONSTRAINT; Schema: payments; Owner: -
--

ALTER TABLE ONLY payments.orphans
    ADD CONSTRAINT orphans_pkey PRIMARY KEY (attempt_id);


--
-- Name: payments payments_pkey; Type: CONSTRAINT; Schema: payments; Owner: -
--

ALTER TABLE ONLY payments.payments
    ADD CONSTRAINT payments_pkey PRIMARY KEY (correlation_id);


--
-- Name: reconciliation_differences reconciliation_differences_pkey; Type: CONSTRAINT; Schema: payments; Owner: -
--

ALTER TABLE ONLY payments.reconciliation_differences
    ADD CONSTRAINT reconciliation_differences_pkey PRIMARY KEY (gateway, kind, reference);


--
-- Name: reconciliation_runs reconciliation_runs_pkey; Type: CONSTRAINT; Schema: payments; Owner: -
--

ALTER TABLE ONLY payments.reconciliation_runs
    ADD CONSTRAINT reconciliation_runs_pkey PRIMARY KEY (run_id);


--
-- Name: refund_claims refund_claims_key_key; Type: CONSTRAINT; Schema: payments; Owner: -
--

ALTER TABLE ONLY payments.refund_claims
    ADD CONSTRAINT refund_claims_key_key UNIQUE (key);


--
-- Name: refund_claims refund_claims_pkey; Type: CONSTRAINT; Schema: payments; Owner: -
--

ALTER TABLE ONLY payments.refund_claims
    ADD CONSTRAINT refund_claims_pkey PRIMARY KEY (refund_id);


--
-- Name: refunds refunds_pkey; Type: CONSTRAINT; Schema: payments; Owner: -
--

ALTER TABLE ONLY payments.refunds
    ADD CONSTRAINT refunds_pkey PRIMARY KEY (correlation_id);


--
-- Name: unmatched_objects unmatched_objects_pkey; Type: CONSTRAINT; Schema: payments; Owner: -
--

ALTER TABLE ONLY payments.unmatched_objects
    ADD CONSTRAINT unmatched_objects_pkey PRIMARY KEY (gateway, reference);


--
-- Name: migrations PK_migrations; Type: CONSTRAINT; Schema: webhooks; Owner: -
--

ALTER TABLE ONLY webhooks.migrations
    ADD CONSTRAINT "PK_migrations" PRIMARY KEY ("MigrationId");


--
-- Name: received received_pkey; Type: CONSTRAINT; Schema: webhooks; Owner: -
--

ALTER TABLE ONLY webhooks.received
    ADD CONSTRAINT received_pkey PRIMARY KEY (source, event_id);


--
-- Name: dead_letter_actions_at; Type: INDEX; Schema: messaging; Owner: -
--

CREATE INDEX dead_letter_actions_at ON messaging.dead_letter_actions USING btree (at);


--
-- Name: dead_letter_actions_dead_letter; Type: INDEX; Schema: messaging; Owner: -
--

CREATE INDEX dead_letter_actions_dead_letter ON messaging.dead_letter_actions USING btree (dead_letter_id, at);


--
-- Name: dead_letters_last_failed_at; Type: INDEX; Schema: messaging; Owner: -
--

CREATE INDEX dead_letters_last_failed_at ON messaging.dead_letters USING btree (last_failed_at);


--
-- Name: inbox_received_at; Type: INDEX; Schema: messaging; Owner: -
--

CREATE INDEX inbox_received_at ON messaging.inbox USING btree (received_at);


--
-- Name: journal_correlation; Type: INDEX; Schema: messaging; Owner: -
--

CREATE INDEX journal_correlation ON ONLY messaging.journal USING btree (correlation_id, entry);


--
-- Name: journal_2026_11_correlation_id_entry_idx; Type: INDEX; Schema: messaging; Owner: -
--

CREATE INDEX journal_2026_11_correlation_id_entry_idx ON messaging.journal_2026_11 USING btree (correlation_id, entry);


--
-- Name: journal_2026_12_correlation_id_entry_idx; Type: INDEX; Schema: messaging; Owner: -
--

CREATE INDEX journal_2026_12_correlation_id_entry_idx ON messaging.journal_2026_12 USING btree (correlation_id, entry);


--
-- Name: journal_2027_01_correlation_id_entry_idx; Type: INDEX; Schema: messaging; Owner: -
--

CREATE INDEX journal_2027_01_correlation_id_entry_idx ON messaging.journal_2027_01 USING btree (correlation_id, entry);


--
-- Name: journal_2027_02_correlation_id_entry_idx; Type: INDEX; Schema: messaging; Owner: -
--

CREATE INDEX journal_2027_02_correlation_id_entry_idx ON messaging.journal_2027_02 USING btree (correlation_id, entry);


--
-- Name: journal_rest_correlation_id_entry_idx; Type: INDEX; Schema: messaging; Owner: -
--

CREATE INDEX journal_rest_correlation_id_entry_idx ON messaging.journal_rest USING btree (correlation_id, entry);


--
-- Name: outbox_available_at; Type: INDEX; Schema: messaging; Owner: -
--

CREATE INDEX outbox_available_at ON messaging.outbox USING btree (available_at);


--
-- Name: outbox_timer_token; Type: INDEX; Schema: messaging; Owner: -
--

CREATE INDEX outbox_timer_token ON messaging.outbox USING btree (timer_token) WHERE (timer_token IS NOT NULL);


--
-- Name: attempts_capture; Type: INDEX; Schema: payments; Owner: -
--

CREATE INDEX attempts_capture ON payments.attempts USING btree (gateway, capture_reference) WHERE (capture_reference IS NOT NULL);


--
-- Name: attempts_one_active; Type: INDEX; Schema: payments; Owner: -
--

CREATE UNIQUE INDEX attempts_one_active ON payments.attempts USING btree (payment_id) WHERE active;


--
-- Name: attempts_orphaned; Type: INDEX; Schema: payments; Owner: -
--

CREATE INDEX attempts_orphaned ON payments.attempts USING btree (changed_at) WHERE orphaned;


--
-- Name: attempts_reference; Type: INDEX; Schema: payments; Owner: -
--

CREATE UNIQUE INDEX attempts_reference ON payments.attempts USING btree (gateway, reference) WHERE (reference IS NOT NULL);


--
-- Name: attempts_taken; Type: INDEX; Schema: payments; Owner: -
--

CREATE INDEX attempts_taken ON payments.attempts USING btree (gateway, created_at) WHERE (captured_minor > 0);


--
-- Name: gateway_calls_payment; Type: INDEX; Schema: payments; Owner: -
--

CREATE INDEX gateway_calls_payment ON payments.gateway_calls USING btree (payment_id, claimed_at);


--
-- Name: gateway_calls_refund; Type: INDEX; Schema: payments; Owner: -
--

CREATE INDEX gateway_calls_refund ON payments.gateway_calls USING btree (refund_id) WHERE (refund_id IS NOT NULL);


--
-- Name: operator_actions_payment; Type: INDEX; Schema: payments; Owner: -
--

CREATE INDEX operator_actions_payment ON payments.operator_actions USING btree (payment_id, at);


--
-- Name: payments_customer; Type: INDEX; Schema: payments; Owner: -
--

CREATE INDEX payments_customer ON payments.payments USING btree (customer_id, accepted_at);


--
-- Name: payments_open; Type: INDEX; Schema: payments; Owner: -
--

CREATE INDEX payments_open ON payments.payments USING btree (due_at) WHERE (settled_at IS NULL);


--
-- Name: payments_order; Type: INDEX; Schema: payments; Owner: -
--

CREATE INDEX payments_order ON payments.payments USING btree (order_id) WHERE (order_id IS NOT NULL);


--
-- Name: payments_refunded_too_much; Type: INDEX; Schema: payments; Owner: -
--

CREATE INDEX payments_refunded_too_much ON payments.payments USING btree (correlation_id) WHERE (((refund_reserved_minor + refunded_minor) + refunded_elsewhere_minor) > captured_minor);


--
-- Name: reconciliation_differences_open; Type: INDEX; Schema: payments; Owner: -
--

CREATE INDEX reconciliation_differences_open ON payments.reconciliation_differences USING btree (first_seen_at) WHERE (resolved_at IS NULL);


--
-- Name: refund_claims_reference; Type: INDEX; Schema: payments; Owner: -
--

CREATE UNIQUE INDEX refund_claims_reference ON payments.refund_claims USING btree (gateway, reference) WHERE (reference IS NOT NULL);


--
-- Name: refunds_open; Type: INDEX; Schema: payments; Owner: -
--

CREATE INDEX refunds_open ON payments.refunds USING btree (due_at) WHERE (settled_at IS NULL);


--
-- Name: refunds_payment; Type: INDEX; Schema: payments; Owner: -
--

CREATE INDEX refunds_payment ON payments.refunds USING btree (payment_id);


--
-- Name: received_body_kept; Type: INDEX; Schema: webhooks; Owner: -
--

CREATE INDEX received_body_kept ON webhooks.received USING btree (received_at) WHERE (body IS NOT NULL);


--
-- Name: received_received_at; Type: INDEX; Schema: webhooks; Owner: -
--

CREATE INDEX received_received_at ON webhooks.received USING btree (received_at);


--
-- Name: journal_2026_11_correlation_id_entry_idx; Type: INDEX ATTACH; Schema: messaging; Owner: -
--

ALTER INDEX messaging.journal_correlation ATTACH PARTITION messaging.journal_2026_11_correlation_id_entry_idx;


--
-- Name: journal_2026_12_correlation_id_entry_idx; Type: INDEX ATTACH; Schema: messaging; Owner: -
--

ALTER INDEX messaging.journal_correlation ATTACH PARTITION messaging.journal_2026_12_correlation_id_entry_idx;


--
-- Name: journal_2027_01_correlation_id_entry_idx; Type: INDEX ATTACH; Schema: messaging; Owner: -
--

ALTER INDEX messaging.journal_correlation ATTACH PARTITION messaging.journal_2027_01_correlation_id_entry_idx;


--
-- Name: journal_2027_02_correlation_id_entry_idx; Type: INDEX ATTACH; Schema: messaging; Owner: -
--

ALTER INDEX messaging.journal_correlation ATTACH PARTITION messaging.journal_2027_02_correlation_id_entry_idx;


--
-- Name: journal_rest_correlation_id_entry_idx; Type: INDEX ATTACH; Schema: messaging; Owner: -
--

ALTER INDEX messaging.journal_correlation ATTACH PARTITION messaging.journal_rest_correlation_id_entry_idx;


--
-- PostgreSQL database dump complete
--


