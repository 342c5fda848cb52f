using System.Globalization;
using System.Net;
using Integration.Persistence.Tests;
using Xunit.Abstractions;

namespace Integration.Acceptance.Receiving;

/// <summary>PostgreSQL dies and the broker freezes while webhooks and payments come at a steady rate. Short here; <c>deploy/local/outage</c> runs it with longer outages.</summary>
[Trait("Rule", "invariant 5")]
public sealed class When_a_server_goes_away_under_load(ITestOutputHelper output) : IAsyncLifetime
{
    private const int RequestTimeoutSeconds = 10;

    /// <summary>What a busy machine may add to the configured limit before an answer is called a hang.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(RequestTimeoutSeconds + 10);

    private static readonly int PerSecond = Setting("INTEGRATION_OUTAGE_RATE", 20);
    private static readonly TimeSpan PostgresAway = TimeSpan.FromSeconds(Setting("INTEGRATION_OUTAGE_POSTGRES_SECONDS", 5));
    private static readonly TimeSpan BrokerAway = TimeSpan.FromSeconds(Setting("INTEGRATION_OUTAGE_BROKER_SECONDS", 8));

    private readonly LocalPostgres _postgres = new();
    private readonly LocalRabbitMq _broker = new();
    private TestDatabase _database = null!;
    private Door _door = null!;

    public async Task InitializeAsync()
    {
        await Task.WhenAll(_postgres.StartAsync(), _broker.StartAsync());
        _database = new(_postgres.Server);
        await _database.CreateAsync();
        _door = new(_database, _broker.Address, "load", ("Ingress__RequestTimeoutSeconds", $"{RequestTimeoutSeconds}"));
        await _door.OpenAsync();
    }

    public async Task DisposeAsync()
    {
        await _door.DisposeAsync();
        await _database.DisposeAsync();
        await _broker.DisposeAsync();
        await _postgres.DisposeAsync();
    }

    [Fact]
    public async Task Should_refuse_without_a_database_and_go_on_without_a_broker_and_lose_nothing()
    {
        using var end = new CancellationTokenSource();
        var sending = _door.Sender.DeliverManyAsync(PerSecond, end.Token);
        await _door.TakenAsync(PerSecond);

        await AwayAsync("PostgreSQL killed", PostgresAway, _postgres.StopAsync, _postgres.StartAsync, tries =>
        {
            tries.ShouldAllBe(t => t.Status == HttpStatusCode.ServiceUnavailable && t.RetryAfter >= TimeSpan.FromSeconds(1), "not a clear refusal");
        });
        await _door.CaughtUpAsync(PerSecond);

        await AwayAsync("broker frozen", BrokerAway, _broker.FreezeAsync, _broker.ThawAsync, Taken);
        await _door.TakenAsync(PerSecond);

        await AwayAsync("broker killed", BrokerAway, _broker.StopAsync, _broker.StartAsync, Taken);
        await _door.TakenAsync(PerSecond);

        await end.CancelAsync();
        await sending;
        await _door.EachIsOnceAsync();
        _door.Sender.Tries.ShouldAllBe(t => t.Taken || t.Status == HttpStatusCode.ServiceUnavailable);
        _door.Sender.Tries.Max(t => t.Took).ShouldBeLessThan(Longest);
        output.WriteLine($"{_door.Sender.Tries.Select(t => t.Parcel).Distinct().Count()} sent, each is one row and was consumed once; {_door.Downstream.Deliveries} deliveries");
    }

    [Fact]
    public async Task Should_tell_once_what_it_kept_while_the_broker_was_frozen_although_it_died_before_the_broker_was_back()
    {
        await _broker.FreezeAsync();
        await Task.WhenAll(_door.Sender.DeliverAsync(_door.Sender.Next()), _door.Sender.DeliverAsync(_door.Sender.Next()));
        (await _database.CountAsync("messaging.outbox")).ShouldBe(2);
        await _door.KillAsync();
        await _broker.ThawAsync();
        (await _database.CountAsync("messaging.outbox")).ShouldBe(2);

        _door.Start();
        await _door.EachIsOnceAsync();
    }

    private static void Taken(IReadOnlyList<Try> tries) => tries.ShouldAllBe(t => t.Taken, "the broker's absence was noticed by a sender");

    /// <summary>Judges the tries that began and ended while the server was away.</summary>
    private async Task AwayAsync(string what, TimeSpan howLong, Func<Task> go, Func<Task> come, Action<IReadOnlyList<Try>> judge)
    {
        await go();
        var gone = TimeProvider.System.GetUtcNow();
        using (var away = new PeriodicTimer(howLong))
        {
            await away.WaitForNextTickAsync();
        }

        var back = TimeProvider.System.GetUtcNow();
        await come();
        var tries = _door.Sender.Tries.Where(t => t.At > gone && t.At + t.Took < back).ToList();
        tries.Count.ShouldBeGreaterThan(0);
        judge(tries);
        var took = tries.Select(t => t.Took.TotalMilliseconds).Order().ToList();
        output.WriteLine($"{what} for {howLong.TotalSeconds:F0} s: {string.Join(", ", tries.CountBy(t => (int)(t.Status ?? 0)).Select(c => $"{c.Value} × {c.Key}"))}; " +
            $"answered after {took[took.Count / 2]:F0} ms (median), {took[took.Count * 99 / 100]:F0} ms (p99), {took[^1]:F0} ms (longest)");
    }

    private static int Setting(string name, int otherwise) =>
        Environment.GetEnvironmentVariable(name) is { } text ? int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture) : otherwise;
}
