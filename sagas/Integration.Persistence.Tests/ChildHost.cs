using System.Diagnostics;

namespace Integration.Persistence.Tests;

/// <summary>An <see cref="OrderHost"/> in a process of its own, to be killed without warning.</summary>
internal sealed class ChildHost : IDisposable
{
    private readonly Process _process;

    private ChildHost(Process process) => _process = process;

    public static ChildHost Start(string connection, int orders)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in new[] { typeof(ChildHost).Assembly.Location, "order-host", connection, $"{orders}" })
        {
            start.ArgumentList.Add(argument);
        }

        return new ChildHost(Process.Start(start)!);
    }

    /// <summary>Reads what the process says it accepted: at most <paramref name="limit"/> orders, or all.</summary>
    public async Task<List<Guid>> AcceptedAsync(int limit)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        var accepted = new List<Guid>();
        while (accepted.Count < limit && Guid.TryParse(await _process.StandardOutput.ReadLineAsync(deadline.Token), out var order))
        {
            accepted.Add(order);
        }

        return accepted;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed. What it said before is still read.</summary>
    public async Task<List<Guid>> KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        return await AcceptedAsync(int.MaxValue);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
