using System.Collections.Concurrent;

namespace Integration.Benchmarks.Contenders;

/// <summary>Who waits for which saga.</summary>
public sealed class Completions
{
    private readonly ConcurrentDictionary<Guid, TaskCompletionSource> _waiting = new();

    /// <summary>Ends with the saga, or with a failure after a minute: then it was lost.</summary>
    public Task Expect(Guid saga) => (_waiting[saga] = new(TaskCreationOptions.RunContinuationsAsynchronously)).Task.WaitAsync(TimeSpan.FromMinutes(1));

    public void Complete(Guid saga)
    {
        if (_waiting.TryRemove(saga, out var waiting))
        {
            waiting.SetResult();
        }
    }
}
