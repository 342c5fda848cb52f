using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;

namespace Integration.WebhookIngress.Tests;

/// <summary>What was set aside needs no wait for the answer to its request. A look at it waits for what becomes of it: answered at once, it would be asked again at once.</summary>
public sealed class When_a_look_at_a_payment_waits(ApiHost host) : IClassFixture<ApiHost>
{
    [Fact]
    public async Task Should_not_be_answered_until_something_becomes_of_what_was_set_aside()
    {
        var (payment, letter) = await SetAsideAsync();
        var started = Stopwatch.GetTimestamp();
        var (still, waited) = await SendAsync(Look(payment, "wait=1"));
        Stopwatch.GetElapsedTime(started).ShouldBeGreaterThan(TimeSpan.FromSeconds(0.9));
        ((string?)still["state"], (bool)still["settled"]!, waited).ShouldBe(("Accepted", false, "wait=1"));
        ((string)still["reason"]!).ShouldStartWith("set aside:");

        var look = SendAsync(Look(payment, "wait=30"));
        await host.Database.ExecuteAsync($"update messaging.dead_letters set status = 'discarded' where id = '{letter}'");
        var (seen, _) = await look;
        ((string?)seen["state"], (bool)seen["settled"]!).ShouldBe(("Refused", true));
    }

    [Fact]
    public async Task Should_be_answered_at_once_when_it_is_settled()
    {
        var (payment, letter) = await SetAsideAsync();
        await host.Database.ExecuteAsync($"update messaging.dead_letters set status = 'discarded' where id = '{letter}'");
        var (seen, waited) = await SendAsync(Look(payment, "wait=30"));
        ((string?)seen["state"], waited).ShouldBe(("Refused", null));
    }

    /// <summary>Asked for, and set aside by the worker for a reason of its own.</summary>
    private async Task<(string Path, Guid Letter)> SetAsideAsync()
    {
        var (made, _) = await SendAsync(ApiHost.Payment());
        var (payment, letter) = (made["paymentId"]!.GetValue<Guid>(), Guid.CreateVersion7());
        await host.Database.ExecuteAsync(
            "insert into messaging.dead_letters (id, endpoint, message_id, body, fault, failures, first_failed_at, last_failed_at, told) " +
            $"select '{letter}', 'payments', write_id, '', 'a bug', 1, now(), now(), true from requests.writes where payment_id = '{payment}'");
        return ($"/v1/payments/{payment}", letter);
    }

    private static HttpRequestMessage Look(string path, string prefer) => new(HttpMethod.Get, path) { Headers = { { "X-Api-Key", ApiHost.Key }, { "Prefer", prefer } } };

    private async Task<(JsonNode Body, string? Waited)> SendAsync(HttpRequestMessage request)
    {
        using var sent = request;
        using var answer = await host.Client.SendAsync(sent);
        answer.StatusCode.ShouldBe(request.Method == HttpMethod.Get ? HttpStatusCode.OK : HttpStatusCode.Accepted);
        return (JsonNode.Parse(await answer.Content.ReadAsStringAsync())!, answer.Headers.TryGetValues("Preference-Applied", out var applied) ? applied.Single() : null);
    }
}
