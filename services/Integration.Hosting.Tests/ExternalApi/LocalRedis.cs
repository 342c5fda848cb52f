using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using StackExchange.Redis;

namespace Integration.Hosting.Tests.ExternalApi;

/// <summary>A redis-server of one test's own, on a free port, in memory only.</summary>
public sealed class LocalRedis : IAsyncDisposable
{
    private readonly Process _process;

    private LocalRedis(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public string Address => $"127.0.0.1:{Port}";

    /// <summary>Where the program is; nothing when it is not installed.</summary>
    public static string? Program => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Select(d => Path.Combine(d, "redis-server")).FirstOrDefault(File.Exists);

    /// <summary>Starts one; with a port, where another one was.</summary>
    public static async Task<LocalRedis> StartAsync(int? at = null)
    {
        var port = at ?? FreePort();
        var start = new ProcessStartInfo(Program!, ["--port", $"{port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]) { RedirectStandardOutput = true };
        var process = Process.Start(start)!;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line && !line.Contains("Ready to accept connections", StringComparison.Ordinal))
        {
            // It tells when it is ready.
        }

        process.HasExited.ShouldBeFalse("redis-server did not start");
        return new LocalRedis(process, port);
    }

    public async Task<IReadOnlyList<string>> KeysAsync()
    {
        await using var redis = await ConnectionMultiplexer.ConnectAsync(Address);
        var keys = redis.GetServers().Single().Keys().Select(k => k.ToString()).ToList();
        keys.ShouldNotBeEmpty();
        return keys;
    }

    /// <summary>As <c>kill -STOP</c>: it is there and says nothing; <c>CONT</c> ends it.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }

    private static int FreePort()
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        return ((IPEndPoint)free.LocalEndpoint).Port;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync();
        }
    }
}

/// <summary>Skipped, with the reason, where there is no redis-server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RedisFactAttribute : FactAttribute
{
    public RedisFactAttribute() => Skip = LocalRedis.Program is null ? "redis-server is not installed: apt-get install redis-server" : null;
}
