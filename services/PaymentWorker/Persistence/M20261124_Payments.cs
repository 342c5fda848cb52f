using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.PaymentWorker.Persistence;

/// <summary>Payments, attempts, calls, and what ops see of them.</summary>
[DbContext(typeof(PaymentsContext))]
[Migration("20261124000000_Payments")]
internal sealed class M20261124_Payments : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Tables);
        migrationBuilder.Sql(PaymentViews.Create);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop schema payments cascade");

    private const string Tables =
        """
        create table payments.payments (
            correlation_id uuid primary key,
            current_state text not null,
            reason text,
            due_at timestamptz,
            due_token uuid,
            order_id text,
            customer_id text not null,
            amount_minor bigint not null check (amount_minor > 0),
            currency text not null check (currency ~ '^[A-Z]{3}$'),
            description text,
            metadata text,
            payment_method text not null,
            gateway_customer text,
            return_url text,
            request_hash text not null,
            attempt_id uuid not null,
            attempt_number int not null,
            gateway text not null,
            gateway_reference text,
            step text not null,
            epoch int not null,
            retries int not null,
            unknowns int not null,
            outages int not null,
            throttled int not null,
            reopened boolean not null,
            checks int not null,
            authorize_started_at timestamptz,
            capture_before timestamptz,
            customer_deadline timestamptz,
            cancel_requested boolean not null,
            cancel_reason text,
            release_for text,
            failure_code text,
            decline_code text,
            accepted_at timestamptz not null,
            changed_at timestamptz not null,
            settled_at timestamptz)
            with (fillfactor = 80);
        create index payments_open on payments.payments (due_at) where settled_at is null;
        create index payments_order on payments.payments (order_id) where order_id is not null;
        create index payments_customer on payments.payments (customer_id, accepted_at);

        create table payments.attempts (
            attempt_id uuid primary key,
            payment_id uuid not null,
            number int not null,
            gateway text not null,
            amount_minor bigint not null,
            currency text not null,
            reference text,
            state text,
            state_rank int,
            active boolean not null,
            orphaned boolean not null default false,
            decline_code text,
            capture_before timestamptz,
            captured_minor bigint not null default 0,
            capture_reference text,
            answered_epoch int not null,
            lease_call uuid,
            lease_step text,
            lease_since timestamptz,
            lease_until timestamptz,
            last_request_id text,
            proof text,
            proof_request_id text,
            closed_at timestamptz,
            created_at timestamptz not null,
            changed_at timestamptz not null,
            unique (payment_id, number),
            check (closed_at is null or proof is not null))
            with (fillfactor = 80);
        -- SAFETY R3: one active attempt, by the database.
        create unique index attempts_one_active on payments.attempts (payment_id) where active;
        create unique index attempts_reference on payments.attempts (gateway, reference) where reference is not null;
        create index attempts_orphaned on payments.attempts (changed_at) where orphaned;

        create table payments.attempt_steps (
            attempt_id uuid not null,
            step text not null,
            key text not null,
            request_hash text not null,
            first_claimed_at timestamptz not null,
            primary key (attempt_id, step));

        create table payments.gateway_calls (
            call_id uuid primary key,
            attempt_id uuid not null,
            payment_id uuid not null,
            gateway text not null,
            step text not null,
            epoch int not null,
            key text,
            claimed_at timestamptz not null,
            answered_at timestamptz,
            outcome text,
            gateway_word text,
            http_status int,
            request_id text,
            reason text);
        create index gateway_calls_payment on payments.gateway_calls (payment_id, claimed_at);

        create table payments.unmatched_objects (
            gateway text not null,
            reference text not null,
            event_type text not null,
            first_seen_at timestamptz not null,
            last_seen_at timestamptz not null,
            primary key (gateway, reference));
        """;
}
