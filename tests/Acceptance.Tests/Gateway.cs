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

    public HttpClient Client { get; }

    public static async Task<Gateway> StartAsync(Uri webhooks, params string[] arguments)
    {
        var sandbox = SandboxApp.Build(
        [
            "--urls=http://127.0.0.1:0", $"--Sandbox:Webhooks:Stripe:Url={new Uri(webhooks, "/webhooks/stripe")}", "--Sandbox:Webhooks:Stripe:Secret=whsec_test",
            "--Sandbox:SlowMilliseconds=300", "--Sandbox:Webhooks:Stripe:ReorderMilliseconds=200", "--Sandbox:Webhooks:Stripe:RetryScheduleMilliseconds:0=300", .. arguments,
        ]);
        await sandbox.StartAsync();
        return new(sandbox);
    }

    public async Task<Ledger> LedgerAsync() => (await Client.GetFromJsonAsync<Ledger>("/ledger", Ledger.Json))!;

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _sandbox.StopAsync();
        await _sandbox.DisposeAsync();
    }
}
