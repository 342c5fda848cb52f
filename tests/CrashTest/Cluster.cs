using System.Globalization;
using Integration.Chaos;
using Integration.Persistence.Tests;
using Integration.PaymentWorker;
using Integration.WebhookIngress;
using Npgsql;

namespace Integration.CrashTest;

/// <summary>The gateways' sandbox, PostgreSQL, RabbitMQ, two workers and an ingress, each a process of its own.</summary>
internal sealed class Cluster : IAsyncDisposable
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(100);

    private readonly LocalPostgres _postgres = new();
    private readonly LocalRabbitMq _rabbit = new();
    private readonly List<Task> _repairs = [];
    private readonly List<string> _failures = [];
    private readonly Lock _lock = new();
    private bool _isOver;

    private Cluster()
    {
        Database = new("PostgreSQL", _postgres.StopAsync, RestartAsync);
        Broker = new("RabbitMQ", _rabbit.StopAsync, _rabbit.StartAsync);
        // Whoever ends a run in the middle leaves nothing running.
        AppDomain.CurrentDomain.ProcessExit += (_, _) =>
        {
            IsEnding = true;
            EndAsync().AsTask().GetAwaiter().GetResult();
        };
    }

    /// <summary>Somebody ends the run in the middle: what fails now fails because of that.</summary>
    public static bool IsEnding { get; private set; }

    public Server Database { get; }

    public Server Broker { get; }

    public Database Books { get; private set; } = null!;

    public Sandbox Sandbox { get; private set; } = null!;

    public Holds Holds { get; private set; } = null!;

    /// <summary>Two workers, then the ingress.</summary>
    public IReadOnlyList<Member> Members { get; private set; } = [];

    public Uri Address { get; } = Product.FreeAddress();

    /// <summary>Where everybody but the product finds the broker.</summary>
    public string BrokerAddress => _rabbit.Address;

    /// <summary>Kills at a moment that the sandbox has told.</summary>
    public int ExactKills { get; set; }

    /// <param name="plan">What the sandbox is told.</param>
    /// <param name="from">A folder with an older build of the services, which the run begins with and upgrades; absent: this build.</param>
    /// <param name="client">Asks the sandbox and the services.</param>
    public static async Task<Cluster> StartAsync(Plan plan, string? from, HttpClient client)
    {
        var cluster = new Cluster();
        try
        {
            await Task.WhenAll(cluster._postgres.StartAsync(), cluster._rabbit.StartAsync());
            cluster.Books = await Chaos.Database.CreateAsync(cluster._postgres.Server);
            cluster.Sandbox = await Sandbox.StartAsync(plan, cluster.Address, client);
            cluster.Holds = new(cluster.Sandbox);
            cluster.Members =
            [
                cluster.Make("worker 1", typeof(PaymentService).Assembly, from, Product.FreeAddress(), client), cluster.Make("worker 2", typeof(PaymentService).Assembly, from, Product.FreeAddress(), client),
                cluster.Make("the ingress", typeof(IngressService).Assembly, from, cluster.Address, client),
            ];
            // The first brings the schemas; and a broker drops what is published before a queue exists for it.
            foreach (var member in cluster.Members)
            {
                await member.StartAsync();
            }

            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    /// <summary>Makes the part whole again while the run goes on; then the next blow may fall on it. What never becomes whole is a violation.</summary>
    public void Repair(Part? part, Func<Task> repair)
    {
        lock (_lock)
        {
            _repairs.Add(RepairAsync(part, repair));
        }
    }

    /// <summary>Waits until everything is whole. What could not be repaired, and processes that ended by themselves.</summary>
    public async Task<IReadOnlyList<string>> WholeAsync()
    {
        await Task.WhenAll(_repairs);
        foreach (var member in Members)
        {
            member.Check();
        }

        return [.. _failures, .. Members.SelectMany(member => member.Complaints)];
    }

    /// <summary>The product finishes what it has begun, and ends.</summary>
    public Task StopAsync() => Task.WhenAll(Members.Select(member => member.EndAsync()));

    /// <summary>Queues that hold messages.</summary>
    public Task<string> QueuesAsync() => _rabbit.QueuesWithMessagesAsync();

    public async ValueTask DisposeAsync() => await EndAsync();

    private async ValueTask EndAsync()
    {
        lock (_lock)
        {
            if (_isOver)
            {
                return;
            }

            _isOver = true;
        }

        foreach (var member in Members)
        {
            member.Dispose();
        }

        if (Sandbox is not null)
        {
            await Sandbox.DisposeAsync();
        }

        if (Books is not null)
        {
            await Books.Source.DisposeAsync();
        }

        // A server that is just being started would outlive its own removal.
        await Task.WhenAny(Task.WhenAll(Database.TakeAsync(), Broker.TakeAsync()), Task.Delay(Start));
        // The servers go with everything in them.
        await _postgres.DisposeAsync();
        await _rabbit.DisposeAsync();
        Database.Dispose();
        Broker.Dispose();
    }

    /// <summary>A server that was killed has forgotten how much there is to vacuum, and counts anew: killed every minute, it would never come to it.</summary>
    private async Task RestartAsync()
    {
        await _postgres.StartAsync();
        await using var connection = new NpgsqlConnection($"{Books.ConnectionString};Pooling=false");
        await connection.OpenAsync();
        await using var vacuum = new NpgsqlCommand("vacuum (analyze)", connection);
        await vacuum.ExecuteNonQueryAsync();
    }

    private async Task RepairAsync(Part? part, Func<Task> repair)
    {
        try
        {
            await repair();
        }
        catch (Exception failure)
        {
            lock (_lock)
            {
                _failures.Add($"{part?.Name ?? "a rolling restart"} did not come to its end: {failure.Message}");
            }
        }
        finally
        {
            part?.GiveBack();
        }
    }

    private Member Make(string name, System.Reflection.Assembly program, string? from, Uri address, HttpClient client)
    {
        var links = Links.Of(name, _postgres.Port, _rabbit.Port, Sandbox.Address.Port);
        string[] own =
        [
            .. Settings.Quick, .. Settings.Of(Sandbox, new Uri(string.Create(CultureInfo.InvariantCulture, $"http://127.0.0.1:{links.Gateway.Port}"))), .. Shop.Settings,
            string.Create(CultureInfo.InvariantCulture, $"ConnectionStrings:Integration={Books.ConnectionString};Port={links.Database.Port};Maximum Pool Size=30"),
            "Messaging:Transport=RabbitMq", string.Create(CultureInfo.InvariantCulture, $"ConnectionStrings:RabbitMq=amqp://guest:guest@127.0.0.1:{links.Broker.Port}/"),
            "Persistence:MigrateAtStart=true", "Persistence:DeliveryLeaseSeconds=2", "Persistence:SweepIntervalMilliseconds=200", "Persistence:ConfirmTimeoutSeconds=10", "Logging:LogLevel:MassTransit=None",
        ];
        var upgraded = program.Location;
        return new(name, from is null ? upgraded : Path.Combine(from, Path.GetFileNameWithoutExtension(upgraded), Path.GetFileName(upgraded)), upgraded, address, links, [.. own.Select(setting => setting.Split('=', 2)).Select(pair => (pair[0].Replace(":", "__", StringComparison.Ordinal), pair[1]))], client);
    }
}
