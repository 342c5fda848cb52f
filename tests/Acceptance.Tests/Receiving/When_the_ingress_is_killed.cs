using Integration.Hosting.Tests;
using Integration.Persistence.Tests;
using Xunit.Abstractions;

namespace Integration.Acceptance.Receiving;

/// <summary><c>kill -9</c> of a real ingress between any two steps of receiving a webhook and a <c>POST /v1/payments</c>. Senders repeat what was not answered, as gateways do.</summary>
[Trait("Rule", "invariant 5")]
[Trait("Rule", "invariant 7")]
public sealed class When_the_ingress_is_killed(ITestOutputHelper output) : IAsyncLifetime
{
    private const int Kills = 25;
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(45);     // on a machine with other work, fewer kills have to do
    private readonly TestDatabase _database = new();
    private readonly TestVirtualHost _broker = new();
    private Door _door = null!;

    public async Task InitializeAsync()
    {
        await _database.CreateAsync();
        await _broker.CreateAsync();
        _door = new(_database, _broker.Address.ToString(), "evt");
        await _door.OpenAsync();
    }

    public async Task DisposeAsync()
    {
        await _door.DisposeAsync();
        await _broker.DisposeAsync();
        await _database.DisposeAsync();
    }

    [Fact]
    public async Task Should_keep_and_tell_everything_once_wherever_it_dies()
    {
        await DieAtAsync(Gate.BeforeInsert, rollBack: true, kept: 0);
        await DieAtAsync(Gate.AtCommit, rollBack: true, kept: 0);
        // The server commits for a client that is dead: the rows are there, nobody was answered, nobody handed the messages over.
        await DieAtAsync(Gate.AtCommit, rollBack: false, kept: 2);
        await DieAfterTheHandOverAsync();
    }

    [Fact]
    public async Task Should_keep_and_tell_everything_once_when_it_dies_again_and_again_under_load()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        using var end = new CancellationTokenSource();
        var sending = _door.Sender.DeliverManyAsync(perSecond: 20, end.Token);
        var started = TimeProvider.System.GetTimestamp();
        var (kills, leftOnTheirWay) = (0, 0L);
        for (; kills < Kills && (kills < 5 || TimeProvider.System.GetElapsedTime(started) < Limit); kills++)
        {
            await _door.TakenAsync(1);
            using (var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(random.Next(1, 300))))
            {
                await moment.WaitForNextTickAsync();
            }

            await _door.KillAsync();
            leftOnTheirWay += await _database.CountAsync("messaging.outbox");
            _door.Start();
        }

        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        await _door.TakenAsync(1);
        await end.CancelAsync();
        await sending;

        await _door.EachIsOnceAsync();
        var tries = _door.Sender.Tries;
        output.WriteLine($"seed {seed}: {kills} kills in {seconds:F0} s; {tries.Select(t => t.Parcel).Distinct().Count()} sent in {tries.Count} tries, {tries.Count(t => t.Cut)} cut while under way; " +
            $"{leftOnTheirWay} rows found on their way after a kill; {_door.Downstream.Deliveries} deliveries");
        tries.Where(t => t.Status is { } status && !t.Taken && (int)status != 503).ShouldBeEmpty();
        leftOnTheirWay.ShouldBeGreaterThan(0, "no kill came between a commit and its hand-over");
    }

    /// <summary>One of each kind is under way in the database when its process dies.</summary>
    private async Task DieAtAsync(string where, bool rollBack, int kept)
    {
        var before = await RowsAsync();
        Task[] deliveries;
        await using (var gate = await Gate.CloseAsync(_database, where, "webhooks.received", "requests.writes"))
        {
            deliveries = [_door.Sender.DeliverAsync(_door.Sender.Next()), _door.Sender.DeliverAsync(_door.Sender.Next())];
            await gate.ReachedAsync(2);
            await _door.KillAsync();
            await (rollBack ? gate.RollBackAsync() : gate.GoOnAsync());
        }

        // All or nothing: a row and its message, or neither.
        (await RowsAsync() - before).ShouldBe(kept);
        (await _database.CountAsync("messaging.outbox")).ShouldBe(kept);
        deliveries.ShouldAllBe(d => !d.IsCompleted, "answered, although nobody was there to");
        _door.Start();
        await Task.WhenAll(deliveries);
        await _door.EachIsOnceAsync();
    }

    /// <summary>The broker has the messages, and their rows are not deleted yet: they go again, and the inbox knows them.</summary>
    private async Task DieAfterTheHandOverAsync()
    {
        var before = _door.Downstream.Deliveries;
        await using (var gate = await Gate.CloseAsync(_database, Gate.BeforeDelete, "messaging.outbox"))
        {
            await Task.WhenAll(_door.Sender.DeliverAsync(_door.Sender.Next()), _door.Sender.DeliverAsync(_door.Sender.Next()));
            await gate.ReachedAsync(1);
            await _door.Downstream.Database.UntilAsync("consumed", n => n == _door.Sender.Tries.Select(t => t.Parcel).Distinct().Count());
            await _door.KillAsync();
            await gate.RollBackAsync();
        }

        (await _database.CountAsync("messaging.outbox")).ShouldBe(2);
        _door.Start();
        await _door.EachIsOnceAsync();
        (_door.Downstream.Deliveries - before).ShouldBeGreaterThanOrEqualTo(4, "nothing was sent again");
    }

    private Task<long> RowsAsync() => _database.CountAsync("(select from webhooks.received union all select from requests.writes) rows");
}
