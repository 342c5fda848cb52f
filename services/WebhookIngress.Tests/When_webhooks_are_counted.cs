using Integration.Persistence.Tests;
using Integration.WebhookIngress.Tests.StandardWebhooks;

namespace Integration.WebhookIngress.Tests;

/// <summary>What is refused leaves no trace but a counter, by source and reason: alerts and graphs are made of it.</summary>
public sealed class When_webhooks_are_counted : IngressSpec
{
    private const string Source = "counted-here";
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    protected override IEnumerable<string> Settings =>
        [$"--Webhooks:Stripe:SigningSecrets:0={StripeSecret}", $"--Webhooks:Sources:{Source}:Secrets:0={Secret}", "--Webhooks:MaxBodyBytes=1024"];

    [Fact]
    public async Task Should_count_each_with_its_outcome()
    {
        await CountsAsync("bad_signature", 400, StandardSigner.Request(Source, "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", "msg_1", "{}", Now));
        await CountsAsync("bad_body", 400, StandardSigner.Request(Source, Secret, "msg_1", "no JSON", Now));
        await CountsAsync("too_large", 413, StandardSigner.Request(Source, Secret, "msg_1", new string('x', 2000), Now));
        var text = StandardSigner.Request(Source, Secret, "msg_1", "{}", Now);
        text.Content!.Headers.ContentType = new("text/plain");
        await CountsAsync("not_json", 415, text);
        (await Database.CountAsync("webhooks.received")).ShouldBe(0);

        await CountsAsync("stored", 200, StandardSigner.Request(Source, Secret, "msg_1", "{}", Now));
        await CountsAsync("duplicate", 200, StandardSigner.Request(Source, Secret, "msg_1", "{}", Now));
    }

    private async Task CountsAsync(string outcome, int status, HttpRequestMessage request)
    {
        using var measured = new Measured();
        (await SendAsync(request)).ShouldBe(status);
        await measured.UntilAsync((name, value) => name == $"integration.webhooks.received {Source} {outcome}" && value == 1, outcome);
        measured.Names.Count(name => name.StartsWith($"integration.webhooks.received {Source} ", StringComparison.Ordinal)).ShouldBe(1, "nothing else was counted");
    }
}
