using System.Diagnostics;
using System.Globalization;
using Integration.CrmSandbox;

namespace Integration.Chaos;

/// <summary>What a CRM that is away costs the payments: runs without CrmSync and with it, in turns; at a steady pace, or all at once.</summary>
public static class CrmCost
{
    /// <summary>Runs so many of each; the first of all is not counted.</summary>
    public static async Task<Outcome> RunAsync(Plan plan, int? perSecond, int rounds, HttpClient client, Action<string> tell)
    {
        await Burst.RunAsync(plan, client, perSecond, after: null);
        var (without, with) = (new List<Outcome>(), new List<Outcome>());
        for (var i = 0; i < rounds; i++)
        {
            // Neither is always the first.
            foreach (var crm in i % 2 == 0 ? new[] { false, true } : [true, false])
            {
                var outcome = crm ? await AwayAsync(plan, perSecond, client) : await Burst.RunAsync(plan, client, perSecond, after: null);
                (crm ? with : without).Add(outcome);
                tell(string.Create(CultureInfo.InvariantCulture, $"{(crm ? "with a CRM that is away" : "without CrmSync")}: all confirmed after {outcome.Took.TotalSeconds:0.00} s; a payment's own time p50 {outcome.OwnP50.TotalMilliseconds:0} ms, p99 {outcome.OwnP99.TotalMilliseconds:0} ms"));
                foreach (var line in outcome.Report.Where(line => line.Contains("CRM", StringComparison.Ordinal)))
                {
                    tell($"  {line}");
                }
            }
        }

        List<string> violations = [.. without.Concat(with).SelectMany(o => o.Violations)];
        return new(violations, 0,
        [
            string.Create(CultureInfo.InvariantCulture, $"time until all are confirmed, with by without: {Ratio(with, without, o => o.Took):0.00} (medians); a payment's own time: p50 {Ratio(with, without, o => o.OwnP50):0.00}, p99 {Ratio(with, without, o => o.OwnP99):0.00}"),
            .. violations.Select(violation => $"VIOLATION {violation}"),
        ]);
    }

    private static double Ratio(List<Outcome> with, List<Outcome> without, Func<Outcome, TimeSpan> of) => Median(with.Select(of)) / Median(without.Select(of));

    private static TimeSpan Median(IEnumerable<TimeSpan> times) => times.Order().ToList() is var sorted ? sorted[sorted.Count / 2] : default;

    private static Task<Outcome> AwayAsync(Plan plan, int? perSecond, HttpClient client)
    {
        var crm = Product.FreeAddress();
        return Burst.RunAsync(
            plan, client, perSecond, database => ReturnAsync(plan, database, crm),
            "Crm:Provider=HubSpot", $"ExternalApis:crm:BaseAddress={crm}", "ExternalApis:crm:Auth:ApiKey:Key=pat-sandbox", "Crm:Sync:MaxPauseSeconds=5");
    }

    /// <summary>What is seen while the CRM is away, and how long it takes when it is back.</summary>
    private static async Task<IEnumerable<string>> ReturnAsync(Plan plan, Database database, Uri address)
    {
        var backlog = (await database.LinesAsync("select count(*) || ' records, the oldest for ' || round(extract(epoch from max(age))::numeric, 1) || ' s: ' || min(reason) from ops.crm_backlog")).Single();
        await using var crm = CrmSandboxApp.Build([$"--urls={address}", "--Logging:LogLevel:Default=None", "--Logging:LogLevel:Microsoft=None", "--Logging:LogLevel:Microsoft.Hosting.Lifetime=None"]);
        await crm.StartAsync();
        var clock = Stopwatch.StartNew();
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (await database.NumberAsync("select count(*) from ops.crm_backlog") > 0)
        {
            if (clock.Elapsed > plan.Limit || !await tick.WaitForNextTickAsync())
            {
                throw new InvalidOperationException("The CRM is back, and the backlog stays.");
            }
        }

        var synced = await database.NumberAsync("select count(*) from ops.crm_links where kind = 'payment' and status = 'synced'");
        return synced == plan.Payments
            ? [$"waiting for the CRM: {backlog}", string.Create(CultureInfo.InvariantCulture, $"the CRM had all {synced} payments {clock.Elapsed.TotalSeconds:0.0} s after it was back")]
            : throw new InvalidOperationException($"The CRM has {synced} payments of {plan.Payments}.");
    }
}
