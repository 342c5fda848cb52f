using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.Persistence.Migrations;

/// <summary>What people did about dead letters.</summary>
[DbContext(typeof(MessagingContext))]
[Migration("20261124000000_DeadLetterActions")]
internal sealed class M20261124_DeadLetterActions : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table messaging.dead_letters add column status text not null default 'open' check (status in ('open', 'retried', 'discarded'));

        create table messaging.dead_letter_actions (
            id uuid primary key,
            dead_letter_id uuid not null,
            endpoint text not null,
            message_id uuid not null,
            action text not null check (action in ('retried', 'discarded')),
            by text not null,
            why text not null,
            at timestamptz not null);
        create index dead_letter_actions_dead_letter on messaging.dead_letter_actions (dead_letter_id, at);
        create index dead_letter_actions_at on messaging.dead_letter_actions (at);

        create or replace view ops.dead_letters as
            select l.id, l.endpoint, l.message_id, split_part(l.message_type, ';', 1) as message_type, l.fault, l.failures, l.first_failed_at, l.last_failed_at,
                l.status, a.action as last_action, a.by as last_action_by, a.why as last_action_why, a.at as last_action_at
            from messaging.dead_letters l
            left join lateral (
                select action, by, why, at from messaging.dead_letter_actions where dead_letter_id = l.id order by at desc, id desc limit 1) a on true;
        create view ops.dead_letter_actions as
            select id, dead_letter_id, endpoint, message_id, action, by, why, at from messaging.dead_letter_actions;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop view ops.dead_letter_actions, ops.dead_letters;
        drop table messaging.dead_letter_actions;
        alter table messaging.dead_letters drop column status;
        create view ops.dead_letters as
            select id, endpoint, message_id, split_part(message_type, ';', 1) as message_type, fault, failures, first_failed_at, last_failed_at
            from messaging.dead_letters;
        """);
}
