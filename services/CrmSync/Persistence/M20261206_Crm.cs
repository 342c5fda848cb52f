using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;

namespace Integration.CrmSync.Persistence;

/// <summary>What is known of payments, what the CRM shall have of them, and who sends it.</summary>
[DbContext(typeof(CrmContext))]
[Migration("20261206000000_Crm")]
internal sealed class M20261206_Crm : Migration
{
    protected override void Up(MigrationBuilder migrationBuilder)
    {
        migrationBuilder.Sql(Tables);
        migrationBuilder.Sql(CrmViews.Create);
    }

    protected override void Down(MigrationBuilder migrationBuilder) => migrationBuilder.Sql(
        "drop view ops.crm_backlog, ops.crm_failures, ops.crm_links, ops.crm_connection, ops.crm_actions, ops.crm_changes; drop table crm.facts, crm.records, crm.changes, crm.connection, crm.operator_actions");

    private const string Tables =
        """
        -- What the events told: one row per thing, the furthest stage of it. The order in which they arrive does not matter.
        create table crm.facts (
            payment_id uuid not null,
            kind text not null check (kind in ('payment', 'refund', 'refund_elsewhere', 'dispute')),
            reference text not null,
            stage bigint not null,
            body jsonb not null,
            changed_at timestamptz not null,
            primary key (payment_id, kind, reference));

        -- What the CRM shall have: one row per record there.
        create table crm.records (
            kind text not null check (kind in ('customer', 'payment', 'entry')),
            key text not null,
            payment_id uuid,
            customer_id text,
            complete boolean not null,
            version bigint not null default 1,
            synced_version bigint not null default 0,
            status text not null default 'waiting' check (status in ('waiting', 'synced', 'failed', 'deleted', 'merged')),
            crm_id text,
            due_at timestamptz,
            -- A call that nobody knows the end of may be executed until then; nothing and nobody sends the record before.
            not_before timestamptz,
            waiting_since timestamptz,
            tries int not null default 0,
            code text,
            reason text,
            sending_version bigint,
            sending_epoch bigint,
            sent_at timestamptz,
            created_at timestamptz not null,
            changed_at timestamptz not null,
            synced_at timestamptz,
            sent jsonb,
            primary key (kind, key),
            check (status <> 'waiting' or due_at is not null));
        create index records_waiting on crm.records (kind, changed_at) where status = 'waiting' and complete and sending_epoch is null;
        create index records_payment on crm.records (payment_id) where payment_id is not null;
        create index records_customer on crm.records (customer_id) where customer_id is not null;
        create index records_crm_id on crm.records (crm_id) where crm_id is not null;
        create index records_sending on crm.records (sending_epoch) where sending_epoch is not null;
        create index records_failed on crm.records (changed_at) where status in ('failed', 'deleted');

        -- One process talks to the CRM at a time; the epoch counts who does.
        create table crm.connection (
            crm text primary key,
            epoch bigint not null default 0,
            holder uuid,
            held_until timestamptz,
            paused_until timestamptz,
            failures int not null default 0,
            failure text,
            reason text,
            changed_at timestamptz not null);

        -- What the CRM rang about: one row per record of theirs. It is fetched once for however many rings.
        create table crm.changes (
            kind text not null check (kind in ('contact', 'deal')),
            record_id text not null,
            rings bigint not null default 1,
            told_rings bigint not null default 0,
            erased boolean not null default false,
            erasure_told boolean not null default false,
            gone boolean not null default false,
            reason text,
            told_fields jsonb,
            told_modified_at timestamptz,
            due_at timestamptz,
            waiting_since timestamptz,
            rung_at timestamptz not null,
            looked_at timestamptz,
            primary key (kind, record_id));
        create index changes_due on crm.changes (kind, due_at) where due_at is not null;

        create table crm.operator_actions (
            id bigint generated always as identity primary key,
            action text not null,
            what text not null,
            asked_by text not null,
            why text not null,
            records int not null,
            at timestamptz not null);
        """;
}
