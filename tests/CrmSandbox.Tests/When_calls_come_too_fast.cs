using System.Net;
using Microsoft.Extensions.Time.Testing;

namespace Integration.CrmSandbox.Tests;

public sealed class When_calls_come_too_fast
{
    private static readonly DateTimeOffset Start = new(2026, 11, 30, 9, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Should_refuse_those_above_HubSpot_s_limit_and_count_them()
    {
        var clock = new FakeTimeProvider(Start);
        await using var sandbox = await Sandbox.StartAsync(clock);
        for (var i = 0; i < 190; i++)
        {
            (await ReadAsync(sandbox)).ShouldBe(HttpStatusCode.OK).Header("X-HubSpot-RateLimit-Remaining").ShouldBe($"{189 - i}");
        }

        clock.Advance(TimeSpan.FromMilliseconds(9_999));
        var refused = (await ReadAsync(sandbox)).ShouldBe(HttpStatusCode.TooManyRequests);
        refused["policyName"].GetString().ShouldBe("TEN_SECONDLY_ROLLING");
        refused["message"].GetString().ShouldBe("You have reached your ten_secondly_rolling limit.");
        refused.Header("X-HubSpot-RateLimit-Max").ShouldBe("190");
        refused.Header("X-HubSpot-RateLimit-Interval-Milliseconds").ShouldBe("10000");
        clock.Advance(TimeSpan.FromMilliseconds(1));
        (await ReadAsync(sandbox)).ShouldBe(HttpStatusCode.OK);
        var pressure = (await sandbox.CallsAsync()).GetProperty("hubspot");
        pressure.GetProperty("rateViolations").GetInt64().ShouldBe(1);
        pressure.GetProperty("biggestBurst").GetInt32().ShouldBe(191);
        pressure.GetProperty("calls").GetInt64().ShouldBe(192);
        (await sandbox.CountAsync("/crm/v3/properties/deals", "429")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_roll_the_window()
    {
        var clock = new FakeTimeProvider(Start);
        await using var sandbox = await Sandbox.StartAsync(clock, "HubSpot:RateLimit=2", "HubSpot:RateWindowMilliseconds=1000");
        (await ReadAsync(sandbox)).ShouldBe(HttpStatusCode.OK);
        clock.Advance(TimeSpan.FromMilliseconds(600));
        (await ReadAsync(sandbox)).ShouldBe(HttpStatusCode.OK);
        (await ReadAsync(sandbox)).ShouldBe(HttpStatusCode.TooManyRequests);
        clock.Advance(TimeSpan.FromMilliseconds(400));
        (await ReadAsync(sandbox)).ShouldBe(HttpStatusCode.OK, "the first call has left the window");
        (await ReadAsync(sandbox)).ShouldBe(HttpStatusCode.TooManyRequests);
    }

    [Fact]
    public async Task Should_spend_a_day_s_calls_and_get_new_ones()
    {
        var clock = new FakeTimeProvider(Start);
        await using var sandbox = await Sandbox.StartAsync(clock, "HubSpot:DailyLimit=10", "Salesforce:DailyLimit=10");
        await sandbox.ControlAsync("spend", new { calls = 9 });
        (await ReadAsync(sandbox)).ShouldBe(HttpStatusCode.OK).Header("X-HubSpot-RateLimit-Daily-Remaining").ShouldBe("0");
        (await ReadAsync(sandbox)).ShouldBe(HttpStatusCode.TooManyRequests)["policyName"].GetString().ShouldBe("DAILY");

        (await sandbox.SalesforceAsync(HttpMethod.Get, "limits")).ShouldBe(HttpStatusCode.OK).Header("Sforce-Limit-Info").ShouldBe("api-usage=10/10");
        var refused = (await sandbox.SalesforceAsync(HttpMethod.Get, "limits")).ShouldBe(HttpStatusCode.Forbidden);
        refused.Body[0].GetProperty("errorCode").GetString().ShouldBe("REQUEST_LIMIT_EXCEEDED");
        refused.Header("Sforce-Limit-Info").ShouldBe("api-usage=10/10");
        (await sandbox.CallsAsync()).GetProperty("salesforce").GetProperty("rateViolations").GetInt64().ShouldBe(1);

        clock.Advance(TimeSpan.FromHours(15));
        (await ReadAsync(sandbox)).ShouldBe(HttpStatusCode.OK);
        sandbox.ForgetSession();
        (await sandbox.SalesforceAsync(HttpMethod.Get, "limits")).ShouldBe(HttpStatusCode.OK)["DailyApiRequests"].GetProperty("Remaining").GetInt32().ShouldBe(9);
    }

    private static Task<Reply> ReadAsync(Sandbox sandbox) => sandbox.HubSpotAsync(HttpMethod.Get, "/crm/v3/properties/deals");
}
