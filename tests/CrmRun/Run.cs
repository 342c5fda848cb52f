using System.Diagnostics;
using System.Globalization;
using Integration.CrmSync;
using Integration.Hosting.Startup.Tests;
using Npgsql;

namespace Integration.CrmRun;

/// <summary>One run: events come twice and in any order, the CRM fails, goes away and refuses some, the service is killed. In the end every record has to be as its
/// payment ended, or listed as refused.</summary>
internal static class Run
{
    /// <summary>Runs it.</summary>
    public static async Task<RunOutcome> RunAsync(RunPlan plan, Action<string> tell)
    {
        var random = new Random(plan.Seed);
        var stories = Enumerable.Range(0, plan.Payments).Select(i => new Story(i, random)).ToList();
        var events = Shuffled(stories, plan.Events, random);
        var shape = Shape.Of(plan.Crm);
        var bad = stories.Where(_ => random.Next(100) < plan.BadPercent).Select(s => s.PaymentId.ToString()).ToHashSet();
        var database = await MakeDatabaseAsync(plan.Postgres);
        await using var source = NpgsqlDataSource.Create(database);
        await using var sandbox = await Sandbox.StartAsync();
        await sandbox.FailAsync(plan.FailPercent, plan.Seed);
        await sandbox.RefuseAsync(shape.Payment.Type, bad);
        using var limit = new CancellationTokenSource(plan.Limit);
        using var client = new HttpClient();
        var members = Enumerable.Range(0, plan.Processes).Select(_ => new Member(plan, database, sandbox.Address)).ToList();
        try
        {
            foreach (var member in members)
            {
                await member.Process.ReadyAsync(client);
            }

            var clock = Stopwatch.StartNew();
            await Broker.PublishAsync(plan.RabbitMq, events, limit.Token);
            tell($"{clock.Elapsed.TotalSeconds:F1} s: {events.Count} events of {stories.Count} payments are published");
            var keeping = KeptAsync(clock);
            await TroubleAsync(plan, sandbox, source, members, random, tell, limit.Token);
            var kept = await keeping;
            await UntilAsync(source, Waiting, count => count == 0, limit.Token);
            var done = clock.Elapsed;
            var (violations, lines, ratio) = await new Judge(sandbox, source, shape, stories, bad).RunAsync();
            return new(
                [
                    $"{plan.Crm}: {events.Count} events of {stories.Count} payments, {plan.FailPercent} % of calls failed, {bad.Count} bad records, away for {plan.OutageSeconds} s, {plan.Kills} kills, seed {plan.Seed}",
                    $"kept after {kept.TotalSeconds:F1} s, all in the CRM after {done.TotalSeconds:F1} s: {events.Count / done.TotalSeconds:F0} events/s with the outage in it",
                    .. lines,
                ],
                violations, ratio);
        }
        finally
        {
            members.ForEach(m => m.Dispose());
            await DropDatabaseAsync(plan.Postgres, database);
        }

        async Task<TimeSpan> KeptAsync(Stopwatch clock)
        {
            var facts = stories.Sum(s => 1 + s.Notes.Count);
            await UntilAsync(source, "select count(*) from crm.facts", count => count >= facts, limit.Token);
            tell($"{clock.Elapsed.TotalSeconds:F1} s: all are kept ({events.Count / clock.Elapsed.TotalSeconds:F0} events/s)");
            return clock.Elapsed;
        }
    }

    /// <summary>What waits and may still go: a note of a payment that the CRM refuses waits for it.</summary>
    private const string Waiting =
        "select count(*) from crm.records r where status = 'waiting' and not (kind = 'entry' and exists (select from crm.records p where p.kind = 'payment' and p.key = r.payment_id::text and p.status = 'failed' and p.crm_id is null))";

    /// <summary>Every event once, some again, in any order.</summary>
    private static List<object> Shuffled(List<Story> stories, int count, Random random)
    {
        var once = stories.SelectMany(s => s.Events).ToList();
        var all = once.Concat(Enumerable.Range(0, Math.Max(0, count - once.Count)).Select(_ => once[random.Next(once.Count)])).ToArray();
        random.Shuffle(all);
        return [.. all];
    }

    private static async Task TroubleAsync(
        RunPlan plan, Sandbox sandbox, NpgsqlDataSource source, List<Member> members, Random random, Action<string> tell, CancellationToken cancellationToken)
    {
        await UntilAsync(source, "select count(*) from crm.records where status = 'synced'", count => count > plan.Payments / 4, cancellationToken);
        await sandbox.AwayAsync(true);
        tell($"the CRM is away for {plan.OutageSeconds} s");
        var back = Task.Delay(TimeSpan.FromSeconds(plan.OutageSeconds), cancellationToken);
        for (var i = 1; i <= plan.Kills; i++)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(random.Next(500, 4_000)), cancellationToken);
            await members[random.Next(members.Count)].KillAsync();
            tell($"kill {i}");
            if (back.IsCompleted)
            {
                await sandbox.AwayAsync(false);
            }
        }

        await back;
        await sandbox.AwayAsync(false);
        tell("the CRM is back");
    }

    private static async Task UntilAsync(NpgsqlDataSource source, string count, Func<long, bool> enough, CancellationToken cancellationToken)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        while (true)
        {
            long found;
            await using (var command = source.CreateCommand(count))
            {
                found = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
            }

            if (enough(found))
            {
                return;
            }

            await poll.WaitForNextTickAsync(cancellationToken);
        }
    }

    private static async Task<string> MakeDatabaseAsync(string server)
    {
        var name = "crm" + Guid.NewGuid().ToString("N");
        await using var source = NpgsqlDataSource.Create(server + ";Pooling=false");
        await using var command = source.CreateCommand($"create database {name}");
        await command.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    private static async Task DropDatabaseAsync(string server, string database)
    {
        await using var source = NpgsqlDataSource.Create(server + ";Pooling=false");
        await using var command = source.CreateCommand($"drop database {new NpgsqlConnectionStringBuilder(database).Database} with (force)");
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>One process of the service, and the one that takes its place.</summary>
    private sealed class Member(RunPlan plan, string database, Uri crm) : IDisposable
    {
        public ServiceProcess Process { get; private set; } = Start(plan, database, crm);

        public async Task KillAsync()
        {
            await Process.KillAsync();
            Process.Dispose();
            Process = Start(plan, database, crm);
        }

        public void Dispose() => Process.Dispose();

        private static ServiceProcess Start(RunPlan plan, string database, Uri crm) => ServiceProcess.Start(
            typeof(CrmService).Assembly, [],
            ("ConnectionStrings__Integration", database), ("Messaging__Transport", "RabbitMq"), ("ConnectionStrings__RabbitMq", plan.RabbitMq.ToString()), ("Persistence__MigrateAtStart", "true"),
            ("Crm__Provider", plan.Crm), ("ExternalApis__crm__BaseAddress", crm.ToString()),
            ("Crm__Sync__LeaseSeconds", 10.ToString(CultureInfo.InvariantCulture)), ("Crm__Sync__LateSeconds", "2"), ("ExternalApis__crm__TimeoutSeconds", "5"), ("ExternalApis__crm__AttemptTimeoutSeconds", "3"),
            ("ExternalApis__crm__Auth__ApiKey__Key", "pat-sandbox"),
            ("ExternalApis__crm__Auth__OAuth2__ClientId", "sandbox-client"), ("ExternalApis__crm__Auth__OAuth2__ClientSecret", "sandbox-secret"),
            ("ExternalApis__crm__Auth__OAuth2__TokenAddress", new Uri(crm, "services/oauth2/token").ToString()));
    }
}
