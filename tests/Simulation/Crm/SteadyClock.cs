using Integration.Simulation.Host;

namespace Integration.Simulation.Crm;

/// <summary>The history's clock for a process whose calls end when the scheduler says so: the limits that it sets to them never ring by themselves.</summary>
internal sealed class SteadyClock(Clock clock) : TimeProvider
{
    /// <inheritdoc />
    public override long TimestampFrequency => clock.TimestampFrequency;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => clock.Now;

    /// <inheritdoc />
    public override long GetTimestamp() => clock.GetTimestamp();

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) => new Silent();

    private sealed class Silent : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
            // There is nothing to end.
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
