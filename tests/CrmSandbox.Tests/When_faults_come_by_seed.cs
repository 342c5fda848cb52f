using System.Net;

namespace Integration.CrmSandbox.Tests;

public sealed class When_faults_come_by_seed
{
    private const int Calls = 80;

    [Fact]
    public async Task Should_meet_the_same_calls_in_every_run_of_a_seed()
    {
        var first = await RunAsync(30, 7);
        (await RunAsync(30, 7)).ShouldBe(first);
        (await RunAsync(30, 8)).ShouldNotBe(first);
        first.Distinct().ShouldBe(["OK", "cut", "InternalServerError", "ServiceUnavailable"], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_meet_none_when_none_are_asked_for() => (await RunAsync(0, 7)).ShouldAllBe(outcome => outcome == "OK");

    [Fact]
    public async Task Should_execute_half_of_the_calls_that_fail()
    {
        await using var sandbox = await Sandbox.StartAsync("HubSpot:RateLimit=100000");
        await sandbox.ControlAsync("faults", new { failPercent = 100, seed = 3 });
        for (var i = 0; i < Calls; i++)
        {
            (await OutcomeAsync(sandbox, i)).ShouldNotBe("OK");
        }

        var executed = (await sandbox.RecordsAsync("hubspot", "deals")).Count;
        executed.ShouldBeInRange(Calls / 4, Calls * 3 / 4);
        (await sandbox.CountAsync(Sandbox.Deals, "200:500") + await sandbox.CountAsync(Sandbox.Deals, "200:reset")).ShouldBe(executed);
        (await sandbox.CountAsync(Sandbox.Deals, "none:503") + await sandbox.CountAsync(Sandbox.Deals, "none:reset")).ShouldBe(Calls - executed);
        (await sandbox.ControlAsync("faults", new { failPercent = 101 })).ShouldBe(HttpStatusCode.BadRequest);
        await sandbox.ControlAsync("faults", new { failPercent = 0 });
        (await OutcomeAsync(sandbox, 0)).ShouldBe("OK");
    }

    [Fact]
    public async Task Should_lock_rows_of_Salesforce_by_chance()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ControlAsync("faults", new { lockPercent = 50, seed = 3 });
        var reply = (await sandbox.UpsertOpportunitiesAsync(Enumerable.Range(0, 100).Select(i => Sandbox.Opportunity($"p-{i}")))).ShouldBe(HttpStatusCode.OK);
        var codes = reply.Body.EnumerateArray().SelectMany(r => r.GetProperty("errors").EnumerateArray()).Select(e => e.GetProperty("statusCode").GetString()).ToList();
        codes.Distinct().ShouldBe(["UNABLE_TO_LOCK_ROW"]);
        codes.Count.ShouldBeInRange(25, 75);
        (await sandbox.RecordsAsync("salesforce", "Opportunity")).Count.ShouldBe(100 - codes.Count);
    }

    [Fact]
    public async Task Should_be_down_and_come_back()
    {
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.ControlAsync("outage", new { crm = "hubspot", down = true });
        (await sandbox.UpsertDealsAsync(Sandbox.Deal("p"))).ShouldBe(HttpStatusCode.ServiceUnavailable);
        (await sandbox.TokenAsync()).ShouldBe(HttpStatusCode.OK);
        await sandbox.ControlAsync("outage", new { down = true });
        (await sandbox.TokenAsync()).ShouldBe(HttpStatusCode.ServiceUnavailable);
        await sandbox.ControlAsync("outage", new { down = false });
        (await sandbox.UpsertDealsAsync(Sandbox.Deal("p"))).ShouldBe(HttpStatusCode.OK);
        (await sandbox.ControlAsync("outage", new { crm = "abacus" })).ShouldBe(HttpStatusCode.BadRequest);
        (await sandbox.CountAsync(Sandbox.Deals, "none:down")).ShouldBe(1);
    }

    private static async Task<List<string>> RunAsync(int percent, int seed)
    {
        await using var sandbox = await Sandbox.StartAsync("HubSpot:RateLimit=100000");
        await sandbox.ControlAsync("faults", new { failPercent = percent, seed });
        var outcomes = new List<string>();
        for (var i = 0; i < Calls; i++)
        {
            // Each twice: how often a call was seen counts.
            outcomes.Add(await OutcomeAsync(sandbox, i / 2));
        }

        return outcomes;
    }

    private static async Task<string> OutcomeAsync(Sandbox sandbox, int number)
    {
        try
        {
            return (await sandbox.UpsertDealsAsync(Sandbox.Deal($"pay-{number}"))).Status.ToString();
        }
        catch (HttpRequestException)
        {
            return "cut";
        }
    }
}
