using Integration.Contracts.Crm;
using Integration.CrmSync.Commands;

namespace Integration.CrmSync.Tests;

/// <summary>One bad record keeps no other from the CRM, and waits in the open.</summary>
public sealed class When_a_record_is_refused : CrmSpec
{
    protected override IEnumerable<string> Settings => ["--Crm:Sync:MaxTries=3"];

    [Fact]
    public async Task Should_send_the_others_and_set_it_aside_with_the_reason()
    {
        var (good, bad) = (Guid.NewGuid(), Guid.NewGuid());
        Crm.Refused[bad.ToString()] = ("INVALID_OPTION", false);
        await PublishAsync(Confirmed(good), Confirmed(bad));
        await SettledAsync(3);

        Crm.Find("deals", good.ToString()).ShouldNotBeNull();
        (await Database.CountAsync($"ops.crm_failures where key = '{bad}' and code = 'INVALID_OPTION' and reason = 'the book does not like it'")).ShouldBe(1);
        var failed = await ToldAsync<CrmSyncFailed>();
        (failed.Key, failed.Code, failed.PaymentId).ShouldBe((bad.ToString(), "INVALID_OPTION", bad));
        failed.Advice.ShouldContain($"crm retry --kind payment --key {bad}");

        // A person corrects it and asks.
        Crm.Refused.Clear();
        (await CrmCommand.RunAsync(Services, ["retry", "--key", bad.ToString(), "--by", "ops@example.com", "--why", "the stage exists now"], TextWriter.Null)).ShouldBe(0);
        await SettledAsync(3);
        Crm.Find("deals", bad.ToString()).ShouldNotBeNull();
        (await Database.CountAsync("ops.crm_actions where action = 'retry' and asked_by = 'ops@example.com' and records = 1")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_try_it_anew_when_it_changes()
    {
        var (payment, refund) = (Guid.NewGuid(), Guid.NewGuid());
        Crm.Refused[payment.ToString()] = ("INVALID_OPTION", false);
        await PublishAsync(Confirmed(payment));
        await Database.UntilAsync("ops.crm_failures", count => count == 1);

        Crm.Refused.Clear();
        await PublishAsync(Refunded(payment, refund, 1999));
        await SettledAsync(3);
        Crm.Find("deals", payment.ToString())!.Fields["integration_state"].ShouldBe("refunded");
        Crm.Find("notes", $"refund:{refund}").ShouldNotBeNull();
    }

    [Fact]
    public async Task Should_repeat_what_is_refused_only_for_the_moment_and_give_up_in_the_open()
    {
        var payment = Guid.NewGuid();
        Crm.Refused[payment.ToString()] = ("UNABLE_TO_LOCK_ROW", true);
        await PublishAsync(Confirmed(payment));
        await Database.UntilAsync("ops.crm_failures where code = 'UNABLE_TO_LOCK_ROW' and tries = 3", count => count == 1);
        Crm.Calls.Count(c => c.Type == "deals").ShouldBe(3);
    }

    [Fact]
    public async Task Should_link_payments_to_a_customer_that_came_late()
    {
        var payment = Guid.NewGuid();
        Crm.Refused["customer-1"] = ("INVALID_EMAIL", false);
        await PublishAsync(Confirmed(payment));
        await SettledAsync(2);
        Crm.Find("deals", payment.ToString())!.Parents.ShouldBeEmpty();

        Crm.Refused.Clear();
        await CrmCommand.RunAsync(Services, ["retry", "--kind", "customer", "--by", "ops@example.com", "--why", "corrected"], TextWriter.Null);
        await SettledAsync(2);
        Crm.Find("deals", payment.ToString())!.Parents.ShouldBe(["customer-1"]);
    }
}
