namespace Integration.GatewaySandbox.Tests.PayPal;

public sealed class When_PayPal_is_disturbed
{
    [Fact]
    public async Task Should_be_up_while_Stripe_has_its_outage_and_the_other_way_round()
    {
        await using var stripeDown = await Sandbox.StartAsync("Profile=outage", "Outage:FirstAfterSeconds=0", "Outage:ForSeconds=3600");
        await Should.ThrowAsync<Exception>(stripeDown.CreateAsync());
        (await new PayPalCaller(stripeDown).PaidAsync()).CaptureState.ShouldBe("COMPLETED");

        await using var paypalDown = await Sandbox.StartAsync("PayPal:Profile=outage", "PayPal:Outage:FirstAfterSeconds=0", "PayPal:Outage:ForSeconds=3600");
        (await paypalDown.CreateAsync()).Status.ShouldBe("requires_confirmation");
        var refused = 0;
        for (var i = 0; i < 3; i++)
        {
            try
            {
                refused += (await new PayPalCaller(paypalDown).TokenAsync()).Status == 503 ? 1 : 0;
            }
            catch (HttpRequestException)
            {
                refused++;
            }
        }

        refused.ShouldBe(3);
    }

    [Fact]
    public async Task Should_go_wrong_by_itself_in_the_same_way_under_the_same_seed()
    {
        var first = await FaultsAsync(7);
        first.Count(f => f is not null).ShouldBeGreaterThan(5);
        (await FaultsAsync(7)).ShouldBe(first);
        (await FaultsAsync(8)).ShouldNotBe(first);
    }

    [Fact]
    public async Task Should_disturb_the_token_s_endpoint_too()
    {
        await using var sandbox = await Sandbox.StartAsync();
        var paypal = new PayPalCaller(sandbox);
        await sandbox.FaultAsync("paypal.token", "rate_limited");
        (await paypal.TokenAsync()).ShouldSatisfyAllConditions(r => r.Status.ShouldBe(429), r => r.Body.GetProperty("name").GetString().ShouldBe("RATE_LIMIT_REACHED"));
        await sandbox.FaultAsync("paypal.token", "not_executed_500");
        (await paypal.TokenAsync()).Status.ShouldBe(500);
        await sandbox.FaultAsync("paypal.token", "connection_reset_after");
        await Should.ThrowAsync<HttpRequestException>(paypal.TokenAsync());
        (await paypal.TokenAsync()).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Should_leave_Stripe_alone_when_only_PayPal_is_meant()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.FaultAsync("paypal.*", "rate_limited");
        (await sandbox.CreateAsync()).Status.ShouldBe("requires_confirmation");
        (await new PayPalCaller(sandbox).TokenAsync()).Status.ShouldBe(429);
    }

    /// <summary>What calls with fixed keys met, in their order.</summary>
    private static async Task<List<string?>> FaultsAsync(int seed)
    {
        await using var sandbox = await Sandbox.StartAsync("PayPal:Profile=nasty", $"Seed={seed}", "SlowMilliseconds=1", "HoldMilliseconds=1");
        for (var i = 0; i < 40; i++)
        {
            // Unauthorized calls meet their faults all the same.
            using var request = new HttpRequestMessage(HttpMethod.Post, "/v2/checkout/orders") { Headers = { { "PayPal-Request-Id", $"key-{i}" } } };
            try
            {
                using var answer = await sandbox.Http.SendAsync(request);
            }
            catch (HttpRequestException)
            {
                // Cut, as the seed wants it; the log says so.
            }
        }

        return [.. (await sandbox.LogAsync("paypal.create")).Select(e => e.GetProperty("fault").GetString())];
    }
}
