using Integration.CrmSync.Commands;

namespace Integration.CrmSync.Tests;

/// <summary>A field that the CRM does not have is the mapping's fault, and no record is set aside for it.</summary>
public sealed class When_the_mapping_does_not_fit : CrmSpec
{
    public override async Task InitializeAsync()
    {
        Crm.Missing.Add("integration_dispute");
        await base.InitializeAsync();
    }

    [Fact]
    public async Task Should_send_nothing_and_say_which_field()
    {
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await Database.UntilAsync("ops.crm_backlog where reason like 'the mapping does not fit: deals.integration_dispute: there is no such field%'", count => count == 2);
        Crm.Calls.ShouldBeEmpty();
        var said = new StringWriter();
        (await CrmCommand.RunAsync(Services, ["check"], said)).ShouldBe(1);
        said.ToString().ShouldContain("deals.integration_dispute: there is no such field");

        Crm.Missing.Clear();
        await SettledAsync(2);
        Crm.Calls.Count.ShouldBe(2);
    }
}

/// <summary>The field by which payments belong to their customers is one that the CRM does not have.</summary>
public sealed class When_a_relationship_is_missing : CrmSpec
{
    protected override IEnumerable<string> Settings => ["--Crm:Mapping:Payment:Relation=buyer"];

    [Fact]
    public async Task Should_send_nothing_and_say_which_field()
    {
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await Database.UntilAsync("ops.crm_backlog where reason like 'the mapping does not fit: deals.buyer: there is no such field%'", count => count == 2);
        Crm.Calls.ShouldBeEmpty();
        Crm.Extra.Add("buyer");
        await SettledAsync(2);
    }
}

/// <summary>A field is removed between two looks at the mapping.</summary>
public sealed class When_a_field_is_removed : CrmSpec
{
    [Fact]
    public async Task Should_set_no_record_aside_and_send_nothing_until_it_is_back()
    {
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await SettledAsync(2);
        Crm.Missing.Add("integration_dispute");
        await PublishAsync(Confirmed(Guid.NewGuid()), Confirmed(Guid.NewGuid()));
        await Database.UntilAsync("ops.crm_connection where reason like 'the mapping does not fit: deals.integration_dispute: there is no such field%'", count => count == 1);
        var calls = Crm.Calls.Count;
        await Database.UntilAsync("ops.crm_connection where failures > 2", count => count == 1);
        (await Database.CountAsync("ops.crm_failures")).ShouldBe(0);
        Crm.Calls.Count.ShouldBe(calls, "the mapping is looked at before anything is sent");

        Crm.Missing.Clear();
        await SettledAsync(4);
        (await Database.CountAsync("crm.records where status = 'synced'")).ShouldBe(4);
    }

    [Fact]
    public async Task Should_keep_what_was_written_in_the_same_call()
    {
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await SettledAsync(2);
        await Database.ExecuteAsync("update crm.connection set paused_until = now() + interval '1 hour'");
        var (written, doubtful) = (Guid.NewGuid(), Guid.NewGuid());
        Crm.Locked[doubtful.ToString()] = "INVALID_FIELD";
        Crm.Missing.Add("integration_payment_id");
        await PublishAsync(Confirmed(written), Confirmed(doubtful));
        await Database.UntilAsync("ops.crm_backlog", count => count == 2);
        await Database.UntilAsync("crm.records where status = 'waiting' and due_at < now() - interval '0.2 seconds'", count => count == 2);
        await Database.ExecuteAsync("update crm.connection set paused_until = null");
        await Database.UntilAsync("ops.crm_connection where reason like 'the mapping does not fit: deals.integration_payment_id%'", count => count == 1);
        (await Database.CountAsync($"crm.records where key = '{written}' and status = 'synced'")).ShouldBe(1);
        (await Database.CountAsync($"crm.records where key = '{doubtful}' and status = 'waiting'")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_set_aside_what_the_CRM_refuses_although_it_describes_the_field()
    {
        var payment = Guid.NewGuid();
        Crm.Locked[payment.ToString()] = "READ_ONLY_VALUE";
        await PublishAsync(Confirmed(payment), Confirmed(Guid.NewGuid()));
        await Database.UntilAsync($"ops.crm_failures where key = '{payment}' and code = 'READ_ONLY_VALUE'", count => count == 1);
        await Database.UntilAsync("crm.records where status = 'synced'", count => count == 2);
    }
}
