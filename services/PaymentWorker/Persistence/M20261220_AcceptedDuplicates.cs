using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.PaymentWorker.Persistence;

/// <summary>Duplicate charges that a person has looked into and leaves as they are, with who and why. Versions that do not know it count them as before, and what they change is open again although they clear nothing.</summary>
[DbContext(typeof(PaymentsContext))]
[Migration("20261220000000_AcceptedDuplicates")]
internal sealed class M20261220_AcceptedDuplicates : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        alter table payments.orphans
            add column accepted_at timestamptz,
            add column accepted_by text,
            add column accepted_why text;

        create or replace view ops.duplicate_charges as
            select a.payment_id, a.attempt_id, a.gateway, a.reference, a.captured_minor, a.returned_minor, a.currency,
                coalesce(o.state, 'found') as state, coalesce(o.reason, 'money is on an attempt that is not the payment''s active one') as reason,
                o.refund_reference, o.tries, o.due_at, coalesce(o.found_at, a.changed_at) as found_at, coalesce(o.changed_at, a.changed_at) as changed_at,
                o.refund_number, o.failed_refunds,
                coalesce(o.state, 'found') not in ('returned', 'canceled') and (o.accepted_at is null or o.changed_at > o.accepted_at) as open, o.accepted_at, o.accepted_by, o.accepted_why
            from payments.attempts a left join payments.orphans o using (attempt_id)
            -- Counted once a minute: read from the few, not from every attempt there ever was.
            where a.attempt_id in (select attempt_id from payments.attempts where orphaned union select attempt_id from payments.orphans);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        drop view ops.duplicate_charges;
        create view ops.duplicate_charges as
            select a.payment_id, a.attempt_id, a.gateway, a.reference, a.captured_minor, a.returned_minor, a.currency,
                coalesce(o.state, 'found') as state, coalesce(o.reason, 'money is on an attempt that is not the payment''s active one') as reason,
                o.refund_reference, o.tries, o.due_at, coalesce(o.found_at, a.changed_at) as found_at, coalesce(o.changed_at, a.changed_at) as changed_at,
                o.refund_number, o.failed_refunds
            from payments.attempts a left join payments.orphans o using (attempt_id)
            where a.attempt_id in (select attempt_id from payments.attempts where orphaned union select attempt_id from payments.orphans);
        alter table payments.orphans drop column accepted_at, drop column accepted_by, drop column accepted_why;
        """);
}
