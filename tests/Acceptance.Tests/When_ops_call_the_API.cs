using System.Net;

namespace Integration.Acceptance;

public sealed class When_ops_call_the_API(World world) : PaymentSpec(world)
{
    private HttpClient Ops => World.Api.Operator;

    [Fact]
    public async Task Should_see_webhooks_and_tell_them_again_without_changing_a_payment()
    {
        var paid = await Clients.PostAsync(World.Api.Shop, "/v1/payments", Clients.Body(), $"key-{Guid.NewGuid():N}", "wait=30");
        var reference = (string)paid.Body["gatewayReference"]!;
        await World.Database.UntilAsync($"ops.webhooks where object_reference = '{reference}'", n => n > 0);

        var list = await Clients.GetAsync(Ops, "/v1/webhooks?source=stripe&limit=200");
        var seen = list.Body["webhooks"]!.AsArray().First(w => (string?)w!["objectReference"] == reference)!;
        var asked = await Clients.PostAsync(Ops, "/v1/webhooks/replays", $$"""{"source":"stripe","eventId":"{{seen["eventId"]}}","why":"to see that it changes nothing"}""");
        asked.Status.ShouldBe(HttpStatusCode.Accepted);
        await World.Database.UntilAsync($"ops.webhook_replays where id = '{asked.Body["id"]}' and state = 'done' and found = 1 and sent = 1 and asked_by = 'operator'", n => n == 1);

        (await Clients.GetAsync(Ops, asked.Location!.ToString())).State.ShouldBe("done");
        (await Clients.PostAsync(Ops, $"{asked.Location}/cancel", "")).Problem.ShouldBe("wrong-state");
        (await Clients.GetAsync(Ops, $"{paid.Location}/explain")).Body["timeline"]!.AsArray().ShouldContain(e => (string)e!["kind"]! == "webhook");
        await BooksAgreeAsync(paid.PaymentId, 1999);
    }

    [Fact]
    public async Task Should_count_only_in_a_dry_run_and_refuse_a_replay_of_everything()
    {
        (await Clients.PostAsync(Ops, "/v1/webhooks/replays", """{"source":"stripe","why":"how many","dryRun":true}""")).State.ShouldBe("counted");
        (await Clients.PostAsync(Ops, "/v1/webhooks/replays", """{"why":"all"}""")).Problem.ShouldBe("invalid-field");
    }

    [Fact]
    public async Task Should_find_a_dead_letter_and_act_on_it_once()
    {
        var refused = await Clients.PostAsync(World.Api.Shop, "/v1/payments", Clients.Body(amount: 1), $"key-{Guid.NewGuid():N}", "wait=30");
        refused.State.ShouldBe("Refused");
        var list = await Clients.GetAsync(Ops, "/v1/dead-letters?status=open&limit=100");
        var fault = (string)refused.Body["reason"]!;
        var letter = list.Body["deadLetters"]!.AsArray().First(d => (string)d!["fault"]! == fault)!;
        var path = $"/v1/dead-letters/{letter["id"]}";

        ((string)(await Clients.GetAsync(Ops, path)).Body["body"]!).ShouldContain("amountMinor");
        (await Clients.PostAsync(Ops, $"{path}/discard", "{}")).Problem.ShouldBe("invalid-field");
        using var discard = await Ops.PostAsync(new Uri($"{path}/discard", UriKind.Relative), new StringContent("""{"why":"a test's"}""", System.Text.Encoding.UTF8, "application/json"));
        discard.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Clients.PostAsync(Ops, $"{path}/retry", """{"why":"again"}""")).Problem.ShouldBe("wrong-state");
        (await Clients.GetAsync(Ops, $"/v1/dead-letters/{Guid.NewGuid()}")).Problem.ShouldBe("not-found");
    }

    [Theory]
    [InlineData("GET", "/v1/webhooks")]
    [InlineData("POST", "/v1/webhooks/replays")]
    [InlineData("GET", "/v1/webhooks/replays/00000000-0000-0000-0000-000000000001")]
    [InlineData("POST", "/v1/webhooks/replays/00000000-0000-0000-0000-000000000001/cancel")]
    [InlineData("GET", "/v1/dead-letters")]
    [InlineData("GET", "/v1/dead-letters/00000000-0000-0000-0000-000000000001")]
    [InlineData("POST", "/v1/dead-letters/00000000-0000-0000-0000-000000000001/retry")]
    [InlineData("POST", "/v1/dead-letters/00000000-0000-0000-0000-000000000001/discard")]
    public async Task Should_be_for_ops_only(string method, string path)
    {
        var answer = method == "GET" ? await Clients.GetAsync(World.Api.Shop, path) : await Clients.PostAsync(World.Api.Shop, path, """{"why":"a test's"}""");
        (answer.Status, answer.Problem).ShouldBe((HttpStatusCode.Forbidden, "scope-missing"));
    }
}
