using Integration.Benchmarks;
using Integration.Benchmarks.Contenders;
using Integration.Benchmarks.Scenarios;

string[] known = ["throughput", "latency", "memory", "full-tables"];
var chosen = args.Where(a => !a.StartsWith("--", StringComparison.Ordinal)).ToList();
var flags = args.Except(chosen).ToList();
if (chosen.Except(known).Any() || flags.Except(["--quick", "--full"]).Any())
{
    await Console.Error.WriteLineAsync($"usage: bench [--quick | --full] [{string.Join(" | ", known)}]...");
    return 64;
}

var settings = flags.Contains("--quick") ? Settings.Quick : Settings.Full;
var figures = new Figures();
bool Wanted(string scenario) => chosen.Count == 0 || chosen.Contains(scenario);

if (known.Take(3).Any(Wanted))
{
    await using var spineDatabase = await Database.CreateMigratedAsync("spine");
    await using var spine = await Spine.StartAsync(spineDatabase);
    if (Wanted("throughput"))
    {
        await using var boundDatabase = await Database.CreateMigratedAsync("bound");
        await using var bound = await Bound.StartAsync(boundDatabase, await Bound.SampleAsync(spine), settings.Concurrency);
        await Throughput.RunAsync(settings, figures, [bound, spine]);
    }

    if (Wanted("latency"))
    {
        await Latency.RunAsync(settings, figures, spine);
    }

    if (Wanted("memory"))
    {
        await Memory.RunAsync(settings, figures, spine);
    }
}

if (Wanted("full-tables"))
{
    await FullTables.RunAsync(settings, figures);
}

figures.Print(Console.Out);
return 0;
