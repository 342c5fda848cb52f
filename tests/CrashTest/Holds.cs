using System.Net.Http.Json;
using Integration.Chaos;

namespace Integration.CrashTest;

/// <summary>A call that the sandbox has executed and does not answer. <see cref="CallerPort"/> is where it came from.</summary>
internal sealed record Held(string Operation, string? Key, int CallerPort);

/// <summary>Has the sandbox hold calls, and is told which ones it holds.</summary>
internal sealed class Holds(Sandbox sandbox)
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(20);

    /// <summary>The next call of the operation that was executed and is not answered; null when none comes in time.</summary>
    public async Task<Held?> NextAsync(string operation, TimeSpan patience)
    {
        using (var asked = await sandbox.Client.PostAsJsonAsync(new Uri(sandbox.Address, "/sandbox/faults"), new { operation, fault = "executed_then_timeout", times = 1 }))
        {
            asked.EnsureSuccessStatusCode();
        }

        using var end = new CancellationTokenSource(patience);
        using var pace = new PeriodicTimer(Look);
        while (!end.IsCancellationRequested)
        {
            var held = await sandbox.Client.GetFromJsonAsync<Held[]>(new Uri(sandbox.Address, $"/sandbox/log?held=true&operation={operation}"));
            if (held is [.., var newest])
            {
                return newest;
            }

            await pace.WaitForNextTickAsync(CancellationToken.None);
        }

        using var forgotten = await sandbox.Client.DeleteAsync(new Uri(sandbox.Address, "/sandbox/faults"));
        forgotten.EnsureSuccessStatusCode();
        return null;
    }
}
