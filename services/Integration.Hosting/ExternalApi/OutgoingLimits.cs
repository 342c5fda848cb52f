namespace Integration.Hosting.ExternalApi;

/// <summary>What one client may do to the network and to the other side.</summary>
public sealed record OutgoingLimits
{
    /// <summary>The longest a call may take with all that belongs to it: its token, its waits, its repeats, the answer's body.</summary>
    public required TimeSpan Total { get; init; }

    /// <summary>The longest one request may take until its answer's headers.</summary>
    public required TimeSpan Attempt { get; init; }

    /// <summary>Requests per second, of this process.</summary>
    public required double RequestsPerSecond { get; init; }

    /// <summary>Requests that may go out at once after a pause.</summary>
    public required int Burst { get; init; }

    /// <summary>Requests that may wait for the rate; more are refused at once.</summary>
    public required int MaxWaiting { get; init; }

    /// <summary>How often a request is sent at most; 1 means never again. Only a request that may be repeated (<see cref="Repeatable"/>) ever is.</summary>
    public int MaxAttempts { get; init; } = 1;

    /// <summary>The wait before the first repeat; it doubles, with jitter. A Retry-After of the other side counts instead.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Whether an answer of 429 that does not say how long to wait is repeated after <see cref="RetryDelay"/>, as if it were any other failure.</summary>
    public bool RepeatsTooFast { get; init; } = true;

    /// <summary>The share of requests that has to fail before the circuit opens.</summary>
    public double FailureRatio { get; init; } = 0.5;

    /// <summary>The fewest requests of a sampling time by which the circuit is judged.</summary>
    public int MinimumThroughput { get; init; } = 20;

    /// <summary>Over which time failures are counted.</summary>
    public TimeSpan Sampling { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long nothing is sent once the circuit is open; then one request tries.</summary>
    public required TimeSpan Break { get; init; }

    /// <summary>The largest answer in bytes; a larger one is refused. Absent: the platform's limit of 2 GB.</summary>
    public long? MaxResponseBytes { get; init; }
}
