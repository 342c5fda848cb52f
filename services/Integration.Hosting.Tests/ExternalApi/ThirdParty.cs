using System.Collections.Concurrent;
using Integration.Hosting.ExternalApi;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Integration.Hosting.Tests.ExternalApi;

/// <summary>Somebody's REST API on Kestrel, and clients of it as a service adds them.</summary>
public sealed class ThirdParty : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly List<ServiceProvider> _providers = [];
    private int _tokens;

    private ThirdParty(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    /// <summary>What came, without the requests for a token.</summary>
    public ConcurrentQueue<Seen> Calls { get; } = new();

    public int TokensIssued => Volatile.Read(ref _tokens);

    /// <summary>How tokens were asked for.</summary>
    public ConcurrentQueue<IFormCollection> Asked { get; } = new();

    /// <summary>Tokens issued up to this one are refused.</summary>
    public int RevokedUpTo { get; set; }

    public int TokenLifeSeconds { get; set; } = 3600;

    /// <summary>Answers a call.</summary>
    public RequestDelegate Answer { get; set; } = context => context.Response.WriteAsync("{}");

    public ConcurrentQueue<string> Log { get; } = new();

    public static async Task<ThirdParty> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var party = new ThirdParty(app);
        app.MapPost("/token", (Delegate)party.IssueAsync);
        app.MapFallback(party.AnswerAsync);
        await app.StartAsync();
        return party;
    }

    /// <summary>A client of its own: its tokens, its rate, its circuit, its cache.</summary>
    public ExternalApiClient Client(TimeProvider? time = null, params IEnumerable<(string Name, string Value)> settings)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(new Lines(Log));
        var values = new Dictionary<string, string?>
        {
            ["ExternalApis:crm:BaseAddress"] = new Uri(Address, "base").ToString(),
            ["ExternalApis:crm:RequestsPerSecond"] = "1000",
            ["ExternalApis:crm:Burst"] = "1000",
            ["ExternalApis:crm:Retry:BaseDelayMilliseconds"] = "1",
            ["ExternalApis:crm:Auth:OAuth2:TokenAddress"] = new Uri(Address, "token").ToString(),
            ["ExternalApis:crm:Auth:OAuth2:ClientId"] = "us",
            ["ExternalApis:crm:Auth:OAuth2:ClientSecret"] = "planted-client-secret",
        };
        foreach (var (name, value) in settings)
        {
            values[name.StartsWith("ConnectionStrings", StringComparison.Ordinal) ? name : $"ExternalApis:crm:{name}"] = value;
        }

        builder.Configuration.AddInMemoryCollection(values);
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        builder.AddExternalApi("crm");
        var provider = builder.Services.BuildServiceProvider();
        _providers.Add(provider);
        return provider.GetRequiredKeyedService<ExternalApiClient>("crm");
    }

    public async ValueTask DisposeAsync()
    {
        _providers.ForEach(p => p.Dispose());
        await _app.DisposeAsync();
    }

    private async Task IssueAsync(HttpContext context)
    {
        Asked.Enqueue(await context.Request.ReadFormAsync());
        var token = Interlocked.Increment(ref _tokens);
        await context.Response.WriteAsJsonAsync(new { access_token = $"planted-token-{token}", expires_in = TokenLifeSeconds, token_type = "Bearer" });
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        Calls.Enqueue(new(
            context.Request.Method, context.Request.Path + context.Request.QueryString, context.Request.Headers.ToDictionary(h => h.Key, h => h.Value.ToString(), StringComparer.OrdinalIgnoreCase), body.ToArray()));
        if (context.Request.Headers.Authorization.ToString() is ['B', 'e', 'a', ..] bearer && int.TryParse(bearer.Split('-')[^1], out var token) && token <= RevokedUpTo)
        {
            context.Response.StatusCode = 401;
            return;
        }

        await Answer(context);
    }

    public sealed record Seen(string Method, string Path, Dictionary<string, string> Headers, ReadOnlyMemory<byte> Body);

    private sealed class Lines(ConcurrentQueue<string> lines) : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull
        {
            lines.Enqueue($"{state}");
            return null;
        }

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{formatter(state, exception)} {exception}");

        public void Dispose()
        {
            // Nothing is held.
        }
    }
}
