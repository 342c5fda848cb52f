namespace Integration.WebhookIngress.Tests.PayPal;

/// <summary>The host is on the list, but whoever stands between could answer in its place.</summary>
public sealed class When_a_certificate_is_offered_in_the_clear : PayPalSpec
{
    protected override IEnumerable<string> MoreHosts => ["certificates.invalid", "certificates.invalid:80"];

    [Theory]
    [InlineData("http://certificates.invalid/good", 400)]
    [InlineData("http://certificates.invalid:443/good", 400)]
    [InlineData("HTTP://certificates.invalid/good", 400)]
    [InlineData("https://certificates.invalid/good", 503)]
    public async Task Should_be_refused_without_asking_for_it(string url, int status)
    {
        (await PostAsync(Sender with { CertificateUrl = url }, PayPalSender.Order("WH-1"))).ShouldBe(status);
        (await Database.CountAsync("webhooks.received")).ShouldBe(0);
    }
}
