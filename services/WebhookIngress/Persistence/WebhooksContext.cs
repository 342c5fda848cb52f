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

/// <summary>Stored webhooks that are told again: who asked for it and why, what is meant, and how far it is.</summary>
[DbContext(typeof(WebhooksContext))]
[Migration("20261129000000_WebhookReplays")]
internal sealed class M20261129_WebhookReplays : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table webhooks.replays (
            id uuid primary key,
            asked_by text not null,
            why text not null,
            source text,
            event_type text,
            event_id text,
            received_from timestamptz,
            received_before timestamptz not null,
            state text not null check (state in ('waiting', 'running', 'done', 'canceled', 'counted')),
            found bigint not null,
            sent bigint not null default 0,
            unreadable bigint not null default 0,
            at_received timestamptz not null,
            at_source text not null default '',
            at_event text not null default '',
            holder uuid,
            lease_until timestamptz,
            asked_at timestamptz not null,
            started_at timestamptz,
            changed_at timestamptz not null,
            ended_at timestamptz,
            canceled_by text);
        create index replays_open on webhooks.replays (asked_at) where state in ('waiting', 'running');
        create view ops.webhook_replays as
            select id, asked_by, why, source, event_type, event_id, received_from, received_before, state, found, sent, unreadable,
                asked_at, started_at, changed_at, ended_at, canceled_by, lease_until
            from webhooks.replays;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("drop view ops.webhook_replays; drop table webhooks.replays");
}
