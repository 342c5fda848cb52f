using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.PaymentWorker.Persistence;

/// <summary>Refunds: the saga's rows, what is reserved on each payment, the claims of their calls, and what ops see.</summary>
[DbContext(typeof(PaymentsContext))]
[Migration("20261127120000_Refunds")]
internal sealed class M20261127_Refunds : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Tables);
        migrationBuilder.Sql(RefundViews.Create);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("Payments are not taken back to a form that forgets what was refunded.");

    private const string Tables =
        """
        -- SAFETY U6, invariant 2: what refunds of ours hold and gave back never exceeds the capture. What the gateway did without us is only recorded.
        alter table payments.payments
            add column refund_ledger text,
            add column refund_reserved_minor bigint not null default 0 check (refund_reserved_minor >= 0),
            add column refunded_minor bigint not null default 0 check (refunded_minor >= 0),
            add column refunded_elsewhere_minor bigint not null default 0 check (refunded_elsewhere_minor >= 0),
            add constraint payments_refunds_within_captured check (refund_reserved_minor + refunded_minor <= captured_minor);

        create index payments_refunded_too_much on payments.payments (correlation_id) where refund_reserved_minor + refunded_minor + refunded_elsewhere_minor > captured_minor;

        create table payments.refunds (
            correlation_id uuid primary key,
            current_state text not null,
            reason text,
            due_at timestamptz,
            due_token uuid,
            payment_id uuid not null,
            requested_minor bigint check (requested_minor > 0),
            note text,
            request_hash text not null,
            amount_minor bigint not null,
            currency text,
            gateway text,
            attempt_id uuid,
            attempt_number int not null,
            attempt_reference text,
            capture_reference text,
            refund_reference text,
            epoch int not null,
            retries int not null,
            checks int not null,
            settlements int not null,
            failure_code text,
            accepted_at timestamptz not null,
            reserved_at timestamptz,
            changed_at timestamptz not null,
            settled_at timestamptz)
            with (fillfactor = 80);
        create index refunds_payment on payments.refunds (payment_id);
        create index refunds_open on payments.refunds (due_at) where settled_at is null;

        -- One row per refund and one key, for ever; a lease while a call may run (SAFETY R2, R5).
        create table payments.refund_claims (
            refund_id uuid primary key,
            payment_id uuid not null,
            attempt_id uuid not null,
            gateway text not null,
            key text not null unique,
            request_hash text not null,
            amount_minor bigint not null check (amount_minor > 0),
            currency text not null,
            reference text,
            answered_epoch int not null,
            lease_call uuid,
            lease_until timestamptz,
            first_claimed_at timestamptz not null,
            changed_at timestamptz not null);
        create unique index refund_claims_reference on payments.refund_claims (gateway, reference) where reference is not null;

        alter table payments.gateway_calls add column refund_id uuid;
        create index gateway_calls_refund on payments.gateway_calls (refund_id) where refund_id is not null;
        """;
}
