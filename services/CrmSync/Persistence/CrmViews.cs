namespace Integration.CrmSync.Persistence;

/// <summary>What ops see of the CRM: what it does not have yet and why, what it refuses, what stands where, and whether we get through to it.</summary>
internal static class CrmViews
{
    public const string Create =
        """
        create or replace view ops.crm_backlog as
            select r.kind, r.key, r.payment_id, r.version, r.synced_version, now() - r.waiting_since as age, r.waiting_since, r.due_at, r.tries,
                case
                    when r.status = 'forgetting' and not coalesce(c.paused_until > now(), false) then coalesce(r.reason, case when r.not_before > now() then 'an earlier call may still be executed' else 'is to be erased' end)
                    when not r.complete then 'waits for the payment''s own event'
                    when r.kind = 'entry' and (p.crm_id is null or p.status = 'deleted') then 'waits for its payment''s record, which ' ||
                        case p.status when 'deleted' then 'was deleted in the CRM' when 'failed' then 'is refused' else 'waits itself' end
                    when c.paused_until > now() then c.reason
                    when r.kind = 'payment' and p.status = 'waiting' and p.crm_id is null then 'waits for its customer''s record'
                    when r.reason is not null then r.reason
                    when r.kind = 'customer' and exists (select from crm.changes e where e.kind = 'contact' and e.record_id = r.crm_id and e.erased and e.due_at is not null)
                        then 'its contact is said to be erased, and is looked at first'
                    when r.not_before > now() then 'an earlier call may still be executed'
                    when r.sending_version is not null then 'being sent'
                    else 'waits for its batch'
                end as reason,
                case
                    when not r.complete or (r.kind = 'entry' and (p.crm_id is null or p.status = 'deleted')) or (r.kind = 'payment' and p.status = 'waiting' and p.crm_id is null and c.paused_until is null) then null
                    else greatest(r.due_at, r.not_before, c.paused_until)
                end as next_try_at
            from crm.records r
                left join crm.records p on (r.kind = 'entry' and p.kind = 'payment' and p.key = r.payment_id::text) or (r.kind = 'payment' and p.kind = 'customer' and p.key = r.customer_id)
                left join lateral (select max(paused_until) as paused_until, max(reason) as reason from crm.connection where paused_until > now()) c on true
            where r.status in ('waiting', 'forgetting');

        create or replace view ops.crm_failures as
            select kind, key, payment_id, status, version, synced_version, code, reason, tries, changed_at as since, crm_id
            from crm.records where status in ('failed', 'deleted') or (status = 'forgetting' and code is not null);

        create or replace view ops.crm_links as
            select kind, key, payment_id, customer_id, crm_id, status, version, synced_version, synced_at from crm.records where crm_id is not null;

        create or replace view ops.crm_connection as
            select c.crm, c.holder, c.held_until, c.epoch, c.paused_until, c.failures, c.failure, c.reason, c.changed_at,
                (select count(*) from crm.records where status in ('waiting', 'forgetting')) as waiting,
                (select now() - min(r.waiting_since) from crm.records r where r.status in ('waiting', 'forgetting') and r.complete and (r.kind <> 'entry' or exists (select from crm.records p where p.kind = 'payment' and p.key = r.payment_id::text and p.crm_id is not null and p.status <> 'deleted'))) as oldest_waits,
                (select count(*) from crm.records where status in ('failed', 'deleted') or (status = 'forgetting' and code is not null)) as failed
            from crm.connection c;

        create or replace view ops.crm_changes as
            select kind, record_id, rings, rings - told_rings as open_rings, case when due_at is not null then now() - waiting_since end as age, due_at, reason, erased, gone, told_modified_at, rung_at, looked_at
            from crm.changes;

        create or replace view ops.crm_actions as
            select action, what, asked_by, why, records, at from crm.operator_actions;
        """;

    /// <summary>Who is forgotten, or is to be; and how far a CRM that does not ring was asked.</summary>
    public const string CreateMore =
        """
        create view ops.crm_forgotten as
            select key as customer_id, status = 'forgotten' as done, case when status = 'forgotten' then changed_at else waiting_since end as since, reason from crm.records where status in ('forgetting', 'forgotten');

        create view ops.crm_polls as
            select kind, began_at, read_until, polled_at, now() - polled_at as age, reason from crm.polls;
        """;
}
