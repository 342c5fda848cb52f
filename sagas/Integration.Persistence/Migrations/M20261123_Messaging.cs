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

        create view ops.dead_letters as
            select id, endpoint, message_id, split_part(message_type, ';', 1) as message_type, fault, failures, first_failed_at, last_failed_at
            from messaging.dead_letters;
        create view ops.scheduled as
            select id, due_at, split_part(message_type, ';', 1) as message_type, destination_address as destination, correlation_id, sent_at as set_at
            from messaging.outbox where is_timer;
        create view ops.outbox_lag as
            select count(*) as pending,
                min(due_at) as oldest_since,
                coalesce(now() - min(due_at), interval '0') as oldest_age,
                count(*) filter (where last_error is not null) as in_retry,
                (array_agg(distinct last_error) filter (where last_error is not null))[1:5] as last_errors
            from messaging.outbox where not is_timer or due_at <= now();
        """);

    protected override void Down(MigrationBuilder migrationBuilder) =>
        migrationBuilder.Sql("drop view ops.dead_letters, ops.scheduled, ops.outbox_lag; drop table messaging.inbox, messaging.outbox, messaging.journal, messaging.dead_letters");
}
