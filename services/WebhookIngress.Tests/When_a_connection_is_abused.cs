using System.Collections.Concurrent;
using System.Net.Sockets;
using System.Text;
using Integration.Persistence.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.WebhookIngress.Tests;

/// <summary>Callers that no decent client would be.</summary>
public sealed class When_a_connection_is_abused : IngressSpec
{
    private const string Source = "takes-long-here";
    private const string Key = "the-key-of-the-shop";

    private readonly Lines _lines = new();

    protected override IEnumerable<string> Settings =>
        [
            $"--Webhooks:Stripe:SigningSecrets:0={StripeSecret}", $"--Webhooks:Sources:{Source}:Secrets:0=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
            "--Webhooks:MaxBodyBytes=65536", "--Ingress:RequestTimeoutSeconds=3", "--Ingress:HeadersTimeoutSeconds=2", "--Logging:LogLevel:Default=Debug",
            "--Api:Keys:0:Name=shop", $"--Api:Keys:0:Sha256={ApiHost.Sha256(Key)}", "--Api:Keys:0:Scopes:0=payments:read", "--Api:Keys:0:Scopes:1=payments:write",
        ];

    protected override void Add(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(_lines);

    [Fact]
    public async Task Should_say_413_to_a_body_without_an_end() =>
        (await TalkAsync("POST /webhooks/stripe HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n", "2000\r\n" + new string('x', 0x2000) + "\r\n")).ShouldStartWith("HTTP/1.1 413 ");

    [Fact]
    public async Task Should_let_nobody_hold_the_line_with_half_a_header() =>
        (await TalkAsync("POST /webhooks/stripe HTTP/1.1\r\nHost: h\r\nStripe-Sig")).ShouldStartWith("HTTP/1.1 408 ");

    [Fact]
    public async Task Should_let_nobody_hold_the_line_with_half_a_body() =>
        (await TalkAsync("POST /webhooks/stripe HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n{")).ShouldStartWith("HTTP/1.1 503 ");

    /// <summary>Not among the refusals of the API, which it has not called.</summary>
    [Fact]
    public async Task Should_count_a_webhook_that_took_too_long_among_the_webhooks()
    {
        using var measured = new Measured();
        (await TalkAsync($"POST /webhooks/{Source} HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\n{{")).ShouldStartWith("HTTP/1.1 503 ");
        measured.Total($"integration.webhooks.received {Source} not_available").ShouldBe(1);
    }

    [Theory]
    [InlineData("Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}")]
    [InlineData("Content-Length: -1\r\n\r\n{}")]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n")]
    [InlineData("Host: another\r\nContent-Length: 2\r\n\r\n{}")]
    [InlineData("Stripe-Signature: t=1\0\r\nContent-Length: 2\r\n\r\n{}")]
    public async Task Should_say_400_to_what_is_no_request(string rest) => (await TalkAsync("POST /webhooks/stripe HTTP/1.1\r\nHost: h\r\n" + rest)).ShouldStartWith("HTTP/1.1 400 ");

    [Fact]
    public async Task Should_not_choose_between_two_signatures()
    {
        const string Body = """{"id":"evt_1","type":"a","created":1800000000,"data":{"object":{}}}""";
        var good = "Stripe-Signature: " + StripeSigner.Header(StripeSecret, Encoding.UTF8.GetBytes(Body), Now);
        (await TalkAsync($"POST /webhooks/stripe HTTP/1.1\r\nHost: h\r\n{good}\r\n{good}\r\nContent-Length: {Body.Length}\r\n\r\n{Body}")).ShouldStartWith("HTTP/1.1 400 ");
    }

    [Fact]
    public async Task Should_write_no_line_that_a_caller_made_up()
    {
        const string Body = """{"id":"evt_1\nforged","type":"a\r\nforged","created":1800000000,"data":{"object":{}}}""";
        (await SendAsync(FromStripe(Body))).ShouldBe(400);
        (await SendAsync(Post("/webhooks/x%0Aforged?y=%0Aforged", "{}"))).ShouldBe(404);
        foreach (var (path, status) in new[] { ("/v1/payments/x%0Aforged", 404), ("/v1/payments/x%0D%0Aforged/refunds/y%0Aforged", 404), ("/v1/payments?orderId=x%0Aforged&z%0Aforged=1", 400) })
        {
            (await SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "X-Api-Key", Key } } })).ShouldBe(status, path);
        }

        (await SendAsync(Post("/v1/payments", "{}", ("X-Api-Key", Key), ("Idempotency-Key", "x%0D%0Aforged")))).ShouldBe(400);

        _lines.Written.ShouldNotBeEmpty();
        _lines.Written.Where(line => line.Contains("\nforged", StringComparison.Ordinal) || line.Contains("\rforged", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    public override async Task DisposeAsync()
    {
        (await Database.CountAsync("webhooks.received")).ShouldBe(0);
        (await Database.CountAsync("messaging.outbox")).ShouldBe(0);
        await base.DisposeAsync();
        _lines.Dispose();
    }

    /// <summary>Says the first, and then the other again and again until it is answered. The first line of the answer.</summary>
    private async Task<string> TalkAsync(string first, string? endless = null)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var caller = new TcpClient();
        await caller.ConnectAsync(Client.BaseAddress!.Host, Client.BaseAddress.Port, deadline.Token);
        await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes(first), deadline.Token);
        using var reader = new StreamReader(caller.GetStream());
        var answer = reader.ReadLineAsync(deadline.Token).AsTask();
        var more = Encoding.ASCII.GetBytes(endless ?? "");
        try
        {
            while (more.Length > 0 && !answer.IsCompleted)
            {
                await caller.GetStream().WriteAsync(more, deadline.Token);
            }
        }
        catch (IOException)
        {
            more = [];      // the server closed its ear, which is what it should do; what it said stands in the answer
        }

        return await answer ?? "";
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Written { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            Written.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }
}
