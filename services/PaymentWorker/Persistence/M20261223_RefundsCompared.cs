using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.PaymentWorker.Persistence;

/// <summary>How far back a comparison reached for refunds alone; without it, and in rows from before, as far as for payments.</summary>
[DbContext(typeof(PaymentsContext))]
[Migration("20261223000000_RefundsCompared")]
internal sealed class M20261223_RefundsCompared : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        alter table payments.reconciliation_runs add column refunds_from timestamptz;

        create or replace view ops.reconciliation_runs as
            select run_id, asked_by, why, from_at, until_at, parts, parts_done, lines, differences, failure, started_at, finished_at, refunds_from from payments.reconciliation_runs;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        drop view ops.reconciliation_runs;
        create view ops.reconciliation_runs as
            select run_id, asked_by, why, from_at, until_at, parts, parts_done, lines, differences, failure, started_at, finished_at from payments.reconciliation_runs;
        alter table payments.reconciliation_runs drop column refunds_from;
        """);
}
