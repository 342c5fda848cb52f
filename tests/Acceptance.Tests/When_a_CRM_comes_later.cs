using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.Contracts.Payments;
using Integration.CrmSync;
using Integration.CrmSync.Commands;
using Integration.Hosting.Startup;
using Integration.Persistence.Tests;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.Acceptance;

/// <summary>Payments that ended before there was a CRM, and <c>crm backfill</c>.</summary>
public sealed class When_a_CRM_comes_later(World world) : PaymentSpec(world)
{
    private readonly StringWriter _said = new();

    [Fact]
    public async Task Should_take_up_the_facts_that_the_events_told()
    {
        var (paid, disputed, appealed, declined, stopped) = (await ConfirmedAsync(), await ConfirmedAsync(), await ConfirmedAsync(), World.Payment("pm_card_visa_chargeDeclined"), World.Payment());
        await RefundAsync(paid, 500, "Succeeded");
        await World.RefundByHandAsync(paid, 300);
        await World.Heard.UntilAsync<RefundMadeElsewhere>(e => e.PaymentId == paid);
        await RefundAsync(paid, 1500, "Refused");
        await LoseDisputeAsync(disputed);
        await DisputeTwiceAndAppealAsync(appealed);
        await World.FaultAsync(stopped.PaymentId, "create", "not_executed_503", 1000);
        await World.PublishAsync(declined);
        await World.PublishAsync(stopped);
        await World.PublishAsync(new CancelPayment { PaymentId = stopped.PaymentId, Reason = "changed my mind" });
        await World.StateIsAsync(declined.PaymentId, "Failed");
        await World.StateIsAsync(stopped.PaymentId, "Canceled");
        await World.Heard.UntilAsync<PaymentFailed>(e => e.PaymentId == declined.PaymentId);
        await World.Heard.UntilAsync<PaymentCanceled>(e => e.PaymentId == stopped.PaymentId);
        Guid[] payments = [paid, disputed, appealed, declined.PaymentId, stopped.PaymentId];

        await using var late = Build(World.Database.ConnectionString);
        await ServiceRunner.MigrateOwnedAsync(late);
        (await BackfillAsync(late)).ShouldBe(0, _said.ToString());
        var kept = await FactsAsync(World.Database, payments);
        kept.Split('\n').Length.ShouldBe(11);
        kept.ShouldBe(await ToldAsync(payments));

        await CrmCommand.RunAsync(late.Services, ["show", "--payment", paid.ToString()], _said);
        _said.ToString().ShouldContain("refund");
        var versions = await VersionsAsync(payments);
        (await BackfillAsync(late)).ShouldBe(0);
        (await VersionsAsync(payments)).ShouldBe(versions, "what is known already is not sent again");
        (await World.Database.CountAsync("ops.crm_actions where action = 'backfill' and asked_by = 'ops' and records >= 4")).ShouldBe(2);
    }

    /// <summary>The facts that a service keeps which heard the events, in a database of its own.</summary>
    private async Task<string> ToldAsync(Guid[] payments)
    {
        var events = World.Heard.Of<object>(e => payments.Contains(PaymentOf(e)));
        var database = new TestDatabase();
        await database.CreateAsync();
        try
        {
            await using var there = Build(database.ConnectionString);
            await ServiceRunner.MigrateOwnedAsync(there);
            await there.StartAsync();
            await there.Services.GetRequiredService<IBus>().PublishBatch(events);
            await database.UntilAsync("messaging.inbox", n => n >= events.Count);
            await there.StopAsync();
            return await FactsAsync(database, payments);
        }
        finally
        {
            await database.DisposeAsync();
        }
    }

    private static Guid PaymentOf(object e) => e switch
    {
        PaymentConfirmed x => x.PaymentId,
        PaymentFailed x => x.PaymentId,
        PaymentCanceled x => x.PaymentId,
        RefundPending x => x.PaymentId,
        RefundSucceeded x => x.PaymentId,
        RefundFailed x => x.PaymentId,
        RefundMadeElsewhere x => x.PaymentId,
        PaymentDisputed x => x.PaymentId,
        DisputeClosed x => x.PaymentId,
        _ => Guid.Empty,
    };

