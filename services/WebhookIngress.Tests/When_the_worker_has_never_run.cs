using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Integration.Persistence.Tests;

namespace Integration.WebhookIngress.Tests;

/// <summary>The ingress is rolled out first: nothing of the worker is in the database, and what clients ask for is kept and told all the same.</summary>
public sealed class When_the_worker_has_never_run(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly Guid Chosen = Guid.Parse("018f5a00-0000-7000-8000-000000000001");

    [Theory]
    [InlineData(false, false)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Should_answer_a_repeat_as_the_first_time(bool ownId, bool waits)
    {
        var (key, body) = ($"key-{Guid.NewGuid():N}", ownId ? ApiHost.Good.Replace("{\"customerId\"", $"{{\"paymentId\":\"{(waits ? Guid.NewGuid() : Chosen)}\",\"customerId\"", StringComparison.Ordinal) : ApiHost.Good);
        var first = await PostAsync(key, body, waits);
        var again = await PostAsync(key, body, waits);

        first.Status.ShouldBe(HttpStatusCode.Accepted, first.Body.ToString());
        again.Status.ShouldBe(HttpStatusCode.Accepted, again.Body.ToString());
        again.Location.ShouldBe(first.Location);
        ((string?)again.Body["paymentId"], (string?)again.Body["state"], (bool)again.Body["settled"]!, (long)again.Body["amountMinor"]!).ShouldBe(((string?)first.Body["paymentId"], "Accepted", false, 100));

        using var look = new HttpRequestMessage(HttpMethod.Get, first.Location);
        look.Headers.Add("X-Api-Key", ApiHost.Key);
        using var seen = await host.Client.SendAsync(look);
        seen.StatusCode.ShouldBe(HttpStatusCode.OK);
        ((string?)JsonNode.Parse(await seen.Content.ReadAsStringAsync())!["state"]).ShouldBe("Accepted");
        (await host.Database.CountAsync($"requests.writes where idempotency_key = '{key}'")).ShouldBe(1);
    }

    /// <summary>Whoever waits for the payment chose to: the objective for the API's time is not judged by it.</summary>
    [Fact]
    public async Task Should_mark_the_time_of_a_request_that_waited()
    {
        using var measured = new Measured("Microsoft.AspNetCore.Hosting");
        await PostAsync($"key-{Guid.NewGuid():N}", ApiHost.Good, waits: false);
        await measured.UntilAsync((name, _) => IsPayment(name) && !name.EndsWith(" True", StringComparison.Ordinal), "the request that did not wait");
        await PostAsync($"key-{Guid.NewGuid():N}", ApiHost.Good, waits: true);
        await measured.UntilAsync((name, _) => IsPayment(name) && name.EndsWith(" True", StringComparison.Ordinal), "the request that waited");

        static bool IsPayment(string name) => name.StartsWith("http.server.request.duration ", StringComparison.Ordinal) && name.Contains(" /v1/payments", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Should_keep_a_refund_and_tell_of_it_wherever_it_is_asked_for()
    {
        var payment = (await PostAsync($"key-{Guid.NewGuid():N}", ApiHost.Good, waits: false)).Location!;
        var key = $"key-{Guid.NewGuid():N}";
        var first = await PostAsync(key, """{"amountMinor":40}""", waits: false, $"{payment}/refunds");
        var again = await PostAsync(key, """{"amountMinor":40}""", waits: false, $"{payment}/refunds");

        (first.Status, again.Status, again.Location).ShouldBe((HttpStatusCode.Accepted, HttpStatusCode.Accepted, first.Location), first.Body.ToString());
        ((string?)again.Body["state"], (long)again.Body["amountMinor"]!).ShouldBe(("Accepted", 40));
        (await GetAsync(first.Location!))["state"]!.GetValue<string>().ShouldBe("Accepted");
        (await GetAsync($"{payment}/refunds"))["refunds"]!.AsArray().Count.ShouldBe(1);
        var explained = await GetAsync($"{payment}/explain");
        explained["timeline"]!.AsArray().Select(e => (string)e!["kind"]!).ShouldBe(["request", "request"]);
        explained["refunds"]!.AsArray().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_list_what_was_asked_for()
    {
        var payment = (string)(await PostAsync($"key-{Guid.NewGuid():N}", ApiHost.Good, waits: false)).Body["paymentId"]!;
        foreach (var list in new[] { "/v1/payments?limit=1", "/v1/payments?limit=1&state=Accepted" })
        {
            ((string?)(await GetAsync(list))["payments"]![0]!["paymentId"]).ShouldBe(payment, list);
        }

        foreach (var list in new[] { "/v1/payments?state=Refused", "/v1/payments?state=Confirmed" })
        {
            (await GetAsync(list))["payments"]!.AsArray().ShouldBeEmpty(list);
        }
    }

    /// <summary>An id of the caller's choice may turn out to be another's payment; what would act on that waits.</summary>
    [Fact]
    public async Task Should_not_send_commands_about_an_id_that_is_not_known_to_be_the_callers()
    {
        var payment = (await PostAsync($"key-{Guid.NewGuid():N}", ApiHost.Good.Replace("{\"customerId\"", $"{{\"paymentId\":\"{Guid.NewGuid()}\",\"customerId\"", StringComparison.Ordinal), waits: false)).Location!;
        foreach (var command in new[] { "cancel", "refunds" })
        {
            var answer = await PostAsync($"key-{Guid.NewGuid():N}", "{}", waits: false, $"{payment}/{command}");
            (answer.Status, (string?)answer.Body["type"]).ShouldBe((HttpStatusCode.Conflict, "urn:integration:problem:not-taken-up-yet"), command);
        }
    }

    private Task<JsonNode> GetAsync(string path) => GetAsync(new Uri(path, UriKind.Relative));

    private async Task<JsonNode> GetAsync(Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Add("X-Api-Key", ApiHost.Key);
        using var answer = await host.Client.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    private async Task<(HttpStatusCode Status, Uri? Location, JsonNode Body)> PostAsync(string key, string body, bool waits, string path = "/v1/payments")
    {
        using var request = ApiHost.Payment(body);
        request.RequestUri = new Uri(path, UriKind.Relative);
        request.Headers.Remove("Idempotency-Key");
        request.Headers.Add("Idempotency-Key", key);
        if (waits)
        {
            request.Headers.Add("Prefer", "wait=1");
        }

        using var response = await host.Client.SendAsync(request);
        return (response.StatusCode, response.Headers.Location, JsonNode.Parse(Encoding.UTF8.GetString(await response.Content.ReadAsByteArrayAsync()))!);
    }
}
