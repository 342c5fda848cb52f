using System.Collections.Concurrent;
using System.Net;
using System.Text.Json;
using Integration.WebhookIngress.Webhooks.HubSpot;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;

namespace Integration.CrmSandbox.Tests;

/// <summary>Receives HubSpot's webhooks over HTTP and judges each signature as the product does.</summary>
public sealed class Receiver : IAsyncDisposable
{
    public const string Secret = "a-client-secret";

    private readonly WebApplication _app;
    private readonly TimeProvider _time;
    private int _refuse;

    private Receiver(WebApplication app, TimeProvider time)
    {
        (_app, _time) = (app, time);
        app.MapPost("/webhooks/hubspot", ReceiveAsync);
    }

    public Uri Url => new(_app.Urls.Single() + "/webhooks/hubspot");

    /// <summary>Settings that point a sandbox here.</summary>
    public IReadOnlyList<string> Settings => [$"HubSpot:Webhooks:Url={Url}", $"HubSpot:Webhooks:ClientSecret={Secret}", "HubSpot:Webhooks:RetryScheduleMilliseconds:0=20"];

    /// <summary>Requests as they came, refused ones included.</summary>
    public ConcurrentQueue<Delivery> Deliveries { get; } = [];

    /// <summary>All events that were accepted.</summary>
    public IReadOnlyList<JsonElement> Events => [.. Deliveries.Where(d => d.Accepted).SelectMany(d => d.Events)];

    public static async Task<Receiver> StartAsync(TimeProvider? time = null)
    {
        var receiver = new Receiver(WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"]).Build(), time ?? TimeProvider.System);
        await receiver._app.StartAsync();
        return receiver;
    }

    /// <summary>How many requests are answered with 500 first.</summary>
    public void RefuseNext(int requests) => Volatile.Write(ref _refuse, requests);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body);
        var verified = HubSpotSignature.Verify(
            request.Headers["X-HubSpot-Signature-v3"].ToString(), request.Headers["X-HubSpot-Request-Timestamp"].ToString(), "POST", request.GetEncodedUrl(), body.ToArray(), [Secret],
            _time.GetUtcNow(), TimeSpan.FromMinutes(5)) == 0;
        var accepted = Interlocked.Decrement(ref _refuse) < 0;
        Deliveries.Enqueue(new(
            request.Headers["X-HubSpot-Signature-v3"].ToString(), request.Headers["X-HubSpot-Request-Timestamp"].ToString(), System.Text.Encoding.UTF8.GetString(body.ToArray()), verified, accepted));
        return Results.StatusCode((int)(accepted ? HttpStatusCode.OK : HttpStatusCode.InternalServerError));
    }
}

/// <summary>One request.</summary>
public sealed record Delivery(string Signature, string Timestamp, string Body, bool Verified, bool Accepted)
{
    public IReadOnlyList<JsonElement> Events => JsonSerializer.Deserialize<List<JsonElement>>(Body)!;
}
