using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.PaymentWorker.Persistence;

/// <summary>Every dispute of a payment, with where it stands. Rows from before know one, in the two columns that are kept.</summary>
[DbContext(typeof(PaymentsContext))]
[Migration("20261217000000_Disputes")]
internal sealed class M20261217_Disputes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("alter table payments.payments add column dispute_ledger text;");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("alter table payments.payments drop column dispute_ledger;");
}
