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
