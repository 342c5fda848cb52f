using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.WebhookIngress.Tests.PayPal;

/// <summary>Where certificates are fetched from: real HTTP, each path with an answer of its own, every request counted.</summary>
public sealed class CertificateServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentDictionary<string, Func<HttpContext, Task>> _answers = new();
    private int _requests;

    private CertificateServer(WebApplication app) => _app = app;

    public int Requests => _requests;

    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    public string Host => $"127.0.0.1:{Address.Port}";

    public static async Task<CertificateServer> StartAsync(int port = 0, HttpsConnectionAdapterOptions? secure = null)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, listen =>
        {
            if (secure is not null)
            {
                listen.UseHttps(secure);
            }
        }));
        var server = new CertificateServer(builder.Build());
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync();
        return server;
    }

    /// <summary>The address that answers with the text.</summary>
    public string Serve(string path, string text) => Serve(path, context => context.Response.WriteAsync(text));

    public string Serve(string path, Func<HttpContext, Task> answer)
    {
        _answers[path] = answer;
        return new Uri(Address, path).AbsoluteUri;
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _requests);
        if (_answers.TryGetValue(context.Request.Path.Value!, out var answer))
        {
            return answer(context);
        }

        context.Response.StatusCode = 404;
        return Task.CompletedTask;
    }
}
