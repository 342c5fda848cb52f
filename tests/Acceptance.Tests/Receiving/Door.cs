using Integration.Hosting.Startup.Tests;
using Integration.Persistence.Tests;
using Integration.WebhookIngress;

namespace Integration.Acceptance.Receiving;

/// <summary>A real ingress process at one address, its senders, and who hears of what they send.</summary>
internal sealed class Door(TestDatabase database, string broker, string run, params (string, string)[] settings) : IAsyncDisposable
{
    private readonly HttpClient _health = new();
    private ServiceProcess? _process;

    public Uri Address { get; } = new($"http://127.0.0.1:{ServiceProcess.FreePort()}");

    public TestDatabase Database => database;

    public Sender Sender { get; private set; } = null!;

    public Downstream Downstream { get; private set; } = null!;

    /// <summary>The receivers first: a broker drops what is published before a queue exists for it.</summary>
    public async Task OpenAsync()
    {
        Downstream = await Downstream.StartAsync(broker);
        Sender = new(Address, run);
        Start();
        await _process!.ReadyAsync(_health);
    }

    /// <summary>Starts the process. Its outbox leases are short, so that what a dead one held is taken up within a test.</summary>
    public void Start()
    {
        _process?.Dispose();
        _process = ServiceProcess.Start(
            typeof(IngressService).Assembly, Address, [],
            [
                .. Parcel.Settings, ("Messaging__Transport", "RabbitMq"), ("ConnectionStrings__RabbitMq", broker), ("ConnectionStrings__Integration", database.ConnectionString),
                ("Persistence__MigrateAtStart", "true"), ("Persistence__DeliveryLeaseSeconds", "2"), ("Persistence__SweepIntervalMilliseconds", "100"), ("Logging__LogLevel__MassTransit", "None"), .. settings,
            ]);
    }

    /// <summary>Waits until as many more were taken.</summary>
    public Task TakenAsync(int more)
    {
        var goal = Sender.Taken + more;
        return UntilAsync(() => Sender.Taken >= goal);
    }

    /// <summary>Waits until no more than so many are still waiting to be taken: what an outage held up is through.</summary>
    public Task CaughtUpAsync(int waiting) => UntilAsync(() => Sender.Waiting <= waiting);

    private async Task UntilAsync(Func<bool> reached)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(120));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(10));
        while (!reached())
        {
            deadline.IsCancellationRequested.ShouldBeFalse(
                $"{Sender.Taken} were taken, {Sender.Waiting} wait; the last try: {(Sender.Tries.Count > 0 ? Sender.Tries[^1] : null)}; the ingress wrote: {_process!.Output}");
            await poll.WaitForNextTickAsync();
        }
    }

    /// <summary>As <c>kill -9</c>.</summary>
    public Task KillAsync() => _process!.KillAsync();

    /// <summary>Every parcel ever sent is one row, one message and one piece of work done downstream; nothing else is, and nothing is left on its way.</summary>
    public async Task EachIsOnceAsync()
    {
        await database.UntilAsync("messaging.outbox", n => n == 0, seconds: 60);
        var sent = Sender.Tries.Select(t => t.Parcel).Distinct().ToList();
        sent.Except(Sender.Tries.Where(t => t.Taken).Select(t => t.Parcel)).ShouldBeEmpty("never taken");
        await Downstream.Database.UntilAsync("consumed", n => n >= sent.Count, seconds: 60);

        (await NamesAsync(database, "select event_id from webhooks.received")).ShouldBe(Names(sent.Where(p => p.IsWebhook)), "webhooks kept");
        (await NamesAsync(database, "select order_id from requests.writes")).ShouldBe(Names(sent.Where(p => !p.IsWebhook)), "payments kept");
        (await NamesAsync(Downstream.Database, "select name from consumed")).ShouldBe(Names(sent), "consumed");
        (await database.CountAsync("messaging.dead_letters") + await Downstream.Database.CountAsync("messaging.dead_letters")).ShouldBe(0, "dead letters");
    }

    public async ValueTask DisposeAsync()
    {
        _process?.Dispose();
        Sender?.Dispose();
        _health.Dispose();
        if (Downstream is not null)
        {
            await Downstream.DisposeAsync();
        }
    }

    private static string[] Names(IEnumerable<Parcel> parcels) => [.. parcels.Select(p => p.Name).Order(StringComparer.Ordinal)];

    private static async Task<string[]> NamesAsync(TestDatabase database, string query)
    {
        var names = new List<string>();
        await using var command = database.Source.CreateCommand(query);
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync())
        {
            names.Add(rows.GetString(0));
        }

        return [.. names.Order(StringComparer.Ordinal)];
    }
}
