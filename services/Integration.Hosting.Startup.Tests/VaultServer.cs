using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Security.KeyVault.Secrets;
using Integration.Hosting.Secrets.KeyVault;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Integration.Hosting.Startup.Tests;

/// <summary>Stands in for an Azure Key Vault, over HTTPS on loopback, as far as the official client needs it to read secrets: the challenge, lists in pages, values.</summary>
public sealed class VaultServer : IAsyncDisposable
{
    /// <summary>What the client believes to call: it accepts tokens for vaults of this domain only.</summary>
    public const string Address = "https://shop.vault.azure.net";
    private const string Token = "token-of-the-process";
    private const int PageSize = 2;

    private readonly X509Certificate2 _certificate = SelfSigned();
    private readonly HttpClient _http;
    private readonly WebApplication _app;
    private readonly int _port = ServiceProcess.FreePort();
    private int _lists;

    private VaultServer()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, _port, listen => listen.UseHttps(_certificate)));
        _app = builder.Build();
        _app.Use(AuthorizeAsync);
        _app.MapGet("/secrets", List);
        _app.MapGet("/secrets/{name}", Get);
        var handler = new SocketsHttpHandler { ConnectCallback = ConnectAsync, PooledConnectionLifetime = TimeSpan.Zero };
        handler.SslOptions.RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == _certificate.GetCertHashString();
        _http = new HttpClient(handler);
    }

    /// <summary>Names as the vault has them.</summary>
    public ConcurrentDictionary<string, Secret> Secrets { get; } = [];

    /// <summary>True: every request is answered with 503.</summary>
    public bool Down { get; set; }

    /// <summary>True: the identity is one that may not read.</summary>
    public bool Forbidden { get; set; }

    /// <summary>How often its secrets were listed, to the last page.</summary>
    public int Lists => Volatile.Read(ref _lists);

    public static async Task<VaultServer> StartAsync()
    {
        var server = new VaultServer();
        await server._app.StartAsync();
        return server;
    }

    /// <summary>The product's client, led here.</summary>
    public SecretClient Connect(KeyVaultOptions options)
    {
        var settings = KeyVaultRegistration.ClientOptions(options);
        settings.Transport = new HttpClientTransport(_http);
        settings.Retry.Delay = settings.Retry.MaxDelay = TimeSpan.FromMilliseconds(1);
        return new(new Uri(options.Uri), new Identity(), settings);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _http.Dispose();
        _certificate.Dispose();
    }

    private Task AuthorizeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.Request.Headers.Authorization != $"Bearer {Token}")
        {
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            context.Response.Headers.WWWAuthenticate = """Bearer authorization="https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000", resource="https://vault.azure.net" """.Trim();
            return Task.CompletedTask;
        }

        return Down ? Refuse(context, StatusCodes.Status503ServiceUnavailable, "ServiceUnavailable")
            : Forbidden ? Refuse(context, StatusCodes.Status403Forbidden, "Forbidden")
            : next(context);
    }

    private static Task Refuse(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsJsonAsync(new { error = new { code, message = "not now" } });
    }

    private IResult List(int from = 0)
    {
        var names = Secrets.Keys.Order(StringComparer.Ordinal).ToList();
        var more = from + PageSize < names.Count;
        if (!more)
        {
            Interlocked.Increment(ref _lists);
        }

        return Results.Json(new
        {
            value = names.Skip(from).Take(PageSize).Select(name => new { id = $"{Address}/secrets/{name}", attributes = new { enabled = Secrets[name].Enabled }, managed = Secrets[name].Managed ? true : (bool?)null }),
            nextLink = more ? $"{Address}/secrets?api-version=7.6&from={from + PageSize}" : null,
        });
    }

    private IResult Get(string name) => Secrets.TryGetValue(name, out var secret)
        ? Results.Json(new { value = secret.Value, id = $"{Address}/secrets/{name}/{new string('0', 32)}", attributes = new { enabled = secret.Enabled } })
        : Results.NotFound();

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken stop)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, _port, stop);
        return new NetworkStream(socket, ownsSocket: true);
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=shop.vault.azure.net", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null);
    }

    public sealed record Secret(string Value, bool Enabled = true, bool Managed = false);

    private sealed class Identity : TokenCredential
    {
        public override AccessToken GetToken(TokenRequestContext requestContext, CancellationToken cancellationToken)
        {
            requestContext.Scopes.ShouldBe(["https://vault.azure.net/.default"]);
            return new(Token, DateTimeOffset.MaxValue);
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext requestContext, CancellationToken cancellationToken) => new(GetToken(requestContext, cancellationToken));
    }
}
