using System.Diagnostics;
using System.Globalization;
using Integration.Contracts.Payments;

namespace Integration.Chaos;

/// <summary>Many payments at once at gateways that are well: how long until each is confirmed.</summary>
public static class Burst
{
    private const int Batch = 50;

    /// <summary>Submits all of them as fast as they can be committed; a payment's time runs from the start of its submission to the commit of its confirmation.</summary>
    public static Task<Outcome> RunAsync(Plan plan, HttpClient client) => RunAsync(plan, client, perSecond: null, after: null);

    /// <summary>The same, with more settings of the product.</summary>
    /// <param name="plan">How many.</param>
    /// <param name="client">For the sandbox's controls.</param>
    /// <param name="perSecond">Payments submitted a second; absent: as fast as they can be committed.</param>
    /// <param name="after">What is looked at when all are confirmed, while the product still runs; its lines join the report.</param>
    /// <param name="settings">As <c>Section:Name=value</c>.</param>
    internal static async Task<Outcome> RunAsync(
        Plan plan, HttpClient client, int? perSecond, Func<Database, Task<IEnumerable<string>>>? after, params IEnumerable<string> settings)
    {
        await using var database = await Database.CreateAsync();
        var address = Product.FreeAddress();
        await using var sandbox = await Sandbox.StartAsync(plan, address, client);
        await using var product = await Product.StartAsync(database, sandbox, address, null, settings);
        var clock = Stopwatch.StartNew();
        var draw = new Draw(plan.Seed);
        var start = TimeProvider.System.GetUtcNow();
        List<InitiatePayment> commands = [.. Enumerable.Range(0, plan.Payments).Select(i => new InitiatePayment
        {
            PaymentId = draw.Id(), CustomerId = "customer", AmountMinor = 1000 + i, Currency = "EUR", Card = new() { PaymentMethod = "pm_card_visa" },
        })];
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        foreach (var batch in commands.Chunk(perSecond is { } rate ? Math.Max(1, rate / 10) : Batch))
        {
            await product.PublishAsync(batch.Select(command => ((object)command, draw.Id())));
            if (perSecond is not null)
            {
                await pace.WaitForNextTickAsync();
            }
        }

        var submitted = clock.Elapsed;
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (clock.Elapsed < plan.Limit && await database.NumberAsync("select count(*) from ops.payments where settled_at is not null") < plan.Payments && await tick.WaitForNextTickAsync())
        {
        }

        var took = clock.Elapsed;
        using var process = Process.GetCurrentProcess();
        var busy = process.TotalProcessorTime;
        var more = after is null ? [] : await after(database);
        await product.StopAsync();
        var confirmed = await database.NumberAsync("select count(*) from ops.payments where state = 'Confirmed'");
        var violations = (await Violations.FindAsync(plan, database, await sandbox.LedgerAsync())).ToList();
        if (confirmed != plan.Payments)
        {
            violations.Add(string.Create(CultureInfo.InvariantCulture, $"{confirmed} of {plan.Payments} are confirmed"));
        }

        var times = await database.RowsAsync($"""
            select percentile_cont(array[0.5, 0.95, 0.99, 1]) within group (order by extract(epoch from settled_at - timestamptz '{start:O}')) from ops.payments where state = 'Confirmed'
            """);
        var percent = times[0][0] as double[] ?? [0, 0, 0, 0];
        var own = (await database.RowsAsync("select percentile_cont(array[0.5, 0.99]) within group (order by extract(epoch from settled_at - accepted_at)) from ops.payments where state = 'Confirmed'"))[0][0] as double[] ?? [0, 0];
        var calls = await database.NumberAsync("select count(*) from ops.gateway_calls");
        List<string> report =
        [
            string.Create(CultureInfo.InvariantCulture, $"{confirmed} of {plan.Payments} confirmed; all were submitted within {submitted.TotalSeconds:0.00} s, all were confirmed after {took.TotalSeconds:0.00} s"),
            string.Create(CultureInfo.InvariantCulture, $"from submission of the first to a payment's confirmation: p50 {percent[0]:0.00} s, p95 {percent[1]:0.00} s, p99 {percent[2]:0.00} s, last {percent[3]:0.00} s"),
            string.Create(CultureInfo.InvariantCulture, $"{(double)calls / plan.Payments:0.00} gateway calls a payment, {calls / took.TotalSeconds:0} calls/s; {confirmed / took.TotalSeconds:0} payments/s"),
            string.Create(CultureInfo.InvariantCulture, $"processor time of this process, start-up included: {busy.TotalSeconds:0.0} s on {Environment.ProcessorCount} cores"),
            .. more,
            .. violations.Select(violation => $"VIOLATION {violation}"),
        ];
        return new(violations, plan.Payments - confirmed, report) { Took = took, P99 = TimeSpan.FromSeconds(percent[2]), OwnP50 = TimeSpan.FromSeconds(own[0]), OwnP99 = TimeSpan.FromSeconds(own[1]) };
    }
}
