using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.PaymentWorker.Persistence;

/// <summary>Differences that a person has looked into and leaves as they are: with the amounts that were seen, so that a change opens them again.</summary>
[DbContext(typeof(PaymentsContext))]
[Migration("20261215000000_AcceptedDifferences")]
internal sealed class M20261215_AcceptedDifferences : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        alter table payments.reconciliation_differences
            add column accepted_at timestamptz,
            add column accepted_by text,
            add column accepted_why text,
            add column accepted_ours_minor bigint,
            add column accepted_theirs_minor bigint;

        -- A difference may be of no payment of ours.
        alter table payments.operator_actions alter column payment_id drop not null;

        create or replace view ops.reconciliation_differences as
            select d.gateway, d.kind, d.reference, d.payment_id, d.attempt_id, d.ours_minor, d.theirs_minor, d.currency, d.words,
                d.resolved_at is null and not (d.kind = 'not_recorded' and coalesce(a.captured_minor, 0) = d.theirs_minor)
                    and (d.accepted_ours_minor, d.accepted_theirs_minor) is distinct from (d.ours_minor, d.theirs_minor) as open,
                d.first_seen_at, d.last_seen_at, d.resolved_at, d.accepted_at, d.accepted_by, d.accepted_why
            from payments.reconciliation_differences d left join payments.attempts a using (attempt_id);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        drop view ops.reconciliation_differences;
        create view ops.reconciliation_differences as
            select d.gateway, d.kind, d.reference, d.payment_id, d.attempt_id, d.ours_minor, d.theirs_minor, d.currency, d.words,
                d.resolved_at is null and not (d.kind = 'not_recorded' and coalesce(a.captured_minor, 0) = d.theirs_minor) as open, d.first_seen_at, d.last_seen_at, d.resolved_at
            from payments.reconciliation_differences d left join payments.attempts a using (attempt_id);
        delete from payments.operator_actions where payment_id is null;
        alter table payments.operator_actions alter column payment_id set not null;
        alter table payments.reconciliation_differences
            drop column accepted_at, drop column accepted_by, drop column accepted_why, drop column accepted_ours_minor, drop column accepted_theirs_minor;
        """);
}
