using Integration.CrmSync.Providers;

namespace Integration.CrmSync.Tests;

/// <summary>One talks to the CRM. When it stands still for longer than its lease, another takes over, and what the first still sends does not stay.</summary>
public sealed class When_two_processes_run : CrmSpec
{
    protected override IEnumerable<string> Settings => ["--Crm:Sync:LeaseSeconds=5", "--Crm:Sync:LateSeconds=0"];

    [Fact]
    public async Task Should_end_with_the_newest_although_an_older_one_arrives_last()
    {
        var (payment, refund) = (Guid.NewGuid(), Guid.NewGuid());
        var (arrived, goOn) = (new TaskCompletionSource(), new TaskCompletionSource());
        Crm.Before = async records =>
        {
            if (records[0].Key == payment.ToString() && arrived.TrySetResult())
            {
                await goOn.Task;        // whatever the caller waits for
            }
        };
        await PublishAsync(Confirmed(payment));
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await StartAsync();
        await PublishAsync(Refunded(payment, refund, 1999));
        await Database.UntilAsync("crm.connection where epoch = 2", count => count == 1);
        await Database.UntilAsync($"crm.records where key = '{payment}' and status = 'synced' and version = 2", count => count == 1);
        Crm.Find("deals", payment.ToString())!.Fields["integration_state"].ShouldBe("refunded");

        goOn.SetResult();
        await Database.UntilAsync($"crm.records where key = '{payment}' and version > 2 and synced_version = version", count => count == 1);
        Crm.Find("deals", payment.ToString())!.Fields["integration_state"].ShouldBe("refunded");
    }
}
