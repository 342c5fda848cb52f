using System.Globalization;
using Integration.CrashTest;

var (kills, seed, perSecond) = (50, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), 4);
for (var i = 0; i + 1 < args.Length; i += 2)
{
    switch (args[i])
    {
        case "--kills": kills = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        case "--seed": seed = long.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        case "--per-second": perSecond = int.Parse(args[i + 1], CultureInfo.InvariantCulture); break;
        default: return Usage();
    }
}

if (args.Length % 2 != 0 || kills is < 1 or > 10_000 || perSecond is < 1 or > 100)
{
    return Usage();
}

using var client = new HttpClient { Timeout = TimeSpan.FromMinutes(2) };
client.DefaultRequestHeaders.Authorization = new("Bearer", "sk_test_sandbox");
Console.WriteLine($"{kills} kills, seed {seed}, {perSecond} payments a second");
var outcome = await Run.CrashAsync(new(kills, seed, perSecond), client, Console.WriteLine);
foreach (var line in outcome.Report)
{
    Console.WriteLine(line);
}

Console.WriteLine(outcome.Violations.Count == 0 ? "No violation." : $"{outcome.Violations.Count} violations; repeat with --kills {kills} --seed {seed}");
return outcome.Violations.Count == 0 ? 0 : 1;

static int Usage()
{
    Console.Error.WriteLine("usage: [--kills 1 … 10000] [--seed N] [--per-second 1 … 100]");
    return 64;
}
