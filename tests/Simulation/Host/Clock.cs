namespace Integration.Simulation.Host;

/// <summary>The one clock of a history: the product, the database and the gateways live by it. It moves only when the scheduler says so.</summary>
internal sealed class Clock : TimeProvider
{
    /// <summary>Where every history begins.</summary>
    public static readonly DateTimeOffset Start = new(2026, 1, 5, 9, 0, 0, TimeSpan.Zero);

    private long _ticks = Start.UtcTicks;
    private long _elapsed;
    private long _setBack;

    /// <summary>Now.</summary>
    public DateTimeOffset Now => new(_ticks, TimeSpan.Zero);

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => Now;

    /// <summary>Monotonic, whatever the wall clock is set to.</summary>
    public override long GetTimestamp() => _elapsed;

    /// <summary>Nothing in the product may wait on a timer of the process: what has to happen later stands in a row.</summary>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        throw new NotSupportedException("a timer of the process would be lost with it: set one that is a row");

    /// <summary>Time passes.</summary>
    public void Pass(TimeSpan by)
    {
        _ticks += by.Ticks;
        _elapsed += by.Ticks;
    }

    /// <summary>By how much it was set back in all: two rows may disagree by so much about which came first.</summary>
    public TimeSpan SetBack => TimeSpan.FromTicks(_setBack);

    /// <summary>Somebody sets the wall clock, forward or back.</summary>
    public void Set(TimeSpan by)
    {
        _ticks += by.Ticks;
        _setBack += Math.Max(0, -by.Ticks);
    }

    /// <summary>The next history.</summary>
    public void Reset() => (_ticks, _elapsed, _setBack) = (Start.UtcTicks, 0, 0);
}
