using Integration.CrmSync.Commands;
using Integration.CrmSync.Providers;

namespace Integration.CrmSync.Tests;

/// <summary>Nobody knows what became of the call; it may be executed later.</summary>
public sealed class When_a_call_has_no_answer : CrmSpec
{
    protected override IEnumerable<string> Settings => ["--Crm:Sync:LateSeconds=300"];

    [Fact]
    public async Task Should_not_send_a_newer_version_before_it_is_surely_over_although_it_changes()
    {
        var payment = await UnansweredAsync();
        await PublishAsync(Refunded(payment, Guid.NewGuid(), 1999));
        await Database.UntilAsync($"crm.records where key = '{payment}' and version = 2", count => count == 1);
        (await Database.CountAsync($"ops.crm_backlog where key = '{payment}' and next_try_at > now() + interval '200 seconds'")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_not_send_a_newer_version_before_it_is_surely_over_although_a_person_asks()
    {
        var payment = await UnansweredAsync();
        await CrmCommand.RunAsync(Services, ["resync", "--payment", payment.ToString(), "--by", "ops@example.com", "--why", "it hangs"], TextWriter.Null);
        (await Database.CountAsync($"ops.crm_backlog where key = '{payment}' and next_try_at > now() + interval '200 seconds'")).ShouldBe(1);
    }

    private async Task<Guid> UnansweredAsync()
    {
        var payment = Guid.NewGuid();
        Crm.Before = records => records[0].Key == payment.ToString() ? throw new CrmCallException(CrmFailureKind.Unanswered, "no answer") : Task.CompletedTask;
        await PublishAsync(Confirmed(payment));
        await Database.UntilAsync($"crm.records where key = '{payment}' and sending_epoch is null and not_before > now() + interval '200 seconds'", count => count == 1);
        return payment;
    }
}

/// <summary>One record makes every call that carries it time out.</summary>
public sealed class When_one_record_takes_the_CRM_too_long : CrmSpec
{
    protected override IEnumerable<string> Settings => ["--Crm:Sync:LateSeconds=0", "--Crm:Sync:MaxPauseSeconds=1"];

    [Fact]
    public async Task Should_send_the_others()
    {
        var payments = Enumerable.Range(0, 10).Select(_ => Guid.NewGuid()).ToList();
        Crm.Before = records => records.Any(r => r.Key == payments[4].ToString()) ? throw new CrmCallException(CrmFailureKind.Unanswered, "no answer") : Task.CompletedTask;
        await PublishAsync(payments.Select(p => (object)Confirmed(p)));
        await Database.UntilAsync("crm.records where kind = 'payment' and status = 'synced'", count => count == 9, 40);
    }
}
