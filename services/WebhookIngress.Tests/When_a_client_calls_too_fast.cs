using System.Net;
using System.Text.Json.Nodes;

namespace Integration.WebhookIngress.Tests;

/// <summary>Each client has a turn of its own, in one process by itself too. Callers that nobody knows share one per address.</summary>
public sealed class When_a_client_calls_too_fast : IngressSpec
{
    private const int Burst = 5;

    protected override IEnumerable<string> Settings =>
    [
        $"--Webhooks:Stripe:SigningSecrets:0={StripeSecret}", $"--Api:Burst={Burst}", "--Api:RequestsPerSecond=1",
        "--Api:Keys:0:Name=shop", $"--Api:Keys:0:Sha256={ApiHost.Sha256("the-key-of-the-shop")}", "--Api:Keys:0:Scopes:0=payments:read",
        "--Api:Keys:1:Name=other", $"--Api:Keys:1:Sha256={ApiHost.Sha256("the-key-of-another")}", "--Api:Keys:1:Scopes:0=payments:read",
    ];

    [Fact]
    public async Task Should_say_429_and_when_to_come_back_without_slowing_another_client()
    {
        using var counted = new Counted(Client.BaseAddress!);
        var answers = await Task.WhenAll(Enumerable.Range(0, 6 * Burst).Select(_ => LookAsync("the-key-of-the-shop")));

        var refused = answers.Where(answer => answer.Status != HttpStatusCode.NotFound).ToList();
        refused.Count.ShouldBeInRange(1, answers.Length - Burst);
        refused.ShouldAllBe(answer => answer.Status == HttpStatusCode.TooManyRequests && answer.Problem == "urn:integration:problem:too-fast" && answer.Wait >= TimeSpan.FromSeconds(1));
        counted.Take().Count(count => count == "integration.api.refused too-fast").ShouldBe(refused.Count);
        (await LookAsync("the-key-of-another")).Status.ShouldBe(HttpStatusCode.NotFound);

        // Keys are guessed slowly, whatever addresses are made up: no proxy is known here.
        var guesses = await Task.WhenAll(Enumerable.Range(0, 6 * Burst).Select(i => LookAsync($"a-guess-{i}", $"203.0.113.{i}")));
        guesses.ShouldAllBe(guess => guess.Status == HttpStatusCode.Unauthorized || guess.Status == HttpStatusCode.TooManyRequests);
        guesses.Count(guess => guess.Status == HttpStatusCode.TooManyRequests).ShouldBeInRange(1, guesses.Length - Burst);
    }

    private async Task<(HttpStatusCode Status, string? Problem, TimeSpan? Wait)> LookAsync(string key, string from = "203.0.113.200")
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/payments/00000000-0000-0000-0000-000000000001") { Headers = { { "X-Api-Key", key }, { "X-Forwarded-For", from } } };
        using var answer = await Client.SendAsync(request);
        return (answer.StatusCode, (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["type"], answer.Headers.RetryAfter?.Delta);
    }
}
