namespace Integration.WebhookIngress.Tests.HubSpot;

/// <summary>HubSpot signs the address it was told, which is not the one that arrives behind a proxy.</summary>
public sealed class When_HubSpot_calls_through_a_proxy : IngressSpec
{
    private const string Secret = "the-client-secret-of-the-app";
    private const string Told = "https://hooks.example.com/in/hubspot?tenant=7";

    protected override IEnumerable<string> Settings =>
        [$"--Webhooks:Stripe:SigningSecrets:0={StripeSecret}", $"--Webhooks:HubSpot:ClientSecrets:0={Secret}", $"--Webhooks:HubSpot:Url={Told}"];

    [Fact]
    public async Task Should_judge_by_the_address_that_HubSpot_was_told()
    {
        var body = $"[{HubSpotSigner.Event(1)}]";
        (await SendAsync(HubSpotSigner.Request(Secret, new Uri(Client.BaseAddress!, "/webhooks/hubspot").ToString(), body, Now))).ShouldBe(400);
        (await SendAsync(HubSpotSigner.Request(Secret, Told.Replace("7", "8", StringComparison.Ordinal), body, Now))).ShouldBe(400);
        (await Database.CountAsync("webhooks.received")).ShouldBe(0);
        (await SendAsync(HubSpotSigner.Request(Secret, Told, body, Now))).ShouldBe(200);
    }
}
