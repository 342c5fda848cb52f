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

/// <summary>Which transmission brought an event, and who may read its body: a role of its own, which is given to nobody by itself.</summary>
[DbContext(typeof(WebhooksContext))]
[Migration("20261128000000_WebhookHeaders")]
internal sealed class M20261128_WebhookHeaders : Migration
{
    /// <summary>May read bodies, which are personal data; compressed (Brotli).</summary>
    public const string BodyReader = "webhook_body_reader";

    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql($"""
        alter table webhooks.received add column headers jsonb not null default '{"{}"}';
        drop view ops.webhooks;
        create view ops.webhooks as
            select source, event_id, event_type, received_at, verified_by, message_id, headers, body is not null as body_kept from webhooks.received;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop view ops.webhooks;
        create view ops.webhooks as
            select source, event_id, event_type, received_at, verified_by, message_id from webhooks.received;
        alter table webhooks.received drop column headers;
        """);
}
