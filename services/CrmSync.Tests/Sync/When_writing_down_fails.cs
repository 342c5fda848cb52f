namespace Integration.CrmSync.Tests;

/// <summary>The CRM took a batch, and PostgreSQL does not keep that at once.</summary>
public sealed class When_writing_down_fails : CrmSpec
{
    protected override IEnumerable<string> Settings => ["--Crm:Sync:LeaseSeconds=5", "--Crm:Sync:LateSeconds=0"];

    [Fact]
    public async Task Should_send_it_again_in_the_same_process()
    {
        var failed = new TaskCompletionSource();
        Crm.Before = async records =>
        {
            if (Crm.Calls.Count == 1)
            {
                await Database.ExecuteAsync(
                    """
                    create sequence crm.fails;
                    create function crm.fail() returns trigger language plpgsql as $$ begin if nextval('crm.fails') = 1 then raise exception 'out of order'; end if; return new; end $$;
                    create trigger fails before update on crm.records for each row when (new.synced_version > old.synced_version) execute function crm.fail();
                    """);
                failed.SetResult();
            }
        };
        var payment = Guid.NewGuid();
        await PublishAsync(Confirmed(payment));
        await failed.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await Database.UntilAsync("ops.crm_backlog", count => count == 0, 40);
        Crm.Find("deals", payment.ToString()).ShouldNotBeNull();
    }
}
