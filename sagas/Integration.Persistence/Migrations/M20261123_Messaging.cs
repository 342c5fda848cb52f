using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.Persistence.Migrations;

/// <summary>The spine's tables. Written as SQL because a partitioned table and partial indexes cannot be said in a model.</summary>
[DbContext(typeof(MessagingContext))]
[Migration("20261123000000_Messaging")]
internal sealed class M20261123_Messaging : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        create table messaging.inbox (
            message_id uuid not null,
            consumer_id uuid not null,
            received_at timestamptz not null,
            primary key (message_id, consumer_id));
        create index inbox_received_at on messaging.inbox (received_at);

        create table messaging.outbox (
            id uuid primary key,
            message_id uuid not null,
            conversation_id uuid,
            correlation_id uuid,
            initiator_id uuid,
            request_id uuid,
            source_address text,
            destination_address text,
            response_address text,
            fault_address text,
            expires_at timestamptz,
            sent_at timestamptz not null,
            content_type text not null,
            message_type text not null,
            headers text,
            properties text,
            body text not null,
            due_at timestamptz not null,
            timer_token uuid,
            is_timer boolean not null,
            attempts int not null,
            available_at timestamptz not null,
            owner uuid not null,
            last_error text)
            with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
        create index outbox_available_at on messaging.outbox (available_at);
        create index outbox_timer_token on messaging.outbox (timer_token) where timer_token is not null;

        create table messaging.journal (
            entry bigint generated always as identity,
            occurred_at timestamptz not null,
            saga text not null,
            correlation_id uuid not null,
            from_state text,
            to_state text not null,
            event text not null,
            message_id uuid,
            trace_id text,
            reason text) partition by range (occurred_at);
        create index journal_correlation on messaging.journal (correlation_id, entry);
        create table messaging.journal_rest partition of messaging.journal default;

        create table messaging.dead_letters (
            id uuid primary key,
            endpoint text not null,
            message_id uuid not null,
            message_type text,
            content_type text,
            headers text,
            body text not null,
            fault text not null,
            stack text,
            failures int not null,
            first_failed_at timestamptz not null,
            last_failed_at timestamptz not null,
            unique (endpoint, message_id));
        create index dead_letters_last_failed_at on messaging.dead_letters (last_failed_at);
        """);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop table messaging.inbox, messaging.outbox, messaging.journal, messaging.dead_letters");
}
