using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using Integration.Chaos;
using Integration.CrashTest.Blows;
using Npgsql;

namespace Integration.CrashTest;

/// <summary>What one run does.</summary>
/// <param name="Kills">How many processes and servers are killed.</param>
/// <param name="Seed">Decides the blows, the payments, and which gateway call meets which fault.</param>
/// <param name="PerSecond">Payments begun a second.</param>
/// <param name="From">A folder with an older build of the services: the run begins with it, and upgrades them one by one between the blows.</param>
/// <param name="Storm">When no blow falls any more, done or not; absent: when all have fallen.</param>
internal sealed record Orders(int Kills, long Seed, int PerSecond, string? From, TimeSpan? Storm);

/// <summary>The product as processes under load, killed again and again, then left alone and judged.</summary>
internal static class Run
{
    private const int MostPayments = 100_000;
    private const int MostOpen = 300;
    private static readonly TimeSpan Settling = TimeSpan.FromMinutes(4);

    /// <summary>More than a blow and the repair that the next one waits for take on a machine that has much else to do.</summary>
    private static readonly TimeSpan PerBlow = TimeSpan.FromSeconds(30);

    public static async Task<Outcome> CrashAsync(Orders asked, HttpClient client, Action<string> say)
    {
        var blows = BlowPlan.Of(asked.Kills, asked.Seed, upgrades: asked.From is not null);
        var storm = asked.Storm ?? blows.Count * PerBlow;
        var plan = new Plan(MostPayments, asked.Seed, storm + storm + Settling, "nasty", asked.PerSecond);
        await using var cluster = await Cluster.StartAsync(plan, asked.From, client);
        using var late = new CancellationTokenSource(plan.Limit);
        var (accepted, heard) = (new Accepted(), new Heard());
        using var shop = new Shop(cluster.Address, accepted, late.Token);
        await using var agent = new Agent(cluster.BrokerAddress, accepted, heard, late.Token);
        await agent.StartAsync();

        var orders = Workload.Of(plan).Take(Math.Min(MostPayments, (int)(storm.TotalSeconds * asked.PerSecond))).ToList();
        var outside = new Outside(cluster.Books, cluster.Sandbox, orders.Where(order => order.CustomerActs).Select(order => order.Command.PaymentId).ToHashSet());
        var clock = Stopwatch.StartNew();
        var watch = new Watch(plan, cluster.Books, outside, clock, say);
        var load = new Load(shop, agent, orders, new Draw(~asked.Seed));
        using var over = new CancellationTokenSource();
        var asking = load.RunAsync(asked.PerSecond, over.Token);
        var looking = LookAsync(watch, load, over.Token);
        var struck = new List<Blow>();
        foreach (var blow in blows.TakeWhile(_ => clock.Elapsed < storm))
        {
            struck.Add(blow);
            await Task.Delay(blow.After);
            var done = await blow.StrikeAsync(cluster);
            say(string.Create(CultureInfo.InvariantCulture, $"  {clock.Elapsed.TotalSeconds,6:0.0} s  {struck.Count,3}: {done}"));
        }

        await over.CancelAsync();
        await looking;
        var violations = new List<string>(await cluster.WholeAsync());
        var stormy = clock.Elapsed;
        // It may take as long again: on a slow machine much is still to be done.
        late.CancelAfter(stormy + Settling);
        watch = new Watch(plan with { Limit = stormy + stormy + Settling }, cluster.Books, outside, clock, say);
        cluster.Books.Source.Clear();
        violations.AddRange(await AnsweredAsync(asking));
        say(string.Create(CultureInfo.InvariantCulture, $"  {clock.Elapsed.TotalSeconds:0} s: no more blows; {load.Begun} payments were asked for"));

        var isOver = await watch.UntilAsync(() => QuietAsync(watch, cluster));
        if (isOver)
        {
            say(string.Create(CultureInfo.InvariantCulture, $"  {clock.Elapsed.TotalSeconds:0} s: nothing is left to happen; the product compares the books"));
            await Comparison.RunAsync(cluster.Books, watch, () => QuietAsync(watch, cluster), agent.PublishAsync);
        }
        else
        {
            violations.Add($"the time was up before everything was over; queues: {await cluster.QueuesAsync()}");
        }

        // Two books are compared while nobody writes in either.
        await cluster.StopAsync();
        violations.AddRange(await cluster.WholeAsync());
        // What was begun may be under way yet when the time was up: only at the end is it lost.
        violations.AddRange(isOver ? await Accounts.CheckAsync(cluster.Books, accepted, heard) : []);
        return await JudgeAsync(asked, plan with { Payments = accepted.Payments }, cluster, accepted, heard, violations, struck, stormy, clock.Elapsed, await watch.OpenAsync());
    }

