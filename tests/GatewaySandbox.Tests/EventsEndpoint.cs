using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Stripe;

namespace Integration.GatewaySandbox.Tests;

/// <summary>Receives events over HTTP and verifies each with Stripe's own <see cref="EventUtility"/>.</summary>
public sealed class EventsEndpoint : IAsyncDisposable
{
    public const string Secret = "whsec_sandbox_test";

    private readonly WebApplication _app;
    private readonly Channel<Event> _arrived = Channel.CreateUnbounded<Event>();
    private int _refuse;

    private EventsEndpoint(WebApplication app)
    {
        _app = app;
        app.MapPost("/webhooks/stripe", ReceiveAsync);
    }

    public Uri Url => new(_app.Urls.Single() + "/webhooks/stripe");

    /// <summary>Settings that point a sandbox here.</summary>
    public IReadOnlyList<string> Settings => [$"Webhooks:Stripe:Url={Url}", $"Webhooks:Stripe:Secret={Secret}", "Webhooks:Stripe:RetryScheduleMilliseconds:0=50"];

    /// <summary>All accepted events, in the order of their arrival.</summary>
    public ConcurrentQueue<Event> Accepted { get; } = [];

    /// <summary>What could not be verified.</summary>
    public ConcurrentQueue<string> Broken { get; } = [];

    /// <summary>Runs before an event is accepted.</summary>
    public Func<Event, Task>? OnArrival { get; set; }

    /// <summary>How many tries are answered with 500 first.</summary>
    public void RefuseNext(int tries) => Volatile.Write(ref _refuse, tries);

    public static async Task<EventsEndpoint> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder(["--urls=http://127.0.0.1:0", "--Logging:LogLevel:Default=Warning"]);
        var endpoint = new EventsEndpoint(builder.Build());
        await endpoint._app.StartAsync();
        return endpoint;
    }

    /// <summary>Takes events until one fits.</summary>
    public async Task<Event> NextAsync(string type)
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

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<IResult> ReceiveAsync(HttpRequest request)
    {
        if (Interlocked.Decrement(ref _refuse) >= 0)
        {
            return Results.StatusCode(500);
        }

        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        Event one;
        try
        {
            one = EventUtility.ConstructEvent(body, request.Headers["Stripe-Signature"], Secret);
        }
        catch (StripeException failure)
        {
            Broken.Enqueue(failure.Message);
            return Results.BadRequest();
        }

        if (OnArrival is { } arrival)
        {
            await arrival(one);
        }

        Accepted.Enqueue(one);
        await _arrived.Writer.WriteAsync(one);
        return Results.Ok();
    }
}
