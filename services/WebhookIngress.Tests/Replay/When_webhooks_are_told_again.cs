using System.Text.Json;
using Integration.WebhookIngress.Replay;
using Integration.WebhookIngress.Tests.HubSpot;
using Integration.WebhookIngress.Tests.StandardWebhooks;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.WebhookIngress.Tests.Replay;

public sealed class When_webhooks_are_told_again : IngressSpec
{
    private const string Standard = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string HubSpotSecret = "the-client-secret-of-the-app";
    private const string Address = "https://hooks.example.com/webhooks/hubspot";

    protected override IEnumerable<string> Settings =>
    [
        $"--Webhooks:Stripe:SigningSecrets:0={StripeSecret}", $"--Webhooks:Sources:billing:Secrets:0={Standard}",
        $"--Webhooks:HubSpot:ClientSecrets:0={HubSpotSecret}", $"--Webhooks:HubSpot:Url={Address}", "--Webhooks:Replay:PerSecond=3",
    ];

    private Replays Replays => Services.GetRequiredService<Replays>();

    [Fact]
    public async Task Should_publish_the_same_messages_of_the_same_ids()
    {
        var first = await ReceiveAsync();

        await DoneAsync(new() { From = Now.AddHours(-1) }, found: 5);
        await Database.UntilAsync("messaging.outbox", n => n == 0);
        Published.Reader.Count.ShouldBe(0, "the inbox knows these events");

        await Database.ExecuteAsync("delete from messaging.inbox");      // as when its retention is over
        await DoneAsync(new() { From = Now.AddHours(-1) }, found: 5);
        (await TakeAsync(5)).ShouldBe(first, ignoreOrder: true);
        (await Database.CountAsync("webhooks.received")).ShouldBe(5);
    }

    [Fact]
    public async Task Should_mean_one_event_or_a_filter_or_a_time()
    {
        var before = Now;
        await ReceiveAsync();

        (await CountAsync(new() { Source = "stripe", EventId = "evt_1" })).ShouldBe(1);
        (await CountAsync(new() { Source = "hubspot" })).ShouldBe(2);
        (await CountAsync(new() { Source = "stripe", EventType = "customer.created" })).ShouldBe(1);
        (await CountAsync(new() { To = before })).ShouldBe(0);
        (await CountAsync(new() { From = before, To = Now.AddDays(1) })).ShouldBe(5);
        await Database.ExecuteAsync("update webhooks.received set body = null where source = 'hubspot'");
        (await CountAsync(new() { From = before })).ShouldBe(3, "what is forgotten cannot be told");
        (await Database.CountAsync("ops.webhook_replays where state = 'counted' and sent = 0 and ended_at is not null and asked_by = 'ops-1'")).ShouldBe(6);
        Published.Reader.Count.ShouldBe(0);
    }

    [Fact]
    public async Task Should_count_what_cannot_be_read_and_go_on()
    {
        await ReceiveAsync();
        await Database.ExecuteAsync("update webhooks.received set body = '\\x00' where event_id = 'evt_1'");
        await Database.ExecuteAsync("delete from messaging.inbox");

        var id = (await Replays.StartAsync(new() { From = Now.AddHours(-1) }, "ops-1", "a new consumer", dryRun: false, CancellationToken.None)).Id;
        await Database.UntilAsync($"ops.webhook_replays where id = '{id}' and state = 'done' and found = 5 and sent = 4 and unreadable = 1", n => n == 1);
        await TakeAsync(4);
    }

    /// <summary>What fails is not one webhook's body but the whole step, as when a row cannot be read at all.</summary>
    [Fact]
    public async Task Should_let_the_others_go_on_when_one_fails_and_say_why()
    {
        await ReceiveAsync();
        await Database.ExecuteAsync("update webhooks.received set headers = '[]' where event_id = 'evt_1'");
        var broken = (await Replays.StartAsync(new() { EventId = "evt_1" }, "ops-1", "a new consumer", dryRun: false, CancellationToken.None)).Id;
        await Database.UntilAsync($"ops.webhook_replays where id = '{broken}' and state = 'waiting' and failures > 0 and failure like 'JsonException: %' and not_before is not null", n => n == 1);

        await DoneAsync(new() { EventId = "evt_2" }, found: 1);
        var seen = (await Replays.FindAsync(broken, CancellationToken.None))!;
        (seen.State, seen.Failures > 0, seen.Failure!.StartsWith("JsonException: ", StringComparison.Ordinal)).ShouldBe(("waiting", true, true));

        await Database.ExecuteAsync("update webhooks.received set headers = '{}' where event_id = 'evt_1'");
        await Database.UntilAsync($"ops.webhook_replays where id = '{broken}' and state = 'done' and sent = 1 and failures = 0 and failure is null", n => n == 1);
    }

