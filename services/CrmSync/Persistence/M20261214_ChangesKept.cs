using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.CrmSync.Persistence;

/// <summary>The way to what was not changed for long.</summary>
[DbContext(typeof(CrmContext))]
[Migration("20261214000000_ChangesKept")]
internal sealed class M20261214_ChangesKept : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("create index changes_kept on crm.changes (rung_at) where due_at is null");

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop index crm.changes_kept");
}
