using System.Globalization;
using Integration.Chaos;

var (payments, seed, minutes, profile, perSecond, rounds) = (10_000, (long)TimeProvider.System.GetUtcNow().ToUnixTimeSeconds(), 10.0, "nasty", 60, 3);
int? pace = null;
var burst = args is ["burst" or "crm-cost", ..];
payments = burst ? 1_000 : payments;
var rest = args.Skip(1).ToArray();
for (var i = 0; i + 1 < rest.Length; i += 2)
{
    switch (rest[i])
    {
        case "--payments": payments = int.Parse(rest[i + 1], CultureInfo.InvariantCulture); break;
        case "--seed": seed = long.Parse(rest[i + 1], CultureInfo.InvariantCulture); break;
        case "--minutes": minutes = double.Parse(rest[i + 1], CultureInfo.InvariantCulture); break;
        case "--per-second": pace = perSecond = int.Parse(rest[i + 1], CultureInfo.InvariantCulture); break;
        case "--rounds": rounds = int.Parse(rest[i + 1], CultureInfo.InvariantCulture); break;
        case "--profile": profile = rest[i + 1]; break;
        default: return Usage();
    }
}

if (rest.Length % 2 != 0 || args is not ["chaos" or "burst" or "crm-cost", ..])
{
    return Usage();
}

using var handler = new SocketsHttpHandler();
using var client = new HttpClient(handler) { Timeout = TimeSpan.FromMinutes(2) };
client.DefaultRequestHeaders.Authorization = new("Bearer", "sk_test_sandbox");
var plan = new Plan(payments, seed, TimeSpan.FromMinutes(minutes), burst ? "none" : profile, perSecond);
Console.WriteLine($"{payments} payments, seed {seed}, faults {plan.Profile}, at most {minutes.ToString(CultureInfo.InvariantCulture)} minutes");
var outcome = args[0] switch
{
    "burst" => await Burst.RunAsync(plan, client),
    "crm-cost" => await CrmCost.RunAsync(plan, pace, rounds, client, Console.WriteLine),
    _ => await Run.ChaosAsync(plan, client, Console.WriteLine),
};
foreach (var line in outcome.Report)
{
    Console.WriteLine(line);
}

Console.WriteLine(outcome.Violations.Count == 0 ? "No violation." : $"{outcome.Violations.Count} violations; repeat with --payments {payments} --seed {seed}");
return outcome.Violations.Count == 0 ? 0 : 1;

static int Usage()
{
    Console.Error.WriteLine("usage: chaos | burst | crm-cost [--payments N] [--seed N] [--minutes N] [--profile none|mild|nasty] [--per-second N] [--rounds N]");
    return 64;
}
