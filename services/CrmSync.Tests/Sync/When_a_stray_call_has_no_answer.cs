using Integration.CrmSync.Providers;

namespace Integration.CrmSync.Tests;

/// <summary>A process lost its lease during a call that is executed late and has no answer.</summary>
public sealed class When_a_stray_call_has_no_answer : CrmSpec
{
    protected override IEnumerable<string> Settings => ["--Crm:Sync:LeaseSeconds=5", "--Crm:Sync:LateSeconds=0"];

    [Fact]
    public async Task Should_end_with_the_newest()
    {
        var payment = Guid.NewGuid();
        var (arrived, goOn, over) = (new TaskCompletionSource(), new TaskCompletionSource(), new TaskCompletionSource());
        IReadOnlyList<CrmWrite>? stray = null;
        Crm.Before = async records =>
        {
            if (records[0].Key == payment.ToString() && arrived.TrySetResult())
            {
                stray = records;
                await goOn.Task;
            }
        };
        Crm.After = records => ReferenceEquals(records, stray) && over.TrySetResult() ? throw new CrmCallException(CrmFailureKind.Unanswered, "no answer") : Task.CompletedTask;
        await PublishAsync(Confirmed(payment));
        await arrived.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await StartAsync();
        await PublishAsync(Refunded(payment, Guid.NewGuid(), 1999));
        await Database.UntilAsync($"crm.records where key = '{payment}' and status = 'synced' and version = 2", count => count == 1);
        goOn.SetResult();
        await over.Task.WaitAsync(TimeSpan.FromSeconds(60));
        await Database.UntilAsync($"crm.records where key = '{payment}' and version > 2 and synced_version = version", count => count == 1, 20);
        Crm.Find("deals", payment.ToString())!.Fields["integration_state"].ShouldBe("refunded");
    }
}
