using Microsoft.AspNetCore.Http;

namespace Integration.WebhookIngress.Tests.PayPal;

/// <summary>Nobody knows whether the webhook is genuine: neither accepted nor refused, but asked for again.</summary>
public sealed class When_a_certificate_cannot_be_had : PayPalSpec
{
    private readonly int _freePort;

    public When_a_certificate_cannot_be_had()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        _freePort = ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    protected override IEnumerable<string> MoreHosts => [$"127.0.0.1:{_freePort}"];

    [Fact]
    public async Task Should_say_503_while_the_server_is_down_and_accept_once_it_is_back()
    {
        var sender = Sender with { CertificateUrl = $"http://127.0.0.1:{_freePort}/good" };
        await LaterAsync(sender);

        await using var back = await CertificateServer.StartAsync(_freePort);
        back.Serve("/good", Authority.Pem(Sender.Certificate));
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        int status;
        while ((status = await PostAsync(sender, PayPalSender.Order("WH-1"))) != 200)
        {
            status.ShouldBe(503);
            await poll.WaitForNextTickAsync(deadline.Token);
        }

        (await Database.CountAsync("webhooks.received")).ShouldBe(1);
        back.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Should_follow_no_redirect()
    {
        var elsewhere = Certificates.Serve("/elsewhere", Authority.Pem(Sender.Certificate));
        var url = Certificates.Serve("/moved", context =>
        {
            context.Response.Redirect(elsewhere);
            return Task.CompletedTask;
        });

        await LaterAsync(Sender with { CertificateUrl = url });
        Certificates.Requests.ShouldBe(1);
    }

    [Fact]
    public async Task Should_read_no_more_than_the_limit()
    {
        var url = Certificates.Serve("/huge", Authority.Pem(Sender.Certificate) + new string('\n', 30_000));
        await LaterAsync(Sender with { CertificateUrl = url });

        var endless = Certificates.Serve("/endless", async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(new string('\n', 10_000), context.RequestAborted);
            }
        });
        await LaterAsync(Sender with { CertificateUrl = endless });
    }

    [Fact]
    public async Task Should_wait_no_longer_than_the_limit()
    {
        var url = Certificates.Serve("/slow", context => Ended(context.RequestAborted));
        await LaterAsync(Sender with { CertificateUrl = url });
    }

    [Theory]
    [InlineData(403)]
    [InlineData(500)]
    public async Task Should_not_take_an_error_for_a_certificate(int status) => await LaterAsync(Sender with { CertificateUrl = Answering(status) });

    /// <summary>Anybody can name an address that is not there; it counts as no failure of ours.</summary>
    [Theory]
    [InlineData(404)]
    [InlineData(410)]
    public async Task Should_refuse_an_address_where_the_host_has_none(int status)
    {
        (await PostAsync(Sender with { CertificateUrl = Answering(status) }, PayPalSender.Order("WH-nowhere"))).ShouldBe(400);
        (await Database.CountAsync("webhooks.received")).ShouldBe(0);
    }

    private string Answering(int status) => Certificates.Serve("/error", context =>
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync(Authority.Pem(Sender.Certificate));
    });

    [Fact]
    public async Task Should_not_take_another_page_for_a_certificate() =>
        await LaterAsync(Sender with { CertificateUrl = Certificates.Serve("/page", "<html>We will be right back</html>") });

    private async Task LaterAsync(PayPalSender sender)
    {
        using var counted = new Counted(Address);
        using var answer = await SendAsync(sender, PayPalSender.Order("WH-1"));
        ((int)answer.StatusCode).ShouldBe(503);
        counted.Take().ShouldBe(["integration.webhooks.received paypal not_verified"]);
        answer.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        (await answer.Content.ReadAsStringAsync()).ShouldContain("could not be fetched");
        (await Database.CountAsync("webhooks.received")).ShouldBe(0);
    }

    /// <summary>Answers only when the caller gives up.</summary>
    private static async Task Ended(CancellationToken given)
    {
        var ended = new TaskCompletionSource();
        await using var registration = given.Register(ended.SetResult);
        await ended.Task;
    }
}