    /// <summary>Without what no view keeps; a row has its times in microseconds, an event a digit more.</summary>
    private static Task<string> FactsAsync(TestDatabase database, Guid[] payments) => database.TextAsync(
        $$"""
        select string_agg(concat_ws(' ', payment_id, kind, reference, stage,
                body - 'at' - case when kind = 'dispute' then '{amountMinor,currency}'::text[] when body ->> 'state' = 'canceled' then '{reason}'::text[] else '{}'::text[] end,
                case when kind <> 'refund_elsewhere' then (substring(body ->> 'at' from '^[^.+Z]+(?:[.][0-9]{1,6})?') || 'Z')::timestamptz end), E'\n' order by payment_id, kind, reference)
        from crm.facts where payment_id in ({{Listed(payments)}})
        """);

    private static WebApplication Build(string connection) => CrmService.Build(
    [
        "--urls=http://127.0.0.1:0", "--Messaging:Transport=InMemory", $"--ConnectionStrings:Integration={connection};Maximum Pool Size=20", "--Logging:LogLevel:Default=None",
        "--Crm:Provider=HubSpot", "--ExternalApis:crm:Auth:ApiKey:Key=pat-nobody", "--ExternalApis:crm:BaseAddress=http://127.0.0.1:1",
    ]);

    private Task<int> BackfillAsync(WebApplication late) => CrmCommand.RunAsync(
        late.Services, ["backfill", "--from", $"{World.Started:O}", "--until", $"{World.Started.AddDays(1):O}", "--by", "ops", "--why", "the CRM is new"], _said);

    private Task<string> VersionsAsync(Guid[] payments) => World.Database.TextAsync($"select sum(version)::text from crm.records where payment_id in ({Listed(payments)})");

    private static string Listed(IEnumerable<Guid> payments) => string.Join(", ", payments.Select(p => $"'{p}'"));

    private async Task<Guid> ConfirmedAsync()
    {
        var payment = World.Payment();
        await World.PublishAsync(payment);
        await World.StateIsAsync(payment.PaymentId, "Confirmed");
        return payment.PaymentId;
    }

    private async Task RefundAsync(Guid payment, long amount, string end)
    {
        var refund = new RefundPayment { RefundId = Guid.NewGuid(), PaymentId = payment, AmountMinor = amount, Reason = "returned goods" };
        await World.PublishAsync(refund);
        await World.RefundIsAsync(refund.RefundId, end);
    }

    private async Task LoseDisputeAsync(Guid payment)
    {
        var dispute = await OpenDisputeAsync(payment, new() { ["intent"] = (await World.LinesAsync(payment)).Single().Id });
        await DecideAsync(dispute, "lost");
        await World.Heard.UntilAsync<DisputeClosed>(e => e.PaymentId == payment);
    }

    /// <summary>One is won; of the other the decision is appealed, and it is open.</summary>
    private async Task DisputeTwiceAndAppealAsync(Guid payment)
    {
        var intent = (await World.LinesAsync(payment)).Single().Id;
        var first = await OpenDisputeAsync(payment, new() { ["intent"] = intent, ["amount"] = 500 });
        var second = await OpenDisputeAsync(payment, new() { ["intent"] = intent, ["amount"] = 700, ["again"] = true });
        await World.Heard.UntilAsync<PaymentDisputed>(e => e.PaymentId == payment, 2);
        await DecideAsync(first, "won");
        await World.Heard.UntilAsync<DisputeClosed>(e => e.PaymentId == payment);
        await DecideAsync(second, "lost");
        await World.Heard.UntilAsync<DisputeClosed>(e => e.PaymentId == payment, 2);
        await DecideAsync(second, "appeal");
        (await World.Heard.UntilAsync<PaymentDisputed>(e => e.PaymentId == payment, 3)).Count(e => e.Reopened).ShouldBe(1);
    }

    private async Task<string> OpenDisputeAsync(Guid payment, JsonObject body)
    {
        using var answer = await World.Gateway.PostAsJsonAsync("/sandbox/disputes", body);
        var dispute = (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
        await World.StateIsAsync(payment, "Disputed");
        return dispute;
    }

    private Task DecideAsync(string dispute, string outcome) => World.AtGatewayAsync($"/sandbox/disputes/{dispute}", new { outcome });
}
