using System.Diagnostics;
using Integration.Benchmarks.Contenders;

namespace Integration.Benchmarks.Scenarios;

/// <summary>What is still held after many sagas, compared with what was held after the warm-up.</summary>
internal static class Memory
{
    public static async Task RunAsync(Settings settings, Figures figures, IContender contender)
    {
        await Load.RunAsync(contender, settings.WarmUpSagas, settings.Concurrency);
        var (heapBefore, residentBefore) = Held();
        await Load.RunAsync(contender, settings.MemorySagas, settings.Concurrency);
        var (heapAfter, residentAfter) = Held();
        figures.Add("memory_sagas", settings.MemorySagas, "sagas");
        figures.Add("memory_heap_before", heapBefore, "MiB");
        figures.Add("memory_heap_after", heapAfter, "MiB");
        figures.Add("memory_heap_growth_per_saga", (heapAfter - heapBefore) * (1 << 20) / settings.MemorySagas, "bytes");
        figures.Add("memory_resident_before", residentBefore, "MiB");
        figures.Add("memory_resident_after", residentAfter, "MiB");
    }

    private static (double Heap, double Resident) Held()
    {
        for (var i = 0; i < 3; i++)
        {
            GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }

        using var process = Process.GetCurrentProcess();
        return (GC.GetTotalMemory(forceFullCollection: true) / (double)(1 << 20), process.WorkingSet64 / (double)(1 << 20));
    }
}
