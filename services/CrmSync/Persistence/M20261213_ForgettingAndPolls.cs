using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.CrmSync.Persistence;

/// <summary>Customers who are to be forgotten, and CRMs that do not ring.</summary>
[DbContext(typeof(CrmContext))]
[Migration("20261213000000_ForgettingAndPolls")]
internal sealed class M20261213_ForgettingAndPolls : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(
            """
            alter table crm.records drop constraint records_status_check, drop constraint records_check,
                -- A call that nobody knows the end of was sent, and the record may be there.
                add column unanswered boolean not null default false,
                add constraint records_status_check check (status in ('waiting', 'synced', 'failed', 'deleted', 'merged', 'forgetting', 'forgotten')),
                add constraint records_check check (status not in ('waiting', 'forgetting') or due_at is not null);
            create index records_forgetting on crm.records (due_at) where status = 'forgetting';

            -- The time of the last change that we know of, of a CRM that is asked.
            alter table crm.changes add column stamp timestamptz;
            create table crm.polls (kind text primary key, began_at timestamptz not null, read_until timestamptz not null, polled_at timestamptz, reason text);
            """);
        migrationBuilder.Sql(CrmViews.Create);
        migrationBuilder.Sql(CrmViews.CreateMore);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        """
        drop view ops.crm_forgotten, ops.crm_polls;
        drop table crm.polls;
        alter table crm.changes drop column stamp;
        drop index crm.records_forgetting;
        delete from crm.records where status in ('forgetting', 'forgotten');
        alter table crm.records drop column unanswered, drop constraint records_status_check, drop constraint records_check,
            add constraint records_status_check check (status in ('waiting', 'synced', 'failed', 'deleted', 'merged')), add constraint records_check check (status <> 'waiting' or due_at is not null);
        """);
}
