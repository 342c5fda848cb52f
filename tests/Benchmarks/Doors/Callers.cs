using System.Diagnostics;
using System.Net.Sockets;

namespace Integration.Benchmarks.Doors;

/// <summary>Whoever calls a door, over as many connections as are given. What is not answered with 2xx is counted, never measured.</summary>
internal sealed class Callers : IDisposable
{
    private readonly HttpMessageInvoker _client;
    private int _opened;

    public Callers(int connections) => _client = new(new SocketsHttpHandler
    {
        MaxConnectionsPerServer = connections, PooledConnectionIdleTimeout = Timeout.InfiniteTimeSpan, UseProxy = false, UseCookies = false, ActivityHeadersPropagator = null,
        ConnectCallback = ConnectAsync,
    });

    /// <summary>Connections opened so far; none is ever given up while both sides live.</summary>
    public int Opened => Volatile.Read(ref _opened);

    /// <summary>Opens about as many connections as it may.</summary>
    public Task OpenAsync(Door door, int connections) => Task.WhenAll(Enumerable.Range(0, connections).Select(_ => SendAsync(door)));

    /// <summary>So many requests, however long they take: code is compiled by use, not by time.</summary>
    public Task WarmUpAsync(Door door, int callers, int requests) => ClosedAsync(door, callers, () => Interlocked.Decrement(ref requests) >= 0);

    /// <summary>A closed loop: each caller sends its next request when the one before is answered. Good answers a second, and how many were not good.</summary>
    public Task<(double PerSecond, int Failed)> ClosedAsync(Door door, int callers, TimeSpan length)
    {
        var started = Stopwatch.GetTimestamp();
        return ClosedAsync(door, callers, () => Stopwatch.GetElapsedTime(started) < length);
    }

    /// <summary>An open loop: each request has its time, however slow the ones before are, and its latency counts from that time (no coordinated omission).
    /// Milliseconds of the good answers, and how many were not good.</summary>
    public async Task<(IReadOnlyList<double> Milliseconds, int Failed)> OpenLoopAsync(Door door, double perSecond, TimeSpan length)
    {
        var times = new double[(int)(perSecond * length.TotalSeconds)];
        var tasks = new Task[times.Length];
        var failed = 0;
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var started = Stopwatch.GetTimestamp();
        for (var next = 0; next < times.Length; await tick.WaitForNextTickAsync())
        {
            for (var due = Math.Min(times.Length, (int)(Stopwatch.GetElapsedTime(started).TotalSeconds * perSecond)); next < due; next++)
            {
                tasks[next] = OneAsync(next);
            }
        }

        await Task.WhenAll(tasks);
        return ([.. times.Where(t => t > 0)], failed);

        async Task OneAsync(int number)
        {
            if (await SendAsync(door))
            {
                times[number] = Stopwatch.GetElapsedTime(started).TotalMilliseconds - (number * 1000 / perSecond);
            }
            else
            {
                Interlocked.Increment(ref failed);
            }
        }
    }

    public void Dispose() => _client.Dispose();

    private async Task<(double PerSecond, int Failed)> ClosedAsync(Door door, int callers, Func<bool> another)
    {
        var (good, failed) = (0, 0);
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(async () =>
        {
            while (another())
            {
                _ = await SendAsync(door) ? Interlocked.Increment(ref good) : Interlocked.Increment(ref failed);
            }
        })));
        return (good / Stopwatch.GetElapsedTime(started).TotalSeconds, failed);
    }

    private async Task<bool> SendAsync(Door door)
    {
        using var request = door.Next();
        using var answer = await _client.SendAsync(request, CancellationToken.None);
        await answer.Content.CopyToAsync(Stream.Null);
        return answer.IsSuccessStatusCode;
    }

    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            Interlocked.Increment(ref _opened);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
