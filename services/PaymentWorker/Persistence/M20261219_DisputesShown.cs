using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.PaymentWorker.Persistence;

/// <summary>Every dispute of a payment, for whoever looks and for a CRM that comes later. A row that a version wrote which knows one dispute has it in its two columns, and those count where the ledger says something else.</summary>
[DbContext(typeof(PaymentsContext))]
[Migration("20261219000000_DisputesShown")]
internal sealed class M20261219_DisputesShown : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        create view ops.payment_disputes as
            select p.correlation_id as payment_id, p.gateway, d.dispute_reference, d.standing, d.told, d.openings, d.changed_at
            from payments.payments p
                -- What the columns show when the ledger was written last: an open dispute before a lost one before a won one, and of several the newest.
                left join lateral (
                    select l.key, nullif(lower(l.value ->> 'standing'), 'open') as outcome from jsonb_each(p.dispute_ledger::jsonb) l
                    order by case lower(l.value ->> 'standing') when 'open' then 0 when 'lost' then 1 else 2 end, (l.value ->> 'at')::timestamptz desc nulls last, l.key desc limit 1) g on true
                -- They show something else: an older version, which knows no ledger, wrote them since, and for their dispute they count.
                cross join lateral (select g.key is distinct from p.dispute_reference or g.outcome is distinct from p.dispute_outcome as older) c
                cross join lateral (
                    select l.key as dispute_reference, lower(l.value ->> 'standing') as standing, (l.value ->> 'told')::boolean as told, (l.value ->> 'openings')::int as openings,
                        -- Cut, not rounded: the event that told it had a digit more.
                        (substring(l.value ->> 'at' from '^[^.+Z]+(?:[.][0-9]{1,6})?') || 'Z')::timestamptz as changed_at
                    from jsonb_each(p.dispute_ledger::jsonb) l where not (c.older and l.key = p.dispute_reference)
                    union all
                    -- One that is open in a payment that is not disputed is being looked up, and was not told.
                    select p.dispute_reference, coalesce(p.dispute_outcome, 'open'), p.dispute_outcome is not null or p.current_state = 'Disputed', null, null where c.older) d
            where p.dispute_reference is not null;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop view ops.payment_disputes;");
}
