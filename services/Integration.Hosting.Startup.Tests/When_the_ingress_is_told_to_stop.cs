using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using Integration.Persistence.Tests;
using Integration.WebhookIngress.Tests;

namespace Integration.Hosting.Startup.Tests;

public sealed class When_the_ingress_is_told_to_stop : IAsyncLifetime
{
    private const string Key = "the-key-of-the-shop";
    private readonly TestDatabase _database = new();
    private readonly HttpClient _client = new() { Timeout = TimeSpan.FromSeconds(60) };
    private readonly ConcurrentBag<string> _answered = [];
    private readonly SemaphoreSlim _another = new(0);

    public Task InitializeAsync() => _database.CreateAsync();

    public async Task DisposeAsync()
    {
        _client.Dispose();
        _another.Dispose();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Should_have_stored_every_webhook_it_answered_and_exit_with_0()
    {
        using var process = await StartAsync();
        var address = process.Address;
        var senders = Enumerable.Range(0, 8).Select(sender => Task.Run(() => SendUntilRefusedAsync(address, sender))).ToList();
        for (var i = 0; i < 100; i++)
        {
            (await _another.WaitAsync(TimeSpan.FromSeconds(60))).ShouldBeTrue(process.Output);
        }

        await process.TerminateAsync();
        (await process.ExitCodeAsync()).ShouldBe(0, process.Output);
        await Task.WhenAll(senders);

        _answered.Count.ShouldBeGreaterThanOrEqualTo(100);
        var list = string.Join(", ", _answered.Select(id => $"'{id}'"));
        (await _database.CountAsync($"webhooks.received where event_id in ({list})")).ShouldBe(_answered.Count);
    }

    [Fact]
    public async Task Should_finish_the_request_it_has_begun_and_take_no_other()
    {
        using var process = await StartAsync();
        var address = process.Address;
        var slow = new SlowBody(IngressApp.Event("evt_slow"));
        var status = PostAsync(address, slow);
        await slow.HalfSent.WaitAsync(TimeSpan.FromSeconds(30));

        await process.TerminateAsync();
        await RefusesConnectionsAsync(address);
        slow.SendTheRest();

        (await status).ShouldBe(HttpStatusCode.OK);
        (await process.ExitCodeAsync()).ShouldBe(0, process.Output);
        (await _database.CountAsync("webhooks.received where event_id = 'evt_slow'")).ShouldBe(1);
    }

    [Fact]
    public async Task Should_answer_callers_who_wait_for_a_payment()
    {
        using var process = await StartAsync();
        var answer = AskAndWaitAsync(process.Address);
        await _database.UntilAsync("requests.writes", n => n == 1);

        await process.TerminateAsync();
        (await answer).ShouldBe(HttpStatusCode.Accepted);
        (await process.ExitCodeAsync()).ShouldBe(0, process.Output);
    }

    private async Task<HttpStatusCode> AskAndWaitAsync(Uri address)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/v1/payments"))
        {
            Content = new StringContent("""{"customerId":"c","amountMinor":100,"currency":"EUR","card":{"paymentMethod":"pm_card_visa"}}""", Encoding.UTF8, MediaTypeHeaderValue.Parse("application/json")),
            Headers = { { "X-Api-Key", Key }, { "Idempotency-Key", "waits" }, { "Prefer", "wait=120" } },
        };
        using var answer = await _client.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task<ServiceProcess> StartAsync()
    {
        var process = IngressProcess.Start(
            [],
            ("ConnectionStrings__Integration", _database.ConnectionString), ("Messaging__Transport", "InMemory"),
            ("Webhooks__Stripe__SigningSecrets__0", IngressApp.Secret), ("Ingress__RequestTimeoutSeconds", "60"),
            ("Api__MaxWaitSeconds", "120"), ("Shutdown__TimeoutSeconds", "20"),
            ("Api__Keys__0__Name", "shop"), ("Api__Keys__0__Sha256", Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(Key)))), ("Api__Keys__0__Scopes__0", "payments:write"));
        await process.ReadyAsync(_client);
        return process;
    }

    private async Task<HttpStatusCode> PostAsync(Uri address, SlowBody body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/webhooks/stripe")) { Content = new GatedContent(body) };
        request.Headers.Add("Stripe-Signature", StripeSigner.Header(IngressApp.Secret, body.Bytes, TimeProvider.System.GetUtcNow()));
        using var answer = await _client.SendAsync(request);
        return answer.StatusCode;
    }

    private async Task SendUntilRefusedAsync(Uri address, int sender)
    {
        for (var i = 0; ; i++)
        {
            var id = $"evt_{sender}_{i}";
            using var request = IngressApp.Webhook(address, IngressApp.Event(id));
            try
            {
                using var answer = await _client.SendAsync(request);
                if (!answer.IsSuccessStatusCode)
                {
                    return;
                }

                _answered.Add(id);
                _another.Release();
            }
            catch (HttpRequestException)
            {
                return;     // it is gone: the sender would send again later
            }
        }
    }

    private static async Task RefusesConnectionsAsync(Uri address)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            using var probe = new TcpClient();
            try
            {
                await probe.ConnectAsync(address.Host, address.Port, deadline.Token);
            }
            catch (SocketException)
            {
                return;
            }

            await poll.WaitForNextTickAsync(deadline.Token);
        }
    }

    /// <summary>A body whose second half waits.</summary>
    private sealed class SlowBody(string text)
    {
        private readonly TaskCompletionSource _half = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public byte[] Bytes { get; } = Encoding.UTF8.GetBytes(text);

        public Task HalfSent => _half.Task;

        public void SendTheRest() => _gate.SetResult();

        public async Task WriteAsync(Stream stream)
        {
            await stream.WriteAsync(Bytes.AsMemory(0, 20));
            await stream.FlushAsync();
            _half.SetResult();
            await _gate.Task;
            await stream.WriteAsync(Bytes.AsMemory(20));
        }
    }

    private sealed class GatedContent(SlowBody body) : HttpContent
    {
        protected override Task SerializeToStreamAsync(Stream stream, TransportContext? context) => body.WriteAsync(stream);

        protected override bool TryComputeLength(out long length)
        {
            length = body.Bytes.Length;
            return true;
        }
    }
}
