using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Integration.Benchmarks.Doors;

/// <summary>A program that listens, as a process of its own: what the load costs is not mixed with what the answer costs.</summary>
internal sealed class DoorProcess : IDisposable
{
    private readonly Process _process;

    private DoorProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
    }

    public Uri Address { get; }

    /// <summary>What it has used of the processors.</summary>
    public TimeSpan Busy
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>Starts it and waits until it is ready.</summary>
    public static async Task<DoorProcess> StartAsync(string program, string[] arguments, params (string Name, string Value)[] settings)
    {
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var address = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}");
        free.Stop();
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, program), .. arguments]) { RedirectStandardOutput = true };
        foreach (var (name, value) in settings.Append(("ASPNETCORE_URLS", address.ToString())))
        {
            start.Environment[name] = value;
        }

        var door = new DoorProcess(Process.Start(start)!, address);
        door._process.OutputDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        door._process.BeginOutputReadLine();
        using var client = new HttpClient();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (!await IsReadyAsync(client, address))
        {
            if (door._process.HasExited)
            {
                throw new InvalidOperationException($"{program} ended with code {door._process.ExitCode}.");
            }

            await poll.WaitForNextTickAsync(deadline.Token);
        }

        return door;
    }

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }

    private static async Task<bool> IsReadyAsync(HttpClient client, Uri address)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(address, "/health/ready"));
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;   // not listening yet
        }
    }
}
