using System.ComponentModel.DataAnnotations;

namespace Integration.Hosting.ExternalApi;

/// <summary>How a third party's REST API is reached (<c>ExternalApis__{name}__…</c>). Every limit is of one process.</summary>
public sealed class ExternalApiOptions : IValidatableObject
{
    /// <summary>The configuration section; below it stands the API's name.</summary>
    public const string Section = "ExternalApis";

    /// <summary>Where the API is; calls stay below its path. Plain http is accepted for loopback only.</summary>
    [Required] public string BaseAddress { get; set; } = "";

    /// <summary>Seconds one call may take in all: token, waiting for the rate, repeats, the answer's body.</summary>
    [Range(0.1, 600)] public double TimeoutSeconds { get; set; } = 30;

    /// <summary>Seconds one request may take until its answer begins.</summary>
    [Range(0.1, 600)] public double AttemptTimeoutSeconds { get; set; } = 10;

    /// <summary>Requests sent per second, repeats and token requests among them.</summary>
    [Range(0.01, 10_000)] public double RequestsPerSecond { get; set; } = 10;

    /// <summary>Requests that may go out at once after a pause.</summary>
    [Range(1, 10_000)] public int Burst { get; set; } = 10;

    /// <summary>Requests that may wait for the rate; more are refused at once. Waiting ends with <see cref="TimeoutSeconds"/> as well.</summary>
    [Range(0, 10_000)] public int MaxWaiting { get; set; } = 100;

    /// <summary>The largest answer that is read, in bytes.</summary>
    [Range(1, 104_857_600)] public long MaxResponseBytes { get; set; } = 1_048_576;

    /// <summary>Seconds for which the answer 200 to a GET is kept and given again; 0 keeps none. With <c>ConnectionStrings__Redis</c> it is shared by all processes.</summary>
    [Range(0, 86_400)] public int CacheSeconds { get; set; }

    /// <summary>Who we are to the API.</summary>
    public ExternalApiAuth Auth { get; set; } = new();

    /// <summary>Repeats.</summary>
    public ExternalApiRetry Retry { get; set; } = new();

    /// <summary>The circuit.</summary>
    public ExternalApiBreaker Breaker { get; set; } = new();

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BaseAddress.Length > 0 && !SafeAddress.Is(BaseAddress))
        {
            yield return new("has to be an https address (http only for loopback).", [nameof(BaseAddress)]);
        }
    }

    internal OutgoingLimits Limits() => new()
    {
        Total = TimeSpan.FromSeconds(TimeoutSeconds),
        Attempt = TimeSpan.FromSeconds(AttemptTimeoutSeconds),
        RequestsPerSecond = RequestsPerSecond,
        Burst = Burst,
        MaxWaiting = MaxWaiting,
        MaxAttempts = Retry.MaxAttempts,
        RetryDelay = TimeSpan.FromMilliseconds(Retry.BaseDelayMilliseconds),
        // Too fast is not helped by going on: who does not say how long to wait is asked later, by whoever called.
        RepeatsTooFast = false,
        FailureRatio = Breaker.FailureRatio,
        MinimumThroughput = Breaker.MinimumThroughput,
        Sampling = TimeSpan.FromSeconds(Breaker.SamplingSeconds),
        Break = TimeSpan.FromSeconds(Breaker.BreakSeconds),
        MaxResponseBytes = MaxResponseBytes,
    };
}

/// <summary>Repeats of safe methods and of calls that carry an idempotency key; nothing else is ever sent again, and a 429 only when it says when (Retry-After).</summary>
public sealed class ExternalApiRetry
{
    /// <summary>How often a request is sent at most; 1 never repeats.</summary>
    [Range(1, 10)] public int MaxAttempts { get; set; } = 3;

    /// <summary>Milliseconds before the first repeat; doubled each time, with jitter. A Retry-After counts instead.</summary>
    [Range(1, 60_000)] public int BaseDelayMilliseconds { get; set; } = 200;
}

/// <summary>When nothing is sent for a while because most of it fails (5xx, 408, time-outs, broken connections; 429 does not count).</summary>
public sealed class ExternalApiBreaker
{
    /// <summary>The share of requests that has to fail.</summary>
    [Range(0.01, 1)] public double FailureRatio { get; set; } = 0.5;

    /// <summary>The fewest requests of a sampling time by which is judged.</summary>
    [Range(2, 10_000)] public int MinimumThroughput { get; set; } = 20;

    /// <summary>Seconds over which failures are counted.</summary>
    [Range(0.5, 600)] public double SamplingSeconds { get; set; } = 10;

    /// <summary>Seconds without requests; then one tries.</summary>
    [Range(0.5, 600)] public double BreakSeconds { get; set; } = 5;
}
