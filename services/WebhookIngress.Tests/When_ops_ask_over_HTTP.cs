using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Integration.WebhookIngress.Tests;

public sealed class When_ops_ask_over_HTTP(ApiHost host) : IClassFixture<ApiHost>
{
    [Theory]
    [InlineData("/v1/dead-letters/00000000-0000-0000-0000-000000000001/retry", """{"why":"a\nb"}""")]
    [InlineData("/v1/dead-letters/00000000-0000-0000-0000-000000000001/discard", """{"why":"card 4242424242424242"}""")]
    [InlineData("/v1/webhooks/replays", """{"source":"\u0000","why":"a"}""")]
    [InlineData("/v1/webhooks/replays", """{"source":"stripe","why":"card 4242 4242 4242 4242"}""")]
    public async Task Should_keep_no_text_that_breaks_a_line_or_is_a_card_number(string path, string body)
    {
        using var request = Ask(HttpMethod.Post, path, body);
        await host.RefusesAsync(request, 400, "invalid-field");
        (await host.Database.CountAsync("webhooks.replays where why like '%4242%'")).ShouldBe(0);
    }

    [Fact]
    public async Task Should_write_down_which_person_of_a_client_decided()
    {
        var letter = Guid.CreateVersion7();
        await host.Database.ExecuteAsync(
            $"insert into messaging.dead_letters (id, endpoint, message_id, body, fault, failures, first_failed_at, last_failed_at) values ('{letter}', 'e', '{letter}', '', 'f', 1, now(), now())");
        using var request = Ask(HttpMethod.Post, $"/v1/dead-letters/{letter}/discard", """{"why":"a test"}""", subject: "anna");
        (await host.SendAsync(request)).Status.ShouldBe(204);
        (await host.Database.CountAsync($"ops.dead_letter_actions where dead_letter_id = '{letter}' and by = 'oidc:partner anna'")).ShouldBe(1);
    }

    [Theory]
    [InlineData("null", "of no type", "it names no type (MT-MessageType)")]
    [InlineData("'urn:message:Shop:PlaceOrder'", """{"vaultToken":"(removed)"}""", "something in it was masked")]
    [InlineData("'urn:message:Shop:PlaceOrder'", """{"customerId":"************4242"}""", "something in it was masked")]
    public async Task Should_say_why_a_dead_letter_cannot_be_sent_again(string type, string text, string why)
    {
        var letter = Guid.CreateVersion7();
        await host.Database.ExecuteAsync(
            "insert into messaging.dead_letters (id, endpoint, message_id, message_type, body, fault, failures, first_failed_at, last_failed_at) " +
            $"values ('{letter}', 'payments', '{letter}', {type}, '{text}', 'f', 1, now(), now())");
        using var request = Ask(HttpMethod.Post, $"/v1/dead-letters/{letter}/retry", """{"why":"hope"}""");
        using var response = await host.Client.SendAsync(request);
        var body = JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
        ((int)response.StatusCode, (string?)body["type"]).ShouldBe((409, "urn:integration:problem:wrong-state"));
        ((string)body["detail"]!).ShouldStartWith($"It cannot be sent again: {why}");
        (await host.Database.CountAsync($"ops.dead_letters where id = '{letter}' and status = 'open'")).ShouldBe(1);
    }

    /// <summary>More are meant than are told within half a minute, and none of them can be read: it is stopped long before its end, and nothing has gone out.</summary>
    [Fact]
    public async Task Should_replay_what_came_between_two_times_until_somebody_stops_it()
    {
        var first = DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().AddHours(-2).ToUnixTimeSeconds());
        var (from, to) = (first.AddSeconds(1000), first.AddSeconds(3000));
        await host.Database.ExecuteAsync(
            "insert into webhooks.received (source, event_id, event_type, received_at, verified_by, headers, body, outcome, contracts, message_ids) " +
            $"select 'stripe', 'evt_' || i, 'of.the.time', timestamptz '{first:O}' + i * interval '1 second', 'secret', '{{}}', '\\x00', 'kept', '{{}}', '{{}}' from generate_series(0, 3999) i");

        using var ask = Ask(HttpMethod.Post, "/v1/webhooks/replays", $$"""{"from":"{{from:O}}","to":"{{to:O}}","why":"a new consumer"}""", subject: "anna");
        using var asked = await host.Client.SendAsync(ask);
        var replay = JsonNode.Parse(await asked.Content.ReadAsStringAsync())!;
        ((int)asked.StatusCode, (string?)replay["state"], (string?)replay["askedBy"]).ShouldBe((202, "waiting", "oidc:partner anna"));
        ((long)replay["found"]!).ShouldBe(2000, "the first of these times is meant, the second not");

        using var stop = Ask(HttpMethod.Post, $"{asked.Headers.Location}/cancel", subject: "bert");
        using var stopped = await host.Client.SendAsync(stop);
        replay = JsonNode.Parse(await stopped.Content.ReadAsStringAsync())!;
        ((int)stopped.StatusCode, (string?)replay["state"], (string?)replay["askedBy"], (string?)replay["canceledBy"]).ShouldBe((200, "canceled", "oidc:partner anna", "oidc:partner bert"));
        (await host.Database.CountAsync(
            $"ops.webhook_replays where id = '{replay["id"]}' and state = 'canceled' and asked_by = 'oidc:partner anna' and canceled_by = 'oidc:partner bert' and ended_at is not null " +
            $"and received_from = '{from:O}' and received_before = '{to:O}' and sent = 0")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_answer_a_HEAD_as_a_GET_without_its_body()
    {
        using var request = Ask(HttpMethod.Head, "/v1/webhooks");
        using var response = await host.Client.SendAsync(request);
        ((int)response.StatusCode, (await response.Content.ReadAsByteArrayAsync()).Length).ShouldBe((200, 0));
    }

    private HttpRequestMessage Ask(HttpMethod method, string path, string? body = null, string? subject = null)
    {
        var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, new MediaTypeHeaderValue("application/json")) };
        request.Headers.Authorization = new("Bearer", host.Provider.Token(scope: "ops payments:read", subject: subject));
        return request;
    }
}
