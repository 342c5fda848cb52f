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
        var before = new Dictionary<string, (long Rows, long LogBytes)>();
        for (var round = 0; round < settings.Rounds; round++)
        {
            foreach (var contender in contenders)
            {
                before[contender.Name] = await contender.Database.WrittenAsync();
                var busy = Process.GetCurrentProcess().TotalProcessorTime;
                var rate = await Load.RunAsync(contender, settings.SagasPerRound, settings.Concurrency);
                processor[contender.Name].Add((Process.GetCurrentProcess().TotalProcessorTime - busy).TotalMilliseconds / settings.SagasPerRound);
                var after = await contender.Database.WrittenAsync();
                rates[contender.Name].Add(rate);
                await Console.Error.WriteLineAsync(
                    $"round {round + 1}  {contender.Name,-8} {rate,8:0} sagas/s  {processor[contender.Name][^1]:0.00} ms/saga  " +
                    $"{(after.LogBytes - before[contender.Name].LogBytes) / settings.SagasPerRound} log bytes/saga");
            }
        }

        foreach (var contender in contenders)
        {
            figures.Add($"{contender.Name}_sagas_per_s", Figures.Median(rates[contender.Name]), "1/s");
            figures.Add($"{contender.Name}_steps_per_s", Figures.Median(rates[contender.Name]) * PaymentSaga.Steps, "1/s");
            figures.Add($"{contender.Name}_processor_ms_per_saga", Figures.Median(processor[contender.Name]), "ms");
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
