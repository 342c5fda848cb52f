using System.Text.Json;
using Integration.Contracts.Webhooks;

namespace Integration.WebhookIngress.Tests;

/// <summary>What Stripe's and Standard Webhooks' own packages sign is accepted: the check is not only our reading of their documentation.</summary>
public sealed class When_a_senders_own_library_signs : IngressSpec
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    protected override IEnumerable<string> Settings => [$"--Webhooks:Stripe:SigningSecrets:0={StripeSecret}", $"--Webhooks:Sources:billing:Secrets:0={Secret}"];

    [NodeFact]
    public async Task Should_accept_Stripes()
    {
        const string Body = """{"id":"evt_ü","type":"payment_intent.succeeded","created":1800000000,"data":{"object":{"id":"pi_1","object":"payment_intent"}}}""";
        (await SendAsync(await SignedAsync("stripe", "stripe", StripeSecret, "", Body))).ShouldBe(200);
        (await SendAsync(await SignedAsync("stripe", "stripe", "whsec_of_somebody_else", "", Body))).ShouldBe(400);
        (await NextAsync<GatewayObjectChanged>()).Message.Reference.ShouldBe("pi_1");
    }

    [NodeFact]
    public async Task Should_accept_that_of_Standard_Webhooks()
    {
        const string Body = """{"type":"invoice.paid","data":{"name":"Zoë"}}""";
        (await SendAsync(await SignedAsync("billing", "standard", Secret, "msg_1", Body))).ShouldBe(200);
        (await SendAsync(await SignedAsync("billing", "standard", "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", "msg_2", Body))).ShouldBe(400);
        (await NextAsync<WebhookReceived>()).Message.EventId.ShouldBe("msg_1");
    }

    private static async Task<HttpRequestMessage> SignedAsync(string source, string library, string secret, string id, string body)
    {
        var headers = JsonSerializer.Deserialize<Dictionary<string, string>>(await NodeTools.NodeAsync("sign.mjs", library, secret, id, body))!;
        return Post($"/webhooks/{source}", body, [.. headers.Select(header => (header.Key, header.Value))]);
    }
}
