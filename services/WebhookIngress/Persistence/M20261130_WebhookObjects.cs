using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.WebhookIngress.Persistence;

/// <summary>Which of a gateway's objects an event is about: the way from a payment to its webhooks.</summary>
[DbContext(typeof(WebhooksContext))]
[Migration("20261130000000_WebhookObjects")]
internal sealed class M20261130_WebhookObjects : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table webhooks.received add column object_reference text;
        create index received_object on webhooks.received (source, object_reference) where object_reference is not null;
        create or replace view ops.webhooks as
            select source, event_id, event_type, received_at, verified_by, headers, outcome, contracts, message_ids, body is not null as body_kept, object_reference from webhooks.received;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop view ops.webhooks;
        create view ops.webhooks as
            select source, event_id, event_type, received_at, verified_by, headers, outcome, contracts, message_ids, body is not null as body_kept from webhooks.received;
        alter table webhooks.received drop column object_reference;
        """);
}
