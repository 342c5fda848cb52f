using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Integration.Contracts.Webhooks;
using Integration.GatewaySandbox;
using Integration.Persistence.Tests;
using MassTransit;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.WebhookIngress.Tests.PayPal;

/// <summary>From end to end: the gateway sandbox signs and sends by itself, and the ingress fetches the certificate from it.</summary>
public sealed class When_the_sandbox_rings : IAsyncLifetime
{
    private readonly string _directory = Directory.CreateTempSubdirectory("sandbox-rings-").FullName;
    private readonly TestDatabase _database = new();
    private readonly Channel<GatewayObjectChanged> _rang = Channel.CreateUnbounded<GatewayObjectChanged>();
    private readonly HttpClient _http = new();
    private readonly int _port = FreePort();
    private WebApplication _sandbox = null!;
    private WebApplication _ingress = null!;

    private string Journal => Path.Combine(_directory, "sandbox.jsonl");

    public async Task InitializeAsync()
    {
        await _database.CreateAsync();
        _sandbox = await SandboxAsync($"--Sandbox:JournalFile={Journal}");
        var roots = Path.Combine(_directory, "root.pem");
        await File.WriteAllTextAsync(roots, await _http.GetStringAsync(new Uri(At(_sandbox) + "/sandbox/paypal/root.pem")));
        _ingress = IngressService.Build(
            [
                $"--urls=http://127.0.0.1:{_port}", "--Messaging:Transport=InMemory", $"--ConnectionStrings:Integration={_database.ConnectionString};Maximum Pool Size=15",
                "--Webhooks:Stripe:SigningSecrets:0=whsec_test", "--Logging:LogLevel:Default=Error",
                $"--Webhooks:PayPal:WebhookId={PayPalSender.OurWebhook}", $"--Webhooks:PayPal:RootsFile={roots}", $"--Webhooks:PayPal:CertificateHosts:0={new Uri(At(_sandbox)).Authority}",
            ],
            bus =>
            {
                bus.AddSingleton(_rang);
                bus.AddConsumer<Recorder>();
            });
        await IngressService.PrepareAsync(_ingress);
        await _ingress.StartAsync();
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _ingress.StopAsync();
        await _ingress.DisposeAsync();
        await _sandbox.DisposeAsync();
        await _database.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public async Task Should_be_believed_and_published_once_for_order_capture_refund_and_dispute()
    {
        var order = (await PayPalAsync("/v2/checkout/orders", new
        {
            intent = "CAPTURE", purchase_units = new[] { new { amount = new { currency_code = "EUR", value = "19.99" }, custom_id = "attempt-1" } },
        })).GetProperty("id").GetString()!;
        await ControlAsync("/sandbox/faults", new { operation = "paypal.approve", fault = "webhook_duplicated" });
        await ControlAsync($"/sandbox/paypal/orders/{order}/approve");
        await NextAsync("CHECKOUT.ORDER.APPROVED", order, capture: null);

        var capture = (await PayPalAsync($"/v2/checkout/orders/{order}/capture", new { })).GetProperty("purchase_units")[0].GetProperty("payments").GetProperty("captures")[0].GetProperty("id").GetString()!;
        await NextAsync("PAYMENT.CAPTURE.COMPLETED", order, capture);
        var refund = (await PayPalAsync($"/v2/payments/captures/{capture}/refund", new { amount = new { currency_code = "EUR", value = "5.00" } })).GetProperty("id").GetString()!;
        (await NextAsync("PAYMENT.CAPTURE.REFUNDED", capture, capture)).RefundReference.ShouldBe(refund);
        await ControlAsync("/sandbox/paypal/disputes", new { capture });
        (await NextAsync("CUSTOMER.DISPUTE.CREATED", capture, capture)).DisputeReference.ShouldNotBeNull();

        await DeliveredAsync();
        (await _database.CountAsync("ops.webhooks where source = 'paypal' and verified_by like 'certificate %'")).ShouldBe(4);
        _rang.Reader.Count.ShouldBe(0, "the duplicate told nothing");
    }

    [Fact]
    public async Task Should_be_believed_after_a_restart_with_another_certificate_of_the_same_root()
    {
        await ControlAsync("/sandbox/paypal/plant-capture", new { invoiceId = "payment-1", currency = "EUR", amountMinor = 1999 });
        await NextAsync("PAYMENT.CAPTURE.COMPLETED");
        await DeliveredAsync();
        var address = At(_sandbox);
        await _sandbox.DisposeAsync();
        _sandbox = await SandboxAsync($"--Sandbox:JournalFile={Journal}", address);
        await ControlAsync("/sandbox/paypal/plant-capture", new { invoiceId = "payment-1" });
        await NextAsync("PAYMENT.CAPTURE.COMPLETED");
        (await _database.CountAsync("(select distinct verified_by from ops.webhooks where source = 'paypal') v")).ShouldBe(2);
    }

    [Fact]
    public async Task Should_not_be_believed_when_it_has_another_root()
    {
        var address = At(_sandbox);
        await _sandbox.DisposeAsync();
        _sandbox = await SandboxAsync("--Sandbox:Webhooks:PayPal:MaxAttempts=2", address);
        await ControlAsync("/sandbox/paypal/plant-capture", new { invoiceId = "payment-1", currency = "EUR", amountMinor = 1999 });
        var counts = await DeliveredAsync();
        (counts.GetProperty("refused").GetInt32(), counts.GetProperty("givenUp").GetInt32(), counts.GetProperty("delivered").GetInt32()).ShouldBe((2, 1, 0));
        (await _database.CountAsync("webhooks.received")).ShouldBe(0);
    }

    private async Task<WebApplication> SandboxAsync(string setting, string address = "http://127.0.0.1:0")
    {
        var app = SandboxApp.Build(
        [
            $"--urls={address}", $"--Sandbox:Webhooks:PayPal:Url=http://127.0.0.1:{_port}/webhooks/paypal", $"--Sandbox:Webhooks:PayPal:WebhookId={PayPalSender.OurWebhook}",
            "--Sandbox:Webhooks:PayPal:RetryScheduleMilliseconds:0=50", "--Logging:LogLevel:Default=None", setting,
        ]);
        await app.StartAsync();
        return app;
    }

    private static string At(WebApplication app) => app.Urls.Single();

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        return ((System.Net.IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task<JsonElement> PayPalAsync(string path, object body)
    {
        using var token = new HttpRequestMessage(HttpMethod.Post, At(_sandbox) + "/v1/oauth2/token") { Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]) };
        token.Headers.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes("paypal_client_sandbox:paypal_secret_sandbox")));
        using var given = await _http.SendAsync(token);
        using var request = new HttpRequestMessage(HttpMethod.Post, At(_sandbox) + path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (await given.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString());
        request.Headers.Add("Prefer", "return=representation");
        using var answer = await _http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    private async Task ControlAsync(string path, object? body = null)
    {
        using var answer = await _http.PostAsJsonAsync(At(_sandbox) + path, body ?? new { });
        answer.EnsureSuccessStatusCode();
    }

    private async Task<GatewayObjectChanged> NextAsync(string type, string? reference = null, string? capture = null)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var one = await _rang.Reader.ReadAsync(deadline.Token);
        (one.Gateway, one.EventType).ShouldBe(("paypal", type));
        if (reference is not null)
        {
            (one.Reference, one.CaptureReference).ShouldBe((reference, capture));
        }

        return one;
    }

    /// <summary>The sandbox's counts when nothing is under way any more.</summary>
    private async Task<JsonElement> DeliveredAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var counts = await _http.GetFromJsonAsync<JsonElement>(At(_sandbox) + "/sandbox/webhooks?gateway=paypal", deadline.Token);
            if (counts.GetProperty("pending").GetInt32() == 0)
            {
                return counts;
            }

            await pace.WaitForNextTickAsync(deadline.Token);
        }
    }

    private sealed class Recorder(Channel<GatewayObjectChanged> rang) : IConsumer<GatewayObjectChanged>
    {
        public Task Consume(ConsumeContext<GatewayObjectChanged> context) => rang.Writer.WriteAsync(context.Message).AsTask();
    }
}
