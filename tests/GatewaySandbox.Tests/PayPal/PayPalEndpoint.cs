using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Integration.GatewaySandbox.Tests.PayPal;

/// <summary>One event as it arrived.</summary>
public sealed record PayPalEvent(string Id, string Type, JsonElement Resource, string CertificateUrl);

/// <summary>Receives PayPal's events and verifies each as PayPal describes it, with a checksum computed here.</summary>
public sealed class PayPalEndpoint : IAsyncDisposable
{
    public const string WebhookId = "9XL90610J3647323C";

    private readonly WebApplication _app;
    private readonly HttpClient _http = new();
    private readonly Channel<PayPalEvent> _arrived = Channel.CreateUnbounded<PayPalEvent>();
    private int _refuse;

    private PayPalEndpoint(WebApplication app)
    {
        _app = app;
        app.MapPost("/webhooks/paypal", ReceiveAsync);
    }

    /// <summary>Settings that point a sandbox here.</summary>
    public IReadOnlyList<string> Settings =>
        [$"Webhooks:PayPal:Url={_app.Urls.Single()}/webhooks/paypal", $"Webhooks:PayPal:WebhookId={WebhookId}", "Webhooks:PayPal:RetryScheduleMilliseconds:0=50"];

    /// <summary>The root that is trusted; set it to the sandbox's.</summary>
    public X509Certificate2? Root { get; set; }

    public ConcurrentQueue<PayPalEvent> Accepted { get; } = [];

    /// <summary>What could not be verified.</summary>
    public ConcurrentQueue<string> Broken { get; } = [];

    public void RefuseNext(int tries) => Volatile.Write(ref _refuse, tries);

    public static async Task<PayPalEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"]);
        var endpoint = new PayPalEndpoint(builder.Build());
        await endpoint._app.StartAsync();
        return endpoint;
    }

    /// <summary>Trusts the sandbox's root, as a receiver does that was given its file.</summary>
    public async Task<string> TrustAsync(Sandbox sandbox)
    {
        var pem = await sandbox.TextAsync("/sandbox/paypal/root.pem");
        Root = X509Certificate2.CreateFromPem(pem);
        return pem;
    }

    public async Task<PayPalEvent> NextAsync(string type)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var one = await _arrived.Reader.ReadAsync(deadline.Token);
            if (one.Type == type)
            {
                return one;
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        Root?.Dispose();
        await _app.DisposeAsync();
    }

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        if (Interlocked.Decrement(ref _refuse) >= 0)
        {
            return Results.StatusCode(500);
        }

        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var url = request.Headers["PAYPAL-CERT-URL"].ToString();
        if (await ProblemAsync(request.Headers, body.ToArray(), new Uri(url)) is { } problem)
        {
            Broken.Enqueue(problem);
            return Results.BadRequest();
        }

        var json = JsonDocument.Parse(body.ToArray()).RootElement;
        var one = new PayPalEvent(json.GetProperty("id").GetString()!, json.GetProperty("event_type").GetString()!, json.GetProperty("resource"), url);
        Accepted.Enqueue(one);
        await _arrived.Writer.WriteAsync(one);
        return Results.Ok();
    }

    private async Task<string?> ProblemAsync(IHeaderDictionary headers, byte[] body, Uri url)
    {
        using var certificate = X509Certificate2.CreateFromPem(await _http.GetStringAsync(url));
        using var chain = new X509Chain();
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(Root!);
        if (!chain.Build(certificate))
        {
            return "the certificate leads to another root";
        }

        var message = string.Create(CultureInfo.InvariantCulture, $"{headers["PAYPAL-TRANSMISSION-ID"]}|{headers["PAYPAL-TRANSMISSION-TIME"]}|{WebhookId}|{Crc32(body)}");
        using var key = certificate.GetRSAPublicKey()!;
        return headers["PAYPAL-AUTH-ALGO"] == "SHA256withRSA"
            && key.VerifyData(Encoding.UTF8.GetBytes(message), Convert.FromBase64String(headers["PAYPAL-TRANSMISSION-SIG"]!), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
                ? null
                : "the signature does not fit";
    }

    private static uint Crc32(byte[] bytes)
    {
        var crc = uint.MaxValue;
        foreach (var value in bytes)
        {
            crc ^= value;
            for (var bit = 0; bit < 8; bit++)
            {
                crc = (crc & 1) == 0 ? crc >> 1 : (crc >> 1) ^ 0xEDB88320;
            }
        }

        return ~crc;
    }
}
