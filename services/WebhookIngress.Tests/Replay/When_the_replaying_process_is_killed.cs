using Integration.Contracts.Webhooks;
using Integration.Hosting.Startup.Tests;

namespace Integration.WebhookIngress.Tests.Replay;

/// <summary>A process of its own receives and replays; it is killed with kill -9 in the middle, and another goes on.</summary>
public sealed class When_the_replaying_process_is_killed : IngressSpec
{
    private const int Webhooks = 40;

    protected override IEnumerable<string> Settings => [$"--Webhooks:Stripe:SigningSecrets:0={StripeSecret}", "--Webhooks:Replay:PerSecond=1000"];

    public override Task InitializeAsync() => Database.CreateAsync();

    [Fact]
    public async Task Should_go_on_where_it_was_and_send_each_once()
    {
        long sent;
        using (var process = Launch())
        {
            using var client = new HttpClient();
            await process.ReadyAsync(client);
            for (var i = 0; i < Webhooks; i++)
            {
                using var request = FromStripe($$$$"""{"id":"evt_{{{{i}}}}","type":"payment_intent.succeeded","created":1800000000,"data":{"object":{"id":"pi_{{{{i}}}}","object":"payment_intent"}}}""");
                request.RequestUri = new Uri(process.Address, "/webhooks/stripe");
                using var answer = await client.SendAsync(request);
                answer.EnsureSuccessStatusCode();
            }

            using var command = Launch("replay", "--by", "ops-1", "--why", "a new consumer", "--source", "stripe");
            (await command.ExitCodeAsync()).ShouldBe(0, command.Output);
            await Database.UntilAsync("ops.webhook_replays where state = 'running' and sent >= 6", n => n == 1);
            await process.KillAsync();
            sent = await Database.CountAsync("generate_series(1, (select sent from ops.webhook_replays))");
        }

        sent.ShouldBeInRange(6, Webhooks - 1);
        await StartAsync();
        await Database.UntilAsync($"ops.webhook_replays where state = 'done' and found = {Webhooks} and sent = {Webhooks} and unreadable = 0", n => n == 1);

        // The first process had no consumer: what it sent went nowhere, so that what is seen here was sent after it.
        var seen = new List<string>();
        for (var i = sent; i < Webhooks; i++)
        {
            seen.Add((await NextAsync<GatewayObjectChanged>()).Message.EventId);
        }

        await Database.UntilAsync("messaging.outbox", n => n == 0);
        Published.Reader.Count.ShouldBe(0);
        seen.Distinct().Count().ShouldBe(seen.Count);
    }

    private ServiceProcess Launch(params string[] args) => ServiceProcess.Start(
        typeof(IngressService).Assembly, args, ("Messaging__Transport", "InMemory"), ("ConnectionStrings__Integration", Database.ConnectionString),
        ("Webhooks__Stripe__SigningSecrets__0", StripeSecret), ("Webhooks__Replay__PerSecond", "3"), ("Webhooks__Replay__LeaseSeconds", "2"));
}
