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

    private async Task<(HttpStatusCode Status, Uri? Location, JsonNode Body)> PostAsync(string key, string body, bool waits)
    {
        using var request = ApiHost.Payment(body);
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
