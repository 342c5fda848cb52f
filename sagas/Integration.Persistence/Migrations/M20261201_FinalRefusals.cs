using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.Persistence.Migrations;

/// <summary>Which dead letters can never be carried out any more, so that whoever asked may be told.</summary>
[DbContext(typeof(MessagingContext))]
[Migration("20261201000000_FinalRefusals")]
internal sealed class M20261201_FinalRefusals : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        alter table messaging.dead_letters
            add column by_rule boolean not null default false,
            add column told boolean not null default false,
            add column consumer_id uuid,
            add column is_final boolean generated always as (told and (by_rule or status = 'discarded')) stored;
        create index dead_letters_message on messaging.dead_letters (message_id);
        create or replace view ops.dead_letters as
            select l.id, l.endpoint, l.message_id, split_part(l.message_type, ';', 1) as message_type, l.fault, l.failures, l.first_failed_at, l.last_failed_at,
                l.status, a.action as last_action, a.by as last_action_by, a.why as last_action_why, a.at as last_action_at, l.by_rule, l.is_final
            from messaging.dead_letters l
            left join lateral (
                select action, by, why, at from messaging.dead_letter_actions where dead_letter_id = l.id order by at desc, id desc limit 1) a on true;
        """);

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql("""
        drop view ops.dead_letters;
        drop index messaging.dead_letters_message;
        alter table messaging.dead_letters drop column is_final, drop column by_rule, drop column told, drop column consumer_id;
        create view ops.dead_letters as
            select l.id, l.endpoint, l.message_id, split_part(l.message_type, ';', 1) as message_type, l.fault, l.failures, l.first_failed_at, l.last_failed_at,
                l.status, a.action as last_action, a.by as last_action_by, a.why as last_action_why, a.at as last_action_at
            from messaging.dead_letters l
            left join lateral (
                select action, by, why, at from messaging.dead_letter_actions where dead_letter_id = l.id order by at desc, id desc limit 1) a on true;
        """);
}
