using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.PaymentWorker.Persistence;

/// <summary>A duplicate charge whose refund failed can be given back again, under a key with the refund's number; the refunds that failed stay with it.</summary>
[DbContext(typeof(PaymentsContext))]
[Migration("20261216000000_OrphansFollowed")]
internal sealed class M20261216_OrphansFollowed : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        alter table payments.orphans
            add column refund_number int not null default 1,
            add column failed_refunds text;

        create or replace view ops.duplicate_charges as
            select a.payment_id, a.attempt_id, a.gateway, a.reference, a.captured_minor, a.returned_minor, a.currency,
                coalesce(o.state, 'found') as state, coalesce(o.reason, 'money is on an attempt that is not the payment''s active one') as reason,
                o.refund_reference, o.tries, o.due_at, coalesce(o.found_at, a.changed_at) as found_at, coalesce(o.changed_at, a.changed_at) as changed_at,
                o.refund_number, o.failed_refunds
            from payments.attempts a left join payments.orphans o using (attempt_id)
            -- Counted once a minute: read from the few, not from every attempt there ever was.
            where a.attempt_id in (select attempt_id from payments.attempts where orphaned union select attempt_id from payments.orphans);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => throw new NotSupportedException("A refund that was made again is not taken back to a form that would send it under its first key.");
}
