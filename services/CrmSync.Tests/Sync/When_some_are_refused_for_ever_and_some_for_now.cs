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
}
