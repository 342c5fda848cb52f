using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.PaymentWorker.Persistence;

/// <summary>Which disputes of money that is not the payment's own a person was asked about.</summary>
[DbContext(typeof(PaymentsContext))]
[Migration("20261222000000_OrphansDisputed")]
internal sealed class M20261222_OrphansDisputed : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("alter table payments.payments add column orphan_disputes text;");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("alter table payments.payments drop column orphan_disputes;");
}
