using Integration.Benchmarks;
using Integration.Benchmarks.Contenders;
using Integration.Benchmarks.Doors;
using Integration.Benchmarks.Scenarios;

if (args is [BareDoor.Argument])
{
    await BareDoor.RunAsync(Environment.GetEnvironmentVariable("ConnectionStrings__Integration")!);
    return 0;
}

if (args is [LeastDoor.Argument, var mode])
{
    await LeastDoor.RunAsync(Environment.GetEnvironmentVariable("ConnectionStrings__Integration")!, Environment.GetEnvironmentVariable("ConnectionStrings__RabbitMq")!, mode);
    return 0;
}

string[] known = ["throughput", "latency", "memory", "full-tables", "ingress"];
var settings = Settings.Full;
var chosen = new List<string>();
foreach (var argument in args)
{
    if (known.Contains(argument))
    {
        chosen.Add(argument);
    }
    else if (Settings.Parse(argument, settings) is { } changed)
    {
        settings = changed;
    }
    else
    {
        await Console.Error.WriteLineAsync($"usage: bench [--quick | --full] [--rounds=N] [--sagas=N] [--warm-up=N] [--memory-sagas=N] [{string.Join(" | ", known)}]...");
        return 64;
    }
}

var figures = new Figures();
bool Wanted(string scenario) => chosen.Count == 0 || chosen.Contains(scenario);

if (known.Take(3).Any(Wanted))
{
    await using var spineDatabase = await Database.CreateMigratedAsync("spine");
    await using var spine = await Spine.StartAsync(spineDatabase);
    if (Wanted("throughput") || Wanted("latency"))
    {
        await using var boundDatabase = await Database.CreateMigratedAsync("bound");
        await using var bound = await Bound.StartAsync(boundDatabase, await Bound.SampleAsync(spine), settings.Concurrency);
        await using var peerDatabase = await Database.CreateAsync("peer");
        await using var peer = await Peer.StartAsync(peerDatabase, settings.Concurrency);
        IContender[] contenders = [bound, spine, peer];
        foreach (var contender in contenders)
        {
            await Load.RunAsync(contender, settings.WarmUpSagas, settings.Concurrency);
        }

        if (Wanted("throughput"))
        {
            await Throughput.RunAsync(settings, figures, contenders);
        }

        if (Wanted("latency"))
        {
            await Latency.RunAsync(settings, figures, contenders);
        }
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

if (Wanted("ingress"))
{
    await Ingress.RunAsync(settings, figures);
}

figures.Print(Console.Out);
return 0;
