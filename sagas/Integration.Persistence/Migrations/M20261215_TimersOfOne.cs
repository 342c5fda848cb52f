using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.Persistence.Migrations;

/// <summary>The way to the timers of one payment or refund.</summary>
[DbContext(typeof(MessagingContext))]
[Migration("20261215000000_TimersOfOne")]
internal sealed class M20261215_TimersOfOne : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("create index outbox_timer_correlation on messaging.outbox (correlation_id) where is_timer");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop index messaging.outbox_timer_correlation");
}
