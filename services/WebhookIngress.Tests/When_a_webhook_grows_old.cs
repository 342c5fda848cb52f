namespace Integration.WebhookIngress.Tests;

/// <summary>Bodies are personal data and are forgotten after the days that are set; that the event came is known for ever.</summary>
public sealed class When_a_webhook_grows_old : IngressSpec
{
    protected override IEnumerable<string> Settings => [$"--Webhooks:Stripe:SigningSecrets:0={StripeSecret}", "--Webhooks:KeepDays=10", "--Persistence:PruneIntervalSeconds=1"];

    [Fact]
    public async Task Should_forget_its_body_and_still_know_it()
    {
        foreach (var id in new[] { "evt_old", "evt_young" })
        {
            (await SendAsync(FromStripe(Event(id)))).ShouldBe(200);
        }

        await Database.ExecuteAsync("update webhooks.received set received_at = now() - case event_id when 'evt_old' then interval '11 days' else interval '9 days' end");

        await Database.UntilAsync("ops.webhooks where event_id = 'evt_old' and not body_kept", n => n == 1);
        (await Database.CountAsync("ops.webhooks where event_id = 'evt_young' and body_kept")).ShouldBe(1);
        (await SendAsync(FromStripe(Event("evt_old")))).ShouldBe(200);
        (await Database.CountAsync("webhooks.received where event_id = 'evt_old' and body is null")).ShouldBe(1, "it was a duplicate");
        (await Database.CountAsync("webhooks.received")).ShouldBe(2);
    }

    private static string Event(string id) => $$$$"""{"id":"{{{{id}}}}","type":"payment_intent.succeeded","created":1800000000,"data":{"object":{"id":"pi_1","object":"payment_intent"}}}""";
}
