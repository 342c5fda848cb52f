namespace Integration.CrmSync.Tests;

/// <summary>Both in one answer.</summary>
public sealed class When_some_are_refused_for_ever_and_some_for_now : CrmSpec
{
    protected override IEnumerable<string> Settings => ["--Crm:Sync:MaxTries=3"];

    [Fact]
    public async Task Should_set_both_aside_in_the_end()
    {
        var payments = Enumerable.Range(0, 6).Select(_ => Guid.NewGuid()).ToList();
        foreach (var (payment, i) in payments.Select((p, i) => (p, i)))
        {
            Crm.Refused[payment.ToString()] = ($"CODE_{i}", i % 2 == 0);
        }

        await PublishAsync(payments.Select(p => (object)Confirmed(p)));
        await Database.UntilAsync("ops.crm_failures", count => count == 6, 40);
    }

    [Fact]
    public async Task Should_have_all_its_tries_again_when_it_changes()
    {
        var payment = Guid.NewGuid();
        Crm.Refused[payment.ToString()] = ("UNABLE_TO_LOCK_ROW", true);
        await PublishAsync(Confirmed(payment));
        await Database.UntilAsync("ops.crm_failures", count => count == 1);
        await PublishAsync(Refunded(payment, Guid.NewGuid(), 500));
        await Database.UntilAsync($"ops.crm_failures where key = '{payment}' and version = 2", count => count == 1);
        Crm.Calls.Count(c => c.Type == "deals").ShouldBe(6);
    }
}
