using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.WebhookIngress.Persistence;

/// <summary>A client's payments of one customer or order, the latest first.</summary>
[DbContext(typeof(RequestsContext))]
[Migration("20261201000000_RequestLists")]
internal sealed class M20261201_RequestLists : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create index writes_of_customer on requests.writes (client, customer_id, accepted_at desc, payment_id desc) where operation = 'create_payment';
        create index writes_of_order on requests.writes (client, order_id, accepted_at desc, payment_id desc) where operation = 'create_payment' and order_id is not null;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop index requests.writes_of_customer, requests.writes_of_order");
}
