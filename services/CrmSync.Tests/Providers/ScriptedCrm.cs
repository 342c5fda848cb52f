using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Integration.CrmSync.Tests.Providers;

/// <summary>A CRM that says what a test tells it to say, over HTTP.</summary>
internal sealed class ScriptedCrm : IAsyncDisposable
{
    private readonly WebApplication _app;

    private ScriptedCrm(WebApplication app) => _app = app;

    public Uri Address => new(_app.Urls.First());

    /// <summary>What came, without requests for a token.</summary>
    public ConcurrentQueue<Seen> Calls { get; } = new();

    /// <summary>Answers each call.</summary>
    public Func<Seen, Said> Answer { get; set; } = _ => new(200, "{}");

    /// <summary>Answers requests for a token.</summary>
    public Said Token { get; set; } = new(200, """{"access_token":"planted-token","token_type":"Bearer"}""");

    public static async Task<ScriptedCrm> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var crm = new ScriptedCrm(app);
        app.MapPost("/services/oauth2/token", (HttpContext context) => crm.Token.WriteAsync(context));
        app.MapFallback(crm.AnswerAsync);
        await app.StartAsync();
        return crm;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        using var body = new StreamReader(context.Request.Body);
        var text = await body.ReadToEndAsync(context.RequestAborted);
        var seen = new Seen(context.Request.Method, context.Request.Path + context.Request.QueryString.ToString(), context.Request.Headers.Authorization.ToString(), text.Length > 0 ? JsonNode.Parse(text) : null);
        Calls.Enqueue(seen);
        await Answer(seen).WriteAsync(context);
    }

    /// <summary>One call as it came.</summary>
    internal sealed record Seen(string Method, string Path, string Authorization, JsonNode? Body);

    /// <summary>One answer.</summary>
    internal sealed record Said(int Status, string? Body = null, params (string Name, string Value)[] Headers)
    {
        public async Task WriteAsync(HttpContext context)
        {
            context.Response.StatusCode = Status;
            foreach (var (name, value) in Headers)
            {
                context.Response.Headers[name] = value;
            }

            if (Body is not null)
            {
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync(Body, context.RequestAborted);
            }
        }
    }
}
