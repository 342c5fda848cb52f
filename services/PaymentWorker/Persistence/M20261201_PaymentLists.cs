using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.PaymentWorker.Persistence;

/// <summary>The way to the latest payments in a state.</summary>
[DbContext(typeof(PaymentsContext))]
[Migration("20261201000000_PaymentLists")]
internal sealed class M20261201_PaymentLists : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("create index payments_state on payments.payments (current_state, accepted_at desc, correlation_id desc)");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop index payments.payments_state");
}
