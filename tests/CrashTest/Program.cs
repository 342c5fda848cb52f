using System.Globalization;
using Integration.Chaos;
using Integration.CrashTest;

var (kills, seed, perSecond, from, minutes) = (50, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), 4, (string?)null, (double?)null);
var onlyPlan = args is [.., "--plan"];
args = onlyPlan ? args[..^1] : args;
for (var i = 0; i + 1 < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--kills": kills = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        case "--seed": seed = long.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        case "--per-second": perSecond = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        case "--from": from = args[i + 1]; break;
        case "--minutes": minutes = double.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        default: return Usage();
    }
}

if (args.Length % 2 != 0 || kills is < 1 or > 10_000 || perSecond is < 1 or > 100 || minutes is <= 0 or > 1_440)
{
    return Usage();
}

if (onlyPlan)
{
    foreach (var blow in BlowPlan.Of(kills, seed, upgrades: from is not null))
    {
        Console.WriteLine(blow);
    }

    return 0;
}

using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(2) };
client.DefaultRequestHeaders.Authorization = new("Bearer", "sk_test_sandbox");
Console.WriteLine($"{kills} kills, seed {seed}, {perSecond} payments a second");
Outcome outcome;
try
{
    outcome = await Integration.CrashTest.Run.CrashAsync(new(kills, seed, perSecond, from, minutes is { } limit ? TimeSpan.FromMinutes(limit) : null), client, Console.WriteLine);
}
catch when (Cluster.IsEnding)
{
    // The process ends as soon as everything it started is gone, and not before.
    await Task.Delay(Timeout.Infinite);
    throw;
}

foreach (var line in outcome.Report)
{
    Console.WriteLine(line);
}

Console.WriteLine(outcome.Violations.Count == 0 ? "No violation." : $"{outcome.Violations.Count} violations; repeat with --kills {kills} --seed {seed}");
return outcome.Violations.Count == 0 ? 0 : 1;

static int Usage()
{
    Console.Error.WriteLine("usage: [--kills 1 … 10000] [--seed N] [--minutes M] [--per-second 1 … 100] [--from DIRECTORY] [--plan]");
    return 64;
}
