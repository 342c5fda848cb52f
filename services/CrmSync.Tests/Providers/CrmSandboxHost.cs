using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Integration.CrmSandbox;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Integration.CrmSync.Tests.Providers;

/// <summary>The CRM sandbox over HTTP, the providers that call it, and a way to disturb the next call.</summary>
internal sealed class CrmSandboxHost : IAsyncDisposable
{
    private readonly List<BuiltProvider> _built = [];
    private readonly WebApplication _app;
    private readonly HttpClient _http;
    private readonly string _provider;
    private readonly string _crm;
    private Holder? _next;

    private CrmSandboxHost(WebApplication app, string provider)
    {
        (_app, _provider, _crm) = (app, provider, provider.ToLowerInvariant());
        app.Use(DisturbAsync);
        _http = new();
    }

    /// <param name="provider">The value of <c>Crm__Provider</c>.</param>
    /// <param name="settings">The sandbox's own.</param>
    public static async Task<CrmSandboxHost> StartAsync(string provider, params IEnumerable<string> settings)
    {
        var host = new CrmSandboxHost(CrmSandboxApp.Build(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning", .. settings]), provider);
        await host._app.StartAsync();
        host._http.BaseAddress = new Uri(host._app.Urls.First());
        return host;
    }

    /// <summary>A provider of its own: its token, its rate, its circuit.</summary>
    public BuiltProvider Build(params IEnumerable<(string Name, string Value)> settings)
    {
        var built = new BuiltProvider(_provider, _http.BaseAddress!, settings: settings);
        _built.Add(built);
        return built;
    }

    /// <summary>The next call of the CRM meets the disturbance.</summary>
    public void DisturbNext(Disturbance disturbance) => _next = new(disturbance);

    /// <summary>The living records with our id, by the CRM's own books.</summary>
    public async Task<IReadOnlyList<JsonNode>> RecordsAsync(string type, string key) =>
        [.. (await _http.GetFromJsonAsync<JsonArray>($"/sandbox/{_crm}/records/{type}?key={key}&removed=false"))!.Select(r => r!)];

    /// <summary>One record whatever became of it; null when nothing is kept.</summary>
    public async Task<JsonNode?> RecordAsync(string type, string id)
    {
        using var answer = await _http.GetAsync(new Uri($"/sandbox/{_crm}/records/{type}/{id}", UriKind.Relative));
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonNode>() : null;
    }

    /// <summary>A person at work in the CRM.</summary>
    public Task EditAsync(string type, string id, object fields) => ControlAsync($"/sandbox/{_crm}/records/{type}/{id}", fields);

    public Task MergeAsync(string type, string id, string into) => ControlAsync($"/sandbox/{_crm}/records/{type}/{id}/merge", new { into });

    public Task RevokeAsync() => ControlAsync("/sandbox/token", new { crm = _crm, revoked = true });

    /// <summary>How many requests came since it was asked the last time.</summary>
    public async Task<int> CallsAsync()
    {
        var calls = await _http.GetFromJsonAsync<JsonNode>("/sandbox/calls");
        using var cleared = await _http.DeleteAsync(new Uri("/sandbox/calls", UriKind.Relative));
        cleared.EnsureSuccessStatusCode();
        return calls![_crm]!["calls"]!.GetValue<int>();
    }

    public async Task ControlAsync(string path, object body)
    {
        using var answer = await _http.PostAsJsonAsync(path, body);
        answer.IsSuccessStatusCode.ShouldBeTrue(await answer.Content.ReadAsStringAsync());
    }

    public async ValueTask DisposeAsync()
    {
        _built.ForEach(b => b.Dispose());
        _http.Dispose();
        await _app.DisposeAsync();
    }

    private async Task DisturbAsync(HttpContext context, RequestDelegate next)
    {
        var aside = context.Request.Path.StartsWithSegments("/sandbox") || context.Request.Path.StartsWithSegments("/services/oauth2");
        if (aside || Interlocked.Exchange(ref _next, null) is not { What: var what })
        {
            await next(context);
            return;
        }

        if (what is Disturbance.ExecutedAndFailed or Disturbance.ExecutedAndCut or Disturbance.ExecutedAndSilent)
        {
            var socket = context.Response.Body;
            context.Response.Body = new MemoryStream();
            await next(context);
            context.Response.Body = socket;
            context.Response.Clear();
        }

        switch (what)
        {
            case Disturbance.TooFast:
                (context.Response.StatusCode, context.Response.Headers.RetryAfter) = (StatusCodes.Status429TooManyRequests, "7");
                break;
            case Disturbance.Cut or Disturbance.ExecutedAndCut:
                context.Abort();
                break;
            case Disturbance.ExecutedAndSilent:
                var hung = new TaskCompletionSource();
                await using (context.RequestAborted.Register(hung.SetResult))
                {
                    await hung.Task;
                }

                break;
            default:
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
                break;
        }
    }

    private sealed record Holder(Disturbance What);
}
