using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.PaymentWorker.Persistence;

/// <summary>Every dispute of a payment, for whoever looks and for a CRM that comes later. A row from before several were known has one, in its two columns.</summary>
[DbContext(typeof(PaymentsContext))]
[Migration("20261219000000_DisputesShown")]
internal sealed class M20261219_DisputesShown : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create view ops.payment_disputes as
            select p.correlation_id as payment_id, p.gateway, d.key as dispute_reference, lower(d.value ->> 'standing') as standing, (d.value ->> 'told')::boolean as told,
                (d.value ->> 'openings')::int as openings,
                -- Cut, not rounded: the event that told it had a digit more.
                (substring(d.value ->> 'at' from '^[^.+Z]+(?:[.][0-9]{1,6})?') || 'Z')::timestamptz as changed_at
            from payments.payments p cross join lateral jsonb_each(p.dispute_ledger::jsonb) d
            where p.dispute_ledger is not null
            union all
            -- One that is open in a payment that is not disputed is being looked up, and was not told.
            select correlation_id, gateway, dispute_reference, coalesce(dispute_outcome, 'open'), dispute_outcome is not null or current_state = 'Disputed', null, null
            from payments.payments where dispute_ledger is null and dispute_reference is not null;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop view ops.payment_disputes;");
}
