using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Integration.Persistence.Tests;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.WebhookIngress.Tests;

/// <summary>Every limit answers with its status and a problem in words.</summary>
public sealed class When_a_sender_goes_too_far : IAsyncLifetime
{
    private const string Secret = "whsec_of_the_test";

    private readonly TestDatabase _database = new();
    private readonly HttpClient _client = new();
    private WebApplication _app = null!;

    public async Task InitializeAsync()
    {
        await _database.CreateAsync();
        _app = IngressService.Build(
        [
            "--urls=http://127.0.0.1:0", "--Messaging:Transport=InMemory", $"--ConnectionStrings:Integration={_database.ConnectionString}",
            "--Webhooks:Stripe:SigningSecrets:0=whsec_the_old_one", $"--Webhooks:Stripe:SigningSecrets:1={Secret}",
            "--Webhooks:Burst=3", "--Webhooks:RequestsPerSecond=1", "--Webhooks:MaxBodyBytes=1024",
            "--Ingress:RequestTimeoutSeconds=4", "--Ingress:MaxHeaders=20", "--Ingress:MaxHeaderBytes=4096", "--Logging:LogLevel:Default=None",
        ], bus => bus.AddHttpContextAccessor());
        await IngressService.PrepareAsync(_app);
        await _app.StartAsync();
        _client.BaseAddress = new Uri(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Should_say_429_and_when_to_come_back_without_slowing_another_source()
    {
        using var counted = new Counted(_client.BaseAddress!);
        var answers = await Task.WhenAll(Enumerable.Range(0, 12).Select(i => _client.SendAsync(Webhook($"evt_{i}"))));
        var counts = counted.Take();

        var refused = answers.Where(a => a.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        refused.ShouldNotBeEmpty();
        refused.ShouldAllBe(a => a.Headers.RetryAfter!.Delta >= TimeSpan.FromSeconds(1));
        foreach (var answer in refused)
        {
            await ProblemAsync(answer, "Too many webhooks");
        }

        var stored = answers.Count(a => a.StatusCode == HttpStatusCode.OK);
        stored.ShouldBeGreaterThanOrEqualTo(3);
        (stored + refused.Count).ShouldBe(12);
        (counts.Count(count => count == "integration.webhooks.received stripe too_fast"), counts.Count).ShouldBe((refused.Count, 12));
        (await _database.CountAsync("webhooks.received")).ShouldBe(stored);
        using var other = await _client.PostAsync(new Uri("/webhooks/other", UriKind.Relative), content: null);
        other.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        counted.Take().ShouldBe(["integration.webhooks.received unknown unknown_source"]);
    }

    [Fact]
    public async Task Should_accept_the_second_secret_and_record_which()
    {
        using var answer = await _client.SendAsync(Webhook("evt_rotated"));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await _database.CountAsync($"ops.webhooks where event_id = 'evt_rotated' and verified_by = '{VerifiedBy.Secret(1, Secret)}'")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_say_404_for_a_source_that_is_not_configured()
    {
        using var answer = await _client.PostAsync(new Uri("/webhooks/nobody", UriKind.Relative), new StringContent("{}"));
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        await ProblemAsync(answer, "No webhook source of this name is configured.");
    }

    [Fact]
    public async Task Should_say_413_for_a_body_of_unknown_length_that_grows_too_long()
    {
        using var request = Webhook("evt_long", new string('x', 4000));
        request.Headers.TransferEncodingChunked = true;
        using var answer = await _client.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        await ProblemAsync(answer, "larger than 1024 bytes");
    }

    [Fact]
    public async Task Should_say_503_and_keep_nothing_when_a_request_takes_too_long()
    {
        using var caller = new TcpClient();
        await caller.ConnectAsync(_client.BaseAddress!.Host, _client.BaseAddress.Port);
        await caller.GetStream().WriteAsync("POST /webhooks/stripe HTTP/1.1\r\nHost: ingress\r\nContent-Length: 100\r\n\r\n{"u8.ToArray());
        using var reader = new StreamReader(caller.GetStream());
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var answer = new StringBuilder();
        while (await reader.ReadLineAsync(deadline.Token) is { } line && !line.Contains("took too long", StringComparison.Ordinal))
        {
            answer.AppendLine(line);
        }

        answer.ToString().ShouldStartWith("HTTP/1.1 503 ");
        answer.ToString().ShouldContain("Retry-After: 5");
        answer.ToString().ShouldContain("application/problem+json");
    }

    [Fact]
    public async Task Should_say_431_for_too_many_headers_and_for_too_large_ones()
    {
        using var request = Webhook("evt_headers");
        for (var i = 0; i < 30; i++)
        {
            request.Headers.Add($"X-{i}", "x");
        }

        using var answer = await _client.SendAsync(request);
        ((int)answer.StatusCode).ShouldBe(431);
        using var large = new HttpRequestMessage(HttpMethod.Get, "/health/live") { Headers = { { "X-Large", new string('x', 5000) } } };
        using var refused = await _client.SendAsync(large);
        ((int)refused.StatusCode).ShouldBe(431);
    }

    [Fact]
    public async Task Should_say_405_in_words_and_not_name_the_server()
    {
        using var answer = await _client.GetAsync(new Uri("/webhooks/stripe", UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.MethodNotAllowed);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        answer.Headers.Server.ShouldBeEmpty();
    }

    private static HttpRequestMessage Webhook(string id, string mark = "")
    {
        var body = Encoding.UTF8.GetBytes(
            $$$$"""{"id":"{{{{id}}}}","type":"payment_intent.succeeded","created":1800000000,"data":{"object":{"id":"pi_1","object":"payment_intent","mark":"{{{{mark}}}}"}}}""");
        var request = new HttpRequestMessage(HttpMethod.Post, "/webhooks/stripe") { Content = new ByteArrayContent(body) };
        request.Headers.Add("Stripe-Signature", StripeSigner.Header(Secret, body, TimeProvider.System.GetUtcNow()));
        return request;
    }

    private static async Task ProblemAsync(HttpResponseMessage answer, string detail)
    {
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        problem.RootElement.GetProperty("detail").GetString()!.ShouldContain(detail);
        problem.RootElement.GetProperty("status").GetInt32().ShouldBe((int)answer.StatusCode);
    }
}
