using System.Collections.Concurrent;

namespace Integration.GatewaySandbox.Webhooks;

/// <summary>Work that runs on its own, by name, until it ends.</summary>
internal sealed class WorkUnderWay
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _running = new(StringComparer.Ordinal);

    /// <summary>How much has not ended yet.</summary>
    public int Count => _running.Count;

    /// <summary>Starts the work, which tells of its failures itself, and returns.</summary>
    /// <exception cref="InvalidOperationException">Work of this name is under way.</exception>
    public void Start(string name, Func<Task> work)
    {
        // Entered before it starts: work that ended before it was entered would stay under way for ever.
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!_running.TryAdd(name, ended))
        {
            throw new InvalidOperationException($"{name} is under way already.");
        }

        _ = Task.Run(async () =>
        {
            try
            {
                await work();
            }
            finally
            {
                _running.TryRemove(name, out _);
                ended.SetResult();
            }
        });
    }

    /// <summary>Ends when everything that is under way now has ended.</summary>
    public Task WhenAllEnded() => Task.WhenAll(_running.Values.Select(e => e.Task));
}
