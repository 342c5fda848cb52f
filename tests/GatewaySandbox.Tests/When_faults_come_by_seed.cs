using System.Net;

namespace Integration.GatewaySandbox.Tests;

public sealed class When_faults_come_by_seed
{
    [Fact]
    public async Task Should_meet_the_same_calls_in_every_run_of_a_seed()
    {
        var first = await RunAsync("nasty", 7);
        var second = await RunAsync("nasty", 7);
        var other = await RunAsync("nasty", 8);
        second.ShouldBe(first);
        other.ShouldNotBe(first);
        first.Distinct().Count().ShouldBeGreaterThan(5, "a nasty run meets most kinds of faults");
        first.Count(f => f is not null).ShouldBeInRange(40, 110, "about a third of 200 calls");
    }

    [Fact]
    public async Task Should_be_milder_in_the_mild_profile()
    {
        var mild = await RunAsync("mild", 7);
        mild.Count(f => f is not null).ShouldBeInRange(1, 30, "about one call in twenty");
    }

    [Fact]
    public async Task Should_be_down_by_count_and_come_back()
    {
        await using var sandbox = await Sandbox.StartAsync("Profile=outage", "Outage:EveryRequests=10", "Outage:ForRequests=4");
        var up = new List<bool>();
        for (var i = 0; i < 20; i++)
        {
            using var answer = await CallAsync(sandbox, "k" + i);
            up.Add(answer?.StatusCode == HttpStatusCode.OK);
        }

        up.ShouldBe([.. Enumerable.Range(0, 20).Select(i => i % 10 < 6)]);
    }

    [Fact]
    public async Task Should_be_down_by_time_and_come_back()
    {
        await using var sandbox = await Sandbox.StartAsync("Profile=outage", "Outage:FirstAfterSeconds=1000", "Outage:ForSeconds=1000", "Outage:EverySeconds=3000");
        var up = new List<bool>();
        for (var i = 0; i < 5; i++)
        {
            using var answer = await CallAsync(sandbox, "k" + i);
            up.Add(answer?.StatusCode == HttpStatusCode.OK);
            await sandbox.AdvanceAsync(TimeSpan.FromSeconds(1000));
        }

        up.ShouldBe([true, false, true, true, false]);
        (await sandbox.LogAsync("create")).Count(e => e.GetProperty("executed").GetBoolean()).ShouldBe(3);
    }

    private static async Task<List<string?>> RunAsync(string profile, int seed)
    {
        await using var sandbox = await Sandbox.StartAsync($"Profile={profile}", $"Seed={seed}", "SlowMilliseconds=1", "HoldMilliseconds=1");
        for (var i = 0; i < 100; i++)
        {
            // Twice the same key: how often it was seen counts.
            (await CallAsync(sandbox, "k" + i))?.Dispose();
            (await CallAsync(sandbox, "k" + i))?.Dispose();
        }

        return [.. (await sandbox.LogAsync("create")).Select(e => e.GetProperty("fault").GetString())];
    }

    /// <summary>Null when the connection was cut.</summary>
    private static async Task<HttpResponseMessage?> CallAsync(Sandbox sandbox, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/payment_intents")
        {
            Content = new FormUrlEncodedContent(new Dictionary<string, string> { ["amount"] = "1999", ["currency"] = "eur" }),
        };
        request.Headers.Authorization = new("Bearer", Sandbox.SecretKey);
        request.Headers.Add("Idempotency-Key", key);
        try
        {
            return await sandbox.Http.SendAsync(request);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }
}
