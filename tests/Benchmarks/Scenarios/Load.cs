using System.Diagnostics;
using Integration.Benchmarks.Contenders;

namespace Integration.Benchmarks.Scenarios;

/// <summary>A closed loop: a fixed number of sagas are on their way at any time.</summary>
internal static class Load
{
    /// <summary>Sagas a second.</summary>
    public static async Task<double> RunAsync(IContender contender, int sagas, int concurrency)
    {
        var left = sagas;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await contender.RunOneAsync();
            }
        })));
        return sagas / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }
}
