namespace Integration.CrmSandbox.Http;

/// <summary>At most so many calls in any window of time. Safe for concurrent use.</summary>
internal sealed class RollingLimit(int limit, TimeSpan window, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Queue<DateTimeOffset> _taken = new();

    public int Limit => limit;

    /// <summary>Takes one call; false, and nothing taken, when there is none left. <paramref name="left"/> is what is left afterwards.</summary>
    public bool Take(out int left)
    {
        lock (_gate)
        {
            var now = time.GetUtcNow();
            while (_taken.TryPeek(out var oldest) && now - oldest >= window)
            {
                _taken.Dequeue();
            }

            left = limit - _taken.Count;
            if (left <= 0)
            {
                return false;
            }

            _taken.Enqueue(now);
            left--;
            return true;
        }
    }

    /// <summary>How many calls the window holds now.</summary>
    public int Taken
    {
        get
        {
            lock (_gate)
            {
                return _taken.Count;
            }
        }
    }
}
