using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.WebhookIngress.Persistence;

/// <summary>Why a replay does not go on, and when it is tried again.</summary>
[DbContext(typeof(WebhooksContext))]
[Migration("20261219000000_ReplayFailures")]
internal sealed class M20261219_ReplayFailures : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table webhooks.replays
            add column failures int not null default 0,
            add column failure text,
            add column not_before timestamptz;
        create or replace view ops.webhook_replays as
            select id, asked_by, why, source, event_type, event_id, received_from, received_before, state, found, sent, unreadable,
                asked_at, started_at, changed_at, ended_at, canceled_by, lease_until, failures, failure, not_before
            from webhooks.replays;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop view ops.webhook_replays;
        create view ops.webhook_replays as
            select id, asked_by, why, source, event_type, event_id, received_from, received_before, state, found, sent, unreadable,
                asked_at, started_at, changed_at, ended_at, canceled_by, lease_until
            from webhooks.replays;
        alter table webhooks.replays drop column failures, drop column failure, drop column not_before;
        """);
}
