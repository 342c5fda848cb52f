using System.Net.Sockets;
using System.Text;
using Integration.Persistence.Tests;

namespace Integration.WebhookIngress.Tests;

/// <summary>Strangers send much and never the last byte. What is held of it is bounded, in all and of each of them, and genuine webhooks are taken meanwhile.</summary>
public sealed class When_bodies_do_not_end : IngressSpec
{
    private const int Body = 60_000;
    private const int Share = 256 << 10;
    private const int All = 1 << 20;

    private readonly List<TcpClient> _strangers = [];
    private int _sent;

    protected override IEnumerable<string> Settings =>
    [
        $"--Webhooks:Stripe:SigningSecrets:0={StripeSecret}", "--Ingress:KnownProxies:0=127.0.0.1", "--Ingress:RequestTimeoutSeconds=120", "--Webhooks:MaxBodyBytes=65536",
        $"--Webhooks:MaxUnverifiedBytes={All}", $"--Webhooks:MaxUnverifiedBytesPerAddress={Share}",
    ];

    public override async Task DisposeAsync()
    {
        HangUp();
        await base.DisposeAsync();
    }

    [Fact]
    public async Task Should_hold_the_share_of_one_address_and_take_what_others_and_it_itself_sign()
    {
        using var measured = new Measured();
        const int Many = 60;
        var answers = await FloodAsync(Enumerable.Repeat("203.0.113.66", Many), atLeast: Many - (Share / Body));

        answers.ShouldAllBe(answer => answer.StartsWith("HTTP/1.1 429 ", StringComparison.Ordinal) && answer.Contains("Retry-After: 5", StringComparison.Ordinal));
        await measured.UntilAsync((name, _) => name == "integration.webhooks.received stripe no_room", "what was refused");
        (await TakenAsync("198.51.100.1", bytes: Body)).ShouldBe(200, "a large one of another address");
        (await TakenAsync("203.0.113.66", bytes: 200)).ShouldBe(200, "a small one of the same address, which may be that of all where the proxy is not known");

        HangUp();
        await UntilAsync("203.0.113.66", Body);
    }

    [Fact]
    public async Task Should_hold_no_more_of_all_addresses_and_take_small_webhooks_of_anybody()
    {
        const int Addresses = 16;
        const int Each = 3;
        var answers = await FloodAsync(Enumerable.Range(0, Addresses * Each).Select(i => $"203.0.113.{i % Addresses}"), atLeast: (Addresses * Each) - ((All - Share) / Body));

        answers.ShouldAllBe(answer => answer.StartsWith("HTTP/1.1 503 ", StringComparison.Ordinal) && answer.Contains("Retry-After: 5", StringComparison.Ordinal));
        for (var i = 0; i < 20; i++)
        {
            (await TakenAsync($"198.51.100.{i}", bytes: 200)).ShouldBe(200);
        }

        HangUp();
        await UntilAsync("198.51.100.1", Body);
    }

    /// <summary>Bodies of any length come through whole, with their length in front and without.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_read_bodies_of_each_length_as_they_came(bool chunked)
    {
        foreach (var bytes in new[] { 200, 4095, 4096, 4097, 8192, 16384, 16385, 65535, 65536 })
        {
            using var request = Webhook("198.51.100.1", bytes);
            request.Headers.TransferEncodingChunked = chunked;
            using var answer = await Client.SendAsync(request);
            ((int)answer.StatusCode).ShouldBe(200, $"{bytes} bytes: the signature is over each of them");
        }

        using var longer = Webhook("198.51.100.1", 65537);
        longer.Headers.TransferEncodingChunked = chunked;
        using var refused = await Client.SendAsync(longer);
        ((int)refused.StatusCode).ShouldBe(413);
    }

    /// <summary>Sends all but the last byte of a body from each address, and waits for so many answers.</summary>
    private async Task<IReadOnlyList<string>> FloodAsync(IEnumerable<string> addresses, int atLeast)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var waiting = addresses.Select(address => HalfAsync(address, deadline.Token)).ToList();
        var answers = new List<string>();
        while (answers.Count < atLeast)
        {
            var answered = await Task.WhenAny(waiting);
            waiting.Remove(answered);
            answers.Add(await answered);
        }

        return answers;
    }

    private async Task<string> HalfAsync(string address, CancellationToken cancellationToken)
    {
        var stranger = new TcpClient();
        _strangers.Add(stranger);
        await stranger.ConnectAsync(Client.BaseAddress!.Host, Client.BaseAddress.Port, cancellationToken);
        var half = $"POST /webhooks/stripe HTTP/1.1\r\nHost: h\r\nX-Forwarded-For: {address}\r\nContent-Length: {Body}\r\n\r\n{new string('x', Body - 1)}";
        await stranger.GetStream().WriteAsync(Encoding.ASCII.GetBytes(half), cancellationToken);
        using var reader = new StreamReader(stranger.GetStream(), leaveOpen: true);
        var head = new StringBuilder();
        while (await reader.ReadLineAsync(cancellationToken) is { Length: > 0 } line)
        {
            head.AppendLine(line);
        }

        return head.ToString();
    }

    private void HangUp()
    {
        _strangers.ForEach(stranger => stranger.Dispose());
        _strangers.Clear();
    }

    private async Task UntilAsync(string address, int bytes)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await TakenAsync(address, bytes) != 200)
        {
            await poll.WaitForNextTickAsync(deadline.Token);
        }
    }

    private Task<int> TakenAsync(string address, int bytes) => SendAsync(Webhook(address, bytes));

    /// <summary>A genuine webhook of so many bytes.</summary>
    private HttpRequestMessage Webhook(string address, int bytes)
    {
        var body = $$$$"""{"id":"evt_{{{{++_sent}}}}","type":"payment_intent.succeeded","created":1800000000,"data":{"object":{"id":"pi_1","object":"payment_intent","note":"{note}"}}}""";
        return When_a_stranger_floods_the_door.From(address, FromStripe(body.Replace("{note}", new string('x', bytes - body.Length + "{note}".Length), StringComparison.Ordinal)));
    }
}
