using Integration.Persistence.Tests;

namespace Integration.Hosting.Tests;

/// <summary>kill -9 of a RabbitMQ node of this test's own, under load, and its restart on the same data.</summary>
public sealed class When_the_broker_is_killed : IAsyncLifetime
{
    private const int Orders = 120;
    private readonly TestDatabase _database = new();
    private readonly LocalRabbitMq _broker = new();

    public async Task InitializeAsync()
    {
        await _broker.StartAsync();
        await _database.InitializeAsync();
        await _database.ExecuteAsync(OrderState.Table);
    }

    public async Task DisposeAsync()
    {
        await _database.DisposeAsync();
        await _broker.DisposeAsync();
    }

    [Fact]
    public async Task Should_accept_on_and_lose_nothing()
    {
        await using var host = await BrokerHost.StartAsync(
            _database.ConnectionString, new Uri(_broker.Address), OrderBus.Configure, ("Persistence:DeliveryLeaseSeconds", "2"), ("Persistence:HandOverTimeoutSeconds", "1"),
            ("Persistence:ConfirmTimeoutSeconds", "3"));
        var placing = Task.WhenAll(Enumerable.Range(0, 4).Select(_ => PlaceAsync(host, Orders / 4)));
        await _database.UntilAsync("orders", n => n >= 40);
        await _broker.StopAsync();

        // Accepted means committed: callers are answered while there is no broker.
        await placing;
        (await _database.CountAsync("messaging.outbox where not is_timer")).ShouldBeGreaterThan(0);
        await _broker.StartAsync();

        await _database.UntilAsync("orders where current_state = 'Placed' and changes = 1", n => n == Orders, seconds: 120);
        await _database.UntilAsync("counted", n => n == Orders, seconds: 60);
        await _database.UntilAsync("messaging.outbox where not is_timer", n => n == 0, seconds: 60);
        (await _database.CountAsync("(select distinct order_id from counted) d")).ShouldBe(Orders);
        (await _database.CountAsync("messaging.dead_letters")).ShouldBe(0);
    }

    /// <summary>Whatever comes in meanwhile: what there is no room for is left alone in the database, and nothing that waits is counted as failing.</summary>
    [Fact]
    public async Task Should_leave_alone_what_cannot_be_handed_over_now()
    {
        const int room = 2;
        await using var host = await BrokerHost.StartAsync(
            _database.ConnectionString, new Uri(_broker.Address), OrderBus.Configure, ("Persistence:DeliveryLeaseSeconds", "1"), ("Persistence:HandOverTimeoutSeconds", "1"),
            ("Persistence:ConfirmTimeoutSeconds", "600"), ("Persistence:HandOverLimit", $"{room}"), ("Persistence:SweepLimit", "5"), ("Persistence:SweepIntervalMilliseconds", "50"));
        await _broker.StopAsync();
        await PlaceAsync(host, 10);

        // They are due for seconds, and nobody claims them again and again.
        await _database.UntilAsync("messaging.outbox where not is_timer and available_at < now() - interval '3 s'", n => n >= 10 - room);
        (await _database.CountAsync("messaging.outbox where attempts > 0")).ShouldBe(0, "the broker is away: no row is at fault");
        await _broker.StartAsync();

        await _database.UntilAsync("orders where current_state = 'Placed'", n => n == 10, seconds: 120);
        await _database.UntilAsync("messaging.outbox where not is_timer", n => n == 0, seconds: 60);
    }

    private static async Task PlaceAsync(BrokerHost host, int count)
    {
        for (var i = 0; i < count; i++)
        {
            var order = Guid.NewGuid();
            await host.PublishAsync(new PlaceOrder(order, $"{order}"));
        }
    }
}
