using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.PaymentWorker.Persistence;

/// <summary>A second gateway: the payer's way to pay there, the proof that led to it, disputes, and money that goes back from an attempt that is not active.</summary>
[DbContext(typeof(PaymentsContext))]
[Migration("20261124120000_Fallback")]
internal sealed class M20261124_Fallback : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Tables);
        migrationBuilder.Sql(FallbackViews.Create);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("Payments are not taken back to a form that forgets why they left their gateway.");

    private const string Tables =
        """
        alter table payments.payments
            add column pay_pal_token text,
            add column pay_pal_return_url text,
            add column pay_pal_cancel_url text,
            add column fallback_proof text,
            add column capture_reference text,
            add column captured_minor bigint not null default 0,
            add column accepted_reference text,
            add column dispute_reference text,
            add column dispute_outcome text check (dispute_outcome in ('won', 'lost'));
        update payments.payments p set captured_minor = a.captured_minor, capture_reference = a.capture_reference
            from payments.attempts a where a.attempt_id = p.attempt_id and p.current_state = 'Confirmed';

        -- SAFETY invariant 3, F7: no attempt at the fallback gateway without the proof that led to it.
        alter table payments.attempts
            add column fallback_proof text,
            add column returned_minor bigint not null default 0,
            add constraint attempts_fallback_is_proven check (gateway <> 'paypal' or fallback_proof is not null or closed_at is not null);

        create index attempts_capture on payments.attempts (gateway, capture_reference) where capture_reference is not null;

        -- Who asked for what, why, and what came of it; never changed.
        create table payments.operator_actions (
            message_id uuid primary key,
            payment_id uuid not null,
            command text not null,
            asked_by text not null,
            why text not null,
            accepted boolean not null,
            answer text not null,
            at timestamptz not null);
        create index operator_actions_payment on payments.operator_actions (payment_id, at);

        -- SAFETY U4: one row per attempt whose money is not the payment's; its key is fixed, so it goes back once.
        create table payments.orphans (
            attempt_id uuid primary key,
            payment_id uuid not null,
            gateway text not null,
            reference text not null,
            key text not null,
            action text not null check (action in ('refund', 'cancel', 'review')),
            state text not null check (state in ('calling', 'waiting', 'returned', 'canceled', 'needs_review')),
            amount_minor bigint not null,
            currency text not null,
            refund_reference text,
            tries int not null,
            lease_until timestamptz,
            due_at timestamptz,
            reason text not null,
            found_at timestamptz not null,
            changed_at timestamptz not null);
        """;
}