    [Fact]
    public async Task Should_stop_when_it_is_canceled()
    {
        for (var i = 0; i < 12; i++)
        {
            (await SendAsync(FromStripe(Stripe($"evt_{i}", "payment_intent")))).ShouldBe(200);
        }

        var replay = await Replays.StartAsync(new() { Source = "stripe" }, "ops-1", "by mistake", dryRun: false, CancellationToken.None);
        await Database.UntilAsync($"ops.webhook_replays where id = '{replay.Id}' and state = 'running' and sent > 0", n => n == 1);
        var canceled = (await Replays.CancelAsync(replay.Id, "ops-2", CancellationToken.None))!;

        canceled.ShouldSatisfyAllConditions(
            () => canceled.State.ShouldBe("canceled"), () => canceled.Sent.ShouldBeLessThan(12), () => (canceled.Sent % 3).ShouldBe(0, "three a second, in one transaction"),
            () => canceled.CanceledBy.ShouldBe("ops-2"), () => canceled.EndedAt.ShouldNotBeNull());
        (await Replays.CancelAsync(replay.Id, "ops-2", CancellationToken.None)).ShouldBeNull();
        await DoneAsync(new() { Source = "stripe", EventId = "evt_1" }, found: 1);
        (await Replays.FindAsync(replay.Id, CancellationToken.None))!.Sent.ShouldBe(canceled.Sent, "nothing was sent while the next one ran");
    }

    [Fact]
    public async Task Should_refuse_what_nobody_can_mean()
    {
        await Should.ThrowAsync<ArgumentException>(() => Replays.StartAsync(new(), "ops-1", "everything", dryRun: true, CancellationToken.None));
        await Should.ThrowAsync<ArgumentException>(() => Replays.StartAsync(new() { Source = "stripe" }, "", "nobody", dryRun: true, CancellationToken.None));
        await Should.ThrowAsync<ArgumentException>(() => Replays.StartAsync(new() { Source = "stripe" }, "ops-1", " ", dryRun: true, CancellationToken.None));
        (await Database.CountAsync("webhooks.replays")).ShouldBe(0);
    }

    [Theory]
    [InlineData(64, "--source stripe")]
    [InlineData(64, "--by ops-1 --why because")]
    [InlineData(64, "--by ops-1 --why because --from yesterday")]
    [InlineData(64, "--by ops-1 --why because --source")]
    [InlineData(64, "--by ops-1 --why because --everything")]
    [InlineData(64, "--by ops-1 --cancel 7")]
    [InlineData(1, "--by ops-1 --cancel 0f8fad5b-d9cb-469f-a165-70867728950e")]
    [InlineData(0, "--by ops-1 --why because --source stripe --type a --event b --from 2026-11-01T00:00:00Z --to 2026-11-02 --dry-run")]
    public async Task Should_understand_its_words_or_say_which_there_are(int code, string words)
    {
        using var output = new StringWriter();
        (await ReplayCommand.RunAsync(Services, words.Split(' '), output)).ShouldBe(code);
        output.ToString().Contains("replay --by NAME --why TEXT", StringComparison.Ordinal).ShouldBe(code == 64);
    }

    /// <summary>Five events of three senders; what was told of them.</summary>
    private async Task<List<string>> ReceiveAsync()
    {
        (await SendAsync(FromStripe(Stripe("evt_1", "payment_intent")))).ShouldBe(200);
        (await SendAsync(FromStripe(Stripe("evt_2", "customer").Replace("payment_intent.succeeded", "customer.created", StringComparison.Ordinal)))).ShouldBe(200);
        (await SendAsync(HubSpotSigner.Request(HubSpotSecret, Address, $"[{HubSpotSigner.Event(1)},{HubSpotSigner.Event(2)}]", Now))).ShouldBe(200);
        (await SendAsync(StandardSigner.Request("billing", Standard, "msg_1", """{"type":"invoice.paid"}""", Now))).ShouldBe(200);
        return await TakeAsync(5);
    }

    private async Task<List<string>> TakeAsync(int count)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var taken = new List<string>();
        while (taken.Count < count)
        {
            var (id, message) = await Published.Reader.ReadAsync(deadline.Token);
            taken.Add($"{id} {message.GetType().Name} {JsonSerializer.Serialize(message).Replace("+00:00", "Z", StringComparison.Ordinal)}");
        }

        return taken;
    }

    private async Task<long> CountAsync(ReplayFilter filter) =>
        (await Replays.StartAsync(filter, "ops-1", "to see", dryRun: true, CancellationToken.None)).Found;

    private async Task DoneAsync(ReplayFilter filter, long found)
    {
        var replay = await Replays.StartAsync(filter, "ops-1", "a new consumer", dryRun: false, CancellationToken.None);
        replay.Found.ShouldBe(found);
        await Database.UntilAsync($"ops.webhook_replays where id = '{replay.Id}' and state = 'done' and sent = {found} and ended_at is not null", n => n == 1);
    }

    private static string Stripe(string id, string kind) =>
        $$$$"""{"id":"{{{{id}}}}","type":"payment_intent.succeeded","created":1800000000,"data":{"object":{"id":"pi_1","object":"{{{{kind}}}}"}}}""";
}
