using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.WebhookIngress.Persistence;

/// <summary>Owns the migrations of schema <c>webhooks</c>.</summary>
internal sealed class WebhooksContext(DbContextOptions<WebhooksContext> options) : DbContext(options)
{
    public const string Schema = "webhooks";
}

/// <summary>Bodies are personal data: they are compressed and no view shows them.</summary>
[DbContext(typeof(WebhooksContext))]
[Migration("20261123000000_Webhooks")]
internal sealed class M20261123_Webhooks : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table webhooks.received (
            source text not null,
            event_id text not null,
            event_type text not null,
            received_at timestamptz not null,
            verified_by text not null,
            body bytea not null,
            message_id uuid not null,
            primary key (source, event_id));
        create index received_received_at on webhooks.received (received_at);
        create view ops.webhooks as
            select source, event_id, event_type, received_at, verified_by, message_id from webhooks.received;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop view ops.webhooks; drop table webhooks.received");
}

/// <summary>A body can be forgotten while the event stays known.</summary>
[DbContext(typeof(WebhooksContext))]
[Migration("20261124000000_WebhookBodies")]
internal sealed class M20261124_WebhookBodies : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table webhooks.received alter column body drop not null;
        create index received_body_kept on webhooks.received (received_at) where body is not null;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop index webhooks.received_body_kept;
        update webhooks.received set body = '' where body is null;
        alter table webhooks.received alter column body set not null;
        """);
}

/// <summary>Which of a gateway's objects an event is about: the way from a payment to its webhooks.</summary>
[DbContext(typeof(WebhooksContext))]
[Migration("20261129000000_WebhookObjects")]
internal sealed class M20261129_WebhookObjects : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table webhooks.received add column object_reference text;
        create index received_object on webhooks.received (source, object_reference) where object_reference is not null;
        create or replace view ops.webhooks as
            select source, event_id, event_type, received_at, verified_by, message_id, object_reference from webhooks.received;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop view ops.webhooks;
        create view ops.webhooks as
            select source, event_id, event_type, received_at, verified_by, message_id from webhooks.received;
        alter table webhooks.received drop column object_reference;
        """);
}
