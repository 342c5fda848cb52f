using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.WebhookIngress.Persistence;

/// <summary>A client's refused payments, the latest first: few among many, so the list has an index of its own.</summary>
[DbContext(typeof(RequestsContext))]
[Migration("20261219000000_RefusedLists")]
internal sealed class M20261219_RefusedLists : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "create index writes_refused on requests.writes (client, accepted_at desc, payment_id desc) where operation = 'create_payment' and refused_at is not null");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop index requests.writes_refused");
}
