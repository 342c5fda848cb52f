namespace Integration.CrmSync.Tests;

/// <summary>A claim of the CRM before is left, and that of the new one counts its epochs from the beginning.</summary>
public sealed class When_another_CRM_is_configured : CrmSpec
{
    [Fact]
    public async Task Should_send_what_the_one_before_had_under_way()
    {
        await Database.UntilAsync("crm.connection where epoch = 1", count => count == 1);
        await Database.ExecuteAsync(
            """
            insert into crm.connection (crm, epoch, holder, held_until, changed_at) values ('before', 7, gen_random_uuid(), now() - interval '1 hour', now());
            insert into crm.records (kind, key, customer_id, complete, due_at, waiting_since, created_at, changed_at, sending_version, sending_epoch, sent_at)
                values ('customer', 'customer-1', 'customer-1', true, now(), now(), now(), now(), 1, 7, now() - interval '1 hour');
            """);
        var payment = Guid.NewGuid();
        await PublishAsync(Confirmed(payment));
        await Database.UntilAsync("crm.connection where crm = 'book' and held_until > now()", count => count == 1);
        await StartAsync();
        await Database.UntilAsync("ops.crm_backlog", count => count == 0, 20);
    }
}
