using System.Globalization;
using Integration.CrmRun;

var plan = new RunPlan
{
    Postgres = Need("INTEGRATION_TEST_POSTGRES"), RabbitMq = new(Need("INTEGRATION_TEST_RABBITMQ")),
};
for (var i = 0; i + 1 < args.Length; i += 2)
{
    var value = args[i + 1];
    int Number() => int.Parse(value, CultureInfo.InvariantCulture);
    plan = args[i] switch
    {
        "--crm" when value is "HubSpot" or "Salesforce" => plan with { Crm = value },
        "--events" => plan with { Events = Number() },
        "--payments" => plan with { Payments = Number() },
        "--faults" => plan with { FailPercent = Number() },
        "--bad" => plan with { BadPercent = Number() },
        "--outage" => plan with { OutageSeconds = Number() },
        "--kills" => plan with { Kills = Number() },
        "--processes" => plan with { Processes = Number() },
        "--seed" => plan with { Seed = Number() },
        "--ratio" => plan with { MaxRatio = double.Parse(value, CultureInfo.InvariantCulture) },
        "--minutes" => plan with { Limit = TimeSpan.FromMinutes(Number()) },
        _ => throw new ArgumentException($"{args[i]} {value} is not known: --crm HubSpot|Salesforce --events N --payments N --faults PERCENT --bad PERCENT --outage SECONDS --kills N --processes N --seed N --ratio N --minutes N"),
    };
}

var outcome = await Run.RunAsync(plan, Console.WriteLine);
foreach (var line in outcome.Lines)
{
    Console.WriteLine(line);
}

// A process that dies forgets what it was about to send together, and a short run has no time to fill its batches.
List<string> violations = [.. outcome.Violations];
if (plan is { Kills: 0, Events: >= 10_000 } && outcome.CallRatio > plan.MaxRatio)
{
    violations.Add(string.Create(CultureInfo.InvariantCulture, $"without those that it failed, the CRM was called {outcome.CallRatio:F2} times as often as batches need, and {plan.MaxRatio} is the limit"));
}

foreach (var violation in violations.Take(50))
{
    Console.WriteLine($"VIOLATION {violation}");
}

Console.WriteLine(violations.Count == 0 ? "No violation." : $"{violations.Count} violations.");
return violations.Count == 0 ? 0 : 1;

static string Need(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set: run deploy/local/crm-run, which starts a server and sets it.");
