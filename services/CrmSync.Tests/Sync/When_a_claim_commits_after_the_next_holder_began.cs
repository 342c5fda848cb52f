namespace Integration.CrmSync.Tests;

/// <summary>The claim of the process before was still under way when another took over what had been claimed.</summary>
public sealed class When_a_claim_commits_after_the_next_holder_began : CrmSpec
{
    protected override IEnumerable<string> Settings => ["--Crm:Sync:LeaseSeconds=5", "--Crm:Sync:LateSeconds=0"];

    [Fact]
    public async Task Should_send_what_it_had_claimed()
    {
        await Database.UntilAsync("crm.connection where epoch = 1", count => count == 1);
        await Database.ExecuteAsync("update crm.connection set paused_until = now() + interval '1 hour'");
        var payment = Guid.NewGuid();
        await PublishAsync(Confirmed(payment));
        await Database.UntilAsync("ops.crm_backlog", count => count == 2);
        await using (var connection = await Database.Source.OpenConnectionAsync())
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await using var claim = connection.CreateCommand();
            claim.CommandText = "update crm.records set sending_version = version, sending_epoch = 1, sent_at = now() where kind = 'payment' and exists (select from crm.connection where epoch = 1 and held_until > now())";
            (await claim.ExecuteNonQueryAsync()).ShouldBe(1);
            // The lease is given back, as at the end of a process, and taken.
            await Database.ExecuteAsync("update crm.connection set holder = gen_random_uuid(), held_until = now()");
            await Database.UntilAsync("crm.connection where epoch = 2", count => count == 1);
            await Database.UntilAsync("pg_stat_activity where state = 'active' and datname = current_database() and pid <> pg_backend_pid()", count => count == 0);
            await transaction.CommitAsync();
        }

        await Database.ExecuteAsync("update crm.connection set paused_until = null");
        await Database.UntilAsync("ops.crm_backlog", count => count == 0, 30);
    }
}
