using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.CrmSync.Persistence;

/// <summary>The way to what waits: every process counts it every few seconds, and not by reading every record there ever was. The views say why a contact that is said to be erased is not sent.</summary>
[DbContext(typeof(CrmContext))]
[Migration("20261219000000_Backlog")]
internal sealed class M20261219_Backlog : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql("create index records_backlog on crm.records (waiting_since) where status in ('waiting', 'forgetting')");
        migrationBuilder.Sql(CrmViews.Create);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop index crm.records_backlog");
}
