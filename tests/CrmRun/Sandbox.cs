using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;
using Integration.CrmSandbox;
using Microsoft.AspNetCore.Builder;

namespace Integration.CrmRun;

/// <summary>The CRM of the run: its faults, and its ledger.</summary>
internal sealed class Sandbox : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client = new();

    private Sandbox(WebApplication app)
    {
        _app = app;
        _client.BaseAddress = new Uri(app.Urls.First());
    }

    public Uri Address => _client.BaseAddress!;

    public static async Task<Sandbox> StartAsync()
    {
        var app = CrmSandboxApp.Build(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"]);
        await app.StartAsync();
        return new(app);
    }

    public Task FailAsync(int percent, int seed) => SetAsync("faults", new { failPercent = percent, seed });

    public Task AwayAsync(bool down) => SetAsync("outage", new { down });

    public Task RefuseAsync(string type, IEnumerable<string> keys) => SetAsync("bad", new { objectType = type, keys });

    /// <summary>Records that live, by the value of their id field.</summary>
    public async Task<ILookup<string, JsonObject>> RecordsAsync(string crm, string type, string idField)
    {
        var all = await _client.GetFromJsonAsync<JsonArray>($"sandbox/{crm}/records/{type}?removed=false");
        return all!.Select(r => r!.AsObject()).ToLookup(r => (string?)r["keys"]![idField] ?? "");
    }

    public async Task<JsonElement> CallsAsync() => await _client.GetFromJsonAsync<JsonElement>("sandbox/calls");

    private async Task SetAsync(string what, object body) => (await _client.PostAsJsonAsync($"sandbox/{what}", body)).EnsureSuccessStatusCode();

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
