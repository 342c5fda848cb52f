using System.Net.Http.Json;
using Integration.GatewaySandbox;
using Microsoft.AspNetCore.Builder;

namespace Integration.Acceptance;

/// <summary>The sandbox over real HTTP: it stands for the gateway, which never dies with us.</summary>
public sealed class Gateway : IAsyncDisposable
{
    private readonly WebApplication _sandbox;

    private Gateway(WebApplication sandbox)
    {
        _sandbox = sandbox;
        Client = new() { BaseAddress = new Uri(sandbox.Urls.First()), DefaultRequestHeaders = { Authorization = new("Bearer", "sk_test_sandbox") } };
    }

    private const string WebhookId = "WH-SANDBOX";

    /// <summary>The only root that PayPal's webhooks may lead to.</summary>
    private readonly string _roots = Path.GetTempFileName();

    public HttpClient Client { get; }

    /// <summary>What a service has to be told to have both gateways here.</summary>
    public IReadOnlyList<(string Name, string Value)> PayPal =>
    [
        ("Gateways__PayPal__ClientId", "paypal_client_sandbox"), ("Gateways__PayPal__ClientSecret", "paypal_secret_sandbox"), ("Gateways__PayPal__ApiBase", Client.BaseAddress!.ToString()),
        ("Gateways__PayPal__TimeoutSeconds", "2"), ("Gateways__PayPal__RequestsPerSecond", "1000"), ("Gateways__PayPal__BreakSeconds", "0.5"), ("Gateways__PayPal__RefundShowsWithinSeconds", "1"),
        ("Secrets__TokenKeys__0", "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="),
        ("Webhooks__PayPal__WebhookId", WebhookId), ("Webhooks__PayPal__CertificateHosts__0", Client.BaseAddress!.Authority), ("Webhooks__PayPal__RootsFile", _roots),
    ];

    public static async Task<Gateway> StartAsync(Uri webhooks, params string[] arguments)
    {
        var sandbox = SandboxApp.Build(
        [
            "--urls=http://127.0.0.1:0", $"--Sandbox:Webhooks:Stripe:Url={new Uri(webhooks, "/webhooks/stripe")}", "--Sandbox:Webhooks:Stripe:Secret=whsec_test",
            $"--Sandbox:Webhooks:PayPal:Url={new Uri(webhooks, "/webhooks/paypal")}", $"--Sandbox:Webhooks:PayPal:WebhookId={WebhookId}",
            "--Sandbox:SlowMilliseconds=300", "--Sandbox:Webhooks:Stripe:ReorderMilliseconds=200", "--Sandbox:Webhooks:Stripe:RetryScheduleMilliseconds:0=300", .. arguments,
        ]);
        await sandbox.StartAsync();
        var gateway = new Gateway(sandbox);
        await File.WriteAllTextAsync(gateway._roots, await gateway.Client.GetStringAsync(new Uri("/sandbox/paypal/root.pem", UriKind.Relative)));
        return gateway;
    }

    public async Task<Ledger> LedgerAsync() => (await Client.GetFromJsonAsync<Ledger>("/ledger", Ledger.Json))!;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        File.Delete(_roots);
        await _sandbox.StopAsync();
        await _sandbox.DisposeAsync();
    }
}
