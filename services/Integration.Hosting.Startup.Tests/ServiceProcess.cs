using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using System.Text;

namespace Integration.Hosting.Startup.Tests;

/// <summary>A service as ops run it: a process of its own, told by environment variables.</summary>
public sealed class ServiceProcess : IDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private ServiceProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public Uri Address { get; }

    /// <summary>What it wrote on both streams.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return _output.ToString();
            }
        }
    }

    /// <summary>Starts the program of an assembly at an address of its own.</summary>
    public static ServiceProcess Start(Assembly program, string[] args, params (string Name, string Value)[] settings) =>
        Start(program, new Uri($"http://127.0.0.1:{FreePort()}"), args, settings);

    /// <summary>Starts the program of an assembly.</summary>
    public static ServiceProcess Start(Assembly program, Uri address, string[] args, params (string Name, string Value)[] settings) =>
        Start(program.Location, address, args, settings);

    /// <summary>Starts the program in a file, of this build or another.</summary>
    public static ServiceProcess Start(string program, Uri address, string[] args, params (string Name, string Value)[] settings)
    {
        var start = new ProcessStartInfo("dotnet", [program, .. args])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = address.ToString();
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return new(Process.Start(start)!, address);
    }

    /// <summary>Waits until it says that it is ready.</summary>
    public async Task ReadyAsync(HttpClient client)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(150));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (await AnswerAsync(client) is { } answer)
        {
            _process.HasExited.ShouldBeFalse($"it has ended; it wrote: {Output}");
            deadline.IsCancellationRequested.ShouldBeFalse($"it is not ready: {answer}; it wrote: {Output}");
            await poll.WaitForNextTickAsync();
        }
    }

    /// <summary>True when it has ended, by itself or not.</summary>
    public bool HasExited => _process.HasExited;

    /// <summary>Asks it to stop, as an orchestrator does.</summary>
    public Task TerminateAsync() => SignalAsync("TERM");

    /// <summary>Sends it a signal, such as <c>STOP</c>.</summary>
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        kill.ExitCode.ShouldBe(0);
    }

    /// <summary>As <c>kill -9</c>; returns when it is gone.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task<int> ExitCodeAsync()
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        await _process.WaitForExitAsync(deadline.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Null: it is ready. Otherwise, in words, why it is not.</summary>
    private async Task<string?> AnswerAsync(HttpClient client)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(Address, "/health/ready"));
            return answer.IsSuccessStatusCode ? null : await answer.Content.ReadAsStringAsync();
        }
        catch (HttpRequestException silent)
        {
            return silent.Message;
        }
    }

    private void Keep(string? line)
    {
        if (line is not null)
        {
            lock (_output)
            {
                _output.AppendLine(line);
            }
        }
    }
}
