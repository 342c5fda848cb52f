using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Stripe;

namespace Integration.GatewaySandbox.Tests;

/// <summary>A sandbox on a port of its own, with Stripe's SDK pointed at it (no retries of its own, as the product's).</summary>
public sealed class Sandbox : IAsyncDisposable
{
    public const string SecretKey = "sk_test_sandbox";

    private readonly WebApplication? _app;

    private Sandbox(WebApplication? app, Uri address)
    {
        _app = app;
        Address = address;
        Http = new HttpClient { BaseAddress = address, Timeout = TimeSpan.FromSeconds(30) };
        Stripe = Client(SecretKey);
    }

    public Uri Address { get; }

    public HttpClient Http { get; }

    public StripeClient Stripe { get; }

    public PaymentIntentService Intents => Stripe.V1.PaymentIntents;

    public static async Task<Sandbox> StartAsync(params IEnumerable<string> settings)
    {
        var app = SandboxApp.Build(["--urls=http://127.0.0.1:0", .. settings.Select(s => "--Sandbox:" + s)]);
        await app.StartAsync();
        return new Sandbox(app, new Uri(app.Urls.Single()));
    }

    public static Sandbox At(Uri address) => new(null, address);

    public StripeClient Client(string key, double timeoutSeconds = 30) => new(new StripeClientOptions
    {
        ApiKey = key,
        ApiBase = Address.ToString().TrimEnd('/'),
        HttpClient = new SystemNetHttpClient(new HttpClient { Timeout = TimeSpan.FromSeconds(timeoutSeconds) }, maxNetworkRetries: 0, enableTelemetry: false),
    });

    public Task<PaymentIntent> CreateAsync(string method = "pm_card_visa", string capture = "manual", string? key = null, Dictionary<string, string>? metadata = null, long amount = 1999) =>
        Intents.CreateAsync(New(method, capture, metadata, amount), Key(key));

    public static PaymentIntentCreateOptions New(string? method = "pm_card_visa", string capture = "manual", Dictionary<string, string>? metadata = null, long amount = 1999) => new()
    {
        Amount = amount,
        Currency = "eur",
        PaymentMethod = method,
        AllowedPaymentMethodTypes = ["card"],
        CaptureMethod = capture,
        Metadata = metadata,
    };

    public Task<PaymentIntent> ConfirmAsync(string id, string? key = null, PaymentIntentConfirmOptions? options = null) =>
        Intents.ConfirmAsync(id, options ?? new PaymentIntentConfirmOptions { OffSession = true, Expand = ["latest_charge"] }, Key(key));

    public Task<PaymentIntent> CaptureAsync(string id, string? key = null) => Intents.CaptureAsync(id, null, Key(key));

    public async Task FaultAsync(string operation, string fault, string? match = null, int times = 1)
    {
        using var answer = await Http.PostAsJsonAsync("/sandbox/faults", new { operation, fault, match, times });
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.NoContent);
    }

    public async Task AdvanceAsync(TimeSpan by)
    {
        using var answer = await Http.PostAsJsonAsync("/sandbox/clock", new { advanceSeconds = by.TotalSeconds });
        answer.EnsureSuccessStatusCode();
    }

    public Task<JsonElement> LedgerAsync() => Http.GetFromJsonAsync<JsonElement>("/ledger");

    public async Task<List<JsonElement>> LogAsync(string operation) => (await Http.GetFromJsonAsync<List<JsonElement>>($"/sandbox/log?operation={operation}"))!;

    public async Task<JsonElement> LineAsync(string intent) =>
        (await LedgerAsync()).GetProperty("intents").EnumerateArray().Single(l => l.GetProperty("id").GetString() == intent);

    public Task<HttpResponseMessage> PostAsync(string path, HttpContent? content = null) => Http.PostAsync(new Uri(path, UriKind.Relative), content);

    public Task<string> TextAsync(string path) => Http.GetStringAsync(new Uri(path, UriKind.Relative));

    /// <summary>Awaits a condition on what the sandbox says of itself.</summary>
    public async Task<JsonElement> UntilAsync(string path, Predicate<JsonElement> condition)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        while (true)
        {
            var answer = await Http.GetFromJsonAsync<JsonElement>(path, deadline.Token);
            if (condition(answer))
            {
                return answer;
            }

            await pace.WaitForNextTickAsync(deadline.Token);
        }
    }

    public static RequestOptions? Key(string? key) => key is null ? null : new RequestOptions { IdempotencyKey = key };

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        if (_app is not null)
        {
            await _app.DisposeAsync();
        }
    }
}
