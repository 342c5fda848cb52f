using System.Diagnostics;

namespace Integration.Chaos;

/// <summary>How a run ended.</summary>
/// <param name="Violations">What may be true of no run; empty on a good one.</param>
/// <param name="Open">Payments and refunds that were not at their end when the time was up.</param>
/// <param name="Report">Counts, rates and the stories of what went wrong, line by line.</param>
public sealed record Outcome(IReadOnlyList<string> Violations, long Open, IReadOnlyList<string> Report)
{
    /// <summary>From the first submission until all were confirmed; of a burst.</summary>
    public TimeSpan Took { get; init; }

    /// <summary>By when 99 % were confirmed; of a burst.</summary>
    public TimeSpan P99 { get; init; }

    /// <summary>From a payment's own acceptance to its confirmation, half of them; of a burst.</summary>
    public TimeSpan OwnP50 { get; init; }

    /// <summary>The same, 99 % of them.</summary>
    public TimeSpan OwnP99 { get; init; }
}

/// <summary>Payments against both gateways at their worst.</summary>
public static class Run
{
    private const int Batch = 20;

    /// <summary>Submits, waits until nothing is left to happen or the time is up, has the product compare the books as it does every day, stops it, and compares
    /// them itself. The faults stay on to the end.</summary>
    public static async Task<Outcome> ChaosAsync(Plan plan, HttpClient client, Action<string> say)
    {
        await using var database = await Database.CreateAsync();
        var address = Product.FreeAddress();
        await using var sandbox = await Sandbox.StartAsync(plan, address, client);
        await using var product = await Product.StartAsync(database, sandbox, address);
        var orders = Workload.Of(plan).ToList();
        var outside = new Outside(database, sandbox, orders.Where(o => o.CustomerActs).Select(o => o.Command.PaymentId).ToHashSet());
        var clock = Stopwatch.StartNew();
        var watch = new Watch(plan, database, outside, clock, say);
        var submitting = SubmitAsync(plan, product, sandbox, orders, clock);
        if (await watch.UntilAsync(async () => submitting.IsFaulted || (submitting.IsCompleted && await watch.QuietAsync())) && submitting.IsCompletedSuccessfully)
        {
            var settled = clock.Elapsed;
            say($"  {settled.TotalSeconds:0} s: nothing is left to happen; the product compares the books");
            await Comparison.RunAsync(database, watch, watch.QuietAsync, (message, id) => product.PublishAsync([(message, id)]));
        }

        var took = clock.Elapsed;
        await product.StopAsync();
        var open = await watch.OpenAsync();
        var violations = (await Integration.Chaos.Violations.FindAsync(plan, database, await sandbox.LedgerAsync())).ToList();
        if (submitting.Exception?.InnerException is { } failure)
        {
            violations.Add($"not everything was submitted: {failure.Message}");
        }
        else if (!submitting.IsCompleted)
        {
            violations.Add("the time was up before everything was submitted");
        }

        return new(violations, open, await Report.OfAsync(plan, database, took, open, violations));
    }

    /// <summary>At an even pace. At a third and at two thirds of the way Stripe is down for a while.</summary>
    private static async Task SubmitAsync(Plan plan, Product product, Sandbox sandbox, List<Order> orders, Stopwatch clock)
    {
        var sent = 0;
        var draw = new Draw(~plan.Seed);
        var outages = new Queue<int>([orders.Count / 3, orders.Count * 2 / 3]);
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(Math.Max(1, 1000.0 * Batch / plan.PerSecond)));
        foreach (var batch in orders.Chunk(Batch))
        {
            await product.PublishAsync(batch.SelectMany(order => order.Messages(draw)));
            sent += batch.Length;
            if (outages.TryPeek(out var at) && sent >= at)
            {
                outages.Dequeue();
                await sandbox.StripeIsDownAsync(Math.Max(5, orders.Count / 100));
            }

            if (clock.Elapsed > plan.Limit || !await pace.WaitForNextTickAsync())
            {
                throw new TimeoutException($"{sent} of {orders.Count} were submitted when the time was up");
            }
        }
    }
}
