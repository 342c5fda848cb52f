using System.Diagnostics;
using System.Globalization;
using Integration.Benchmarks.Doors;
using RabbitMQ.Client;

namespace Integration.Benchmarks.Scenarios;

/// <summary>The ingress, a process on RabbitMQ, beside the least that a durable endpoint can do, and beside the least that keeps what the ingress promises, in short rounds one after the other. After each round what was taken is waited for until the broker has it:
/// no contender pays for another's rest.</summary>
internal static class Ingress
{
    private const int CallersAtOnce = 64;
    private const int OpenConnections = 1000;

    /// <summary>A rate holds when every answer is good and 95 of a hundred come sooner than this, the product's own figure for its API.</summary>
    private const double HoldsWithinMilliseconds = 300;

    /// <summary>Requests a second that have to hold whatever the machine: 864 times the ten thousand payments a day.</summary>
    private const double StatedRate = 100;

    public static async Task RunAsync(Settings settings, Figures figures)
    {
        var broker = Environment.GetEnvironmentVariable("INTEGRATION_TEST_RABBITMQ")
            ?? throw new InvalidOperationException("INTEGRATION_TEST_RABBITMQ is not set: run deploy/local/bench, which starts a broker and sets it.");
        await using var bareDatabase = await Database.CreateAsync("bare");
        await bareDatabase.ExecuteAsync(BareDoor.Table);
        await using var ingressDatabase = await Database.CreateAsync("ingress");
        using var bareProcess = await DoorProcess.StartAsync("Benchmarks.dll", [BareDoor.Argument], ("ConnectionStrings__Integration", bareDatabase.ConnectionString));
        using var ingress = await DoorProcess.StartAsync(
            "WebhookIngress.dll", [], [.. Door.IngressSettings, ("ConnectionStrings__Integration", ingressDatabase.ConnectionString), ("ConnectionStrings__RabbitMq", broker)]);
        using var leastAlone = await LeastAsync(LeastDoor.Alone);
        using var leastInGroups = await LeastAsync(LeastDoor.InGroups);
        await ListenAsync(new Uri(broker));
        var bare = Door.Bare(bareProcess);
        Door[] ours = [Door.Webhooks(ingress), Door.Payments(ingress)];
        Door[] all = [bare, .. ours, Door.Webhooks(leastAlone, "least_alone"), Door.Webhooks(leastInGroups, "least_in_groups")];

        using var callers = new Callers(CallersAtOnce);
        foreach (var door in all)
        {
            await callers.WarmUpAsync(door, CallersAtOnce, settings.DoorWarmUpRequests);
            await DrainAsync(ingressDatabase);
        }

        var highest = await ThroughputAsync(settings, figures, callers, all, ingressDatabase);
        foreach (var door in ours)
        {
            await LatencyAsync(settings, figures, bare, door, highest[door.Name] / 2, ingressDatabase);
        }

        foreach (var door in (Door[])[bare, .. ours])
        {
            await HoldAsync(settings, figures, door, highest[door.Name], ingressDatabase);
        }

        Task<DoorProcess> LeastAsync(string mode) => DoorProcess.StartAsync(
            "Benchmarks.dll", [LeastDoor.Argument, mode], ("ConnectionStrings__Integration", ingressDatabase.ConnectionString), ("ConnectionStrings__RabbitMq", broker));
    }

    /// <summary>The median of each.</summary>
    private static async Task<Dictionary<string, double>> ThroughputAsync(Settings settings, Figures figures, Callers callers, Door[] doors, Database ingress)
    {
        var rates = doors.ToDictionary(d => d.Name, _ => new List<double>());
        var busy = doors.ToDictionary(d => d.Name, _ => new List<double>());
        for (var round = 0; round < settings.Rounds; round++)
        {
            foreach (var door in doors)
            {
                var used = door.Process.Busy;
                var (rate, failed) = await callers.ClosedAsync(door, CallersAtOnce, TimeSpan.FromSeconds(settings.DoorSeconds));
                var left = await DrainAsync(ingress);
                rates[door.Name].Add(rate);
                busy[door.Name].Add((door.Process.Busy - used).TotalMilliseconds / (rate * settings.DoorSeconds));
                await SayAsync($"round {round + 1}  {door.Name,-8} {rate,6:0} requests/s, {failed} failed, {busy[door.Name][^1]:0.00} ms of its processor time each, the broker had all after {left.TotalSeconds:0.0} s more");
            }
        }

        foreach (var door in doors)
        {
            figures.Add($"{door.Name}_requests_per_s", Figures.Median(rates[door.Name]), "1/s");
            figures.Add($"{door.Name}_processor_ms_per_request", Figures.Median(busy[door.Name]), "ms");
        }

        foreach (var door in doors.Skip(1))
        {
            AddRatio(figures, $"{door.Name}_requests_per_s_ratio_to_bare", [.. rates[door.Name].Zip(rates[doors[0].Name], (mine, bare) => mine / bare)]);
        }

        return doors.ToDictionary(d => d.Name, d => Figures.Median(rates[d.Name]));
    }

