namespace Integration.CrmSandbox.Http;

/// <summary>At most so many calls on a day of UTC. Safe for concurrent use.</summary>
internal sealed class DailyLimit(int limit, TimeProvider time)
{
    private readonly Lock _gate = new();
    private DateOnly _day;
    private int _taken;

    public int Limit => limit;

    /// <summary>Takes one call; false when the day's are spent. <paramref name="taken"/> is how many were taken today.</summary>
    public bool Take(out int taken)
    {
        lock (_gate)
        {
            var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            if (today != _day)
            {
                (_day, _taken) = (today, 0);
            }

            var room = _taken < limit;
            taken = room ? ++_taken : _taken;
            return room;
        }
    }

    /// <summary>Sets how many of today's calls are spent.</summary>
    public void Spend(int calls)
    {
        lock (_gate)
        {
            (_day, _taken) = (DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime), Math.Min(calls, limit));
        }
    }
}
