using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.PaymentWorker.Persistence;

/// <summary>Comparisons of the gateways' books with ours, and what they found.</summary>
[DbContext(typeof(PaymentsContext))]
[Migration("20261126120000_Reconciliation")]
internal sealed class M20261126_Reconciliation : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(Create);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "drop view ops.reconciliation_differences, ops.reconciliation_runs; drop table payments.reconciliation_differences, payments.reconciliation_runs");

    private const string Create =
        """
        create table payments.reconciliation_runs (
            run_id uuid primary key,
            asked_by text not null,
            why text not null,
            from_at timestamptz not null,
            until_at timestamptz not null,
            parts int not null,
            parts_done int not null default 0,
            lines bigint not null default 0,
            differences int not null default 0,
            failure text,
            started_at timestamptz not null,
            finished_at timestamptz);

        create table payments.reconciliation_differences (
            gateway text not null,
            kind text not null,
            reference text not null,
            attempt_id uuid,
            payment_id uuid,
            ours_minor bigint not null,
            theirs_minor bigint not null,
            currency text not null,
            words text not null,
            first_seen_at timestamptz not null,
            last_seen_at timestamptz not null,
            resolved_at timestamptz,
            primary key (gateway, kind, reference));
        create index reconciliation_differences_open on payments.reconciliation_differences (first_seen_at) where resolved_at is null;
        create index attempts_taken on payments.attempts (gateway, created_at) where captured_minor > 0;

        create view ops.reconciliation_runs as
            select run_id, asked_by, why, from_at, until_at, parts, parts_done, lines, differences, failure, started_at, finished_at from payments.reconciliation_runs;

        -- Resolved ones stay as a record. What the gateway was asked about and is recorded since is over before the next comparison says so.
        create view ops.reconciliation_differences as
            select d.gateway, d.kind, d.reference, d.payment_id, d.attempt_id, d.ours_minor, d.theirs_minor, d.currency, d.words,
                d.resolved_at is null and not (d.kind = 'not_recorded' and coalesce(a.captured_minor, 0) = d.theirs_minor) as open, d.first_seen_at, d.last_seen_at, d.resolved_at
            from payments.reconciliation_differences d left join payments.attempts a using (attempt_id);
        """;
}
