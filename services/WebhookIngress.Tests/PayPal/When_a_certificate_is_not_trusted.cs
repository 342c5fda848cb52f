using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Integration.WebhookIngress.Tests.PayPal;

/// <summary>The signature fits the certificate, but the certificate is nobody's we know.</summary>
public sealed class When_a_certificate_is_not_trusted : PayPalSpec
{
    private static readonly DateTimeOffset Now = TimeProvider.System.GetUtcNow();

    [Fact]
    public async Task Should_refuse_what_an_expired_one_signed() => await RefusedAsync(Authority, Authority.Issue(Now.AddDays(-60), Now.AddDays(-1)));

    [Fact]
    public async Task Should_refuse_what_one_of_the_future_signed() => await RefusedAsync(Authority, Authority.Issue(Now.AddDays(1), Now.AddDays(60)));

    [Fact]
    public async Task Should_refuse_what_a_weak_one_signed() => await RefusedAsync(Authority, Authority.Issue(bits: 1024));

    [Fact]
    public async Task Should_refuse_what_one_of_another_authority_signed()
    {
        using var other = new PayPalAuthority();     // even of the same name
        await RefusedAsync(other, other.Issue());
    }

    [Fact]
    public async Task Should_refuse_one_that_leads_nowhere()
    {
        var certificate = Authority.Issue();
        var url = Certificates.Serve("/alone", certificate.ExportCertificatePem());
        (await PostAsync(new(certificate, url), PayPalSender.Order("WH-1"))).ShouldBe(400);
    }

    [Theory]
    [InlineData("http://localhost:{0}/good")]
    [InlineData("https://127.0.0.1:{0}.evil.example/good")]
    [InlineData("http://127.0.0.1:{0}@evil.example/good")]
    [InlineData("http://evil.example/127.0.0.1:{0}/good")]
    [InlineData("https://[::1]:{0}/good")]
    [InlineData("http://10.0.0.1:{0}/good")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("file:///etc/passwd")]
    public async Task Should_ask_no_host_that_is_not_on_the_list(string url)
    {
        var address = url.Replace("{0}", Certificates.Address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
        (await PostAsync(Sender with { CertificateUrl = address }, PayPalSender.Order("WH-1"))).ShouldBe(400);
        Certificates.Requests.ShouldBe(0);
    }

    private async Task RefusedAsync(PayPalAuthority authority, X509Certificate2 certificate)
    {
        var sender = new PayPalSender(certificate, Certificates.Serve("/bad", authority.Pem(certificate)));
        (await PostAsync(sender, PayPalSender.Order("WH-1"))).ShouldBe(400);
        (await PostAsync(sender, PayPalSender.Order("WH-1"))).ShouldBe(400);
        Certificates.Requests.ShouldBe(1, "it was fetched and judged once");
        (await Database.CountAsync("webhooks.received")).ShouldBe(0);
    }
}

/// <summary>The same over TLS, whose certificate must lead to the same roots.</summary>
public sealed class When_certificates_come_over_https : PayPalSpec
{
    private readonly PayPalAuthority _stranger = new("Stranger");
    private CertificateServer _ours = null!;
    private CertificateServer _strangers = null!;

    protected override IEnumerable<string> MoreHosts => [$"localhost:{_ours.Address.Port}", $"localhost:{_strangers.Address.Port}"];

    public override async Task InitializeAsync()
    {
        _ours = await SecureAsync(Authority);
        _strangers = await SecureAsync(_stranger);
        await base.InitializeAsync();
    }

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        await _ours.DisposeAsync();
        await _strangers.DisposeAsync();
        _stranger.Dispose();
    }

    [Fact]
    public async Task Should_fetch_only_from_a_server_that_proves_its_name()
    {
        (await PostAsync(Sender with { CertificateUrl = Secure(_strangers) }, PayPalSender.Order("WH-1"))).ShouldBe(503);
        _strangers.Requests.ShouldBe(0);
        (await PostAsync(Sender with { CertificateUrl = Secure(_ours) }, PayPalSender.Order("WH-1"))).ShouldBe(200);
        _ours.Requests.ShouldBe(1);
    }

    private string Secure(CertificateServer server)
    {
        server.Serve("/good", Authority.Pem(Sender.Certificate));
        return $"https://localhost:{server.Address.Port}/good";
    }

    private static Task<CertificateServer> SecureAsync(PayPalAuthority authority) => CertificateServer.StartAsync(
        secure: new HttpsConnectionAdapterOptions { ServerCertificate = authority.Issue(name: "localhost"), ServerCertificateChain = authority.Intermediates });
}
