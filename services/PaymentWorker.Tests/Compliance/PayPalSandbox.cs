using System.Net.Http.Json;
using System.Text.Json;
using Integration.GatewaySandbox;
using Integration.PaymentWorker.Gateways;
using Integration.Sagas.Payments;
using Integration.PaymentWorker.Gateways.PayPal;
using Integration.Sagas.Attempts;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Integration.PaymentWorker.Tests.Compliance;

/// <summary>The gateway sandbox over HTTP, and PayPal gateways as the worker registers them, pointed at it.</summary>
public sealed class PayPalSandbox : IAsyncDisposable
{
    private readonly List<ServiceProvider> _providers = [];
    private readonly WebApplication _app;

    private PayPalSandbox(WebApplication app)
    {
        _app = app;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.First()) };
        Gateway = Build();
    }

    public HttpClient Http { get; }

    public IPaymentGateway Gateway { get; }

    /// <summary>Of the gateway built first.</summary>
    public IGatewayHealth Health => _providers[0].GetRequiredService<IGatewayHealth>();

    public static async Task<PayPalSandbox> StartAsync(params IEnumerable<string> settings)
    {
        var app = SandboxApp.Build(["--urls=http://127.0.0.1:0", .. settings.Select(s => "--Sandbox:" + s)]);
        await app.StartAsync();
        return new PayPalSandbox(app);
    }

    /// <summary>A gateway of its own: its token, its rate, its circuit.</summary>
    public IPaymentGateway Build(string secret = "paypal_secret_sandbox", Uri? address = null, params IEnumerable<(string Name, string Value)> settings)
    {
        var values = new Dictionary<string, string?>
        {
            ["ClientId"] = "paypal_client_sandbox", ["ClientSecret"] = secret, ["ApiBase"] = (address ?? Http.BaseAddress!).ToString(), ["TimeoutSeconds"] = "5", ["RequestsPerSecond"] = "1000",
        };
        foreach (var (name, value) in settings)
        {
            values[name] = value;
        }

        var configuration = new ConfigurationBuilder().AddInMemoryCollection(values.Select(v => KeyValuePair.Create($"{PayPalOptions.Section}:{v.Key}", v.Value))).Build();
        var services = new ServiceCollection().AddLogging().AddSingleton<IConfiguration>(configuration);
        services.AddPayPalGateway(configuration);
        var provider = services.BuildServiceProvider();
        _providers.Add(provider);
        return provider.GetRequiredService<IPaymentGateway>();
    }

    public async Task FaultAsync(string operation, string fault, int times = 1)
    {
        using var answer = await Http.PostAsJsonAsync("/sandbox/faults", new { operation, fault, times });
        answer.EnsureSuccessStatusCode();
    }

    public async Task ControlAsync(string path, object? body = null)
    {
        using var answer = await Http.PostAsJsonAsync(path, body ?? new { });
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>The calls of an operation as the sandbox saw them.</summary>
    public async Task<List<JsonElement>> LogAsync(string operation) => (await Http.GetFromJsonAsync<List<JsonElement>>($"/sandbox/log?operation={operation}"))!;

    /// <summary>Somebody gives money back at PayPal's own pages.</summary>
    public async Task<string> RefundByHandAsync(string capture, string value)
    {
        using var ask = new HttpRequestMessage(HttpMethod.Post, "/v1/oauth2/token") { Content = new FormUrlEncodedContent([new("grant_type", "client_credentials")]) };
        ask.Headers.Authorization = new("Basic", Convert.ToBase64String("paypal_client_sandbox:paypal_secret_sandbox"u8));
        using var token = await Http.SendAsync(ask);
        using var refund = new HttpRequestMessage(HttpMethod.Post, $"/v2/payments/captures/{capture}/refund") { Content = JsonContent.Create(new { amount = new { value, currency_code = "EUR" } }) };
        refund.Headers.Authorization = new("Bearer", (await token.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("access_token").GetString());
        using var answer = await Http.SendAsync(refund);
        answer.EnsureSuccessStatusCode();
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("id").GetString()!;
    }

    /// <summary>How often, by PayPal's own books, money moved, and how much.</summary>
    public async Task<(int Captures, long Minor)> BooksAsync()
    {
        var orders = (await Http.GetFromJsonAsync<JsonElement>("/ledger")).GetProperty("intents").EnumerateArray().ToList();
        return (orders.Sum(o => o.GetProperty("captures").GetInt32()), orders.Sum(o => o.GetProperty("amount_received").GetInt64()));
    }

    public async ValueTask DisposeAsync()
    {
        _providers.ForEach(p => p.Dispose());
        Http.Dispose();
        await _app.DisposeAsync();
    }
}
