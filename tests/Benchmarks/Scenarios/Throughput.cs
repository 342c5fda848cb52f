using System.Diagnostics;
using Integration.Benchmarks.Contenders;
using Integration.Benchmarks.Flow;

namespace Integration.Benchmarks.Scenarios;

/// <summary>Every contender in turn, round after round, so that whatever else the machine does falls on all alike.</summary>
internal static class Throughput
{
    public static async Task RunAsync(Settings settings, Figures figures, IReadOnlyList<IContender> contenders)
    {
        var rates = contenders.ToDictionary(c => c.Name, _ => new List<double>());
        var processor = contenders.ToDictionary(c => c.Name, _ => new List<double>());
        var allocations = contenders.ToDictionary(c => c.Name, _ => new List<double>());
        var log = contenders.ToDictionary(c => c.Name, _ => new List<double>());
        for (var round = 0; round < settings.Rounds; round++)
        {
            foreach (var contender in contenders)
            {
                var logged = await contender.Database.LogBytesAsync();
                var allocated = GC.GetTotalAllocatedBytes();
                var busy = Process.GetCurrentProcess().TotalProcessorTime;
                var rate = await Load.RunAsync(contender, settings.SagasPerRound, settings.Concurrency);
                processor[contender.Name].Add((Process.GetCurrentProcess().TotalProcessorTime - busy).TotalMilliseconds / settings.SagasPerRound);
                allocations[contender.Name].Add((GC.GetTotalAllocatedBytes() - allocated) / 1024.0 / settings.SagasPerRound);
                log[contender.Name].Add((await contender.Database.LogBytesAsync() - logged) / 1024.0 / settings.SagasPerRound);
                rates[contender.Name].Add(rate);
                await Console.Error.WriteLineAsync(
                    $"round {round + 1}  {contender.Name,-6} {rate,6:0} sagas/s  per saga: {processor[contender.Name][^1]:0.00} ms processor, " +
                    $"{allocations[contender.Name][^1]:0} KiB allocated, {log[contender.Name][^1]:0.0} KiB of the server's log");
            }
        }

        foreach (var contender in contenders)
        {
            figures.Add($"{contender.Name}_sagas_per_s", Figures.Median(rates[contender.Name]), "1/s");
            figures.Add($"{contender.Name}_steps_per_s", Figures.Median(rates[contender.Name]) * PaymentSaga.Steps, "1/s");
            figures.Add($"{contender.Name}_processor_ms_per_saga", Figures.Median(processor[contender.Name]), "ms");
            figures.Add($"{contender.Name}_allocated_per_saga", Figures.Median(allocations[contender.Name]), "KiB");
            figures.Add($"{contender.Name}_server_log_per_saga", Figures.Median(log[contender.Name]), "KiB");
        }

        AddRatio("saga_steps_per_s_ratio_to_bound", "bound");
        AddRatio("saga_steps_per_s_ratio_to_peer", "peer");

        void AddRatio(string name, string other)
        {
            if (rates.TryGetValue(other, out var others))
            {
                figures.Add(name, Figures.Median(rates["spine"].Zip(others, (ours, theirs) => ours / theirs)), "ratio");
            }
        }
    }
}
