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
        "--minutes" => plan with { Limit = TimeSpan.FromMinutes(Number()) },
        _ => throw new ArgumentException($"{args[i]} {value} is not known: --crm HubSpot|Salesforce --events N --payments N --faults PERCENT --bad PERCENT --outage SECONDS --kills N --processes N --seed N --minutes N"),
    };
}

var outcome = await Run.RunAsync(plan, Console.WriteLine);
foreach (var line in outcome.Lines)
{
    Console.WriteLine(line);
}

foreach (var violation in outcome.Violations.Take(50))
{
    Console.WriteLine($"VIOLATION {violation}");
}

Console.WriteLine(outcome.Violations.Count == 0 ? "No violation." : $"{outcome.Violations.Count} violations.");
return outcome.Violations.Count == 0 ? 0 : 1;

static string Need(string name) => Environment.GetEnvironmentVariable(name) ?? throw new InvalidOperationException($"{name} is not set: run deploy/local/crm-run, which starts a server and sets it.");
