using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.WebhookIngress.Persistence;

/// <summary>Owns the migrations of schema <c>webhooks</c>.</summary>
internal sealed class WebhooksContext(DbContextOptions<WebhooksContext> options) : DbContext(options)
{
    public const string Schema = "webhooks";

    /// <summary>May read <c>webhooks.bodies</c>: bodies are personal data, compressed with Brotli. A role that nobody has by himself.</summary>
    public const string BodyReader = "webhook_body_reader";
}

/// <summary>Bodies are personal data: they are compressed, and no view in <c>ops</c> shows them.</summary>
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

/// <summary>What is kept of each webhook besides its body: which transmission brought it, what became of it, and the messages it caused. Bodies get a reader of their own.</summary>
[DbContext(typeof(WebhooksContext))]
[Migration("20261128000000_WebhookOutcomes")]
internal sealed class M20261128_WebhookOutcomes : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop view ops.webhooks;
        alter table webhooks.received
            add column headers jsonb not null default '{}',
            add column outcome text not null default 'published' check (outcome in ('published', 'kept')),
            add column contracts text[] not null default '{}',
            add column message_ids uuid[] not null default '{}';
        update webhooks.received set message_ids = array[message_id];
        alter table webhooks.received drop column message_id,
            alter column headers drop default, alter column outcome drop default, alter column contracts drop default, alter column message_ids drop default;
        create view ops.webhooks as
            select source, event_id, event_type, received_at, verified_by, headers, outcome, contracts, message_ids, body is not null as body_kept from webhooks.received;
        create view webhooks.bodies as
            select source, event_id, event_type, received_at, body from webhooks.received where body is not null;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop view webhooks.bodies;
        drop view ops.webhooks;
        alter table webhooks.received add column message_id uuid;
        update webhooks.received set message_id = message_ids[1];
        alter table webhooks.received alter column message_id set not null,
            drop column headers, drop column outcome, drop column contracts, drop column message_ids;
        create view ops.webhooks as
            select source, event_id, event_type, received_at, verified_by, message_id from webhooks.received;
        """);
}

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
