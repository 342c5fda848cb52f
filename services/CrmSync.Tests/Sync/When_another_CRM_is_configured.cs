using Integration.CrmSync.Sync;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.CrmSync.Tests;

/// <summary>The ids of one CRM mean nothing to another.</summary>
public sealed class When_another_CRM_is_configured : CrmSpec
{
    [Fact]
    public async Task Should_send_nothing_and_say_why()
    {
        await Database.UntilAsync("crm.connection where epoch = 1", count => count == 1);
        await Database.ExecuteAsync("update crm.connection set crm = 'before'");
        await PublishAsync(Confirmed(Guid.NewGuid()));
        await Database.UntilAsync("ops.crm_backlog", count => count == 2);
        (await Should.ThrowAsync<InvalidOperationException>(
            () => Services.GetRequiredService<ConnectionStore>().HoldAsync("book", TimeSpan.FromSeconds(5), TimeSpan.Zero, CancellationToken.None))).Message.ShouldContain("stand in before");
        Crm.Calls.ShouldBeEmpty();
    }
}