    private static async Task<Outcome> JudgeAsync(
        Orders asked, Plan plan, Cluster cluster, Accepted accepted, Heard heard, List<string> violations, List<Blow> struck, TimeSpan stormy, TimeSpan took, long open)
    {
        var ledger = await cluster.Sandbox.LedgerAsync();
        violations.AddRange(await Violations.FindAsync(plan, cluster.Books, ledger));
        violations = [.. violations.Distinct()];
        List<string> report =
        [
            .. await Report.OfAsync(plan, cluster.Books, took, open, violations),
            await Accounts.CountAsync(cluster.Books, accepted, heard),
            string.Create(CultureInfo.InvariantCulture,
                $"seed {asked.Seed}: {struck.Sum(blow => blow.Kills)} kills in {stormy.TotalSeconds:0} s, {cluster.ExactKills} of them in a call that was executed and not answered: {Counts(struck)}"),
        ];
        try
        {
            var (blind, tried) = await new Plants(plan, cluster.Books, accepted, heard, ledger).TryAsync();
            return new([.. violations, .. blind], open, [.. report, tried]);
        }
        catch (PostgresException refused)
        {
            return new([.. violations, $"the judge could not be tried: {refused.MessageText}"], open, report);
        }
    }

    private static string Counts(IEnumerable<Blow> blows) => string.Join(", ", blows.GroupBy(blow => blow switch
    {
        KillServer { Broker: true } => "KillRabbitMQ",
        KillServer => "StopPostgreSQL",
        _ => blow.GetType().Name,
    }).Select(kind => $"{kind.Count()} {kind.Key}"));

    /// <summary>People and banks act while the blows fall, as far as the database can be asked.</summary>
    private static async Task LookAsync(Watch watch, Load load, CancellationToken end)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (!end.IsCancellationRequested)
        {
            try
            {
                await watch.LookAsync();
                load.IsPaused = await watch.OpenAsync() > MostOpen;
            }
            catch (NpgsqlException)
            {
                // The server was just killed.
            }

            await pace.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private static async Task<IEnumerable<string>> AnsweredAsync(Task asking)
    {
        try
        {
            await asking;
            return [];
        }
        catch (Exception failure) when (failure is InvalidOperationException or TimeoutException or OperationCanceledException)
        {
            return asking.Exception?.InnerExceptions.Select(one => $"not everything was taken: {one.Message}") ?? [$"not everything was taken: {failure.Message}"];
        }
    }

    /// <summary>Nothing is left to happen in the product, and nothing is on its way in the broker or from the gateways.</summary>
    private static async Task<bool> QuietAsync(Watch watch, Cluster cluster) =>
        await watch.QuietAsync() && (await cluster.Sandbox.Client.GetFromJsonAsync<WebhookCounts>(new Uri(cluster.Sandbox.Address, "/sandbox/webhooks")))!.Pending == 0
        && (await cluster.QueuesAsync()).Length == 0 && await watch.QuietAsync();

    private sealed record WebhookCounts(int Pending);
}
