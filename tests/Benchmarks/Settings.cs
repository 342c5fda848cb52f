using System.Globalization;

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

    /// <summary>Seconds of one round at one door.</summary>
    public required int DoorSeconds { get; init; }

    /// <summary>Requests that each door answers before it is measured.</summary>
    public required int DoorWarmUpRequests { get; init; }

    /// <summary>Seconds that a rate has to hold.</summary>
    public required int HoldSeconds { get; init; }

    /// <summary>Sagas started a second when latency is measured.</summary>
    public int LatencyRate { get; init; } = 20;

    public static Settings Quick { get; } = new()
    {
        Concurrency = 16, Rounds = 3, WarmUpSagas = 600, SagasPerRound = 300, LatencySeconds = 3, MemorySagas = 1_000, FinishedSagas = 20_000, FutureTimers = 5_000,
        DoorSeconds = 3, DoorWarmUpRequests = 10_000, HoldSeconds = 5,
    };

    public static Settings Full { get; } = new()
    {
        Concurrency = 16, Rounds = 7, WarmUpSagas = 6_000, SagasPerRound = 3_000, LatencySeconds = 60, MemorySagas = 100_000, FinishedSagas = 1_000_000, FutureTimers = 100_000,
        DoorSeconds = 10, DoorWarmUpRequests = 20_000, HoldSeconds = 30,
    };

    /// <summary>What an argument makes of the settings so far; null when it is none of theirs.</summary>
    public static Settings? Parse(string argument, Settings settings)
    {
        var parts = argument.Split('=', 2);
        var number = parts.Length == 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var n) && n > 0 ? n : (int?)null;
        return (parts[0], number) switch
        {
            ("--quick", null) => Quick,
            ("--full", null) => Full,
            ("--rounds", { } rounds) => settings with { Rounds = rounds },
            ("--sagas", { } sagas) => settings with { SagasPerRound = sagas },
            ("--memory-sagas", { } sagas) => settings with { MemorySagas = sagas },
            ("--warm-up", { } sagas) => settings with { WarmUpSagas = sagas },
            _ => null,
        };
    }
}