    /// <summary>Both at the same rate, half of the highest of ours.</summary>
    private static async Task LatencyAsync(Settings settings, Figures figures, Door bare, Door door, double rate, Database ingress)
    {
        using var callers = new Callers(OpenConnections);
        var ratios = new List<double>();
        var (slow, bareSlow) = (new List<double>(), new List<double>());
        for (var round = 0; round < settings.Rounds; round++)
        {
            bareSlow.Add(await SlowestAsync(bare));
            slow.Add(await SlowestAsync(door));
            ratios.Add(slow[^1] / bareSlow[^1]);
            await SayAsync($"round {round + 1}  {door.Name,-8} at {rate:0}/s  p99 {slow[^1]:0.0} ms, bare {bareSlow[^1]:0.0} ms");
        }

        figures.Add($"{door.Name}_half_of_its_highest", rate, "1/s");
        figures.Add($"{door.Name}_p99_there", Figures.Median(slow), "ms");
        figures.Add($"bare_p99_at_half_of_{door.Name}", Figures.Median(bareSlow), "ms");
        AddRatio(figures, $"{door.Name}_p99_ratio_to_bare", ratios);

        async Task<double> SlowestAsync(Door which)
        {
            var (times, failed) = await callers.OpenLoopAsync(which, rate, TimeSpan.FromSeconds(settings.DoorSeconds));
            await DrainAsync(ingress);
            return failed == 0 ? Figures.Percentile(times, 99) : throw new InvalidOperationException($"{which.Name}: {failed} requests failed at {rate:0} a second.");
        }
    }

    /// <summary>The highest rate that holds with a thousand connections open, in steps of a tenth of the closed loop's.</summary>
    private static async Task HoldAsync(Settings settings, Figures figures, Door door, double highest, Database ingress)
    {
        using var callers = new Callers(OpenConnections);
        await callers.OpenAsync(door, OpenConnections);
        await DrainAsync(ingress);
        await AtAsync(StatedRate);
        for (var tenths = 12; tenths > 0; tenths--)
        {
            if (await AtAsync(highest * tenths / 10) is { } slow)
            {
                figures.Add($"{door.Name}_held_for_{settings.HoldSeconds}_s_with_{callers.Opened}_connections", highest * tenths / 10, "1/s");
                figures.Add($"{door.Name}_p95_then", slow, "ms");
                return;
            }
        }

        figures.Add($"{door.Name}_held_for_{settings.HoldSeconds}_s_with_{callers.Opened}_connections", 0, "1/s");

        // The 95th percentile in milliseconds where the rate holds; nothing where it does not.
        async Task<double?> AtAsync(double rate)
        {
            var (times, failed) = await callers.OpenLoopAsync(door, rate, TimeSpan.FromSeconds(settings.HoldSeconds));
            await DrainAsync(ingress);
            double At(double percent) => times.Count > 0 ? Figures.Percentile(times, percent) : double.NaN;
            await SayAsync($"{door.Name,-8} {rate,6:0}/s for {settings.HoldSeconds} s over {callers.Opened} connections: p50 {At(50):0} ms, p95 {At(95):0} ms, p99 {At(99):0} ms, {failed} failed");
            if (rate == StatedRate && failed == 0)
            {
                figures.Add($"{door.Name}_p95_at_{StatedRate}_per_s_with_{callers.Opened}_connections", At(95), "ms");
            }

            return failed == 0 && At(95) < HoldsWithinMilliseconds ? At(95) : null;
        }
    }

    /// <summary>Queues for what somebody has to take, which no worker is here to read: without one the broker gives it back. They keep little, so that the broker's memory is not what is measured.</summary>
    private static async Task ListenAsync(Uri broker)
    {
        await using var connection = await new ConnectionFactory { Uri = broker }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync();
        foreach (var exchange in (string[])["webhooks.gateway-object-changed", "payments.initiate-payment"])
        {
            await channel.ExchangeDeclareAsync(exchange, ExchangeType.Fanout, durable: true);
            await channel.QueueDeclareAsync($"bench.{exchange}", durable: true, exclusive: false, autoDelete: false, new Dictionary<string, object?> { ["x-max-length"] = 1000 });
            await channel.QueueBindAsync($"bench.{exchange}", exchange, "");
        }
    }

    private static void AddRatio(Figures figures, string name, IReadOnlyCollection<double> ratios)
    {
        figures.Add(name, Figures.Median(ratios), "ratio");
        figures.Add(name + "_lowest_round", ratios.Min(), "ratio");
        figures.Add(name + "_highest_round", ratios.Max(), "ratio");
    }

    /// <summary>Waits until the broker has everything.</summary>
    private static async Task<TimeSpan> DrainAsync(Database ingress)
    {
        var started = Stopwatch.GetTimestamp();
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        while (await ingress.NumberAsync("select count(*) from messaging.outbox") > 0)
        {
            await poll.WaitForNextTickAsync(deadline.Token);
        }

        return Stopwatch.GetElapsedTime(started);
    }

    private static Task SayAsync(FormattableString line) => Console.Error.WriteLineAsync(line.ToString(CultureInfo.InvariantCulture));
}
