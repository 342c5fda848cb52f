using System.Net;
using Stripe;

namespace Integration.GatewaySandbox.Tests;

public sealed class When_a_refund_meets_a_fault
{
    [Theory]
    [InlineData("executed_then_timeout", true, true)]
    [InlineData("executed_then_500", true, false)]
    [InlineData("connection_reset_after", true, true)]
    [InlineData("not_executed_500", false, false)]
    [InlineData("not_executed_503", false, true)]
    [InlineData("rate_limited", false, true)]
    [InlineData("lock_timeout", false, true)]
    [InlineData("connection_reset_before", false, true)]
    [InlineData("slow", true, true)]
    public async Task Should_be_found_in_the_list_exactly_when_it_was_executed(string fault, bool executed, bool repeatable)
    {
        await using var sandbox = await Sandbox.StartAsync("HoldMilliseconds=50", "SlowMilliseconds=50");
        var paid = await sandbox.PaidAsync(payment: "payment-1");
        await sandbox.FaultAsync("refund", fault, match: "payment-1");
        await TryAsync();
        var found = (await sandbox.Refunds().ListAsync(new RefundListOptions { PaymentIntent = paid.Id })).Data;
        found.Count(r => r.Metadata["integration_refund_id"] == "refund-1").ShouldBe(executed ? 1 : 0);

        (await TryAsync()).ShouldBe(repeatable);
        (await sandbox.LineAsync(paid.Id)).Number("refunded").ShouldBe(executed || repeatable ? 500 : 0);

        async Task<bool> TryAsync()
        {
            try
            {
                await sandbox.RefundAsync(paid.Id, 500, "k", new() { ["integration_refund_id"] = "refund-1" });
                return true;
            }
            catch (Exception failure) when (failure is StripeException or HttpRequestException)
            {
                return false;
            }
        }
    }

    [Fact]
    public async Task Should_disturb_looking_as_well()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paid = await sandbox.PaidAsync();
        var refund = await sandbox.RefundAsync(paid.Id, metadata: new() { ["integration_refund_id"] = "refund-1" });
        await sandbox.FaultAsync("retrieve_refund", "not_executed_503", match: "refund-1");
        (await sandbox.Refunds().GetAsync(refund.Id).RefusedAsync()).HttpStatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        await sandbox.FaultAsync("list_refunds", "rate_limited", match: paid.Id);
        (await sandbox.Refunds().ListAsync(new RefundListOptions { PaymentIntent = paid.Id }).RefusedAsync()).HttpStatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        await sandbox.FaultAsync("list_refunds", "connection_reset_before");
        await Should.ThrowAsync<HttpRequestException>(sandbox.Refunds().ListAsync());
        (await sandbox.Refunds().GetAsync(refund.Id)).Id.ShouldBe(refund.Id);
    }

    [Fact]
    public async Task Should_meet_the_same_faults_in_every_run_of_a_seed()
    {
        var (first, second, other) = (await RunAsync(7), await RunAsync(7), await RunAsync(8));
        second.ShouldBe(first);
        other.ShouldNotBe(first);
        first.Distinct().Count().ShouldBeGreaterThan(4);
    }

    [Fact]
    public async Task Should_lose_or_double_the_events_of_what_happens_later()
    {
        await using var endpoint = await EventsEndpoint.StartAsync();
        await using var sandbox = await Sandbox.StartAsync([.. endpoint.Settings, "LaterMilliseconds=100"]);
        await sandbox.FaultAsync("later", "webhook_twin");
        await sandbox.RefundAsync((await sandbox.PaidAsync("pm_card_pendingRefund")).Id);
        var (one, two) = (await endpoint.NextAsync("refund.updated"), await endpoint.NextAsync("refund.updated"));
        one.Id.ShouldNotBe(two.Id);
    }

    private static async Task<List<string?>> RunAsync(int seed)
    {
        await using var sandbox = await Sandbox.StartAsync("Profile=nasty", $"Seed={seed}", "SlowMilliseconds=1", "HoldMilliseconds=1");
        for (var i = 0; i < 60; i++)
        {
            // The intent does not exist: which fault a call meets is decided before that is known.
            await Should.ThrowAsync<Exception>(sandbox.RefundAsync("pi_none", 1, "k" + i));
        }

        return [.. (await sandbox.LogAsync("refund")).Select(e => e.GetProperty("fault").GetString())];
    }
}
