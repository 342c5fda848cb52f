using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;

namespace Integration.Acceptance.Receiving;

/// <summary>What one try came to. No status: the connection was refused or <paramref name="Cut"/> while the request was under way, and the sender knows nothing.</summary>
internal sealed record Try(Parcel Parcel, HttpStatusCode? Status, bool Cut, TimeSpan? RetryAfter, DateTimeOffset At, TimeSpan Took)
{
    public bool Taken => (int?)Status is >= 200 and < 300;
}

/// <summary>Gateways and shops: they send at a steady rate, however the tries before went, and send again what was not taken until it is.</summary>
internal sealed class Sender(Uri ingress, string run) : IDisposable
{
    /// <summary>Longer than anything that is allowed to take; a try that meets it failed the test.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan GivesUp = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(4);

    private readonly HttpClient _client = new() { Timeout = Patience };
    private readonly ConcurrentQueue<Try> _tries = new();
    private int _last;
    private int _taken;

    /// <summary>Every try so far.</summary>
    public IReadOnlyList<Try> Tries => [.. _tries];

    /// <summary>How many were taken so far.</summary>
    public int Taken => Volatile.Read(ref _taken);

    /// <summary>How many are sent again and again and were not taken yet.</summary>
    public int Waiting => Volatile.Read(ref _last) - Taken;

    /// <summary>The next one, a webhook and a payment by turns.</summary>
    public Parcel Next()
    {
        var number = Interlocked.Increment(ref _last);
        return new($"{run}_{number}", IsWebhook: number % 2 == 0);
    }

    /// <summary>Sends one until it is taken, with longer and longer pauses. Nothing that a test does to the ingress makes that take as long as five minutes.</summary>
    public async Task DeliverAsync(Parcel parcel)
    {
        var started = Stopwatch.GetTimestamp();
        using var pause = new PeriodicTimer(FirstPause);
        while (!await TryAsync(parcel))
        {
            Stopwatch.GetElapsedTime(started).ShouldBeLessThan(GivesUp, $"{parcel} is not taken; the last try: {_tries.LastOrDefault(t => t.Parcel == parcel)}");
            await pause.WaitForNextTickAsync();
            pause.Period = pause.Period < LongestPause ? 2 * pause.Period : LongestPause;
        }
    }

    /// <summary>New ones at a steady rate until the end is asked for; returns when the last one is taken, or fails when one cannot be sent.</summary>
    public async Task DeliverManyAsync(int perSecond, CancellationToken end)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / perSecond));
        var underWay = new List<Task>();
        while (!end.IsCancellationRequested && !underWay.Exists(task => task.IsFaulted))
        {
            underWay.Add(DeliverAsync(Next()));
            await pace.WaitForNextTickAsync(CancellationToken.None);
        }

        await Task.WhenAll(underWay);
    }

    public void Dispose() => _client.Dispose();

    private async Task<bool> TryAsync(Parcel parcel)
    {
        using var request = parcel.Request(ingress);
        var (at, started) = (TimeProvider.System.GetUtcNow(), Stopwatch.GetTimestamp());
        var (answer, cut) = ((HttpResponseMessage?)null, false);
        try
        {
            answer = await _client.SendAsync(request);
        }
        catch (HttpRequestException failure)
        {
            cut = failure.HttpRequestError != HttpRequestError.ConnectionError;
        }

        using (answer)
        {
            var done = new Try(parcel, answer?.StatusCode, cut, answer?.Headers.RetryAfter?.Delta, at, Stopwatch.GetElapsedTime(started));
            _tries.Enqueue(done);
            return done.Taken && Interlocked.Increment(ref _taken) > 0;
        }
    }
}
