using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using Integration.Conventions;
using Integration.Persistence.Sql;
using Npgsql;

namespace Integration.WebhookIngress.Tests;

public sealed class When_lists_are_paged(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Should_tell_each_webhook_once_also_among_those_of_the_same_time()
    {
        await host.Database.ExecuteAsync(
            "insert into webhooks.received (source, event_id, event_type, received_at, verified_by, headers, outcome, contracts, message_ids) " +
            "select case when i % 2 = 0 then 'stripe' else 'paypal' end, 'evt_' || i, 'of.the.page', timestamptz '2026-11-24' + i / 5 * interval '1 second', 'secret', '{}', 'kept', '{}', '{}' from generate_series(1, 17) i");
        var seen = new List<string>();
        for (var path = "/v1/webhooks?eventType=of.the.page&limit=3"; path is not null;)
        {
            var page = await GetAsync(path);
            seen.AddRange(page["webhooks"]!.AsArray().Select(w => (string)w!["eventId"]!));
            path = (string?)page["next"] is { } next ? $"/v1/webhooks?eventType=of.the.page&limit=3&after={next}" : null;
        }

        seen.ShouldBe(Enumerable.Range(1, 17).Select(i => $"evt_{i}"), ignoreOrder: true);
        (await GetAsync("/v1/webhooks?eventType=of.the.page&source=paypal"))["webhooks"]!.AsArray().Count.ShouldBe(9);
    }

    /// <summary>Among many requests that something became of, few are still to be taken up: a page ends before it has looked through all, and says where it goes on.</summary>
    [Fact]
    public async Task Should_find_the_few_that_are_not_taken_up_by_following_next()
    {
        await host.Database.ExecuteAsync(
            "insert into requests.writes (write_id, client, operation, payment_id, request_hash, location, credential, customer_id, amount_minor, currency, accepted_at, refused_at, refusal) " +
            "select gen_random_uuid(), 'looker', 'create_payment', gen_random_uuid(), '', '', '', 'c', i, 'EUR', timestamptz '2026-11-24' - i * interval '1 second', case when i not in (3, 10500) then now() end, 'a rule' from generate_series(1, 10501) i");
        var (seen, pages) = (new List<long>(), 0);
        for (var path = "/v1/payments?state=Accepted&limit=5"; path is not null; pages++)
        {
            var page = await GetAsync(path, "the-key-of-the-looker");
            seen.AddRange(page["payments"]!.AsArray().Select(p => (long)p!["amountMinor"]!));
            path = (string?)page["next"] is { } next ? $"/v1/payments?state=Accepted&limit=5&after={next}" : null;
        }

        seen.ShouldBe([3, 10500]);
        pages.ShouldBe(2);
        var refused = await GetAsync("/v1/payments?state=Refused&limit=5", "the-key-of-the-looker");
        refused["payments"]!.AsArray().Select(p => (long)p!["amountMinor"]!).ShouldBe([1, 2, 4, 5, 6]);
    }

    [Theory]
    [InlineData("/v1/webhooks?source=%00")]
    [InlineData("/v1/webhooks?colour=red")]
    [InlineData("/v1/webhooks?after=nonsense")]
    [InlineData("/v1/webhooks?after=MQphAGIKYw")]
    [InlineData("/v1/webhooks?limit=0")]
    [InlineData("/v1/webhooks?eventType=a%0Ab")]
    [InlineData("/v1/payments?state=Conifrmed")]
    [InlineData("/v1/payments?state=confirmed")]
    [InlineData("/v1/payments?state=")]
    [InlineData("/v1/dead-letters?contract=%00")]
    [InlineData("/v1/dead-letters?status=lost")]
    [InlineData("/v1/dead-letters?after=nonsense")]
    [InlineData("/v1/dead-letters?limit=1&limit=2")]
    public async Task Should_name_a_parameter_that_is_wrong(string path)
    {
        using var request = Asking(path);
        (await host.SendAsync(request)).ShouldBe((400, "invalid-field"));
    }

    /// <summary>Everybody's list is of what the worker has taken up; where the rest is shown is said.</summary>
    [Theory]
    [InlineData("Accepted")]
    [InlineData("Refused")]
    public async Task Should_say_to_ops_where_requests_are_that_the_worker_does_not_have(string state)
    {
        using var request = Asking($"/v1/payments?state={state}");
        using var answer = await host.Client.SendAsync(request);
        var problem = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;
        ((int)answer.StatusCode, (string?)problem["type"]).ShouldBe((400, "urn:integration:problem:invalid-field"));
        ((string)problem["errors"]!["state"]![0]!).ShouldContain("ops.api_requests");
        (await GetAsync($"/v1/payments?state={state}&limit=1", ApiHost.Key))["payments"].ShouldNotBeNull();
    }

    /// <summary>The worker's states, from the diagram that its state machine's test keeps current.</summary>
    [Fact]
    public async Task Should_take_every_state_that_a_payment_can_be_in()
    {
        var arrows = (await File.ReadAllLinesAsync(Path.Combine(Repository.Root, "docs", "diagrams", "payment.md"))).Where(line => line.Contains(" --> ", StringComparison.Ordinal));
        var states = arrows.SelectMany(line => line.Split(" : ")[0].Split(" --> ")).Select(name => name.Trim()).Where(name => name != "[*]").Distinct().ToList();
        states.ShouldBe(Api.Payments.PaymentFilter.States, ignoreOrder: true);
        foreach (var state in states)
        {
            (await GetAsync($"/v1/payments?state={state}"))["payments"]!.AsArray().ShouldBeEmpty(state);
        }
    }

    [Fact]
    public async Task Should_plan_each_list_for_its_own_filters_and_leave_other_queries_alone()
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(host.Database.ConnectionString) { MaxPoolSize = 1, NoResetOnClose = true, MaxAutoPrepare = 10 });
        for (var time = 0; time < 8; time++)
        {
            (await FilteredList.ReadAsync(source, "select current_setting('plan_cache_mode')", [], row => row.GetString(0), CancellationToken.None)).ShouldBe(["force_custom_plan"]);
        }

        await using var other = source.CreateCommand("select current_setting('plan_cache_mode')");
        (await other.ExecuteScalarAsync()).ShouldBe("auto");
    }

    private async Task<JsonNode> GetAsync(string path, string? key = null)
    {
        using var request = Asking(path);
        if (key is not null)
        {
            request.Headers.Authorization = null;
            request.Headers.Add("X-Api-Key", key);
        }

        using var answer = await host.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        ((int)answer.StatusCode).ShouldBe(200, text);
        return JsonNode.Parse(text)!;
    }

    private HttpRequestMessage Asking(string path) => new(HttpMethod.Get, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", host.Provider.Token(scope: "ops")) } };
}
