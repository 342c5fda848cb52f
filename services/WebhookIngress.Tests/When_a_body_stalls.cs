using System.Net.Sockets;
using System.Text;
using Integration.Persistence.Tests;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.WebhookIngress.Tests;

/// <summary>At the default limits. Anybody can send a body that stops, or one that is no HTTP: it is answered, counted once where it belongs, and no error of ours.</summary>
public sealed class When_a_body_stalls : IngressSpec
{
    private const string Source = "stalls-here";
    private const string Stalled = "Content-Length: 100\r\n\r\n{";
    private const string Broken = "Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n0\r\n\r\n";
    private const string Type = "urn:integration:problem:";

    private readonly LogLines _lines = new();

    protected override IEnumerable<string> Settings =>
    [
        $"--Webhooks:Stripe:SigningSecrets:0={StripeSecret}", $"--Webhooks:Sources:{Source}:Secrets:0=whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
        "--Api:Keys:0:Name=shop", $"--Api:Keys:0:Sha256={ApiHost.Sha256(ApiHost.Key)}", "--Api:Keys:0:Scopes:0=payments:write", "--Logging:LogLevel:Default=Error",
    ];

    protected override void Add(IServiceCollection services) => services.AddSingleton<ILoggerProvider>(_lines);

    [Fact]
    public async Task Should_say_408_and_count_a_webhook_among_the_webhooks_and_a_request_of_the_API_among_its_own()
    {
        using var measured = new Measured();
        var answers = await Task.WhenAll(SayAsync($"/webhooks/{Source}", Stalled), SayAsync("/v1/payments", Stalled));

        answers[0].ShouldBe(("408", "too-slow"));
        answers[1].ShouldBe(("408", "too-slow"));
        measured.Total($"integration.webhooks.received {Source} too_slow").ShouldBe(1);
        measured.Total("integration.api.refused too-slow").ShouldBe(1, "the webhook is none of the API's");
        Outcomes(measured).ShouldBe(1, "nothing else was counted");
    }

    [Fact]
    public async Task Should_say_400_and_count_it_once_when_it_is_no_HTTP()
    {
        using var measured = new Measured();
        (await SayAsync($"/webhooks/{Source}", Broken)).ShouldBe(("400", "bad-request"));
        (await SayAsync("/v1/payments", Broken)).ShouldBe(("400", "bad-request"));

        measured.Total($"integration.webhooks.received {Source} bad_request").ShouldBe(1);
        Outcomes(measured).ShouldBe(1, "nothing else was counted");
    }

    public override async Task DisposeAsync()
    {
        (await Database.CountAsync("webhooks.received")).ShouldBe(0);
        (await Database.CountAsync("requests.writes")).ShouldBe(0);
        await base.DisposeAsync();
        _lines.Any("Error ").ShouldBeFalse("anybody could fill the log with errors");
    }

    private static int Outcomes(Measured measured) => measured.Names.Count(name => name.StartsWith($"integration.webhooks.received {Source} ", StringComparison.Ordinal));

    /// <summary>Says this and no more, and waits for the answer: its status and the problem's code.</summary>
    private async Task<(string Status, string Problem)> SayAsync(string path, string rest)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var caller = new TcpClient();
        await caller.ConnectAsync(Client.BaseAddress!.Host, Client.BaseAddress.Port, deadline.Token);
        var head = $"POST {path} HTTP/1.1\r\nHost: h\r\nX-Api-Key: {ApiHost.Key}\r\nIdempotency-Key: stalls\r\nContent-Type: application/json\r\n";
        await caller.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head + rest), deadline.Token);
        using var reader = new StreamReader(caller.GetStream());
        var status = (await reader.ReadLineAsync(deadline.Token) ?? "").Split(' ').ElementAtOrDefault(1) ?? "";
        while (await reader.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.Split(Type) is [_, var code, ..])
            {
                return (status, code.Split('"')[0]);
            }
        }

        return (status, "");
    }
}
