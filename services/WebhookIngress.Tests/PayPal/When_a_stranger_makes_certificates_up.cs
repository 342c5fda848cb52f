namespace Integration.WebhookIngress.Tests.PayPal;

/// <summary>Each made-up address of a certificate is a fetch. They are counted against who made them up: PayPal's own certificate can still be had.</summary>
public sealed class When_a_stranger_makes_certificates_up : PayPalSpec
{
    private const int PerAddress = 5;

    [Fact]
    public async Task Should_fetch_a_few_and_still_fetch_for_the_sender()
    {
        for (var i = 0; i < 4 * PerAddress; i++)
        {
            (await PostAsync(Stranger with { CertificateUrl = $"http://{Certificates.Host}/made-up-{i}" }, PayPalSender.Order($"WH-{i}"))).ShouldBe(i < PerAddress ? 400 : 429, "it is no failure of ours");
        }

        (await PostAsync(Stranger with { CertificateUrl = Sender.CertificateUrl + "?another=name" }, PayPalSender.Order("WH-query"))).ShouldBe(400);

        Certificates.Requests.ShouldBe(PerAddress);
        (await PostAsync(Sender, PayPalSender.Order("WH-good"))).ShouldBe(200);
        (await Database.CountAsync("webhooks.received")).ShouldBe(1);

        // What is known needs no fetch: even the flooder may bring what PayPal signed.
        (await PostAsync(Stranger, PayPalSender.Order("WH-relayed"))).ShouldBe(200);
    }

    /// <summary>However many addresses use up what all may cause in a minute, somebody who caused no fetch yet gets one, and who did gets none.</summary>
    [Fact]
    public async Task Should_fetch_for_the_sender_when_strangers_have_used_up_the_fetches_of_all()
    {
        const int All = 30;
        for (var i = 0; i < All; i++)
        {
            (await PostAsync(From($"203.0.113.{i / PerAddress}", $"/made-up-{i}"), PayPalSender.Order($"WH-{i}"))).ShouldBe(400);
        }

        (await PostAsync(From("203.0.113.100", "/made-up-first"), PayPalSender.Order("WH-first"))).ShouldBe(400, "its first one is fetched");
        (await PostAsync(From("203.0.113.100", "/made-up-second"), PayPalSender.Order("WH-second"))).ShouldBe(503, "its second one is not");
        Certificates.Requests.ShouldBe(All + 1);

        (await PostAsync(Sender with { Spoil = request => request.Headers.Add("X-Forwarded-For", "198.51.100.1") }, PayPalSender.Order("WH-good"))).ShouldBe(200);
        (await Database.CountAsync("webhooks.received")).ShouldBe(1);
    }

    private PayPalSender From(string address, string path) =>
        Sender with { CertificateUrl = $"http://{Certificates.Host}{path}", Spoil = request => request.Headers.Add("X-Forwarded-For", address) };

    private PayPalSender Stranger => Sender with { Spoil = request => request.Headers.Add("X-Forwarded-For", "203.0.113.66") };
}
