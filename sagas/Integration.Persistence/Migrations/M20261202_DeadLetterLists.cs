using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.Persistence.Migrations;

/// <summary>Ways into the dead letters by what people filter.</summary>
[DbContext(typeof(MessagingContext))]
[Migration("20261202000000_DeadLetterLists")]
internal sealed class M20261202_DeadLetterLists : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create index dead_letters_status on messaging.dead_letters (status, id);
        create index dead_letters_endpoint on messaging.dead_letters (endpoint, id);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop index messaging.dead_letters_status, messaging.dead_letters_endpoint");
}
