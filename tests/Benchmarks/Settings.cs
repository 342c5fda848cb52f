namespace Integration.Benchmarks;

/// <summary>How much of everything is measured. Quick is a smoke test; its numbers mean little.</summary>
internal sealed record Settings
{
    public required int Concurrency { get; init; }
    public required int Rounds { get; init; }
    public required int WarmUpSagas { get; init; }
    public required int SagasPerRound { get; init; }
    public required int LatencySeconds { get; init; }
    public required int MemorySagas { get; init; }
    public required int FinishedSagas { get; init; }
    public required int FutureTimers { get; init; }

    /// <summary>Sagas started a second when latency is measured.</summary>
    public int LatencyRate { get; init; } = 20;

    public static Settings Quick { get; } = new()
    {
        Concurrency = 16, Rounds = 3, WarmUpSagas = 500, SagasPerRound = 500, LatencySeconds = 5, MemorySagas = 2_000, FinishedSagas = 20_000, FutureTimers = 5_000,
    };

    public static Settings Full { get; } = new()
    {
        Concurrency = 16, Rounds = 7, WarmUpSagas = 6_000, SagasPerRound = 3_000, LatencySeconds = 60, MemorySagas = 100_000, FinishedSagas = 1_000_000, FutureTimers = 100_000,
    };
}
