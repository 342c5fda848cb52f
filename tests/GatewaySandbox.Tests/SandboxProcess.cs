using System.Diagnostics;

namespace Integration.GatewaySandbox.Tests;

/// <summary>The sandbox as a process of its own.</summary>
internal sealed class SandboxProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task _drained;

    private SandboxProcess(Process process, Uri address)
    {
        _process = process;
        Address = address;
        // Read on, so that the process never waits for its reader.
        _drained = Task.WhenAll(process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
    }

    public Uri Address { get; }

    public static async Task<SandboxProcess> StartAsync(params IEnumerable<string> settings)
    {
        var process = Run([.. settings]);
        try
        {
            return new SandboxProcess(process, await AddressAsync(process));
        }
        catch
        {
            process.Kill();
            process.Dispose();
            throw;
        }
    }

    private static async Task<Uri> AddressAsync(Process process)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        const string marker = "Now listening on: ";
        while (await process.StandardOutput.ReadLineAsync(deadline.Token) is { } line)
        {
            if (line.IndexOf(marker, StringComparison.Ordinal) is var at and >= 0)
            {
                return new Uri(line[(at + marker.Length)..].Trim());
            }
        }

        throw new InvalidOperationException($"The sandbox did not start: {await process.StandardError.ReadToEndAsync(deadline.Token)}");
    }

    public static Process Run(params string[] settings)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "GatewaySandbox.dll"));
        start.ArgumentList.Add("--urls=http://127.0.0.1:0");
        foreach (var setting in settings)
        {
            start.ArgumentList.Add("--Sandbox:" + setting);
        }

        return Process.Start(start) ?? throw new InvalidOperationException("dotnet did not start");
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public void Kill()
    {
        _process.Kill();
        _process.WaitForExit();
        _drained.Wait(TimeSpan.FromSeconds(30)).ShouldBeTrue();
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            Kill();
        }

        _process.Dispose();
    }
}
