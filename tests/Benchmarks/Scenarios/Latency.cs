using System.Diagnostics;
using Integration.Benchmarks.Contenders;

namespace Integration.Benchmarks.Scenarios;

/// <summary>An open loop: sagas start at fixed times whatever the system does; the clock runs from the time a saga should have started to
/// the commit of its last step.</summary>
internal static class Latency
{
    public static async Task RunAsync(Settings settings, Figures figures, IReadOnlyList<IContender> contenders)
    {
        var times = contenders.ToDictionary(c => c.Name, _ => new List<double>());
        for (var round = 0; round < settings.Rounds; round++)
        {
            foreach (var contender in contenders)
            {
                await MeasureAsync(contender, settings.LatencyRate, settings.LatencyRate / 2);
                times[contender.Name].AddRange(await MeasureAsync(contender, settings.LatencyRate, settings.LatencyRate * settings.LatencySeconds / settings.Rounds));
            }
        }

        foreach (var contender in contenders)
        {
            figures.Add($"{contender.Name}_latency_p50_at_{settings.LatencyRate}_per_s", Figures.Percentile(times[contender.Name], 50), "ms");
            figures.Add($"{contender.Name}_latency_p99_at_{settings.LatencyRate}_per_s", Figures.Percentile(times[contender.Name], 99), "ms");
        }
    }

    private static async Task<IReadOnlyCollection<double>> MeasureAsync(IContender contender, int rate, int sagas)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        var running = new List<Task<double>>(sagas);
        var began = Stopwatch.GetTimestamp();
        for (var i = 1; i <= sagas; i++)
        {
            var due = began + (i * Stopwatch.Frequency / rate);
            while (Stopwatch.GetTimestamp() < due)
            {
                await timer.WaitForNextTickAsync();
            }

            running.Add(TimeAsync(contender, due));
        }

        return await Task.WhenAll(running);
    }

    private static async Task<double> TimeAsync(IContender contender, long due)
    {
        await contender.RunOneAsync();
        return Stopwatch.GetElapsedTime(due).TotalMilliseconds;
    }
}
