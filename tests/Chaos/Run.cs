using System.Diagnostics;
using Integration.Contracts.Operations;
using Integration.Contracts.Payments;

namespace Integration.Chaos;

/// <summary>How a run ended.</summary>
/// <param name="Violations">What may be true of no run; empty on a good one.</param>
/// <param name="Open">Payments and refunds that were not at their end when the time was up.</param>
/// <param name="Report">Counts, rates and the stories of what went wrong, line by line.</param>
public sealed record Outcome(IReadOnlyList<string> Violations, long Open, IReadOnlyList<string> Report);

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
            await ReconcileAsync(product, database, watch);
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

    /// <summary>Twice: what the first comparison finds is looked up, and the second has to agree (SAFETY U1).</summary>
    private static async Task ReconcileAsync(Product product, Database database, Watch watch)
    {
        foreach (var why in (string[])["the end of the day", "once more"])
        {
            var now = TimeProvider.System.GetUtcNow();
            await product.PublishAsync([(new ReconcileGateways { From = now.AddDays(-1), Until = now.AddDays(1), By = "ops", Why = why }, Guid.NewGuid())]);
            await watch.UntilAsync(async () =>
                await database.NumberAsync($"select count(*) from ops.reconciliation_runs where why = '{why}' and finished_at is not null") > 0 && await watch.QuietAsync());
        }
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
            await product.PublishAsync(batch.SelectMany(order => Messages(order, draw)));
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

    /// <summary>A repeat has the id of the first where the sender repeats itself, and one of its own where the command was simply given twice.</summary>
    private static IEnumerable<(object Message, Guid Id)> Messages(Order order, Draw draw)
    {
        var first = draw.Id();
        yield return (order.Command, first);
        for (var copy = 1; copy < order.Copies; copy++)
        {
            yield return (order.Command, copy == 1 ? first : draw.Id());
        }

        if (order.Cancel is { } cancel)
        {
            yield return (cancel, draw.Id());
        }

        foreach (RefundPayment refund in order.Refunds)
        {
            yield return (refund, draw.Id());
            if (draw.Percent(10))
            {
                yield return (refund, draw.Id());
            }
        }
    }
}
