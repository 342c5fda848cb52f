using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.PaymentWorker.Persistence;

/// <summary>Refunds that somebody made at the gateway, as the payments' books hold them. What names one of ours there is told by <c>ops.refunds</c>.</summary>
[DbContext(typeof(PaymentsContext))]
[Migration("20261214000000_RefundsMadeElsewhere")]
internal sealed class M20261214_RefundsMadeElsewhere : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create view ops.refunds_made_elsewhere as
            select p.correlation_id as payment_id, p.gateway, l.key as refund_reference, (l.value ->> 'minor')::bigint as amount_minor, p.currency, l.value ->> 'standing' as state
            from payments.payments p cross join lateral jsonb_each(p.refund_ledger::jsonb) l
            where p.refund_ledger is not null and (l.value ->> 'elsewhere')::boolean and not exists (select from payments.refunds r where r.payment_id = p.correlation_id and replace(r.correlation_id::text, '-', '') = l.key);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop view ops.refunds_made_elsewhere");
}
